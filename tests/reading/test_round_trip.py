# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from hypothesis import given, settings
from tests.reading.rendered import labels

from officinal.label import Label, to_text
from officinal.reading import read_text


@given(labels())
@settings(max_examples=200)
def test_a_label_that_is_printed_and_read_again_is_the_same(label: Label) -> None:
    """What a label states is read back from its printed words: no value lost, none changed, none added."""
    read_back = read_text(to_text(label)).label
    assert read_back.model_copy(update={"languages": ()}) == label
