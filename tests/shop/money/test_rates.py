# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from tests.shop.money.orders import DAY

from officinal.shop.money import NOTICES, REASONS, shipping_book, tax_book
from officinal.shop.money.audit import audit_shipping, audit_sources, audit_taxes
from officinal.shop.money.books.currencies import currency_book


def test_every_rate_has_its_source_and_its_time() -> None:
    """Each fact names a document that exists and was read, or says that it was not; no two hold at once; no gap."""
    assert audit_taxes(tax_book(), today=DAY) == []


def test_the_delivery_charges_hang_together() -> None:
    """Every zone is delivered to, no place is in two, no two charges hold at once."""
    assert audit_shipping(shipping_book()) == []


def test_every_currency_has_its_source() -> None:
    """The table of currencies is audited like the rates."""
    book = currency_book()
    assert list(audit_sources(book.currencies, book.sources, today=DAY)) == []


def _with(kind: str, place: int, **changed: Any) -> Any:
    book = tax_book()
    facts = [*getattr(book, kind)]
    facts[place] = facts[place].model_copy(update=changed)
    return book.model_copy(update={kind: tuple(facts)})


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda: _with("rates", 5, to=None), "hst in CA-NS: two that hold at once"),
        (lambda: _with("rates", 0, source="nowhere"), "there is no source nowhere"),
        (lambda: _with("rates", 0, tax="pst"), "there is no tax pst"),
        (lambda: _with("rates", 0, verified="general-knowledge"), "what was not read has the source general-knowledge"),
        (lambda: _with("sources", 1, url=None), "excise-tax-act has no address"),
        (lambda: _with("sources", 1, read_on=DAY.replace(year=2030)), "which is to come"),
        (lambda: _with("treatments", 2, note=None), "general knowledge without a note"),
        (lambda: _with("treatments", 0, tax_class="general"), "gst does not say how it treats nhp"),
        (lambda: _with("treatments", 0, of="tps"), "there is no registration tps"),
        (lambda: _with("deliveries", 0, of="qst"), "gst does not say how it treats delivery"),
        (lambda: _with("no_provincial_tax", 0, places=("CA-AB",)), "CA-YT must be harmonized"),
        (lambda: _with("rates", 2, places=("CA-QC",)), "CA-ON has 0 federal taxes"),
    ],
)
def test_the_audit_sees_what_is_wrong(broken: Any, said: str) -> None:
    """Each complaint has its cause."""
    assert any(said in complaint for complaint in audit_taxes(broken(), today=DAY))


def test_the_audit_sees_what_is_wrong_with_delivery() -> None:
    """A place in two zones, a zone without charges, a charge without a zone, two charges at once."""
    book = shipping_book()
    double = book.zones[0].model_copy(update={"id": "double"})
    stray = book.rates[0].model_copy(update={"zone": "moon", "method": "rocket"})
    wrong = book.model_copy(
        update={"zones": (*book.zones, double), "rates": (*book.rates, book.rates[0], stray)},
    )
    said = audit_shipping(wrong)
    assert said == [
        "CA-ON is in two zones",
        "CA-QC is in two zones",
        "there is no zone moon",
        "there is no method rocket",
        "nothing is delivered to double",
        "standard to central: two that hold at once",
    ]


def test_what_is_said_is_said_in_both_languages() -> None:
    """Notices and reasons have English and French."""
    assert all(words.said("en") != words.said("fr-ca") for words in (*NOTICES.values(), *REASONS.values()))


def test_money_needs_no_web() -> None:
    """The library of money loads without Django."""
    code = "import sys, officinal.shop.money, officinal.shop.money.audit; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
