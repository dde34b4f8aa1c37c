# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from tests.strategies import labels

from officinal.errors import RecordError
from officinal.label import Label, MedicinalIngredient, Quantity, SourceMaterial, from_dict, from_json, to_dict, to_json

SEED = Path(__file__).parents[3] / "shared/seed/record.json"


@given(labels())
@settings(max_examples=50)
def test_a_label_written_as_json_reads_back_the_same(label: Label) -> None:
    """JSON loses nothing: the label is equal, and every number has the digits that were printed."""
    written = to_json(label)
    again = from_json(written)
    assert again == label
    assert to_json(again) == written


def test_the_founding_example_is_read_and_written_back_identical() -> None:
    """The record of the first page that Officinal had to read is a valid record, key for key."""
    if not SEED.exists():
        pytest.skip("the founding example is not beside this checkout (../shared/seed/record.json)")
    text = SEED.read_text("utf-8")
    label = from_json(text, source=SEED.name)
    assert to_dict(label) == json.loads(text)
    assert json.dumps(to_dict(label)) == json.dumps(json.loads(text))


@pytest.mark.parametrize("printed", ["2.50", "600", "0.0", "10000000000", "0.000000001"])
def test_numbers_are_strings_with_the_printed_digits(printed: str) -> None:
    """A JSON reader that turns numbers into floats cannot spoil an amount."""
    label = Label(servings_per_container=printed)
    assert to_dict(label)["servings_per_container"] == printed
    assert format(from_json(to_json(label)).servings_per_container, "f") == printed


@pytest.mark.parametrize("number", ["2.50", "600"])
def test_a_bare_json_number_is_read_exactly(number: str) -> None:
    """A file that writes numbers without quotes is read digit by digit, too."""
    assert str(from_json(f'{{"servings_per_container": {number}}}').servings_per_container) == number


def test_what_is_not_stated_is_null_and_further_fields_are_left_out() -> None:
    """An empty label shows every field of the main set as null or empty, and none of the rest."""
    written = to_dict(Label())
    assert written["brand"] is None
    assert written["claims"] == []
    assert "parts" not in written


def test_a_printed_nought_is_something() -> None:
    """A source that is printed as 0 % keeps its 0 %."""
    row = MedicinalIngredient(sources=(SourceMaterial(name="citrate", percent="0"),))
    assert to_dict(row)["sources"][0]["percent"] == "0"


def _refusal(data: Any) -> str:
    with pytest.raises(RecordError) as refused:
        from_dict(data, source="my-label.json")
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "place", "problem"),
    [
        ({"brnad": "AOR"}, "/brnad", "the record has no such key"),
        ({"schema_": "officinal.label/1"}, "/schema_", "the record has no such key"),
        ({3: "AOR"}, "/3", "the record has no such key"),
        ({"directions": [{"keep_apart": [{"from_": "tea"}]}]}, "/directions/0/keep_apart/0/from", "needed here"),
        ({"directions": [{"dilute": {"in": "water"}}]}, "/directions/0/dilute/in", "valid tuple"),
        ({"medicinal_ingredients": [{"amount": {"value": 0.5}}]}, "/medicinal_ingredients/0/amount/value", "in quotes"),
        ({"net_amount": {"unit": "g"}}, "/net_amount/value", "this key is needed here"),
        ({"risk_information": [{"kind": "danger", "trigger": "age"}]}, "/risk_information/0/kind", "'warning'"),
        ({"schema": "officinal.label/2"}, "/schema", "officinal.label/1"),
        ({"brand": ""}, "/brand", "at least 1 character"),
        ({"dosage_form": "Soft Gel"}, "/dosage_form", "pattern"),
        ({"brand": "\ud800"}, "/brand", "valid string"),
    ],
)
def test_a_label_that_is_not_valid_names_file_key_and_problem(data: Any, place: str, problem: str) -> None:
    """A refused label says which file, which key in it, and what was expected there."""
    said = _refusal(data)
    assert said.startswith(f"my-label.json: {place}: ")
    assert problem in said


def test_one_line_counts_the_further_problems() -> None:
    """Of several problems the first is told and the others are counted."""
    assert _refusal({"brnad": "AOR", "nmae": "Zinc"}).endswith("(and 1 more)")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not valid JSON"),
        ("{", "not valid JSON"),
        (b"\xff\xfe\x00", "not valid JSON"),
        ("[]", "a label is an object with keys, not list"),
        ('{"servings_per_container": NaN}', "in quotes"),
        ('{"servings_per_container": ' + "9" * 5000 + "}", "my-label.json: "),
        ('{"claims": ' + "[" * 100_000, "my-label.json: "),
        ('{"claims": ' + "[" * 300 + "]" * 300 + "}", "nested more than 60 levels deep"),
    ],
)
def test_hostile_json_gives_a_clear_error(text: str | bytes, problem: str) -> None:
    """Broken, endless and bottomless files are refused in one line that names the file."""
    with pytest.raises(RecordError) as refused:
        from_json(text, source="my-label.json")
    assert str(refused.value).startswith("my-label.json: ")
    assert problem in str(refused.value)


def test_a_part_of_a_record_can_be_written_alone() -> None:
    """An amount by itself is written in the same form as inside a label."""
    assert to_dict(Quantity(value="600", unit="mg")) == {"value": "600", "unit": "mg"}
