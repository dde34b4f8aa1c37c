# SPDX-License-Identifier: Apache-2.0
"""Staff bring products in from a file: seen first, kept when confirmed, by those who may."""

from __future__ import annotations

from decimal import Decimal

import html5lib
import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.shop.exchange.conftest import units
from tests.shop.exchange.tables import BODY, MAGNESIUM, shopify, table
from tests.site.conftest import magnesium
from tests.site.staff_desk import person, said, sent_of

from officinal.label import to_json
from officinal.shop.exchange import desk_forms
from officinal.shop.exchange.bring_in import bring_in
from officinal.shop.models import LabelVersion, Product

DESK = "/admin/shop/product/exchange/"


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    """Somebody who keeps the catalogue."""
    client.force_login(person("keeper", "view_product", "change_product", "add_product"))
    return client


def upload(data: bytes) -> dict[str, object]:
    """The first form, sent."""
    return {"file": SimpleUploadedFile("products.csv", data), "market": "ca"}


def test_a_file_is_shown_first_and_kept_when_confirmed(staff: Client, shelf: dict[str, Product]) -> None:
    """The page tells what would be new, changed and refused; confirmed, it is so, with who and why."""
    label = to_json(magnesium(name="Zinc"), indent=None)
    data = table(["slug", "price", "label"], [["magnesium", "30", ""], ["zinc", "9", label], ["zinc", "1", ""]])
    shown = staff.post(DESK, upload(data))
    html = said(shown)
    assert shown.status_code == 200, html
    for words in ("24.90", "30.00", "Nothing is kept yet", "line 4", "already gives the product zinc"):
        assert words in html
    assert Product.objects.get(slug="magnesium").price == Decimal("24.90")
    sent = sent_of(shown, "form.import")
    assert staff.post(DESK, sent | {"_check": "1"}).status_code == 200
    done = staff.post(DESK, sent | {"_apply": "1"}, follow=True)
    assert "1 product is new." in said(done)
    assert Product.objects.get(slug="magnesium").price == Decimal("30.00")
    assert Product.objects.get(slug="zinc").published is False
    assert LabelVersion.objects.get(product__slug="zinc").published_by.username == "keeper"
    assert LogEntry.objects.count() == 2


def test_a_file_of_another_shop_comes_whole_through_the_second_step(staff: Client, db: None) -> None:
    """Line breaks, quotes and accents of a description reach the label as they were in the file."""
    row = MAGNESIUM | {"Description": BODY.replace("<p>", "\r\n<p>")}
    shown = staff.post(DESK, upload(shopify(row)) | {"reason": "moving"})
    sent = sent_of(shown, "form.import")
    sent["text"] = sent["text"].replace("\n", "\r\n")  # as browsers do
    assert staff.post(DESK, sent | {"_apply": "1"}).status_code == 302
    kept = Product.objects.get()
    entry = next(iter(bring_in(shopify(row), "x.csv").entries()))
    assert entry.read_label is not None  # type: ignore[union-attr]
    assert kept.label == entry.read_label().label  # type: ignore[union-attr]
    assert units(kept) == 12


def test_what_changed_meanwhile_is_shown_before_it_is_kept(staff: Client, shelf: dict[str, Product]) -> None:
    """A product that somebody else changed after the look, and a reason given late, are looked at once more."""
    shown = staff.post(DESK, upload(table(["slug", "price"], [["magnesium", "30"]])))
    sent = sent_of(shown, "form.import")
    Product.objects.filter(slug="magnesium").update(price=Decimal("28"))
    stale = staff.post(DESK, sent | {"_apply": "1"})
    assert stale.status_code == 409
    assert "no longer what you saw" in said(stale)
    assert Product.objects.get(slug="magnesium").price == Decimal("28.00")
    assert staff.post(DESK, sent_of(stale, "form.import") | {"_apply": "1"}).status_code == 302
    assert Product.objects.get(slug="magnesium").price == Decimal("30.00")


def test_both_steps_are_valid_html_in_both_languages(staff: Client, shelf: dict[str, Product]) -> None:
    """Hostile names in a file do not break the page that shows them."""
    hostile = "<b>'\"&</b>\u202e" * 10
    data = table(
        ["slug", "name", "price", "label"],
        [["magnesium", "", "30", ""], ["a b", hostile, "1", ""], ["zinc", "", "9", to_json(magnesium(name=hostile), indent=None)]],
    )  # fmt: skip
    for prefix in ("", "/fr"):
        for response in (staff.get(prefix + DESK), staff.post(prefix + DESK, upload(data))):
            assert response.status_code == 200
            html5lib.HTMLParser(strict=True).parse(response.content.decode())
            assert "<b>'" not in response.content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [(b"", "empty"), (b"colour\nblue\n", "headings"), (b"PK\x03\x04xl/", "Excel"), (None, "required")],
)
def test_a_file_that_is_none_is_told_so(staff: Client, sent: bytes | None, words: str) -> None:
    """The form comes back with what is wrong, and nothing breaks."""
    response = staff.post(DESK, {"market": "ca"} if sent is None else upload(sent))
    assert response.status_code == 422
    assert words in said(response)


def test_a_file_too_large_for_a_page_is_sent_to_the_command(staff: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and rows are bounded, and the way on is named."""
    monkeypatch.setattr(desk_forms, "MOST_BYTES", 40)
    response = staff.post(DESK, upload(b"slug,price\n" + b"a,1\n" * 20))
    assert response.status_code == 422
    assert "officinal products import" in said(response)
    monkeypatch.setattr(desk_forms, "MOST_BYTES", 4000)
    monkeypatch.setattr(desk_forms, "MOST_ROWS", 3)
    assert "more than 3 rows" in said(staff.post(DESK, upload(b"slug,price\n" + b"a,1\n" * 20)))


@pytest.mark.parametrize("rights", [(), ("view_product",), ("view_product", "change_product"), ("view_product", "add_product")])  # fmt: skip
def test_only_who_may_add_and_change_brings_in(
    client: Client, shelf: dict[str, Product], rights: tuple[str, ...]
) -> None:
    """Everybody else is refused, whatever they send; who may see may take out."""
    client.force_login(person("other", *rights))
    data = table(["slug", "price"], [["magnesium", "1"]])
    assert client.get(DESK).status_code == 403
    assert client.post(DESK, upload(data)).status_code == 403
    assert client.post(DESK, {"seen": "", "text": data.decode(), "name": "x", "market": "ca", "_apply": "1"}).status_code == 403  # fmt: skip
    assert Product.objects.get(slug="magnesium").price == Decimal("24.90")
    assert client.get(f"{DESK}products.csv").status_code == (200 if rights else 403)


def test_products_go_out_as_a_table(staff: Client, shelf: dict[str, Product]) -> None:
    """All of them by the link, those chosen by the action; brought in again, nothing changes."""
    whole = b"".join(staff.get(f"{DESK}products.csv").streaming_content)
    assert whole.count(b"officinal.label/1") == 2
    chosen = staff.post(
        "/admin/shop/product/", {"action": "export_csv", "_selected_action": [str(shelf["plain"].pk)]}
    )  # fmt: skip
    assert b"".join(chosen.streaming_content).count(b"officinal.label/1") == 1
    assert "nothing to take in" in said(staff.post(DESK, upload(whole)))
