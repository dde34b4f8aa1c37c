# SPDX-License-Identifier: Apache-2.0
"""What a product's page is made of: percents by market, the main ingredient, studies beside claims."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from officinal.knowledge.names import identify
from officinal.label import Label, from_dict
from officinal.shop.dossier import dossier

TODAY = dt.date(2026, 11, 25)


def _mg(value: str, unit: str = "mg") -> dict[str, str]:
    return {"value": value, "unit": unit}


def _row(name: str | None, value: str | None, unit: str = "mg", **more: Any) -> dict[str, Any]:
    amount = {} if value is None else {"amount": _mg(value, unit)}
    named = {} if name is None else {"name": name, "substance": identify(name)}
    return {**named, **amount, **more}


def _label(*rows: dict[str, Any], **more: Any) -> Label:
    return from_dict(
        {
            "name": "Calm",
            "serving": {"count": "1", "unit": "capsule"},
            "servings_per_container": "60",
            "directions": [
                {"population": "adult", "servings": {"min": "1", "max": "2", "unit": "capsule"}, "per": "day"}
            ],
            "medicinal_ingredients": list(rows),
            **more,
        }
    )


def _dossier(label: Label, market: str = "ca", locale: str = "en") -> dict[str, Any]:
    return dossier(label, market=market, as_of=TODAY, locale=locale)


def _of(label: Label, market: str, own: str = "ca") -> list[dict[str, Any]]:
    return [row["of"].get(market) for table in _dossier(label, own)["facts"] for row in table["rows"]]


D3 = [{"name": "cholecalciferol", "substance": "cholecalciferol"}]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (_row("Magnesium", "100"), {"percent": "24"}),  # of 420 mg
        (_row("Magnesium", "10.5"), {"percent": "3"}),  # 2.5 %, halves up
        (_row("Magnesium", "1"), {"percent": "<1"}),
        (_row("Vitamin D3", "1000", "IU", sources=D3), {"percent": "125", "amount": "25\u00a0mcg"}),
        (_row("Folic acid", "400", "mcg"), {"percent": "170", "for": "folate", "amount": "680\u00a0mcg DFE"}),
        (_row("Taurine", "500"), {"none": True}),
        (_row("Vitamin A", "5000", "IU"), {}),
        (_row("Magnesium", "1", "IU"), {}),
        (_row(None, "600"), {}),
        (_row("Magnesium", None), {}),
        (_row("Moonwort tears", "5"), {}),
        (_row("Vitamin C", "90", daily_value_percent="1"), {"percent": "100"}),
        (_row("Energy", "15", "kcal", kind="nutrition"), {"blank": True}),
        (_row("Calm blend", "300", kind="blend"), {"none": True}),
    ],
)
def test_us_percents_are_computed_from_dated_values(row: dict[str, Any], shown: dict[str, Any]) -> None:
    """To the whole percent, in the unit that the US counts in; a Daily Value that is not established is said so, and
    what is not known is neither computed nor guessed; a Canadian label's own percent does not count there."""
    told = dict(_of(_label(row), "us")[0])
    if "for" not in shown:
        told.pop("for", None)
    assert told == shown


def test_a_percent_that_the_label_prints_for_its_market_stays_as_printed() -> None:
    """Even a wrong one, of which the findings speak."""
    row = _row("Vitamin C", "90", daily_value_percent="150")
    assert _of(_label(row), "us", own="us") == [{"percent": "150", "printed": True}]
    printed = _row("Taurine", "500", daily_value_note="not-established")
    assert _of(_label(printed), "us", own="us") == [{"none": True}]


def test_eu_percents_are_of_a_day() -> None:
    """A portion is a day's in the Union: one to two capsules of 100 mg are 27 to 53 % of 375 mg."""
    assert _of(_label(_row("Magnesium", "100")), "eu", own="eu") == [{"percent": "27–53"}]
    assert _of(_label(_row("Magnesium", "100"), directions=[]), "eu", own="eu") == [{}]


def test_a_prenatal_is_held_against_the_values_for_pregnancy() -> None:
    """The Daily Value of iron is 27 mg for them, and 18 mg for others."""
    assert _of(_label(_row("Iron", "27"), name="Prenatal"), "us") == [{"percent": "100"}]
    assert _of(_label(_row("Iron", "27")), "us") == [{"percent": "150"}]


@pytest.mark.parametrize(
    ("own", "markets"),
    [("ca", ["ca", "us"]), ("us", ["us", "ca"]), ("eu", ["eu", "ca", "us"]), ("uk", ["uk", "ca", "us"])],
)
def test_a_label_s_own_market_comes_first(own: str, markets: list[str]) -> None:
    """Canada and the US are always offered; each panel says from which document its percents were computed."""
    panels = _dossier(_label(_row("Magnesium", "100"), _row("Taurine", "500")), own)["panels"]
    assert [each["market"] for each in panels] == markets
    us = next(each for each in panels if each["market"] == "us")
    assert us["not_established"]
    assert [(each["section"], each["since"]) for each in us["computed"]] == [("(c)(8)(iv)", "2016-07-26")]
    assert not next(each for each in panels if each["market"] == "ca")["percents"]


@pytest.mark.parametrize(
    ("rows", "name", "main"),
    [
        ([_row("Magnesium", "100")], "Calm", ("magnesium", "100\u00a0mg", "60")),
        ([_row("Zinc", "15"), _row("Magnesium", "100")], "Magnesium Calm", ("magnesium", "100\u00a0mg", "60")),
        ([_row("Zinc", "15"), _row("Magnesium", "100")], "Calm", None),
        ([_row("Zinc", "5")], "Zinc", ("zinc", "10\u00a0mg", "30")),
        ([_row("Vitamin D3", "1000", "IU", sources=D3)], "D", ("vitamin D3", "100\u00a0mcg", "15")),
        ([_row("Vitamin D3", "25", "mcg", sources=D3)], "D", ("vitamin D3", "100\u00a0mcg", "15")),
        ([_row("Vitamin D3", "5", "mcg", sources=D3)], "D", ("vitamin D3", "10\u00a0mcg", "30")),
        ([_row("Vitamin C", "1500")], "C", ("vitamin C", "1\u00a0g", "90")),
        ([_row("Vitamin B12", "1000", "mcg")], "B", ("vitamin B12", "10\u00a0mg", "6")),
        ([_row("Vitamin C", "2", "g")], "C", ("vitamin C", "1\u00a0g", "120")),
        ([_row("Whey protein", "25", "g")], "Whey", ("whey protein concentrate", "10\u00a0g", "150")),
        (
            [_row("Lactobacillus acidophilus", "10000000000", "CFU")],
            "Flora",
            ("Lactobacillus acidophilus", "1\u202f000\u202f000\u202f000\u00a0CFU", "600"),
        ),
        ([_row("Magnesium", None)], "Calm", ("magnesium", None, None)),
        ([_row(None, "600"), _row(None, "650")], "Magnesium Synergy", ("magnesium", None, None)),
        ([_row(None, "600")], "Synergy", None),
        ([], "Calm", None),
    ],
)
def test_prices_are_compared_by_the_main_ingredient(
    rows: list[dict[str, Any]], name: str, main: tuple[str, str | None, str | None] | None
) -> None:
    """The only ingredient, or the one that the name names; by an amount of the size of a serving, IU as the mass that
    they are; what the label does not say stays unknown."""
    held = _dossier(_label(*rows, name=name))["main"]
    if main is None:
        assert held is None
        return
    count = None if held["count"] is None else f"{Decimal(held['count']).normalize():f}"
    assert (held["name"], held["amount"], count) == main


def test_a_container_of_unknown_size_has_no_price_by_amount() -> None:
    """The amount to compare by is known, and how often it is in the jar is not."""
    held = _dossier(_label(_row("Magnesium", "100"), servings_per_container=None))["main"]
    assert held == {"name": "magnesium", "amount": "100\u00a0mg", "count": None}


CRAMPS = {"text": "Helps maintain muscle function", "verb": "maintain", "target": "muscle function"}


def test_a_study_is_told_once_and_named_elsewhere() -> None:
    """Beside the first claim that it stands beside; at most six are told beside one claim, and none is lost."""
    again = {"text": "Supports muscle function", "verb": "support", "target": "muscle function"}
    first, second = _dossier(_label(_row("Magnesium", "100"), claims=[CRAMPS, again]))["claims"]
    told, also = first["studies"], [each["id"] for each in first["named"]]
    assert 0 < len(told) <= 6
    assert set(second["studies"]).isdisjoint(told)
    assert {*second["studies"], *(each["id"] for each in second["named"])} == {*told, *also}
    assert all(each["told"] for each in second["named"] if each["id"] in told)


def test_studies_are_of_what_is_in_the_jar() -> None:
    """Of nothing else; where the table has lost its names, of what the product's name speaks of, and it is said so."""
    zinc = _dossier(_label(_row("Taurine", "500"), claims=[CRAMPS]))["claims"][0]
    assert not [each for each in zinc["studies"] if "magnesium" in each]
    named = _dossier(_label(_row(None, "600"), name="Magnesium Synergy", claims=[CRAMPS]))["claims"][0]
    assert named["studies"]
    assert named["of_what_is_named"]
    assert not _dossier(_label(_row(None, "600"), claims=[CRAMPS]))["claims"][0]["studies"]


def test_how_an_extract_is_made_is_not_lost() -> None:
    """Part, ratio, what it stands for and what it holds, beside the amount; and the amount in other units."""
    row = _row(
        "Ashwagandha",
        "300",
        part="root",
        extract={"ratio": "10:1", "equivalent": _mg("3", "g"), "equivalent_of": "root"},
        standardisation=[{"marker": "withanolides", "percent": "5"}],
        equivalents=[_mg("0.3", "g")],
    )
    shown = _dossier(_label(row), locale="fr")["facts"][0]["rows"][0]
    assert [each["kind"] for each in shown["details"]] == ["part", "ratio", "equivalent", "standard"]
    assert shown["details"][0]["words"] == "racine"
    assert shown["details"][2]["amount"] == "3\u00a0g"
    assert shown["details"][3]["amount"] == "5\u00a0%"
    assert shown["also"] == ["0,3\u00a0g"]
