# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from tests.strategies import labels

from officinal.errors import RecordError
from officinal.label import Directions, Label, Measure, Quantity, Serving, from_toml, to_json, to_toml


@given(labels())
@settings(max_examples=50)
def test_a_label_written_as_toml_reads_back_the_same(label: Label) -> None:
    """TOML loses nothing: the label is equal, and every number has the digits that were printed."""
    again = from_toml(to_toml(label))
    assert again == label
    assert to_json(again) == to_json(label)


def test_toml_is_written_for_people() -> None:
    """What is not stated is not written, and a small label is a small file."""
    label = Label(name="Zinc", net_amount=Quantity(value="120", unit="capsule"), free_from=("gluten",))
    assert to_toml(label) == (
        'schema = "officinal.label/1"\n'
        'name = "Zinc"\n'
        "free_from = [\n"
        '    "gluten",\n'
        "]\n"
        "\n"
        "[net_amount]\n"
        'value = "120"\n'
        'unit = "capsule"\n'
    )


@pytest.mark.parametrize(
    "label",
    [
        Label(net_amount=Quantity(value="5")),
        Label(directions=(Directions(most_per_day=Measure(max="4", unit="capsule")),)),
        Label(directions=(Directions(age=Measure(min="12", unit="year")),)),
        Label(serving=Serving()),
    ],
)
def test_what_was_printed_by_half_survives_toml(label: Label) -> None:
    """A range with one end and an amount without a unit are read back, though TOML has no null."""
    assert from_toml(to_toml(label)) == label


@pytest.mark.parametrize(("written", "kept"), [('"2.50"', "2.50"), ("2.50", "2.50"), ("30", "30")])
def test_a_number_is_exact_with_and_without_quotes(written: str, kept: str) -> None:
    """A person who forgets the quotes loses no digit."""
    assert str(from_toml(f"servings_per_container = {written}").servings_per_container) == kept


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brand = AOR", "zinc.toml: not valid TOML"),
        ('brand = "AOR"\nbrand = "NOW"', "zinc.toml: not valid TOML"),
        ('brnad = "AOR"', "zinc.toml: /brnad: the record has no such key"),
        ('[[medicinal_ingredients]]\nnmae = "Zinc"', "zinc.toml: /medicinal_ingredients/0/nmae: the record has no"),
        ("[net_amount]\nvalue = nan", "zinc.toml: /net_amount/value: Input should be a finite number"),
        ("name = 2020-01-01", "zinc.toml: /name: Input should be a valid string"),
        ("claims = " + "[" * 100_000, "zinc.toml: "),
    ],
)
def test_a_toml_file_that_is_not_valid_names_file_key_and_problem(text: str, said: str) -> None:
    """A refused file says which file, where in it, and what was expected."""
    with pytest.raises(RecordError) as refused:
        from_toml(text, source="zinc.toml")
    assert str(refused.value).startswith(said)


def test_awkward_words_are_valid_toml() -> None:
    """Quotes, backslashes and control characters are escaped as TOML wants it."""
    words = 'a "b" \\c\\ \t\n\r\x00\x7f\u2028'
    assert tomllib.loads(to_toml(Label(name=words)))["name"] == words
