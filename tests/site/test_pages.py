# SPDX-License-Identifier: Apache-2.0
"""What a visitor meets: the pages, in both languages, on good and bad requests."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from officinal.shop.models import Product

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "magnesium-synergy.txt"
PAGES = (
    "/",
    "/products/magnesium/",
    "/products/synergy/",
    "/products/hostile/",
    "/check/",
    "/compare/?p=magnesium&p=synergy",
    "/substances/",
    "/substances/magnesium/",
)


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_in_both_languages(
    client: Client, shelf: dict[str, Product], page: str, prefix: str
) -> None:
    """In its language, with one main heading, and with no script of anybody else."""
    response = client.get(prefix + page)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{"fr" if prefix else "en"}">' in html
    assert len(re.findall(r"<h1", html)) == 1
    assert "http://" not in "".join(re.findall(r'(?:src|href)="(http[^"]*)"[^>]*rel="stylesheet', html))


def test_a_clean_claim_is_carried_and_an_absolute_one_contradicted(client: Client, shelf: dict[str, Product]) -> None:
    """Each claim has its mark with its word; an unknown stays visible."""
    clean = client.get("/products/magnesium/").content.decode()
    assert "claim carried" in clean
    assert "authorised and carried" in clean
    assert "Multi-Vitamin/Mineral" in clean or "Magnesium" in clean
    other = client.get("/products/synergy/").content.decode()
    assert "claim open" in other
    assert "claim contradicted" in other
    assert "name not given" in other
    assert "no licence number shown" in other


def test_risk_comes_before_benefit(client: Client, shelf: dict[str, Product]) -> None:
    """In the order of a careful person's questions."""
    html = client.get("/products/magnesium/").content.decode()
    order = [html.index(f'id="{part}"') for part in ("risks", "facts", "how", "claims", "others")]
    assert order == sorted(order)


def test_the_price_by_subscription_is_right_to_the_cent(shelf: dict[str, Product]) -> None:
    """Twenty percent off 46.19 is 36.95."""
    product = shelf["open"]
    product.price = product.price.__class__("46.19")  # type: ignore[union-attr]
    assert str(product.subscription_price) == "36.95"


def test_hostile_words_stay_words(client: Client, shelf: dict[str, Product]) -> None:
    """Markup in any field of a label is shown, not obeyed; the data block cannot be left."""
    for page in ("/products/hostile/", "/fr/products/hostile/", "/", "/compare/?p=hostile&p=magnesium"):
        html = client.get(page).content.decode()
        assert "<script>alert" not in html
    block = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        client.get("/products/hostile/").content.decode(),
        re.DOTALL,
    )
    assert block is not None
    assert json.loads(block[1])["name"].startswith("<script>alert(1)</script>")


def test_the_policy_forbids_inline_code(client: Client, shelf: dict[str, Product]) -> None:
    """A strict policy, and pages that keep it: no style attribute, no inline handler."""
    response = client.get("/products/magnesium/")
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    html = response.content.decode()
    assert not re.search(r"<[^>]+\s(?:style|on\w+)=", html)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_a_search_forgives_a_typing_error(client: Client, shelf: dict[str, Product]) -> None:
    """Magnesum is magnesium; what nothing is like finds nothing and says what to do."""
    assert "Magnesium Bisglycinate" in client.get("/?q=magnesum").content.decode()
    assert "Magnesium Bisglycinate" in client.get("/fr/?q=magnésium").content.decode()
    nothing = client.get("/?q=zzzzqqq").content.decode()
    assert "Nothing like that is on the shelf" in nothing


@pytest.mark.parametrize(
    "query",
    [
        "?q=%00",
        "?page=x&sort=;drop",
        "?ingredient=%F0%9F%92%8A&in-stock=yes",
        "?q=" + "a" * 5000,
        "?ingredient=zinc&ingredient=magnesium",
    ],
)
def test_broken_questions_get_the_listing(client: Client, shelf: dict[str, Product], query: str) -> None:
    """What cannot be understood is left aside."""
    assert client.get("/" + query).status_code == 200


def test_facets_come_from_the_label(client: Client, shelf: dict[str, Product]) -> None:
    """An ingredient narrows the shelf to the products that hold it."""
    html = client.get("/?ingredient=magnesium").content.decode()
    assert "Magnesium Bisglycinate" in html
    assert ">Synergy<" not in html


@pytest.mark.parametrize(
    ("page", "status"), [("/products/nothing/", 404), ("/substances/moonwort/", 404), ("/nowhere/", 404)]
)
def test_what_does_not_exist_has_a_helpful_page(
    client: Client, shelf: dict[str, Product], page: str, status: int
) -> None:
    """In the visitor's language, with a way on."""
    for prefix, words in (("", "There is no such page"), ("/fr", "")):
        response = client.get(prefix + page)
        assert response.status_code == status
        assert words in response.content.decode()


def test_a_pasted_page_is_checked_and_nothing_is_kept(client: Client, db: None) -> None:
    """Findings stand beside the marked source, the counts first; the answer is not to be stored."""
    text = "Tidewell\nMagnesium Calm\nMedicinal ingredients\n600 mg\nDirections: Adults take 1 capsule daily.\nNo side effects!"
    response = client.post("/check/", {"text": text, "market": "ca", "as_of": "2026-11-25"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "R001" in html
    assert 'href="#f' in html
    assert "no-store" in response.headers["Cache-Control"]
    french = client.post("/fr/check/", {"text": text, "market": "ca"}).content.decode()
    assert "600 mg de quoi?" in french


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")
def test_the_seed_page_is_found_at_its_places(client: Client, db: None) -> None:
    """The founding example: both nameless amounts, the absolute claim, the rats."""
    html = client.post("/check/", {"text": SEED.read_text(encoding="utf-8"), "market": "ca"}).content.decode()
    for code in ("R001", "C001", "C002", "C103", "E004", "L101"):
        assert f"<code>{code}</code>" in html


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": ""}, "Paste a page or a label"),
        ({"text": "Buy a bicycle today. Wheels, chains, brakes."}, "no product page"),
        ({"text": 'schema = "officinal.label/1"\nname = 3'}, "/name"),
        ({"text": "Zinc 15 mg", "market": "mars"}, "there is no market"),
        ({"text": "Zinc 15 mg", "as_of": "soon"}, "The date is not one"),
    ],
)
def test_what_cannot_be_checked_says_why(client: Client, db: None, data: dict[str, str], words: str) -> None:
    """On the same page, with what was typed still in it."""
    response = client.post("/check/", {"market": "ca", **data})
    assert response.status_code == 422
    assert words in response.content.decode().replace("&#x27;", "'")


def test_a_file_can_be_uploaded_and_downloads_come_back(client: Client, db: None) -> None:
    """A text file in; TOML, JSON, SARIF and a report out."""
    file = SimpleUploadedFile("zinc.txt", b"Tidewell Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily.")
    assert client.post("/check/", {"file": file, "market": "ca"}).status_code == 200
    for form, start in (("toml", "schema ="), ("json", "{"), ("sarif", "{"), ("report", "<!doctype html>")):
        text = "Tidewell Zinc\nMedicinal ingredients\nZinc 15 mg\nTake 1 capsule daily."
        response = client.post("/check/", {"text": text, "market": "ca", "download": form})
        assert response.content.decode().startswith(start)
        assert "attachment" in response.headers["Content-Disposition"]


def test_binary_files_are_refused_with_a_reason(client: Client, db: None) -> None:
    """A picture is no page."""
    file = SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + bytes(200))
    response = client.post("/check/", {"file": file, "market": "ca"})
    assert response.status_code == 422


def test_health(client: Client, db: None) -> None:
    """The process lives and its database answers."""
    assert client.get("/healthz").json() == {"alive": True}
    assert client.get("/readyz").json() == {"ready": True}


def test_the_product_page_is_light(
    client: Client, shelf: dict[str, Product], django_assert_max_num_queries: object
) -> None:
    """At most twelve queries, and at most 60 KB compressed with its style sheet."""
    import gzip

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = client.get("/products/magnesium/")
    css = Path(__file__).resolve().parents[2] / "src/officinal/site/static/officinal/site.css"
    assert len(gzip.compress(response.content)) + len(gzip.compress(css.read_bytes())) < 60_000


def test_a_dossier_of_an_older_form_is_made_anew(client: Client, shelf: dict[str, Product]) -> None:
    """What was stored by an earlier version does not break a page."""
    product = shelf["clean"]
    product.dossiers = {"en": {"form": 0}}
    product.save()
    assert "Magnesium Bisglycinate" in client.get("/products/magnesium/").content.decode()
    assert client.get("/fr/products/magnesium/").status_code == 200
