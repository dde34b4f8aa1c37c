# SPDX-License-Identifier: Apache-2.0
"""Staff take labels in, seen before they are kept, and take them out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.site.staff_desk import address, said, sent_of

from officinal.label import from_json, from_toml, to_json, to_jsonld
from officinal.shop.admin.import_forms import MOST_BYTES
from officinal.shop.models import LabelVersion, Product

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "magnesium-synergy.txt"
PAGE = """<!doctype html><html><body><h1>Zinc Picolinate</h1><h2>Medicinal ingredients (per capsule)</h2>
<table><tr><td>Zinc (zinc picolinate)</td><td>25 mg</td></tr></table><h2>Directions</h2><p>Adults: Take 1 capsule daily.</p></body></html>"""


def test_an_import_is_shown_first_and_changes_nothing(staff: Client, shelf: dict[str, Product]) -> None:
    """What was read, its findings and what would change; confirmed, it is a new version with who and why."""
    product = shelf["clean"]
    page = address(product, "import/")
    before = Product.objects.get(pk=product.pk).label_json
    shown = staff.post(page, {"file": SimpleUploadedFile("page.html", PAGE.encode())})
    html = said(shown)
    assert shown.status_code == 200, html
    assert "Zinc Picolinate" in html
    assert "L101" in html
    assert "− removed" in html
    assert Product.objects.get(pk=product.pk).label_json == before
    sent = sent_of(shown, "form.import")
    assert staff.post(page, sent | {"_check": "1"}).status_code == 200
    refused = staff.post(page, sent | {"_publish": "1"})
    assert refused.status_code == 422
    assert "say why it is published all the same" in said(refused)
    assert LabelVersion.objects.filter(product=product).count() == 1
    assert staff.post(page, sent | {"_publish": "1", "version_seen": "0", "reason": "a test"}).status_code == 422
    assert staff.post(page, sent | {"_publish": "1", "reason": "the maker's new page"}).status_code == 302
    kept = Product.objects.get(pk=product.pk)
    assert kept.label.name == "Zinc Picolinate"
    assert kept.versions.first().reason == "the maker's new page"


def test_an_import_can_make_a_product_that_is_not_shown_yet(staff: Client, shelf: dict[str, Product]) -> None:
    """At an address made of its name, for the chosen market."""
    page = address(None, "import/")
    text = "Tidewell\nMagnesium Calm\nMedicinal ingredients\nMagnesium 200 mg\nDirections: Adults take 1 capsule daily."
    sent = sent_of(staff.post(page, {"text": text, "market": "us"}), "form.import")
    assert sent["market"] == "us"
    count = Product.objects.count()
    assert staff.post(page, sent | {"_publish": "1", "reason": "a test", "slug": "magnesium"}).status_code == 422
    assert Product.objects.count() == count
    assert staff.post(page, sent | {"_publish": "1", "reason": "a test", "slug": "calm"}).status_code == 302
    made = Product.objects.get(slug="calm")
    assert (made.published, made.market, made.label.medicinal_ingredients[0].substance) == (False, "us", "magnesium")
    assert staff.get("/products/calm/").status_code == 404


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")
def test_the_seed_page_can_be_imported(staff: Client, db: None) -> None:
    """Its findings come with it."""
    html = said(staff.post(address(None, "import/"), {"text": SEED.read_text(encoding="utf-8"), "market": "ca"}))
    for code in ("R001", "C001", "L101"):
        assert f"<code>{code}</code>" in html


@pytest.mark.parametrize("form", ["toml", "json", "jsonld"])
def test_what_is_exported_can_be_taken_in_again(staff: Client, shelf: dict[str, Product], form: str) -> None:
    """TOML and JSON give the very label, the hostile one too; JSON-LD gives the facts with the shop's offer."""
    for product in shelf.values():
        response = staff.get(address(product, f"export/{form}/"))
        text = response.content.decode()
        assert f'filename="{product.slug}.{form}"' in response.headers["Content-Disposition"]
        if form == "jsonld":
            data = json.loads(text)
            offers = data["offers"] if isinstance(data["offers"], list) else [data["offers"]]
            assert offers[0]["price"] == "24.90"
            assert (len(offers) == 2) == (product.subscription_price is not None)
            assert data["name"] == to_jsonld(product.label)["name"]
            continue
        assert (from_toml if form == "toml" else from_json)(text) == product.label
        shown = said(staff.post(address(product, "import/"), {"file": SimpleUploadedFile(f"x.{form}", text.encode())}))
        assert "Nothing differs" in shown


def test_several_labels_are_exported_as_a_zip(staff: Client, shelf: dict[str, Product]) -> None:
    """Each in every form, under its address."""
    chosen = {"action": "export_zip", "_selected_action": [each.pk for each in shelf.values()]}
    response = staff.post(address(None, ""), chosen)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert sorted(archive.namelist()) == sorted(
        f"labels/{each.slug}.{form}" for each in shelf.values() for form in ("toml", "json", "jsonld")
    )
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
def test_what_cannot_be_imported_says_why(
    staff: Client, shelf: dict[str, Product], file: SimpleUploadedFile | None, words: str
) -> None:
    """On the same page; nothing is kept."""
    for product in (None, shelf["clean"]):
        if file is not None:
            file.seek(0)
        response = staff.post(address(product, "import/"), {"market": "ca"} | ({"file": file} if file else {}))
        assert response.status_code == 422
        assert words in said(response)
    assert LabelVersion.objects.count() == 3
