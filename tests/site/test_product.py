# SPDX-License-Identifier: Apache-2.0
"""The product page: facts by market, the price by amount, studies beside claims, the label's words in French."""

from __future__ import annotations

import gzip
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from tests.site.conftest import magnesium, put

from officinal.label import from_dict
from officinal.shop.models import Product
from officinal.site.pages.product import price_per_amount

STATIC = Path(__file__).resolve().parents[2] / "src/officinal/site/static/officinal"


def _html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def _panel(html: str) -> str:
    return html[html.index('<div class="panel">') : html.index("</table>", html.index('<div class="panel">'))]


def _ways(html: str) -> list[tuple[str, bool]]:
    """Where the facts' toggle leads, and which of them is shown now."""
    nav = html[html.index('<nav class="panels"') :]
    links = re.findall(r'<a href="([^"]*)"([^>]*)>', nav[: nav.index("</nav>")])
    return [(href.replace("&amp;", "&"), "aria-current" in rest) for href, rest in links]


def test_the_facts_are_told_as_in_canada_or_the_us(client: Client, shelf: dict[str, Product]) -> None:
    """The label's own market first; the other one link away, without a script; the chosen one is marked."""
    canada = _html(client, "/products/magnesium/")
    assert _ways(canada) == [("/products/magnesium/#facts", True), ("?panel=us#facts", False)]
    assert "Supplement Facts" not in _panel(canada)
    us = _html(client, "/products/magnesium/?panel=us")
    assert _ways(us) == [("/products/magnesium/#facts", False), ("?panel=us#facts", True)]
    assert "Supplement Facts" in _panel(us)
    assert "24&nbsp;%" in _panel(us)
    assert "21 CFR 101.9" in us[us.index('<div class="panel">') :]


@pytest.mark.parametrize("asked", ["mars", "eu", "", "us'><script>"])
def test_a_market_that_there_is_not_shows_the_label_s_own(
    client: Client, shelf: dict[str, Product], asked: str
) -> None:
    """A question that cannot be understood is left aside."""
    html = client.get("/products/magnesium/", {"panel": asked}).content.decode()
    assert "Supplement Facts" not in _panel(html)
    assert "<script>'" not in html


def test_the_group_and_the_market_are_chosen_together(client: Client, shelf: dict[str, Product]) -> None:
    """Choosing the one does not forget the other."""
    html = _html(client, "/products/magnesium/?panel=us&for=man")
    assert _ways(html) == [("?for=man#facts", False), ("?panel=us&for=man#facts", True)]
    assert '<input type="hidden" name="panel" value="us">' in html
    assert '<option value="man" selected>' in html


@pytest.mark.parametrize(("market", "first"), [("us", "Supplement Facts"), ("eu", "Food supplement")])
def test_a_label_of_another_market_shows_its_own_first(client: Client, db: None, market: str, first: str) -> None:
    """An American label its Supplement Facts, a European one its portion beside the reference values."""
    put("abroad", magnesium(), market=market)
    assert first in _panel(_html(client, "/products/abroad/"))
    assert "Product Facts" in _panel(_html(client, "/products/abroad/?panel=ca"))


def test_what_is_unknown_stays_unknown_in_both(client: Client, shelf: dict[str, Product]) -> None:
    """An amount without a name has no percent, and none is made up."""
    panel = _panel(_html(client, "/products/synergy/?panel=us"))
    assert "name not given" in panel
    assert "not known" in panel
    assert not re.search(r"\d&nbsp;%", panel)


def test_a_daily_value_that_is_not_established_is_said_so(client: Client, db: None) -> None:
    """By a dagger in the row and its words under the table, and not by nothing."""
    taurine = {"name": "Taurine", "substance": "taurine", "amount": {"value": "500", "unit": "mg"}}
    put("taurine", magnesium(medicinal_ingredients=[taurine]))
    html = _html(client, "/products/taurine/?panel=us")
    assert '<td class="number">†</td>' in _panel(html)
    assert "† Daily Value not established." in html
    assert "†" not in _html(client, "/products/taurine/")


def test_the_price_of_so_much_of_the_main_ingredient(client: Client, shelf: dict[str, Product]) -> None:
    """24.90 for 60 capsules of 100 mg are 41.5 cents for 100 mg; without a price or a count it is not known."""
    product = shelf["clean"]
    main = product.dossier("en")["main"]
    assert price_per_amount(product, main) == {
        "price": Decimal("0.415"),
        "amount": "100\u00a0mg",
        "of": "magnesium",
    }
    assert price_per_amount(product, {**main, "count": None})["price"] is None  # type: ignore[index]
    product.price = None
    assert price_per_amount(product, main)["price"] is None  # type: ignore[index]
    assert price_per_amount(product, None) is None


def test_studies_stand_inside_the_claim(client: Client, shelf: dict[str, Product]) -> None:
    """What each did and found, compared or not, who paid, how sure we are, and the way to the publication."""
    html = _html(client, "/products/magnesium/")
    claim = html[html.index('<details class="claim carried">') :]
    claim = claim[: claim.index("</details>")]
    told = claim.split('<div class="told"')[1:]
    assert 0 < len(told) <= 6
    for words in ("What came out", "Paid by", "How sure", "Systematic review"):
        assert words in claim
    assert 'href="https://doi.org/10.' in claim
    assert re.search(r"\((?:compared with a placebo or another group|without comparison)", claim)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_study_that_knowledge_has_no_more_breaks_nothing(client: Client, shelf: dict[str, Product]) -> None:
    """A page made before a study was taken out shows the others."""
    product = shelf["clean"]
    product.dossiers["en"]["claims"][0]["studies"].append("gone-2001")
    product.dossiers["en"]["claims"][0]["named"].append({"id": "gone-2002", "told": False})
    product.save()
    assert "gone-2002" in _html(client, "/products/magnesium/")


ENGLISH_LABEL = {
    "languages": ["en"],
    "badges": ["Gluten free"],
    "free_from": ["peanuts", "moonwort"],
    "contains": ["corn"],
    "storage": ["Keep in a cool, dry place."],
    "directions": [
        {
            "population": "adult",
            "servings": {"min": "1", "max": "1", "unit": "capsule"},
            "per": "day",
            "food": "with",
            "keep_apart": [{"from": "antibiotics", "hours": "2", "as_printed": "2 hours from antibiotics"}],
            "dilute": {"min": "250", "max": "250", "unit": "mL", "in": ["water"]},
        }
    ],
    "risk_information": [
        {"kind": "caution", "trigger": "condition", "what": "kidney disease", "action": "consult a health care practitioner before use"},
        {"kind": "caution", "trigger": "condition", "what": "moonwort fever", "action": "howl at the moon"},
    ],
}  # fmt: skip


def test_an_english_label_speaks_french_where_it_can(client: Client, db: None) -> None:
    """Risks, what to keep apart, what it is free from, how to keep it: in French where the record or a standard phrase
    tells it; what is only the label's is marked as English."""
    put("calm", magnesium(**ENGLISH_LABEL))
    html = _html(client, "/fr/products/calm/")
    for words in (
        "maladie du rein",
        "consultez un professionnel de la santé avant l’utilisation",
        "arachide",
        "maïs",
        "Garder au frais et au sec.",
        "antibiotiques",
        "eau",
        "Sans gluten",
        "bisglycinate de magnésium",
    ):
        assert words in html, words
    for words in ("moonwort", "moonwort fever", "howl at the moon"):
        assert f'<span lang="en">{words}</span>' in html, words
    for words in ("kidney disease", "peanuts", "Gluten free", "antibiotics"):
        assert f">{words}<" not in html, words


def test_a_french_label_speaks_english_where_it_can(client: Client, db: None) -> None:
    """The same the other way round, and to the letter on its own pages."""
    put("calme", magnesium(languages=["fr"], free_from=["arachide"], storage=["Tenir la lune au sec."]))
    assert "peanut" in _html(client, "/products/calme/")
    assert '<span lang="fr">Tenir la lune au sec.</span>' in _html(client, "/products/calme/")
    assert 'lang="fr">Tenir' not in _html(client, "/fr/products/calme/")


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_a_page_has_one_address_and_a_card(client: Client, shelf: dict[str, Product], prefix: str) -> None:
    """However it is asked for; others that show a link to it are given a title, an address and a picture that exists."""
    html = _html(client, f"{prefix}/products/magnesium/?panel=us&for=man")
    address = f"http://testserver{prefix}/products/magnesium/"
    assert f'<link rel="canonical" href="{address}">' in html
    meta = dict(re.findall(r'<meta property="(og:[a-z_:]+)" content="([^"]*)"', html))
    assert meta["og:url"] == address
    assert meta["og:title"].startswith("Magnesium Bisglycinate")
    assert meta["og:type"] == "product"
    assert meta["og:image"] == "http://testserver/static/officinal/card.png"
    png = (STATIC / "card.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])) == (1200, 630)
    assert len(png) < 30_000


def test_a_page_full_of_studies_is_light(client: Client, db: None, django_assert_max_num_queries: object) -> None:
    """At most twelve queries; with its style sheet at most 60 KB compressed, however many studies are known."""
    claims = [
        {"text": f"Helps maintain {target}", "verb": "maintain", "target": target}
        for target in (
            "muscle function",
            "sleep",
            "absorption of magnesium",
            "bones",
            "healthy mood",
            "energy metabolism",
        )
    ]
    put("full", magnesium(claims=claims))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        response = client.get("/fr/products/full/")
    assert response.content.count(b'class="told"') > 10
    assert len(gzip.compress(response.content)) + len(gzip.compress((STATIC / "site.css").read_bytes())) < 60_000


def test_a_kit_shows_the_facts_of_each_box(client: Client, db: None) -> None:
    """By its name, each in its own table."""
    box = {
        "serving": {"count": "1", "unit": "capsule"},
        "medicinal_ingredients": [{"name": "Zinc", "substance": "zinc", "amount": {"value": "5", "unit": "mg"}}],
    }
    put("kit", from_dict({"name": "Kit", "parts": [{"name": "Morning", **box}, {"name": "Evening", **box}]}))
    with override("en"):
        html = _html(client, "/products/kit/?panel=us")
    assert html.count('<table class="facts">') == 2
    assert "Morning" in html
    assert "Evening" in html
