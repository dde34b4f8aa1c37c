# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given, settings
from tests.strategies import labels

from officinal.label import Label, to_text


@given(labels())
@settings(max_examples=40)
def test_any_label_can_be_printed(label: Label) -> None:
    """Whatever a record holds, it prints as text with its name, its amounts' names and its storage in it."""
    text = to_text(label)
    assert text.endswith("\n")
    assert all(words in text for words in (label.name, label.brand, label.licence_number) if words)
    assert all(row.name in text for row in label.medicinal_ingredients if row.name)
    assert all(sentence in text for sentence in label.storage)


def test_an_empty_label_prints_as_nothing() -> None:
    """What is not stated is not printed: of a record without anything no word is left."""
    assert to_text(Label()).strip() == ""
