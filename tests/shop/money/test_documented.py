# SPDX-License-Identifier: Apache-2.0
"""The worked numbers of docs/explanation/money.md, each computed again."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from tests.shop.money.orders import ALL, DAY, a_line, an_order

from officinal.shop.money import (
    Line,
    Quote,
    Refund,
    nothing_refunded,
    percent_of,
    percent_off,
    place,
    priced,
    refund,
    refund_amount,
    refund_rest,
    shipping,
    split,
    tax_book,
    taxes,
)

PAGE = Path(__file__).parents[3] / "docs/explanation/money.md"


def _table(*heads: str) -> list[list[str]]:
    """The rows below the one heading of these columns."""
    lines = PAGE.read_text("utf-8").splitlines()
    (start,) = (place for place, line in enumerate(lines) if _cells(line) == list(heads))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(_cells(line))
    assert rows
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []


@pytest.mark.parametrize("row", _table("price", "percent off", "price of one"), ids=" ".join)
def test_prices_reduced(row: list[str]) -> None:
    """A reduced price of the page is what is computed."""
    price, percent, reduced = map(Decimal, row)
    assert str(percent_off(price, percent)) == str(reduced)


def _line(text: str) -> Line:
    found = re.fullmatch(r"(\d+) × ([\d.]+) − (\d+) % (\w+)", text.strip())
    assert found, text
    return a_line(found[2], int(found[1]), found[3], tax_class=found[4])


@pytest.mark.parametrize("row", _table("to", "day", "lines", "delivery", "taxes", "total"), ids=" ".join)
def test_orders_taxed(row: list[str]) -> None:
    """An order's taxes and total on the page are what is computed."""
    to, day, lines, delivery, said, total = row
    costed = [priced(_line(each)) for each in lines.split(";")]
    found = taxes(costed, Decimal(delivery), to=place(to), on=dt.date.fromisoformat(day), registrations=ALL)
    assert (", ".join(f"{tax.code} {tax.amount}" for tax in found.charged) or "none") == said
    paid = sum((tax.amount for tax in found.charged), Decimal(delivery)) + sum(line.total for line in costed)
    assert str(paid) == total


def test_rounding_on_each_line_would_differ() -> None:
    """The page's example of the other way: three times 0.06 against 0.17."""
    one, three = percent_of(Decimal("1.10"), Decimal(5)), percent_of(Decimal("3.30"), Decimal(5))
    assert (str(3 * one), str(three)) == ("0.18", "0.17")
    assert "0.06 each, 0.18 in all, where the tax on 3.30 is 0.17" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("row", _table("where", "nhp", "verified"), ids=" ".join)
def test_how_products_are_treated(row: list[str]) -> None:
    """The page says what the data say of natural health products, and how sure it is."""
    names = {
        "GST and HST": "gst",
        "QST": "qst",
        "PST of British Columbia": "pst-bc",
        "PST of Saskatchewan": "pst-sk",
        "RST of Manitoba": "rst-mb",
    }
    (rule,) = (rule for rule in tax_book().treatments if rule.of == names[row[0]] and rule.tax_class == "nhp")
    assert [rule.treatment, rule.verified] == row[1:]


@pytest.mark.parametrize("row", _table("grams", "goods", "charged", "how"), ids=" ".join)
def test_delivery_charged(row: list[str]) -> None:
    """A charge of the page is what is computed."""
    grams, goods, charged, how = row
    line = priced(a_line(goods, weight_g=None if grams == "unknown" else int(grams)))
    sent = shipping([line], "standard", to=place("CA-ON"), on=DAY)
    assert (str(sent.amount), sent.how) == (charged, how)


@pytest.mark.parametrize("row", _table("amount", "weights", "parts"), ids=" ".join)
def test_amounts_shared_out(row: list[str]) -> None:
    """The parts on the page are what is computed."""
    amount, weights, parts = row
    shared = split(Decimal(amount), [Decimal(each) for each in weights.split(",")])
    assert ", ".join(map(str, shared)) == parts


def _step(order: Quote, step: str, before: Refund) -> Refund:
    if step == "1 unit":
        return refund(order, units={0: 1}, before=before)
    if step == "the rest":
        return refund_rest(order, before)
    return refund_amount(order, Decimal(step.removeprefix("amount ")), before)


def test_the_refunds_of_one_order() -> None:
    """Each step of the page is what is computed, and together they are what was paid."""
    order = an_order(a_line("1.10", 3, weight_g=0), to="CA-NB", shipping_rates=_five_dollars())
    assert (str(order.taxes[0].amount), str(order.total)) == ("1.25", "9.55")
    given_back = nothing_refunded(order)
    for step, *said in _table("step", "goods", "delivery", "tax", "given back"):
        now = _step(order, step, given_back)
        assert [str(each) for each in (now.lines[0], now.shipping, now.taxes[0], now.total)] == said, step
        given_back += now
    assert given_back.total == order.total


def _five_dollars() -> object:
    from officinal.shop.money import shipping_book

    book = shipping_book()
    flat = {"flat": Decimal(5), "bands": (), "beyond": None}
    return book.model_copy(update={"rates": tuple(rate.model_copy(update=flat) for rate in book.rates)})
