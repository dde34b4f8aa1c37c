# SPDX-License-Identifier: Apache-2.0
"""The TOML of a label and its plain form, held together: what was edited in the form is laid on the TOML, then checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from officinal.errors import RecordError
from officinal.label import Label, from_toml, to_toml
from officinal.shop.admin.draft import MOST, Draft, drafted
from officinal.shop.admin.label_form import LabelForm

MORE_ROWS = 5


@dataclass(frozen=True, slots=True)
class Workbench:
    """A label in the making: what is found in it, its form, and the TOML that the form was drawn from."""

    draft: Draft
    form: LabelForm
    drawn_from: str
    new_toml: bool = False
    """whether the TOML is another than was sent, by edits of the form"""
    new_form: bool = False
    """whether the form shows something else than was sent, by edits of the TOML"""

    @property
    def ready(self) -> Label | None:
        """The label, where nothing is wrong with its TOML or its form."""
        return self.draft.label if self.draft.report is not None and not self.form.errors else None


def laid_out(label: Label, *, market: str, regime: str, as_of: dt.date) -> Workbench:
    """The workbench as it is first seen."""
    toml = to_toml(label)
    return Workbench(drafted(toml, market=market, regime=regime, as_of=as_of), LabelForm(drawn_from=label), toml)


def worked_on(sent: Mapping[str, Any], *, as_of: dt.date) -> Workbench:
    """The workbench after what was sent: `label_toml`, `drawn_from`, the form's fields, `market` and `regime`."""

    def check(toml: str) -> Draft:
        return drafted(toml, market=str(sent.get("market", "")), regime=str(sent.get("regime", "")), as_of=as_of)

    draft = check(str(sent.get("label_toml", "")))
    drawn_from = str(sent.get("drawn_from", ""))
    base = _label_of(drawn_from)
    if base is None:  # the form was not sent, or not by us: the TOML alone holds
        return Workbench(draft, LabelForm(drawn_from=draft.label or Label()), _toml_of(draft))
    form = LabelForm.posted(sent, base)
    if draft.label is None:  # the form waits until the TOML can be read
        return Workbench(draft, form, drawn_from)
    changed = form.apply(draft.label)
    if changed is None:
        return Workbench(draft, form, drawn_from)
    edited = changed is not draft.label
    if edited:
        draft = check(to_toml(changed))
    rows = max(form.number, len(changed.medicinal_ingredients) + 1) + (MORE_ROWS if "more_rows" in sent else 0)
    drawn = LabelForm(drawn_from=changed, rows=rows)
    return Workbench(draft, drawn, to_toml(changed), new_toml=edited, new_form=not drawn.shows(sent))


def _label_of(toml: str) -> Label | None:
    if not toml or len(toml) > MOST:
        return None
    try:
        return from_toml(toml)
    except RecordError:
        return None


def _toml_of(draft: Draft) -> str:
    return to_toml(draft.label) if draft.label else ""
