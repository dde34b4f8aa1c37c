# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of checks against tables worked out elsewhere: percents, units, and what compounds hold."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from officinal.checks.finding import figure
from officinal.checks.percents import as_printed, fits, percent_of
from officinal.knowledge.load import load
from officinal.knowledge.names import identify
from officinal.label import Quantity, convert

TODAY = dt.date(2026, 11, 25)
LIMITS = Path(__file__).parents[3] / "shared" / "facts" / "limits.md"

PERCENTS = """
magnesium 100 mg 24 | magnesium 200 mg 48 | magnesium 350 mg 83 | magnesium 400 mg 95 | magnesium 10.5 mg 3
potassium 99 mg 2 | calcium 500 mg 38 | iron 65 mg 361 | zinc 15 mg 136 | copper 2 mg 222 | selenium 200 mcg 364
chromium 200 mcg 571 | vitamin-d 25 mcg 125 | vitamin-d 125 mcg 625 | vitamin-c 500 mg 556 | vitamin-b6 10 mg 588
vitamin-b12 1000 mcg 41667 | folate 680 mcg DFE 170 | niacin 20 mg 125 | biotin 5000 mcg 16667 | vitamin-e 67 mg 447
"""
"""substance, printed amount, printed per cent of the US Daily Value"""

UNITS = """
vitamin-d  | vitamin-d3                | 1000 IU     | 25 mcg
vitamin-d  | vitamin-d2                | 40 IU       | 1 mcg
vitamin-a  | retinyl-palmitate         | 10000 IU    | 3000 mcg RAE
vitamin-a  | beta-carotene             | 2 mcg       | 1 mcg RAE
vitamin-a  | beta-carotene             | 1 IU        | 0.3 mcg RAE
vitamin-e  | d-alpha-tocopherol        | 100 IU      | 67 mg
vitamin-e  | dl-alpha-tocopherol       | 100 IU      | 45 mg
folate     | folic-acid                | 400 mcg     | 680 mcg DFE
niacin     | niacinamide               | 20 mg       | 20 mg NE
magnesium  | magnesium-citrate         | 1 mEq       | 12.1525 mg
magnesium  | magnesium-citrate         | 1 mmol      | 24.305 mg
calcium    | calcium-carbonate         | 1 mmol      | 40.078 mg
potassium  | potassium-chloride        | 1 mEq       | 39.0983 mg
"""
"""substance, form, an amount, and what it is in another unit for a label in the US"""


def _amount(text: str) -> tuple[Decimal, str]:
    value, _, unit = text.strip().partition(" ")
    return Decimal(value), unit


@pytest.mark.parametrize(
    "vector", [each.strip() for line in PERCENTS.split("\n") for each in line.split("|") if each.strip()]
)
def test_percents_of_daily_values(vector: str) -> None:
    """The per cent that a label prints is the one of the table, computed from the reference values of knowledge."""
    substance, value, unit, percent = re.fullmatch(r"(\S+) (\S+) (.+) (\d+)", vector).groups()  # type: ignore[union-attr]
    reference = load().value(substance, "label-reference", market="us", as_of=TODAY, population="age-4-plus")
    assert reference is not None
    assert reference.value is not None
    amount = Quantity(value=Decimal(value), unit=unit)
    mass = amount if unit == reference.unit or substance in ("vitamin-e", "niacin") else amount.to(reference.unit or "")
    assert percent_of(mass.value, reference.value) == Decimal(percent)
    assert fits(Decimal(percent), as_printed(mass), reference.value)
    assert not fits(Decimal(percent) * 2 + 5, as_printed(mass), reference.value)


@pytest.mark.parametrize(
    ("amount", "reference", "percent"),
    [
        ("10.5", "420", "3"),
        ("2.5", "100", "3"),
        ("3.5", "100", "4"),
        ("0.5", "100", "1"),
        ("0.49", "100", "0"),
        ("12.5", "1000", "1"),
    ],
)
def test_halves_are_rounded_up(amount: str, reference: str, percent: str) -> None:
    """A half goes up, to an even number or to an odd one."""
    assert percent_of(Decimal(amount), Decimal(reference)) == Decimal(percent)


@pytest.mark.parametrize(
    ("number", "said"), [("0.125", "0.13"), ("2.675", "2.68"), ("0.001", "0.001"), ("1000", "1000"), ("62.50", "62.5")]
)
def test_figures_are_rounded_half_up_too(number: str, said: str) -> None:
    """What a message says is rounded in the same way, and never to nothing."""
    assert figure(Decimal(number)) == said


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [("0.9", "0.85", "0.95"), ("25", "24.5", "25.5"), ("2.50", "2.495", "2.505"), ("0", "0", "0.5")],
)
def test_a_printed_figure_stands_for_what_can_have_been_rounded_to_it(printed: str, low: str, high: str) -> None:
    """A label's 0.9 mg is anything from 0.85 to 0.95 mg."""
    found = as_printed(Quantity(value=Decimal(printed), unit="mg"))
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("vector", UNITS.strip().splitlines())
def test_units_of_a_substance(vector: str) -> None:
    """An IU, an equivalent or a millimole is what the sources say, for the form that is named."""
    substance, form, amount, expected = (part.strip() for part in vector.split("|"))
    (value, unit), (wanted, other) = _amount(amount), _amount(expected)
    known = load().equivalences(substance, market="us", as_of=TODAY, form=form)
    found = convert(value, unit, other, known)
    assert abs(found - wanted) <= Decimal("0.0005") * wanted


def test_vitamin_a_in_units_of_no_form_is_not_converted() -> None:
    """What an IU of vitamin A weighs depends on its form; without one nothing is assumed."""
    known = load().equivalences("vitamin-a", market="us", as_of=TODAY)
    assert not [each for each in known if "IU" in (each.unit, each.of)]


# --- what compounds hold, against the printed table where it is at hand

_PRINTED = re.compile(r"^\| (?P<cells>.+) \|$", re.MULTILINE)


def _table(text: str, start: str, end: str) -> list[list[str]]:
    part = text[text.index(start) : text.index(end)]
    return [[cell.strip() for cell in match["cells"].split(" | ")] for match in _PRINTED.finditer(part)]


def _minerals(text: str) -> list[tuple[str, str, str]]:
    """Name, formula and printed per cent of each mineral form."""
    part = text[text.index("### 2.1") : text.index("### 2.2")]
    found = []
    for cells in _table(text, "### 2.1", "### 2.2"):
        formula = next((cell.strip("`") for cell in cells if cell.startswith("`")), None)
        if formula is None:
            continue
        name = cells[0] if not re.fullmatch("[A-Z][a-z]?", cells[0]) else cells[1]
        number = cells[cells.index(f"`{formula}`") + 2]
        found.append((name, formula, number))
    assert len(found) > 100, part[:200]
    return found


def _vitamins(text: str) -> list[tuple[str, str, str]]:
    return [
        (cells[0], cells[1].strip("`"), cells[5])
        for cells in _table(text, "### 2.2", "### 2.3")
        if cells[1].startswith("`")
    ]


@pytest.fixture(scope="module")
def printed() -> list[tuple[str, str, str]]:
    """The printed table of what compounds hold."""
    if not LIMITS.exists():
        pytest.skip(f"{LIMITS} is not at hand; the printed shares were not compared")
    text = LIMITS.read_text(encoding="utf-8")
    return [*_minerals(text), *_vitamins(text)]


def test_what_compounds_hold(printed: list[tuple[str, str, str]]) -> None:
    """The share of each element and vitamin, computed from formulas, is the printed one within its rounding."""
    know, wrong, compared = load(), [], 0
    by_formula: dict[str, list[tuple[str, Decimal]]] = {}
    for id_, shares in know.shares.items():
        for each in shares:
            by_formula.setdefault(each.formula, []).append((id_, each.share * 100))
    for name, formula, percent in printed:
        held = by_formula.get(formula, [])
        computed = [share for id_, share in held if id_ == identify(name)] or [share for _, share in held]
        if not computed:
            continue
        compared += 1
        last = Decimal(1).scaleb(-len(percent.partition(".")[2]))
        rounded = [share.quantize(last, rounding=ROUND_HALF_UP) for share in computed]
        if not any(abs(share - Decimal(percent)) <= last for share in rounded):
            wrong.append((name, formula, percent, rounded))
    assert not wrong
    assert compared >= 160, f"only {compared} of {len(printed)} printed forms are known by their formula"
