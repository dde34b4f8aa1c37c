# SPDX-License-Identifier: Apache-2.0
"""The staff side: labels are edited, checked, published, compared, put back, imported and exported, by those who may."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver
from selectolax.lexbor import LexborHTMLParser

from officinal.label import Label, from_json, from_toml, to_json, to_jsonld, to_toml
from officinal.shop.admin.importing import MOST_BYTES
from officinal.shop.catalogue.search import find
from officinal.shop.models import LabelVersion, Product
from tests.site.conftest import magnesium

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "magnesium-synergy.txt"
PAGE = """<!doctype html><html><body><h1>Zinc Picolinate</h1><h2>Medicinal ingredients (per capsule)</h2>
<table><tr><td>Zinc (zinc picolinate)</td><td>25 mg</td></tr></table><h2>Directions</h2><p>Adults: Take 1 capsule daily.</p></body></html>"""


def _person(name: str, *may: str, staff: bool = True) -> User:
    person: User = User.objects.create_user(name, password=None, is_staff=staff)
    person.user_permissions.set(Permission.objects.filter(content_type__app_label="shop", codename__in=may))
    return person


@pytest.fixture
def keeper(db: None) -> User:
    """Somebody who keeps the catalogue."""
    return _person("keeper", "view_product", "change_product", "add_product")


@pytest.fixture
def staff(client: Client, keeper: User) -> Client:
    """Their browser."""
    client.force_login(keeper)
    return client


def _address(product: Product | None, rest: str = "change/") -> str:
    return f"/admin/shop/product/{product.pk}/{rest}" if product else f"/admin/shop/product/{rest}"


def _as_sent(html: str, form: str = "#product_form") -> dict[str, str]:
    """What a browser sends of a form, buttons left out."""
    page = LexborHTMLParser(html)
    sent: dict[str, str] = {}
    for each in page.css(f"{form} input, {form} select, {form} textarea"):
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if not name or kind == "submit" or (kind in ("checkbox", "radio") and "checked" not in each.attributes):
            continue
        if each.tag == "select":
            chosen = each.css_first("option[selected]") or each.css_first("option")
            sent[name] = (chosen.attributes.get("value") or "") if chosen else ""
        elif each.tag == "textarea":
            sent[name] = each.text().removeprefix("\n").replace("\n", "\r\n")
        else:
            sent[name] = each.attributes.get("value") or ("on" if kind == "checkbox" else "")
    return sent


def _opened(staff: Client, product: Product) -> dict[str, str]:
    return _as_sent(staff.get(_address(product)).content.decode())


def _said(response: Any) -> str:
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


# --- editing and publishing


def test_the_list_says_what_is_to_be_done(staff: Client, shelf: dict[str, Product], django_assert_max_num_queries: Any) -> None:
    """Counts of errors and warnings, market, stock; found by an ingredient in either language; nothing heavy is loaded."""
    with django_assert_max_num_queries(10):
        html = _said(staff.get(_address(None, "")))
    assert f"✕ {shelf['open'].errors}" in html
    assert "Magnesium Bisglycinate" in html
    assert "Synergy" not in _said(staff.get(_address(None, "?q=bisglycinate+de+magn%C3%A9sium")))
    assert "Magnesium Bisglycinate" not in _said(staff.get(_address(None, "?found=errors")))
    assert staff.get(_address(None, "?found=nonsense&stock=nonsense")).status_code == 200


def test_an_untouched_page_changes_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """Saved as it was opened, even the label full of hostile words is the same, and no version is made."""
    for product in shelf.values():
        before = Product.objects.get(pk=product.pk).label_json
        response = staff.post(_address(product), _opened(staff, product))
        assert response.status_code == 302, _said(response)
        assert Product.objects.get(pk=product.pk).label_json == before
        assert product.versions.count() == 1


def test_the_form_changes_the_toml_and_loses_nothing(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """A field that is edited, a row that is added, one that is emptied: everything else of the label stays."""
    product = shelf["clean"]
    sent = _opened(staff, product) | {
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
    response = staff.post(_address(product), sent)
    assert response.status_code == 302, _said(response)
    old, new = product.label, Product.objects.get(pk=product.pk).label
    assert new.tagline == "Calm"
    assert [(row.name, str(row.amount.value)) for row in new.medicinal_ingredients if row.amount] == [("Magnesium", "150"), ("Zinc", "10")]
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
        {"name": name, "amount": {"value": "5", "unit": "mg"}, "sources": [{"name": "a"}, {"name": "b", "amount": {"value": "9", "unit": "mg"}}]}
        for name in ("One", "Two", "Three")
    ]
    product = shelf["clean"]
    label = magnesium(medicinal_ingredients=rows)
    sent = _opened(staff, product) | {"label_toml": to_toml(label), "drawn_from": to_toml(label), "plain-rows": "4"}
    sent |= {f"plain-{name}-{at}": text for at, row in enumerate(("One", "Two", "Three")) for name, text in
             (("name", row), ("substance", ""), ("amount", "5"), ("unit", "mg"), ("source", "a"), ("source_substance", ""))}  # fmt: skip
    staff.post(_address(product), sent | {"plain-remove-1": "on", "reason": "a test"})
    kept = Product.objects.get(pk=product.pk).label.medicinal_ingredients
    assert [row.name for row in kept] == ["One", "Three"]
    assert kept == (label.medicinal_ingredients[0], label.medicinal_ingredients[2])


def test_both_may_be_edited_at_once_but_not_against_each_other(staff: Client, shelf: dict[str, Product]) -> None:
    """Edits of the TOML and of the form come together; where they meet, neither is lost and the person is asked."""
    product = shelf["clean"]
    sent = _opened(staff, product)
    toml = sent["label_toml"].replace('"Tidewell"', '"Osierbrook"')
    met = staff.post(_address(product), {**sent, "label_toml": toml, "plain-brand": "Zed", "reason": "a test"})
    assert "changed both here and in the TOML" in _said(met)
    assert "Osierbrook" in _said(met)
    assert 'value="Zed"' in _said(met)
    assert product.versions.count() == 1
    both = staff.post(_address(product), {**sent, "label_toml": toml, "plain-tagline": "Calm", "reason": "a test"})
    assert both.status_code == 302, _said(both)
    label = Product.objects.get(pk=product.pk).label
    assert (label.brand, label.tagline) == ("Osierbrook", "Calm")


def test_a_label_with_errors_needs_a_reason(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """Refused without one, at its field; with one, it is kept who published it and why."""
    product = shelf["clean"]
    sent = _opened(staff, product) | {"plain-licence_number": ""}
    refused = staff.post(_address(product), sent)
    assert refused.status_code == 200
    assert "say why it is published all the same" in _said(refused)
    assert product.versions.count() == 1
    assert Product.objects.get(pk=product.pk).label.licence_number == "80099999"
    assert staff.post(_address(product), sent | {"reason": "The licence comes tomorrow"}).status_code == 302
    version = product.versions.first()
    assert (version.number, version.reason, version.published_by) == (2, "The licence comes tomorrow", keeper)
    assert version.errors > 0


def test_stock_and_price_need_no_reason(staff: Client, shelf: dict[str, Product]) -> None:
    """The label of a product with errors is not published anew when only its offer changes; withdrawn, it is not found."""
    product = shelf["open"]
    assert product.errors
    sent = _opened(staff, product) | {"on_hand": "99", "price": "10.00"}
    del sent["published"]
    assert staff.post(_address(product), sent).status_code == 302
    kept = Product.objects.get(pk=product.pk)
    assert (kept.on_hand, str(kept.price), kept.published, kept.versions.count()) == (99, "10.00", False, 1)
    assert product.pk not in find("synergy")


def test_other_rules_make_a_new_version(staff: Client, shelf: dict[str, Product]) -> None:
    """A label that is for another market is judged, and so published, anew; a regime must be the market's own."""
    product = shelf["clean"]
    sent = _opened(staff, product) | {"market": "us", "reason": "now for the south"}
    assert "has no labelling regime" in _said(staff.post(_address(product), sent | {"regime": "facts-table"}))
    assert staff.post(_address(product), sent).status_code == 302
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
    response = staff.post(_address(product), _opened(staff, product) | {"label_toml": toml, "reason": "a test"})
    assert response.status_code == 200
    assert words in _said(response)
    assert product.versions.count() == 1


def test_an_amount_that_is_none_is_marked_in_the_form(staff: Client, shelf: dict[str, Product]) -> None:
    """The error stands at its own field, with what was typed."""
    product = shelf["clean"]
    html = _said(staff.post(_address(product), _opened(staff, product) | {"plain-amount-0": "1,5"}))
    page = LexborHTMLParser(html)
    assert page.css_first("#id_plain-amount-0").attributes["value"] == "1,5"
    assert page.css_first(".rows td.errors #id_plain-amount-0") is not None
    assert "Amount, row 1" in html


def test_checking_without_javascript_saves_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """The button shows the findings of what stands there, with the form's edits in the TOML; more rows can be had."""
    product = shelf["clean"]
    sent = _opened(staff, product) | {"plain-licence_number": ""}
    html = _said(staff.post(_address(product), sent | {"_check": "1"}))
    assert "L101" in html
    again = _as_sent(html)
    assert "licence_number" not in again["label_toml"]
    more = _as_sent(_said(staff.post(_address(product), again | {"more_rows": "1"})))
    assert int(more["plain-rows"]) > int(again["plain-rows"])
    assert product.versions.count() == 1


def test_live_findings_follow_what_is_written(staff: Client, shelf: dict[str, Product]) -> None:
    """A part of the page, for the TOML and for the form; each is drawn anew only where the other changed it."""
    product = shelf["clean"]
    sent = _opened(staff, product)
    form = _said(staff.post(_address(product, "live/"), sent | {"plain-licence_number": ""}))
    assert "L101" in form
    assert 'id="id_label_toml"' in form
    assert 'id="label-form"' not in form
    toml = _said(staff.post(_address(product, "live/"), sent | {"label_toml": sent["label_toml"].replace("Tidewell", "Osierbrook")}))
    assert 'value="Osierbrook"' in toml
    assert 'id="id_label_toml"' not in toml
    broken = _said(staff.post(_address(product, "live/"), sent | {"label_toml": "name = 3"}))
    assert "/name" in broken
    assert 'hx-swap-oob="true"' in broken
    assert '<html' not in broken
    assert staff.get(_address(product, "live/")).status_code == 405
    assert product.versions.count() == 1


def test_somebody_else_has_published_meanwhile(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """The second is told before their label goes over the first's; saving again is their decision."""
    product = shelf["clean"]
    sent = _opened(staff, product)
    staff.post(_address(product), sent | {"plain-tagline": "First"})
    late = staff.post(_address(product), sent | {"plain-tagline": "Second"})
    assert "keeper published version 2" in _said(late)
    assert Product.objects.get(pk=product.pk).label.tagline == "First"
    looked = _as_sent(_said(staff.post(_address(product), sent | {"plain-tagline": "Second", "_check": "1"})))
    assert looked["version_seen"] == "1"
    assert staff.post(_address(product), _as_sent(_said(late))).status_code == 302
    assert Product.objects.get(pk=product.pk).label.tagline == "Second"


def test_a_new_product(staff: Client, shelf: dict[str, Product], keeper: User) -> None:
    """Made of a label, at an address made of its name; the address of another is refused."""
    sent = _as_sent(staff.get(_address(None, "add/")).content.decode()) | {"label_toml": to_toml(magnesium(name="Magnesium Nuit")), "on_hand": "5"}
    response = staff.post(_address(None, "add/"), sent)
    assert response.status_code == 302, _said(response)
    made = Product.objects.get(slug="magnesium-nuit")
    assert made.versions.get().published_by == keeper
    assert "already exists" in _said(staff.post(_address(None, "add/"), sent | {"slug": "magnesium"}))
    assert "Give an address" in _said(staff.post(_address(None, "add/"), sent | {"label_toml": "brand = 'x'", "reason": "a test"}))


@pytest.mark.parametrize(
    ("field", "value"),
    [("price", "-1"), ("price", "1e99"), ("price", "NaN"), ("on_hand", "-1"), ("on_hand", "x"), ("currency", "XXX"), ("market", "mars"),
     ("subscribe_percent_off", "100"), ("regime", "none"), ("drawn_from", "x = ["), ("plain-rows", "99999"), ("plain-rows", "-1"), ("plain-per", "eternity")],
)  # fmt: skip
def test_odd_values_are_refused_or_left_aside(staff: Client, shelf: dict[str, Product], field: str, value: str) -> None:
    """Never an error of ours, never a label that changes by them."""
    product = shelf["clean"]
    before = product.label_json
    response = staff.post(_address(product), _opened(staff, product) | {field: value})
    assert response.status_code in (200, 302)
    assert Product.objects.get(pk=product.pk).label_json == before


# --- versions


@pytest.fixture
def two_versions(staff: Client, shelf: dict[str, Product]) -> Product:
    """A product whose label was published twice."""
    product = shelf["clean"]
    sent = _opened(staff, product) | {"plain-tagline": "Calm at night", "plain-licence_number": "", "reason": "Because & <b>why</b>"}
    assert staff.post(_address(product), sent).status_code == 302
    return product


def test_versions_say_who_when_why_and_how_many(staff: Client, two_versions: Product) -> None:
    """The list; any two can be compared; who may not change is offered nothing to put back."""
    html = _said(staff.get(_address(two_versions, "versions/")))
    assert "keeper" in html
    assert "Because &amp; &lt;b&gt;why&lt;/b&gt;" in html
    assert "for the tests" in html
    assert f"✕ {two_versions.versions.first().errors}" in html
    assert _address(two_versions, "versions/1/restore/") in html


def test_the_difference_of_two_versions(staff: Client, two_versions: Product) -> None:
    """A table with signs and words, not colours alone; the same both ways round; nothing where nothing differs."""
    page = LexborHTMLParser(staff.get(_address(two_versions, "versions/diff/?from=1&to=2")).content.decode())
    rows = {row.attributes["class"]: row.text() for row in page.css(".diff tbody tr")}
    assert "+ added" in rows["added"]
    assert 'tagline = "Calm at night"' in rows["added"]
    assert "− removed" in rows["removed"]
    assert "80099999" in rows["removed"]
    back = LexborHTMLParser(staff.get(_address(two_versions, "versions/diff/?from=2&to=1")).content.decode())
    assert any("80099999" in row.text() for row in back.css(".diff .added"))
    assert "Nothing differs" in _said(staff.get(_address(two_versions, "versions/diff/?from=2&to=2")))
    for query in ("", "?from=1&to=9", "?from=x&to=2", "?from=²&to=2", "?from=1&to=99999999999999999999"):
        assert staff.get(_address(two_versions, "versions/diff/" + query)).status_code == 404


def test_a_version_is_put_back_with_a_reason(staff: Client, two_versions: Product, keeper: User) -> None:
    """What would change is shown first; then it is published again, as a new version; all others stay."""
    address = _address(two_versions, "versions/1/restore/")
    shown = _said(staff.get(address))
    assert "Calm at night" in shown
    sent = _as_sent(shown, "form.why")
    assert two_versions.versions.count() == 2
    refused = staff.post(address, sent | {"reason": " "})
    assert refused.status_code == 422
    assert "Say why this version is put back" in _said(refused)
    assert staff.post(address, sent | {"reason": "a test", "newest": "1"}).status_code == 422
    assert two_versions.versions.count() == 2
    assert staff.post(address, sent | {"reason": "The night was a mistake"}).status_code == 302
    newest = two_versions.versions.first()
    assert (newest.number, newest.reason, newest.published_by) == (3, "The night was a mistake", keeper)
    assert newest.label_json == two_versions.versions.get(number=1).label_json
    assert Product.objects.get(pk=two_versions.pk).label.tagline is None


def test_a_version_with_errors_is_put_back_only_for_a_reason_that_says_so(staff: Client, two_versions: Product) -> None:
    """The same rule holds there."""
    staff.post(_address(two_versions), _opened(staff, two_versions) | {"plain-licence_number": "80099999"})
    refused = staff.post(_address(two_versions, "versions/2/restore/"), {"newest": "3"})
    assert "say why it is published all the same" in _said(refused)


# --- import


def test_an_import_is_shown_first_and_changes_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """What was read, its findings and what would change; confirmed, it is a new version with who and why."""
    product = shelf["clean"]
    address = _address(product, "import/")
    before = Product.objects.get(pk=product.pk).label_json
    shown = staff.post(address, {"file": SimpleUploadedFile("page.html", PAGE.encode())})
    html = _said(shown)
    assert shown.status_code == 200, html
    assert "Zinc Picolinate" in html
    assert "L101" in html
    assert "− removed" in html
    assert Product.objects.get(pk=product.pk).label_json == before
    sent = _as_sent(html, "form.import")
    assert staff.post(address, sent | {"_check": "1"}).status_code == 200
    refused = staff.post(address, sent | {"_publish": "1"})
    assert refused.status_code == 422
    assert "say why it is published all the same" in _said(refused)
    assert LabelVersion.objects.filter(product=product).count() == 1
    assert staff.post(address, sent | {"_publish": "1", "version_seen": "0", "reason": "a test"}).status_code == 422
    assert staff.post(address, sent | {"_publish": "1", "reason": "the maker's new page"}).status_code == 302
    kept = Product.objects.get(pk=product.pk)
    assert kept.label.name == "Zinc Picolinate"
    assert kept.versions.first().reason == "the maker's new page"


def test_an_import_can_make_a_product_that_is_not_shown_yet(staff: Client, shelf: dict[str, Product]) -> None:
    """At an address made of its name, for the chosen market."""
    address = _address(None, "import/")
    text = "Tidewell\nMagnesium Calm\nMedicinal ingredients\nMagnesium 200 mg\nDirections: Adults take 1 capsule daily."
    html = _said(staff.post(address, {"text": text, "market": "us"}))
    sent = _as_sent(html, "form.import")
    assert sent["market"] == "us"
    count = Product.objects.count()
    assert staff.post(address, sent | {"_publish": "1", "reason": "a test", "slug": "magnesium"}).status_code == 422
    assert Product.objects.count() == count
    assert staff.post(address, sent | {"_publish": "1", "reason": "a test", "slug": "calm"}).status_code == 302
    made = Product.objects.get(slug="calm")
    assert (made.published, made.market, made.label.medicinal_ingredients[0].substance) == (False, "us", "magnesium")
    assert staff.get("/products/calm/").status_code == 404


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")
def test_the_seed_page_can_be_imported(staff: Client, db: None) -> None:
    """Its findings come with it."""
    html = _said(staff.post(_address(None, "import/"), {"text": SEED.read_text(encoding="utf-8"), "market": "ca"}))
    for code in ("R001", "C001", "L101"):
        assert f"<code>{code}</code>" in html


@pytest.mark.parametrize("form", ["toml", "json", "jsonld"])
def test_what_is_exported_can_be_taken_in_again(staff: Client, shelf: dict[str, Product], form: str) -> None:
    """TOML and JSON give the very label, the hostile one too; JSON-LD gives the facts with the shop's offer."""
    for product in shelf.values():
        response = staff.get(_address(product, f"export/{form}/"))
        text = response.content.decode()
        assert f'filename="{product.slug}.{form}"' in response.headers["Content-Disposition"]
        if form == "jsonld":
            data = json.loads(text)
            assert data["offers"]["price"] == "24.90"
            assert data["name"] == to_jsonld(product.label)["name"]
            continue
        assert (from_toml if form == "toml" else from_json)(text) == product.label
        shown = _said(staff.post(_address(product, "import/"), {"file": SimpleUploadedFile(f"x.{form}", text.encode())}))
        assert "Nothing differs" in shown


def test_several_labels_are_exported_as_a_zip(staff: Client, shelf: dict[str, Product]) -> None:
    """Each in every form, under its address."""
    chosen = {"action": "export_zip", "_selected_action": [each.pk for each in shelf.values()]}
    response = staff.post(_address(None, ""), chosen)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert sorted(archive.namelist()) == sorted(f"labels/{each.slug}.{form}" for each in shelf.values() for form in ("toml", "json", "jsonld"))
    for product in shelf.values():
        assert archive.read(f"labels/{product.slug}.json").decode() == to_json(product.label) + "\n"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose a file, or paste a text"),
        (SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + bytes(200)), "x.png"),
        (SimpleUploadedFile("x.toml", b"name = "), "not valid TOML"),
        (SimpleUploadedFile("x.json", b'{"schema": "officinal.label/1", "name": 3}'), "/name"),
        (SimpleUploadedFile("x.json", b'{"schema": '), "not valid JSON"),
        (SimpleUploadedFile("x.txt", b"Buy a bicycle today. Wheels, chains, brakes."), "no product page"),
        (SimpleUploadedFile("x.txt", b""), "empty"),
        (SimpleUploadedFile("x.txt", b"a" * (MOST_BYTES + 1)), "larger than 5 MB"),
    ],
)
def test_what_cannot_be_imported_says_why(staff: Client, shelf: dict[str, Product], file: SimpleUploadedFile | None, words: str) -> None:
    """On the same page; nothing is kept."""
    for product in (None, shelf["clean"]):
        if file is not None:
            file.seek(0)
        response = staff.post(_address(product, "import/"), {"market": "ca"} | ({"file": file} if file else {}))
        assert response.status_code == 422
        assert words in _said(response)
    assert LabelVersion.objects.count() == 3


def test_hostile_words_stay_words_for_staff_too(staff: Client, shelf: dict[str, Product]) -> None:
    """On every page that shows a label; and no page has a style attribute, an inline script or handler."""
    product = shelf["hostile"]
    pages = [_address(None, ""), *(_address(product, rest) for rest in ("change/", "versions/", "versions/diff/?from=1&to=1", "versions/1/restore/", "history/"))]
    for page in pages:
        response = staff.get(page)
        html = response.content.decode()
        assert response.status_code == 200
        assert "<script>alert" not in html
        assert not re.search(r"<[^>!]+\s(?:style|on[a-z]+)=", html)
        assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", html)
        assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    toml = to_toml(product.label)
    shown = _said(staff.post(_address(shelf["clean"], "import/"), {"text": toml}))
    assert "<script>alert" not in shown


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_staff_page_answers_in_both_languages(staff: Client, shelf: dict[str, Product], language: str) -> None:
    """In the language of its address."""
    prefix = "/fr" if language == "fr" else ""
    for rest in ("change/", "versions/", "versions/diff/?from=1&to=1", "versions/1/restore/", "import/"):
        response = staff.get(prefix + _address(shelf["clean"], rest))
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


# --- who may what


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route


def _addresses(product: Product) -> list[str]:
    """Every address of the admin, its blanks filled in."""
    filled = {"pk": product.pk, "object_id": product.pk, "number": 1, "form": "toml", "id": product.pk, "content_type_id": 1, "url": "x"}
    listed = []
    for route in _routes(admin.site.get_urls()):
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda blank: str(filled[blank[1]]), re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route))
        path = path.replace("<app_label>", "shop").removeprefix("^").removesuffix("$")
        listed.append("/admin/" + path.replace("app_label", "shop") if "<" not in path else path)
    return listed


_OPEN = {"/admin/login/", "/admin/logout/"}


def test_the_walk_meets_every_staff_page(shelf: dict[str, Product]) -> None:
    """Ours are among them."""
    listed = _addresses(shelf["clean"])
    pk = shelf["clean"].pk
    for rest in ("import/", "add/live/", f"{pk}/live/", f"{pk}/import/", f"{pk}/export/toml/", f"{pk}/versions/", f"{pk}/versions/diff/", f"{pk}/versions/1/restore/"):
        assert f"/admin/shop/product/{rest}" in listed
    assert len(listed) > 30


def _changed() -> list[Any]:
    return [*Product.objects.order_by("pk").values_list("pk", "label_json", "on_hand", "published"), *LabelVersion.objects.order_by("pk").values_list("pk", "reason")]


@pytest.mark.parametrize("who", ["anonymous", "customer", "customer with rights"])
def test_whoever_is_no_staff_gets_nowhere(client: Client, shelf: dict[str, Product], who: str) -> None:
    """Every address of the admin leads to the log-in page, in both languages, however it is asked."""
    if who != "anonymous":
        client.force_login(_person("customer", *(["view_product", "change_product"] if "rights" in who else []), staff=False))
    before = _changed()
    for address in _addresses(shelf["clean"]):
        if address in _OPEN:
            continue
        for prefix in ("", "/fr"):
            for response in (client.get(prefix + address), client.post(prefix + address, {"reason": "x", "label_toml": "name='x'", "_publish": "1"})):
                assert response.status_code == 302, address
                assert response.headers["Location"].startswith(f"{prefix}/admin/login/"), address
    assert _changed() == before


def test_staff_without_rights_see_no_product(client: Client, shelf: dict[str, Product]) -> None:
    """Somebody of the staff who has no right over products is refused on every page of them."""
    client.force_login(_person("other"))
    before = _changed()
    for address in _addresses(shelf["clean"]):
        if address.startswith("/admin/shop/") or address.startswith("/admin/auth/"):
            for response in (client.get(address), client.post(address, {"reason": "x", "label_toml": "name='x'", "_publish": "1"})):
                refused = (302,) if address == f"/admin/shop/product/{shelf['clean'].pk}/" else (403, 404, 405)
                assert response.status_code in refused, address
    assert client.get("/admin/shop/product/999999/versions/").status_code == 403
    assert "/admin/shop/product/" not in _said(client.get("/admin/"))
    assert _changed() == before


def test_who_may_only_see_changes_nothing(client: Client, shelf: dict[str, Product]) -> None:
    """The label, its findings, versions and exports are open to them; everything that changes one is not."""
    client.force_login(_person("reader", "view_product"))
    product = shelf["clean"]
    html = _said(client.get(_address(product)))
    assert "Tidewell" in html
    assert "<textarea" not in html
    assert "name=\"_save\"" not in html
    for rest in ("versions/", "versions/diff/?from=1&to=1", "export/toml/", "export/json/", "export/jsonld/"):
        assert client.get(_address(product, rest)).status_code == 200
    assert "restore" not in _said(client.get(_address(product, "versions/")))
    before = _changed()
    for rest in ("change/", "live/", "import/", "versions/1/restore/", "delete/"):
        assert client.post(_address(product, rest), {"reason": "x", "label_toml": "name='x'", "_publish": "1"}).status_code == 403
    for rest in ("import/", "add/", "add/live/"):
        assert client.post(_address(None, rest), {}).status_code == 403
    assert _changed() == before
    assert client.get(_address(product, "export/exe/")).status_code == 404


def test_who_may_change_may_not_add_or_delete(client: Client, shelf: dict[str, Product]) -> None:
    """Each right is its own."""
    client.force_login(_person("changer", "change_product"))
    for rest in ("add/", "add/live/", "import/"):
        assert client.post(_address(None, rest), {}).status_code == 403
    assert client.post(_address(shelf["clean"], "delete/"), {"post": "yes"}).status_code == 403
    assert client.get(_address(shelf["clean"], "import/")).status_code == 200
