# SPDX-License-Identifier: Apache-2.0
"""What is known of a substance: market by market, every statement with its source, and the products that hold it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from tests.site.conftest import magnesium, put
from tests.site.desk import Answer

from officinal.knowledge.load import load
from officinal.shop.models import Product
from officinal.site.known import Notes, markets

pytestmark = pytest.mark.django_db
SOME = (
    "magnesium",
    "vitamin-d",
    "zinc",
    "magnesium-citrate",
    "hypromellose",
    "milk",
    "ashwagandha",
    "niacin",
    "caffeine",
)


@pytest.mark.parametrize("prefix", ["", "/fr"])
@pytest.mark.parametrize("id", SOME)
def test_every_statement_names_a_source_that_is_listed(client: Client, id: str, prefix: str) -> None:
    """Each note leads to a document on the same page; ids are unique."""
    html = client.get(f"{prefix}/substances/{id}/").content.decode()
    page = Answer(html)
    assert len(page.ids) == len(set(page.ids))
    assert {*page.inner_links} <= {*page.ids, "main"}
    for row in re.findall(
        r"<tr><th scope=\"row\">.*?</tr>", html.split("<h2>")[0] if "values" not in html else html, re.DOTALL
    ):
        if 'class="number"' in row and "share" not in row and "note" not in row:
            assert "%" in row or "\u00a0" in row


def test_no_statement_is_left_out() -> None:
    """Of every substance: each number, claim, risk, permission and declaration stands in one market, or has ended."""
    know, today = load(), dt.date(2026, 11, 25)
    for known in know.substances.values():
        shown = markets(know, known, today=today, language="en")
        values = sum(len(kind.values) for each in shown for kind in (*each.values, *each.ended))
        assert values == len(known.values), known.id
        assert sum(len(each.risks) for each in shown) == len(
            [each for each in known.risks if not (each.to and each.to < today)]
        )
        assert sum(len(each.statuses) for each in shown) == len(
            [each for each in known.statuses if not (each.to and each.to < today)]
        )
        assert sum(len(each.declared) for each in shown) == len(
            [each for each in known.declared if not (each.to and each.to < today)]
        )
        said = {each.fact.target for market in shown for each in market.claims}
        assert said == {each.target for each in known.claims if not (each.to and each.to < today)}
        for market in shown:
            for said_one in (*market.claims, *market.risks, *(one for kind in market.values for one in kind.values)):
                assert said_one.notes
                for note in said_one.notes:
                    assert 1 <= note <= len(market.notes)
                assert market.notes[said_one.notes[0] - 1].source == said_one.fact.source


def test_what_several_sources_say_is_said_once() -> None:
    """With a note of each."""
    shown = markets(load(), load().substances["magnesium"], today=dt.date(2026, 11, 25), language="en")
    canada = next(each for each in shown if each.id == "ca")
    assert max(len(each.notes) for each in canada.claims) >= 2
    keys = [
        (each.fact.target, each.fact.population, each.fact.at_least, each.fact.condition, each.fact.forms)
        for each in canada.claims
    ]
    assert len(keys) == len({repr(each) for each in keys})


def test_a_source_has_one_number() -> None:
    """The same section of the same document is the same note."""
    notes = Notes()
    first, second, *_ = load().substances["magnesium"].values
    assert notes.of(first) == notes.of(first) == 1
    assert notes.of(second) in (1, 2)


def test_what_has_ended_stands_apart(client: Client) -> None:
    """Closed, and not among what holds."""
    shown = markets(load(), load().substances["magnesium"], today=dt.date(2026, 11, 25), language="en")
    states = next(each for each in shown if each.id == "us")
    assert states.ended
    assert not [
        one for kind in states.values for one in kind.values if one.fact.to and one.fact.to < dt.date(2026, 11, 25)
    ]
    html = client.get("/substances/magnesium/").content.decode()
    assert html.count("<summary>No longer in force</summary>") >= 1


def test_shared_intakes_lead_to_where_they_stand(client: Client) -> None:
    """Canada's recommended intakes are those of the United States."""
    html = client.get("/substances/magnesium/").content.decode()
    assert '<a href="#us">' in html
    assert 'id="us"' in html


def test_the_share_of_each_source_is_given(client: Client) -> None:
    """Magnesium oxide is 60.3 percent magnesium; in French with a comma."""
    for prefix, share in (("", "60.3"), ("/fr", "60,3")):
        html = client.get(f"{prefix}/substances/magnesium/").content.decode()
        row = next(each for each in html.split("<tr>") if "magnesium-oxide/" in each)
        assert share in row
        assert "\u00a0%" in row


def test_medicines_and_works_are_told(client: Client) -> None:
    """What to keep apart, with the hours, and the studies that were read."""
    html = client.get("/substances/magnesium/").content.decode()
    assert "With medicines" in html
    assert re.search(r"the medicine \d+\u00a0hours? (?:before|after)", html)
    assert "Russell" in html
    assert "With medicines" not in client.get("/substances/hypromellose/").content.decode()


def test_the_products_that_hold_it_are_led_to(client: Client, shelf: dict[str, Product]) -> None:
    """As an ingredient, as what supplies it, or among the other ingredients; and no product that is not shown."""
    for id in ("magnesium", "magnesium-bisglycinate", "hypromellose"):
        html = client.get(f"/substances/{id}/").content.decode()
        assert 'href="/products/magnesium/"' in html, id
    assert "None on the shelf" in client.get("/substances/zinc/").content.decode()
    Product.objects.filter(slug="magnesium").update(published=False)
    for id in ("magnesium", "hypromellose"):
        assert 'href="/products/magnesium/"' not in client.get(f"/substances/{id}/").content.decode()


def test_a_longer_id_is_another_substance(client: Client, shelf: dict[str, Product]) -> None:
    """A product with rice flour holds no rice."""
    put("rice", magnesium(name="Rice", non_medicinal_ingredients=[{"name": "rice flour", "substance": "rice-flour"}]))
    assert 'href="/products/rice/"' in client.get("/substances/rice-flour/").content.decode()
    assert 'href="/products/rice/"' not in client.get("/substances/rice/").content.decode()


def test_any_name_finds_its_page(client: Client) -> None:
    """In either language; what is only a name is said to be one."""
    assert 'href="/substances/magnesium/"' in client.get("/substances/?q=Magnésium").content.decode()
    assert "We know nothing called moonwort" in client.get("/substances/?q=moonwort").content.decode()
    assert "\x00" not in client.get("/substances/?q=%00zinc").content.decode()
