# SPDX-License-Identifier: Apache-2.0
"""Staff edit a product and publish its label; what they write is checked as they write it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser
from tests.site.conftest import magnesium
from tests.site.staff_desk import address, opened, said, sent_of

from officinal.label import Label, to_toml
from officinal.shop.catalogue.search import find
from officinal.shop.models import Product


def test_the_list_says_what_is_to_be_done(
    staff: Client, shelf: dict[str, Product], django_assert_max_num_queries: Any
) -> None:
    """Counts of errors and warnings, market, stock; found by an ingredient in either language; nothing heavy is loaded."""
    with django_assert_max_num_queries(10):
        html = said(staff.get(address(None, "")))
    assert f"✕ {shelf['open'].errors}" in html
    assert "Magnesium Bisglycinate" in html
    assert "Synergy" not in said(staff.get(address(None, "?q=bisglycinate+de+magn%C3%A9sium")))
    assert "Magnesium Bisglycinate" not in said(staff.get(address(None, "?found=errors")))
    assert staff.get(address(None, "?found=nonsense&stock=nonsense")).status_code == 200


def test_an_untouched_page_changes_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """Saved as it was opened, even the label full of hostile words is the same, and no version is made."""
    for product in shelf.values():
        before = Product.objects.get(pk=product.pk).label_json
        response = staff.post(address(product), opened(staff, product))
        assert response.status_code == 302, said(response)
        assert Product.objects.get(pk=product.pk).label_json == before
        assert product.versions.count() == 1


def test_the_form_changes_the_toml_and_loses_nothing(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """A field that is edited, a row that is added, one that is emptied: everything else of the label stays."""
    product = shelf["clean"]
    sent = opened(staff, product) | {
        "plain-tagline": "Calm",
        "plain-amount-0": "150",
        "plain-name-1": "Zinc",
        "plain-amount-1": "10",
        "plain-unit-1": "mg",
        "plain-net_amount": "",
        "plain-net_unit": "",
        "plain-food": "without",
        "reason": "a stronger one",
    }
    response = staff.post(address(product), sent)
    assert response.status_code == 302, said(response)
    old, new = product.label, Product.objects.get(pk=product.pk).label
    assert new.tagline == "Calm"
    assert [(row.name, str(row.amount.value)) for row in new.medicinal_ingredients if row.amount] == [
        ("Magnesium", "150"),
        ("Zinc", "10"),
    ]
    assert new.medicinal_ingredients[0].sources == old.medicinal_ingredients[0].sources
    assert new.net_amount is None
    assert new.directions[0].food == "without"
    same = set(Label.model_fields) - {"tagline", "medicinal_ingredients", "net_amount", "directions"}
    assert all(getattr(new, name) == getattr(old, name) for name in same)
    version = product.versions.first()
    assert (version.number, version.published_by, version.reason) == (2, keeper, "a stronger one")


def test_a_row_that_is_removed_takes_only_itself(staff: Client, shelf: dict[str, Product]) -> None:
    """What the form does not show of the other rows stays."""
    rows = [
        {
            "name": name,
            "amount": {"value": "5", "unit": "mg"},
            "sources": [{"name": "a"}, {"name": "b", "amount": {"value": "9", "unit": "mg"}}],
        }
        for name in ("One", "Two", "Three")
    ]
    product = shelf["clean"]
    label = magnesium(medicinal_ingredients=rows)
    sent = opened(staff, product) | {"label_toml": to_toml(label), "drawn_from": to_toml(label), "plain-rows": "4"}
    sent |= {f"plain-{name}-{at}": text for at, row in enumerate(("One", "Two", "Three")) for name, text in
             (("name", row), ("substance", ""), ("amount", "5"), ("unit", "mg"), ("source", "a"), ("source_substance", ""))}  # fmt: skip
    staff.post(address(product), sent | {"plain-remove-1": "on", "reason": "a test"})
    kept = Product.objects.get(pk=product.pk).label.medicinal_ingredients
    assert [row.name for row in kept] == ["One", "Three"]
    assert kept == (label.medicinal_ingredients[0], label.medicinal_ingredients[2])


def test_both_may_be_edited_at_once_but_not_against_each_other(staff: Client, shelf: dict[str, Product]) -> None:
    """Edits of the TOML and of the form come together; where they meet, neither is lost and the person is asked."""
    product = shelf["clean"]
    sent = opened(staff, product)
    toml = sent["label_toml"].replace('"Tidewell"', '"Osierbrook"')
    met = staff.post(address(product), {**sent, "label_toml": toml, "plain-brand": "Zed", "reason": "a test"})
    assert "changed both here and in the TOML" in said(met)
    assert "Osierbrook" in said(met)
    assert 'value="Zed"' in said(met)
    assert product.versions.count() == 1
    both = staff.post(address(product), {**sent, "label_toml": toml, "plain-tagline": "Calm", "reason": "a test"})
    assert both.status_code == 302, said(both)
    label = Product.objects.get(pk=product.pk).label
    assert (label.brand, label.tagline) == ("Osierbrook", "Calm")


def test_a_label_with_errors_needs_a_reason(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """Refused without one, at its field; with one, it is kept who published it and why."""
    product = shelf["clean"]
    sent = opened(staff, product) | {"plain-licence_number": ""}
    refused = staff.post(address(product), sent)
    assert refused.status_code == 200
    assert "say why it is published all the same" in said(refused)
    assert product.versions.count() == 1
    assert Product.objects.get(pk=product.pk).label.licence_number == "80099999"
    assert staff.post(address(product), sent | {"reason": "The licence comes tomorrow"}).status_code == 302
    version = product.versions.first()
    assert (version.number, version.reason, version.published_by) == (2, "The licence comes tomorrow", keeper)
    assert version.errors > 0


def test_stock_and_price_need_no_reason(staff: Client, shelf: dict[str, Product]) -> None:
    """The label of a product with errors is not published anew when only its offer changes; withdrawn, it is not found."""
    product = shelf["open"]
    assert product.errors
    sent = opened(staff, product) | {"weight_g": "99", "price": "10.00"}
    del sent["published"]
    assert staff.post(address(product), sent).status_code == 302
    kept = Product.objects.get(pk=product.pk)
    assert (kept.weight_g, str(kept.price), kept.published, kept.versions.count()) == (99, "10.00", False, 1)
    assert product.pk not in find("synergy")


def test_other_rules_make_a_new_version(staff: Client, shelf: dict[str, Product]) -> None:
    """A label that is for another market is judged, and so published, anew; a regime must be the market's own."""
    product = shelf["clean"]
    sent = opened(staff, product) | {"market": "us", "reason": "now for the south"}
    assert "has no labelling regime" in said(staff.post(address(product), sent | {"regime": "facts-table"}))
    assert staff.post(address(product), sent).status_code == 302
    assert Product.objects.get(pk=product.pk).market == "us"
    assert product.versions.count() == 2


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('name = "x"\nbrand = \n', "Line 2"),
        ('name = "x"\ncolour = "blue"\n', "the record has no such key"),
        ('name = "x"\n[net_amount]\nvalue = "-3"\n', "Line 3 (/net_amount/value)"),
        ('name = "a\\u0000b"\n', "NUL character"),
        ("x = " + "[" * 5000, "not valid TOML"),
        ("", "This field is required"),
    ],
)
def test_a_broken_label_says_where(staff: Client, shelf: dict[str, Product], toml: str, words: str) -> None:
    """The line and the key; what was written is still there; nothing is kept."""
    product = shelf["clean"]
    response = staff.post(address(product), opened(staff, product) | {"label_toml": toml, "reason": "a test"})
    assert response.status_code == 200
    assert words in said(response)
    assert product.versions.count() == 1


def test_an_amount_that_is_none_is_marked_in_the_form(staff: Client, shelf: dict[str, Product]) -> None:
    """The error stands at its own field, with what was typed."""
    product = shelf["clean"]
    html = said(staff.post(address(product), opened(staff, product) | {"plain-amount-0": "1,5"}))
    page = LexborHTMLParser(html)
    assert page.css_first("#id_plain-amount-0").attributes["value"] == "1,5"
    assert page.css_first(".rows td.errors #id_plain-amount-0") is not None
    assert "Amount, row 1" in html


def test_checking_without_javascript_saves_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """The button shows the findings of what stands there, with the form's edits in the TOML; more rows can be had."""
    product = shelf["clean"]
    sent = opened(staff, product) | {"plain-licence_number": ""}
    checked = staff.post(address(product), sent | {"_check": "1"})
    assert "L101" in said(checked)
    again = sent_of(checked)
    assert "licence_number" not in again["label_toml"]
    more = sent_of(staff.post(address(product), again | {"more_rows": "1"}))
    assert int(more["plain-rows"]) > int(again["plain-rows"])
    assert product.versions.count() == 1


def test_live_findings_follow_what_is_written(staff: Client, shelf: dict[str, Product]) -> None:
    """A part of the page, for the TOML and for the form; each is drawn anew only where the other changed it."""
    product = shelf["clean"]
    sent = opened(staff, product)
    form = said(staff.post(address(product, "live/"), sent | {"plain-licence_number": ""}))
    assert "L101" in form
    assert 'id="id_label_toml"' in form
    assert 'id="label-form"' not in form
    toml = said(
        staff.post(
            address(product, "live/"), sent | {"label_toml": sent["label_toml"].replace("Tidewell", "Osierbrook")}
        )
    )
    assert 'value="Osierbrook"' in toml
    assert 'id="id_label_toml"' not in toml
    broken = said(staff.post(address(product, "live/"), sent | {"label_toml": "name = 3"}))
    assert "/name" in broken
    assert 'hx-swap-oob="true"' in broken
    assert "<html" not in broken
    assert staff.get(address(product, "live/")).status_code == 405
    assert product.versions.count() == 1


def test_somebody_else_has_published_meanwhile(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """The second is told before their label goes over the first's; saving again is their decision."""
    product = shelf["clean"]
    sent = opened(staff, product)
    staff.post(address(product), sent | {"plain-tagline": "First"})
    late = staff.post(address(product), sent | {"plain-tagline": "Second"})
    assert "keeper published version 2" in said(late)
    assert Product.objects.get(pk=product.pk).label.tagline == "First"
    looked = sent_of(staff.post(address(product), sent | {"plain-tagline": "Second", "_check": "1"}))
    assert looked["version_seen"] == "1"
    assert staff.post(address(product), sent_of(late)).status_code == 302
    assert Product.objects.get(pk=product.pk).label.tagline == "Second"


def test_a_new_product(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """Made of a label, at an address made of its name; the address of another is refused."""
    sent = sent_of(staff.get(address(None, "add/"))) | {
        "label_toml": to_toml(magnesium(name="Magnesium Nuit")),
        "weight_g": "5",
    }
    response = staff.post(address(None, "add/"), sent)
    assert response.status_code == 302, said(response)
    made = Product.objects.get(slug="magnesium-nuit")
    assert made.versions.get().published_by == keeper
    assert "already exists" in said(staff.post(address(None, "add/"), sent | {"slug": "magnesium"}))
    assert "Give an address" in said(
        staff.post(address(None, "add/"), sent | {"label_toml": "brand = 'x'", "reason": "a test"})
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("price", "-1"), ("price", "1e99"), ("price", "NaN"), ("weight_g", "-1"), ("weight_g", "x"), ("currency", "XXX"), ("market", "mars"),
     ("subscribe_percent_off", "100"), ("regime", "none"), ("drawn_from", "x = ["), ("plain-rows", "99999"), ("plain-rows", "-1"), ("plain-per", "eternity")],
)  # fmt: skip
def test_odd_values_are_refused_or_left_aside(staff: Client, shelf: dict[str, Product], field: str, value: str) -> None:
    """Never an error of ours, never a label that changes by them."""
    product = shelf["clean"]
    before = product.label_json
    response = staff.post(address(product), opened(staff, product) | {field: value})
    assert response.status_code in (200, 302)
    assert Product.objects.get(pk=product.pk).label_json == before


def test_hostile_words_stay_words_for_staff_too(staff: Client, shelf: dict[str, Product]) -> None:
    """On every page that shows a label; and no page has a style attribute, an inline script or handler."""
    product = shelf["hostile"]
    pages = [
        address(None, ""),
        *(
            address(product, rest)
            for rest in ("change/", "versions/", "versions/diff/?from=1&to=1", "versions/1/restore/", "history/")
        ),
    ]
    for page in pages:
        response = staff.get(page)
        html = response.content.decode()
        assert response.status_code == 200
        assert "<script>alert" not in html
        assert not re.search(r"<[^>!]+\s(?:style|on[a-z]+)=", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", html)
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    toml = to_toml(product.label)
    shown = said(staff.post(address(shelf["clean"], "import/"), {"text": toml}))
    assert "<script>alert" not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_staff_page_answers_in_both_languages(staff: Client, shelf: dict[str, Product], language: str) -> None:
    """In the language of its address."""
    prefix = "/fr" if language == "fr" else ""
    for rest in ("change/", "versions/", "versions/diff/?from=1&to=1", "versions/1/restore/", "import/"):
        response = staff.get(prefix + address(shelf["clean"], rest))
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()
