# SPDX-License-Identifier: Apache-2.0
"""Products of one cart looked at together: cases in screening.toml, and what holds of any cart."""

from __future__ import annotations

import datetime as dt
import tomllib
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from officinal.knowledge.names import identify
from officinal.label import from_dict, from_toml, to_json
from officinal.shop.cart.screen import Screening, together
from officinal.shop.cart.screen.facts import facts
from officinal.shop.cart.screen.notes import Asked, Placed
from officinal.shop.catalogue.demo import DEMO

AS_OF = dt.date(2026, 11, 25)
CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("screening.toml").read_text(encoding="utf-8"))[
    "case"
]
SUBSTANCES = ("magnesium", "zinc", "potassium", "iron", "calcium", "ashwagandha")


def label(short: dict[str, Any]) -> str:
    """The whole label of a case's short one."""
    rows: list[dict[str, Any]] = [
        {"name": each, "substance": each}
        | ({"amount": dict(zip(("value", "unit"), short[each].split(), strict=True))} if short[each] else {})
        for each in SUBSTANCES
        if each in short
    ]
    if short.get("nameless"):
        rows.append({"amount": {"value": "50", "unit": "mg"}})
    apart = [{"from": short["apart"], "hours": short["hours"], "as_printed": "apart"}] if "apart" in short else []
    warns = {
        "kind": "contraindication" if short.get("gravely") else "caution",
        "trigger": "supplement",
        "what": short.get("warns"),
    }
    return to_json(
        from_dict(
            {
                "name": short["name"],
                "serving": {"count": "1", "unit": "capsule"},
                "medicinal_ingredients": rows,
                "non_medicinal_ingredients": [
                    {"name": each, "substance": identify(each)} for each in short.get("others", [])
                ],
                "directions": [{"population": "adult", "servings": {"min": "1", "max": "1", "unit": "capsule"}, "per": "day", "keep_apart": apart}],
                "risk_information": [warns] if "warns" in short else [],
                "may_contain": short.get("may_contain", []),
                "free_from": short.get("free_from", []),
            }
        )
    )  # fmt: skip


def screened(labels: list[dict[str, Any]], avoid: list[str] = [], locale: str = "en") -> Screening:  # noqa: B006
    """What is noticed."""
    shelf = [Placed(each["name"], each["name"].lower(), facts(label(each), "ca", "", AS_OF)) for each in labels]
    with override(locale):
        return together(shelf, Asked(AS_OF, locale, tuple(avoid)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_what_is_noticed(case: dict[str, Any]) -> None:
    """Just the notes of the case, each with its words."""
    notes = screened(case["labels"], case.get("avoid", [])).notes
    assert [(note.kind, note.severity) for note in notes] == [
        (each["kind"], each["severity"]) for each in case["notes"]
    ], notes
    for note, expected in zip(notes, case["notes"], strict=True):
        plain = note.text.replace("\u00a0", " ")
        for words in expected["holds"]:
            assert words in plain


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_the_order_of_the_cart_does_not_matter(case: dict[str, Any]) -> None:
    """The same kinds of notes for the same products, however they stand."""
    seen = {
        tuple(sorted((note.kind, note.severity, tuple(sorted(note.products))) for note in screened(list(each), case.get("avoid", [])).notes))
        for each in permutations(case["labels"])
    }  # fmt: skip
    assert len(seen) == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_product_that_is_taken_out_is_spoken_of_no_more(case: dict[str, Any]) -> None:
    """No note names what is not in the cart."""
    for left_out in case["labels"]:
        rest = [each for each in case["labels"] if each is not left_out]
        for note in screened(rest, case.get("avoid", [])).notes if rest else ():
            assert left_out["name"].lower() not in note.products


def test_the_seed_page_and_a_product_with_potassium() -> None:
    """Its label says not to use it with potassium; the electrolytes have some; and what has no name is said."""
    shelf = [
        Placed(name, name, facts(to_json(from_toml((DEMO / "labels" / f"{name}.toml").read_text(encoding="utf-8"))), "ca", "", AS_OF))
        for name in ("magnesium-synergy", "electrolyte-powder")
    ]  # fmt: skip
    found = together(shelf, Asked(AS_OF, "en"))
    assert ("warns_of_other", "contraindication", ("magnesium-synergy", "electrolyte-powder")) in [
        (note.kind, note.severity, note.products) for note in found.notes
    ]
    assert found.unknown == ("magnesium-synergy",)


def test_the_gravest_comes_first_and_numbers_have_their_source() -> None:
    """Risk before anything else; an upper level names its document."""
    notes = screened(
        [
            {"name": "A", "magnesium": "300 mg", "warns": "potassium", "gravely": True},
            {"name": "B", "magnesium": "300 mg", "potassium": "99 mg"},
        ]
    ).notes
    assert [note.severity for note in notes] == ["contraindication", "warning"]
    assert notes[1].source
    assert notes[1].url


def test_a_name_keeps_its_direction_to_itself() -> None:
    """In a page each name stands in a bdi, markup in it is text, and marks of direction are gone; plain text has none."""
    turning = "A\u202e <b>\u2069\u2068evil"
    found = screened([{"name": turning, "magnesium": "300 mg"}, {"name": "زنك", "magnesium": "300 mg"}]).notes
    assert found
    for note in found:
        assert "<bdi>A &lt;b&gt;evil</bdi>" in note.html
        assert "<bdi>زنك</bdi>" in note.html
        assert "A <b>evil" in note.text
        assert not set(note.text + note.html) & set("\u202e\u2066\u2067\u2068\u2069")
