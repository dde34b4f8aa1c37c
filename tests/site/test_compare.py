# SPDX-License-Identifier: Apache-2.0
"""Products side by side: what each gives a day and in which form, what it costs, who must not, what it is free from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests.site.conftest import magnesium, put

from officinal.shop.models import Product
from officinal.site.comparison import ingredients


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """What is asked without a page is said in English, whatever page was looked at before."""
    with translation.override("en"):
        yield


def _html(client: Client, query: str, prefix: str = "") -> str:
    response = client.get(f"{prefix}/compare/?{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def _row(html: str, heading: str) -> list[str]:
    """The cells of a row, tags left out."""
    row = next(each for each in re.findall(r"<tr>.*?</tr>", html.partition("<tbody>")[2], re.DOTALL) if re.search(rf"<th[^>]*>(?:<a[^>]*>)?{heading}", each))  # fmt: skip
    cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", each).replace("\u00a0", " ").split()) for each in cells]


def _columns(html: str) -> int:
    return html.count('<th scope="col">')


@pytest.fixture
def four(shelf: dict[str, Product]) -> dict[str, Product]:
    """The shelf with products that differ in what they hold."""
    zinc = {"name": "Zinc", "substance": "zinc", "amount": {"value": "15", "unit": "mg"}, "sources": [{"name": "zinc gluconate", "substance": "zinc-gluconate"}]}  # fmt: skip
    herb = {"name": "Ashwagandha root", "substance": "ashwagandha", "amount": {"value": "300", "unit": "mg"}}
    secret = {"name": "Moonwort complex", "amount": {"value": "50", "unit": "mg"}}
    return {
        **shelf,
        "zinc": put(
            "zinc", magnesium(name="Zinc", medicinal_ingredients=[zinc], contains=["milk"], may_contain=["soy"])
        ),
        "herb": put("herb", magnesium(name="Herb", medicinal_ingredients=[herb, secret], free_from=["gluten", "soy"])),
        "more": put("more", magnesium(name="More", servings_per_container=None, directions=[])),
    }


def test_each_has_its_amounts_and_forms(client: Client, four: dict[str, Product]) -> None:
    """A day's amount with what supplies it; other ingredients than nutrients too, known to us or not."""
    html = _html(client, "p=magnesium&p=zinc&p=herb&p=synergy")
    assert _columns(html) == 4
    magnesium_row = _row(html, "Magnesium")
    assert magnesium_row[0] == "200 mg magnesium bisglycinate"
    assert magnesium_row[1] == "– not in it"
    assert _row(html, "Zinc")[1] == "30 mg zinc gluconate"
    assert _row(html, "Ashwagandha")[2].startswith("600 mg")
    assert _row(html, "Moonwort complex")[2] == "100 mg"
    assert _row(html, "Without a name")[3] == "1200 mg"


def test_costs_cautions_and_what_it_is_free_from(client: Client, four: dict[str, Product]) -> None:
    """Each in its row, what is not known said to be so."""
    html = _html(client, "p=magnesium&p=more&p=zinc")
    assert _row(html, "Cost a day")[:2] == ["$0.83", "not known"]
    assert _row(html, "Price")[0].startswith("$24.90")
    assert _row(html, "Lasts")[:2] == ["30 days", "not known"]
    assert "kidney disease" in _row(html, "Cautions")[0]
    assert _row(html, "Free from")[0] == "gluten"
    assert _row(html, "Contains")[2] == "milk"
    assert _row(html, "May contain")[2] == "soy"
    assert "May contain" not in _html(client, "p=magnesium&p=more")


def test_a_statement_that_is_contradicted_says_so(client: Client, four: dict[str, Product]) -> None:
    """Beside the free-from statement that its own ingredients speak against."""
    soya = [{"name": "Soya Lecithin", "substance": "soy-lecithin"}]
    put("soya", magnesium(name="Soya", non_medicinal_ingredients=soya, free_from=["soy"]))
    assert _row(_html(client, "p=soya&p=magnesium"), "Free from") == ["soy ✕ contradicted", "gluten"]


@pytest.mark.parametrize(
    ("query", "columns", "says"),
    [
        ("p=magnesium&p=zinc&p=herb&p=synergy&p=more", 4, "left out: More"),
        ("p=magnesium&p=nothing", 1, "1 product that was asked for is not on the shelf"),
        ("p=magnesium&p=nothing", 1, "Choose one more"),
        ("p=nothing&p=neither", 0, "2 products that were asked for are not on the shelf"),
        ("p=magnesium&p=magnesium&p=zinc", 2, "chosen twice is shown once"),
        ("p=magnesium", 1, "Choose one more"),
        ("p=&p=&p=magnesium&p=zinc", 2, ""),
        ("", 0, "Choose two to four products"),
        ("p=%00&p=magnesium&p=zinc", 2, "not on the shelf"),
    ],
)
def test_what_was_asked_otherwise_is_said(
    client: Client, four: dict[str, Product], query: str, columns: int, says: str
) -> None:
    """More than four, unknown, twice, one alone, none: what can be compared is, and a remark says the rest."""
    html = _html(client, query)
    assert _columns(html) == columns
    assert says in html
    if not says:
        assert 'class="remarks"' not in html
    assert len(re.findall("<h1", _html(client, query, "/fr"))) == 1


def test_a_product_that_is_not_shown_cannot_be_compared(client: Client, four: dict[str, Product]) -> None:
    """It is as if there were none."""
    Product.objects.filter(slug="zinc").update(published=False)
    html = _html(client, "p=magnesium&p=zinc")
    assert _columns(html) == 1
    assert "not on the shelf" in html


def _dossier(rows: list[dict[str, Any]], bars: list[dict[str, Any]]) -> dict[str, Any]:
    return {"facts": [{"rows": rows}], "bars": {"woman": bars}}


def test_what_cannot_be_brought_into_a_unit_stays_as_printed() -> None:
    """An amount whose unit has no equivalent is shown as the label has it, and never as nothing."""
    row = {"name": "Vitamin A", "substance": "vitamin-a", "sources": [], "amount": "5000\u00a0IU", "day": None}
    bar = {"substance": "vitamin-a", "name": "vitamin A", "not_known": True, "low": "0", "high": "0", "unit": "mcg", "at_least": True}  # fmt: skip
    (found,) = ingredients([_dossier([row], [bar])], "en")
    assert "5000" in found.cells[0].amount
    assert ingredients([_dossier([{**row, "amount": None}], [])], "en")[0].cells[0].amount == "not given"


def test_an_amount_that_may_be_more_says_so() -> None:
    """Where a label names an amount without its ingredient, what is known is the least."""
    bar = {"substance": "zinc", "name": "zinc", "not_known": False, "low": "5", "high": "10", "unit": "mg", "at_least": True}  # fmt: skip
    row = {"name": "Zinc", "substance": "zinc", "sources": [], "amount": "5 mg", "day": "5–10 mg"}
    (found,) = ingredients([_dossier([row], [bar])], "en")
    assert found.cells[0].amount == "≥\u00a05–10\u00a0mg"


def test_what_most_products_share_comes_first() -> None:
    """So that the comparison begins with what can be compared."""

    def one(*names: str) -> dict[str, Any]:
        return _dossier([{"name": each, "substance": each, "sources": [], "amount": "1 mg", "day": "1 mg"} for each in names], [])  # fmt: skip

    found = ingredients([one("zinc", "iron"), one("iron"), one("iron", "copper")], "en")
    assert [each.substance for each in found] == ["iron", "zinc", "copper"]


def test_prices_of_other_currencies_keep_theirs(client: Client, four: dict[str, Product]) -> None:
    """Each as its shop states it."""
    Product.objects.filter(slug="zinc").update(currency="EUR", price=Decimal("9.50"))
    assert _row(_html(client, "p=magnesium&p=zinc"), "Price")[1].startswith("€9.50")
