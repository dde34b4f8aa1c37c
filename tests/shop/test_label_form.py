# SPDX-License-Identifier: Apache-2.0
"""The plain form of a label edits the record and loses nothing of what it does not show, whatever the label holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import labels

from officinal.label import Label, from_dict, to_dict, to_json, to_toml
from officinal.shop.admin.diff import compare
from officinal.shop.admin.label_fields import SINGLE
from officinal.shop.admin.label_form import LabelForm
from officinal.shop.admin.pointers import value_at
from officinal.shop.admin.workbench import Workbench, worked_on

TODAY = dt.date(2026, 11, 25)
kept = labels().filter(lambda label: "\\u0000" not in to_json(label))
"""labels that a database can keep"""


def _as_sent(label: Label, **more: str) -> dict[str, Any]:
    """What a browser sends of an untouched page: an input of one line has no line breaks, a text has its own."""
    form = LabelForm(drawn_from=label)
    fields = {
        form.add_prefix(name): str(text).replace("\n", "").replace("\r", "") for name, text in form.initial.items()
    }
    blank = {
        form.add_prefix(name): "" for name in form.fields if name not in form.initial and not name.startswith("remove-")
    }
    toml = to_toml(label).replace("\n", "\r\n")
    return {
        "label_toml": toml,
        "drawn_from": toml,
        "market": "ca",
        "regime": "",
        "plain-rows": str(form.number),
        **fields,
        **blank,
        **more,
    }


def _worked(sent: dict[str, Any]) -> Workbench:
    return worked_on(sent, as_of=TODAY)


@pytest.mark.slow
@settings(max_examples=60)
@given(kept)
def test_an_untouched_form_is_no_edit(label: Label) -> None:
    """The label is the very same, and neither side of the page need be drawn anew."""
    bench = _worked(_as_sent(label))
    assert bench.draft.label == label
    assert not bench.form.errors
    assert not bench.new_toml
    assert not bench.new_form


@pytest.mark.slow
@settings(max_examples=60)
@given(
    kept,
    st.sampled_from(["brand", "name", "tagline", "licence_number"]),
    st.text("abc é", min_size=1, max_size=9).map(str.strip),
)
def test_one_edit_changes_one_place(label: Label, name: str, text: str) -> None:
    """All other places of the record hold what they held; a field that is emptied is not stated any more."""
    bench = _worked(_as_sent(label, **{f"plain-{name}": text}))
    assert bench.draft.label is not None
    expected = to_dict(label) | {SINGLE[name][0][0]: text or None}
    assert to_dict(bench.draft.label) == expected


@pytest.mark.slow
@settings(max_examples=60)
@given(kept, st.sampled_from(["5", "12.50", ""]))
def test_an_amount_of_a_row_changes_alone(label: Label, text: str) -> None:
    """Its sources, its blend and everything else of the row stay, and so do the other rows."""
    if not label.medicinal_ingredients or not (amount := label.medicinal_ingredients[0].amount) or amount.max:
        return
    bench = _worked(_as_sent(label, **{"plain-amount-0": text}))
    if bench.form.errors:  # an amount with a unit and no number is none
        assert not text
        assert "amount-0" in bench.form.errors
        return
    assert bench.draft.label is not None
    old, new = to_dict(label), to_dict(bench.draft.label)
    if text:
        assert value_at(new, ("medicinal_ingredients", 0, "amount", "value")) == text
        old["medicinal_ingredients"][0]["amount"]["value"] = text
    else:
        old["medicinal_ingredients"][0]["amount"] = None
        old["medicinal_ingredients"] = [
            row for at, row in enumerate(old["medicinal_ingredients"]) if at or any(row.values())
        ]
    assert new == old


def _zinc(**more: Any) -> Label:
    return from_dict(
        {"name": "Zinc", "medicinal_ingredients": [{"name": "Zinc", "amount": {"value": "15", "unit": "mg"}}], **more}
    )


@pytest.mark.parametrize(
    ("edits", "field"),
    [
        ({"plain-net_amount": "60 capsules"}, "net_amount"),
        ({"plain-net_unit": "capsule"}, "net_amount"),
        ({"plain-least": "3", "plain-most": "2"}, "least"),
        ({"plain-dosage_form": "Soft Gel"}, "dosage_form"),
        ({"plain-source_substance-0": "zinc-citrate"}, "source-0"),
        ({"plain-amount-2": "-5"}, "amount-2"),
        ({"plain-remove-0": "on", "plain-amount-1": "x"}, "amount-1"),
    ],
)
def test_what_no_record_holds_is_said_at_its_field(edits: dict[str, str], field: str) -> None:
    """The label of the TOML stays as it is, and what was typed stays in the form."""
    bench = _worked(_as_sent(_zinc(), **edits))
    assert list(bench.form.errors) == [field]
    assert bench.draft.label == _zinc()
    assert bench.ready is None
    assert all(bench.form[name.removeprefix("plain-")].value() == text for name, text in edits.items() if text != "on")


def test_a_row_that_is_emptied_is_gone_and_new_rows_come_last() -> None:
    """In the order in which they stand in the form, blank ones left out."""
    emptied = {f"plain-{name}-0": "" for name in ("name", "substance", "amount", "unit", "source", "source_substance")}
    bench = _worked(_as_sent(_zinc(), **emptied, **{"plain-name-2": "Copper", "plain-source-2": "copper citrate"}))
    assert bench.ready is not None
    (row,) = bench.ready.medicinal_ingredients
    assert (row.name, row.sources[0].name) == ("Copper", "copper citrate")
    assert bench.new_form


def test_the_form_of_another_label_is_left_aside() -> None:
    """A page that was not drawn by us, or without a form, leaves the TOML alone."""
    for drawn_from in ("", "x = [", "name = 3", "x" * 600_000):
        bench = _worked(_as_sent(_zinc()) | {"drawn_from": drawn_from, "plain-name": "Copper"})
        assert bench.ready == _zinc()


@pytest.mark.slow
@settings(max_examples=60)
@given(kept, kept)
def test_a_comparison_leads_from_one_label_to_the_other(old: Label, new: Label) -> None:
    """Without what was added it is the old text, without what was removed the new."""
    before, after = to_toml(old), to_toml(new)
    lines = compare(before, after)
    assert (not lines) == (before.splitlines() == after.splitlines())
    for gone, text in (("added", before), ("removed", after)):
        shown = ["".join(part for part, _ in line.parts) for line in lines if line.kind not in (gone, "gap")]
        numbers = [line.before if gone == "added" else line.after for line in lines if line.kind not in (gone, "gap")]
        assert shown == [text.splitlines()[number - 1] for number in numbers if number]
