# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from pydantic import ValidationError
from tests.strategies import labels

from officinal.label import SCHEMA, Label, MedicinalIngredient, Quantity
from officinal.label.base import Record

REFERENCE = Path(__file__).parents[2] / "docs/reference/record.md"


def _kinds_of_record() -> list[type[Record]]:
    waiting, found = [Record], []
    while waiting:
        subclasses = [each for each in waiting.pop().__subclasses__() if each.__module__.startswith("officinal.label.")]
        found += subclasses
        waiting += subclasses
    return sorted(found, key=lambda kind: kind.__name__)


def test_a_label_cannot_be_changed() -> None:
    """A record is frozen: who wants another one makes another one."""
    label = Label(name="Zinc")
    with pytest.raises(ValidationError, match="frozen"):
        label.name = "Iron"


def test_labels_that_state_the_same_are_the_same() -> None:
    """Equality is by what is stated, and equal labels count as one in a set."""
    assert len({Label(name="Zinc"), Label(name="Zinc"), Label(name="Iron")}) == 2


def test_an_unknown_field_is_refused() -> None:
    """A misspelt field is an error, not a silent loss."""
    with pytest.raises(ValidationError, match="nmae"):
        Label(nmae="Zinc")


def test_a_label_names_its_schema() -> None:
    """Each record says which version of the field names it uses."""
    assert Label().schema_ == SCHEMA == "officinal.label/1"


def test_a_row_may_lack_a_name_and_keep_its_amount() -> None:
    """An amount whose ingredient name the page lost stays an amount without a name."""
    row = MedicinalIngredient(amount=Quantity(value="600", unit="mg"))
    assert row.name is None
    assert row.amount == Quantity(value="600", unit="mg")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brand", ""),
        ("brand", "x" * 20_001),
        ("dosage_form", "Soft Gel"),
        ("dosage_form", "soft--gel"),
        ("languages", ("de",)),
        ("servings_per_container", 30.0),
        ("schema_", "officinal.label/0"),
    ],
)
def test_a_value_that_the_field_does_not_allow_is_refused(field: str, value: Any) -> None:
    """Empty words, foreign vocabulary and floats do not enter a record."""
    with pytest.raises(ValidationError):
        Label(**{field: value})


@pytest.mark.parametrize("kind", _kinds_of_record(), ids=lambda kind: kind.__name__)
def test_each_field_of_the_record_is_in_its_reference_page(kind: type[Record]) -> None:
    """Who reads the reference page finds every field by its name."""
    page = REFERENCE.read_text("utf-8")
    headings = (words.lower().replace(" ", "_") for words in re.findall("^## (.+)", page, re.MULTILINE))
    words = {*headings, *re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", page)))}
    assert [name for name in kind.model_fields if name.rstrip("_") not in words] == []


def _stated(value: Any) -> set[tuple[str, str]]:
    """Which fields of which kind of record hold something, anywhere inside a value."""
    if isinstance(value, tuple):
        return set().union(*map(_stated, value))
    if not isinstance(value, Record):
        return set()
    fields = {name: getattr(value, name) for name in type(value).model_fields}
    here = {(type(value).__name__, name) for name, held in fields.items() if held not in (None, (), False)}
    return here.union(*map(_stated, fields.values()))


@pytest.mark.slow
def test_the_generated_labels_use_every_field_of_the_record() -> None:
    """The round trips above would prove nothing of a field that no generated label fills."""
    missing = {(kind.__name__, name) for kind in _kinds_of_record() for name in kind.model_fields}
    assert missing

    @given(labels())
    @settings(max_examples=100, derandomize=False, database=None)
    def see(label: Label) -> None:
        missing.difference_update(_stated(label))

    for number in range(20):
        seed(number)(see)()
        if not missing:
            break
    assert missing == set()
