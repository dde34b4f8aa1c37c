# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from tests import strategies
from tests.cli.conftest import Run

from officinal.cli.pretty import Page
from officinal.label import (
    ColumnAmount,
    Label,
    MedicinalIngredient,
    Offer,
    Part,
    Price,
    Quantity,
    RiskInformation,
    Serving,
)
from officinal.reading import Reading, Unread, read


def _reading(label: Label, text: str = "Zinc", coverage: float = 1.0, unread: tuple[Unread, ...] = ()) -> Reading:
    return Reading(label, text, {}, unread, (), coverage, True, "label")


def _shown(reading: Reading, width: int = 80, *, explain: bool = False) -> str:
    return Page(io.StringIO(), width).show(reading, explain=explain)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_terminal(page: Path, width: int, explain: bool) -> None:
    """A narrow and a wide terminal both show whole lines."""
    lines = _shown(read(str(page)), width, explain=explain).splitlines()
    assert max(map(cell_len, lines)) == min(width, 96)


def test_wide_characters_take_two_columns() -> None:
    """Names in Chinese or Japanese keep the columns of the table straight."""
    rows = (
        MedicinalIngredient(name="マグネシウム", amount=Quantity(value="150", unit="mg")),
        MedicinalIngredient(name="Zinc", amount=Quantity(value="5", unit="mg")),
    )
    lines = _shown(_reading(Label(medicinal_ingredients=rows))).splitlines()
    ends = {cell_len(line) for line in lines if line.endswith("mg")}
    assert len(ends) == 1


def test_what_is_unknown_is_said() -> None:
    """An amount without a name, a price without a currency and a product without a name are shown as that."""
    row = MedicinalIngredient(amount=Quantity(value="600", unit="mg"))
    shown = _shown(_reading(Label(medicinal_ingredients=[row], offer=Offer(price=Price(value="46.19", symbol="$")))))
    for words in (
        "brand not on the page",
        "name not on the page",
        "licence number not stated",
        "Serving size not stated",
        "$46.19 (currency not stated)",
        "% daily value not stated",
        "availability not stated",
        "none found on the page",
    ):
        assert words in shown


def test_the_table_shows_figures_under_each_other() -> None:
    """Amounts end in one column and units begin in one column."""
    amounts = (("Zinc", "2.5", "mg"), ("Vitamin D3", "1000", "IU"), ("Lactobacillus", "10000000000", "CFU"))
    rows = [MedicinalIngredient(name=name, amount=Quantity(value=value, unit=unit)) for name, value, unit in amounts]
    lines = [
        line
        for line in _shown(_reading(Label(medicinal_ingredients=rows))).splitlines()
        if line.endswith(("mg", "IU", "CFU"))
    ]
    assert [line.split()[-2] for line in lines] == ["2.5", "1,000", "billion"]
    assert len({line.rindex(" ") for line in lines}) == 1


def test_parts_of_a_blend_stand_below_it() -> None:
    """What a blend is made of is indented, with the amounts that are not disclosed said to be so."""
    theanine = MedicinalIngredient(name="L-Theanine", daily_value_note="not-established")
    blend = MedicinalIngredient(
        name="Calm Blend", kind="blend", amount=Quantity(value="950", unit="mg"), ingredients=[theanine]
    )
    lines = _shown(_reading(Label(medicinal_ingredients=[blend]))).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("Calm Blend · blend"))
    assert lines[at + 1].startswith("  L-Theanine ")
    assert "not stated" in lines[at + 1]
    assert "† daily value not established   – not stated" in lines


@pytest.mark.parametrize(("columns", "heads"), [(1, True), (2, True), (3, False)])
def test_further_columns_are_shown(columns: int, heads: bool) -> None:
    """Up to two further columns stand in the table; more of them stand under the name."""
    more = [
        ColumnAmount(basis=f"{n} scoops", amount=Quantity(value=str(n * 5), unit="g")) for n in range(2, 2 + columns)
    ]
    row = MedicinalIngredient(name="Creatine", amount=Quantity(value="5", unit="g"), other_columns=more)
    lines = _shown(_reading(Label(medicinal_ingredients=[row]))).splitlines()
    assert any("Amount" in line and "2 scoops" in line for line in lines) is heads
    assert ("  2 scoops: 10 g" in lines) is not heads


def test_each_part_of_a_kit_has_its_table() -> None:
    """The boxes of a kit are shown one after the other, each with its own serving."""
    parts = [Part(name=name, serving=Serving(count="1", unit="tablet")) for name in ("Day", "Night")]
    shown = _shown(_reading(Label(name="Duo", parts=parts)))
    assert shown.count("Serving: 1 tablet") == 2
    assert shown.index("\nDay\n") < shown.index("\nNight\n")


def test_risk_stands_before_claims(page: Path) -> None:
    """Who must not take it is read before what it promises."""
    shown = _shown(read(str(page)))
    assert shown.index("✕ Do not use") < shown.index("\nHighlights") < shown.index("\nClaims")


def test_risk_groups_what_calls_for_the_same_action() -> None:
    """The gravest kind comes first, and an action is said once for all that calls for it."""
    risks = [
        RiskInformation(kind="warning", trigger="children-access", action="keep out of reach of children"),
        RiskInformation(kind="caution", trigger="pregnancy", action="ask a pharmacist"),
        RiskInformation(kind="caution", trigger="condition", what="diabetes", action="ask a pharmacist"),
        RiskInformation(kind="contraindication", trigger="allergy", what="fish"),
    ]
    lines = [line[17:] for line in _shown(_reading(Label(risk_information=risks))).splitlines()]
    at = lines.index("✕ Do not use")
    assert lines[at : at + 6] == [
        "✕ Do not use",
        "  allergy: fish",
        "▲ Caution: ask a pharmacist",
        "  pregnancy",
        "  condition: diabetes",
        "● Warning: keep out of reach of children",
    ]


def test_coverage_is_never_rounded_up_to_all() -> None:
    """100% is said only where nothing is missing."""
    assert "99% of the product's own text" in _shown(_reading(Label(name="Zinc"), coverage=0.9999))
    assert "100% of the product's own text" in _shown(_reading(Label(name="Zinc")))


def test_what_was_not_understood_is_listed_and_what_was_set_aside_is_counted() -> None:
    """The reader of the page sees what the record may lack."""
    text = "Zinc\nWell liked\nMenu\nCart"
    unread = (Unread((5, 15), "not understood"), Unread((16, 20), "navigation"), Unread((21, 25), "navigation"))
    shown = _shown(_reading(Label(name="Zinc"), text, 0.5, unread))
    assert "· Well liked\n" in shown
    assert "navigation 2\n" in shown


def test_a_page_cannot_command_the_terminal() -> None:
    """Control codes and marks that turn text around are made visible in every part of the page."""
    hostile = "Zinc\x1b[2J\x9b31m\u202eevil\x07"
    label = Label(name=hostile, brand=hostile, highlights=[hostile], free_from=[hostile], storage=[hostile])
    reading = Reading(
        label, hostile, {"/name": (0, 4)}, (Unread((4, len(hostile)), "not understood"),), (hostile,), 0.5, True, "x"
    )
    assert not set("\x1b\x9b\u202e\x07") & set(_shown(reading, explain=True))


def test_no_colour_without_a_terminal(run: Run) -> None:
    """What is piped has no codes of a terminal, so marks and words alone carry the meaning."""
    shown = run("read", "--example", "--explain").stdout
    assert "\x1b" not in shown
    assert "✕ Do not use" in shown


def test_no_color_is_respected(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves bold and underlines, and no colour."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[32m" in run("read", "--example").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run("read", "--example").stdout
    assert "\x1b[1m" in shown
    assert "\x1b[32m" not in shown


@pytest.mark.slow
@given(strategies.labels())
@settings(max_examples=25)
def test_any_record_can_be_shown(label: Label) -> None:
    """Whatever a record holds, it is shown within the width."""
    assert max(map(cell_len, _shown(_reading(label)).splitlines())) <= 80
