# SPDX-License-Identifier: Apache-2.0
"""The main fields of a label as a plain form. It edits the record: what it does not show stays as it is.

The form remembers the label that it was drawn from. Only a field that differs from it is an edit, and an edit is laid
on the label that stands in the TOML by then; where the TOML has changed the same field, neither is guessed: both are kept
in sight and the person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from officinal.errors import RecordError
from officinal.label import Label, from_dict, to_dict
from officinal.shop.admin.draft import place_of
from officinal.shop.admin.label_fields import ATTRIBUTES, CHOICES, IDENTITY, ROW, SINGLE
from officinal.shop.admin.pointers import Place, is_empty, put_all, value_at

PREFIX = "plain"
MOST_ROWS, BLANK_ROWS = 120, 2
_BOTH = gettext_lazy("This was changed both here and in the TOML; take one of the changes back.")


class LabelForm(forms.Form):
    """The main fields of one label. Bound, it holds edits; `apply` lays them on the label of the TOML."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, drawn_from: Label, rows: int | None = None) -> None:
        self.base = to_dict(drawn_from)
        held = len(self.base["medicinal_ingredients"])
        self.number = min(max(held, rows or 0) if rows is not None else held + BLANK_ROWS, max(MOST_ROWS, held))
        super().__init__(data, prefix=PREFIX, initial=self._drawn())
        for name, (_place, label) in SINGLE.items():
            self.fields[name] = _field(label, CHOICES.get(name))
        for row in range(self.number):
            for name, (_place, label) in ROW.items():
                self.fields[f"{name}-{row}"] = _field(_("%(what)s, row %(row)s") % {"what": label, "row": row + 1})
            if row < held:
                self.fields[f"remove-{row}"] = forms.BooleanField(
                    required=False, label=_("Remove row %(row)s") % {"row": row + 1}
                )
        for name, attributes in ATTRIBUTES.items():
            for key in [name] if name in self.fields else [each for each in self.fields if each.startswith(f"{name}-")]:
                self.fields[key].widget.attrs.update(attributes)

    @classmethod
    def posted(cls, data: Mapping[str, Any], drawn_from: Label) -> LabelForm:
        """The form as it was sent."""
        rows = str(data.get(f"{PREFIX}-rows", ""))
        return cls(
            data, drawn_from=drawn_from, rows=int(rows) if rows.isascii() and rows.isdigit() and len(rows) < 4 else 0
        )

    def _drawn(self) -> dict[str, str]:
        values = {name: value_at(self.base, place) for name, (place, _label) in SINGLE.items()}
        for at, row in enumerate(self.base["medicinal_ingredients"]):
            values |= {f"{name}-{at}": value_at(row, place) for name, (place, _label) in ROW.items()}
        return values

    # --- what was edited

    def _edited(self, name: str) -> str | None:
        """The new text of a field; None where it is as it was drawn, or was not sent."""
        sent = self.data.get(self.add_prefix(name))
        if sent is None:
            return None
        text = _one_line(str(sent))
        return None if text == _one_line(self.initial.get(name, "")) else text

    def shows(self, sent: Mapping[str, Any]) -> bool:
        """Whether the fields that were sent are these very fields, with what stands in them."""
        there = {name: sent.get(self.add_prefix(name)) for name in self.fields if not name.startswith("remove-")}
        alike = all(
            text is not None and _one_line(str(text)) == _one_line(self.initial.get(name, ""))
            for name, text in there.items()
        )
        return alike and sent.get(f"{PREFIX}-rows") == str(self.number)

    def apply(self, label: Label) -> Label | None:
        """The label with the edits laid on it; None, and errors at the fields, where that cannot be."""
        self.full_clean()
        if self.errors:
            return None
        data = to_dict(label)
        self._apply_single(data)
        rows = self._apply_rows(data)
        if self.errors:
            return None
        data["medicinal_ingredients"] = [row for row in rows if row is not None]
        try:
            changed = from_dict(data, source=_("label"))
        except RecordError as error:
            self._add(str(error), rows)
            return None
        return label if changed == label else changed

    def _apply_single(self, data: dict[str, Any]) -> None:
        edits: dict[Place, str] = {}
        for name, (place, _label) in SINGLE.items():
            if (text := self._edited(name)) is None:
                continue
            there = value_at(data, place)
            if there not in (value_at(self.base, place), text):
                self.add_error(name, _BOTH)
            edits[place] = text
        if edits and not self.errors:
            put_all(data, edits)

    def _apply_rows(self, data: dict[str, Any]) -> list[dict[str, Any] | None]:
        """The rows with their edits, None for one that is removed; new ones behind the others."""
        held, rows = self.base["medicinal_ingredients"], list(data["medicinal_ingredients"])
        added: list[tuple[int, dict[str, Any]]] = []
        for at in range(self.number):
            edits = {
                place: text
                for name, (place, _label) in ROW.items()
                if (text := self._edited(f"{name}-{at}")) is not None
            }
            if at >= len(held):
                row: dict[str, Any] = {}
                put_all(row, edits)
                if not is_empty(row):
                    added.append((at, row))
                continue
            remove = bool(self.cleaned_data.get(f"remove-{at}"))
            if not edits and not remove:
                continue
            if at >= len(rows) or rows[at] != held[at]:
                self.add_error(f"name-{at}", _BOTH)
            elif remove:
                rows[at] = None
            else:
                put_all(rows[at], edits)
                if is_empty(rows[at]):
                    rows[at] = None
        self.new_rows = [at for at, _row in added]
        return rows + [row for _at, row in added]

    def _add(self, error: str, rows: list[dict[str, Any] | None]) -> None:
        """Put an error of the record at the field that it is about, or above the form where it has none."""
        pointer, problem = place_of(error)
        self.add_error(self._field_at(pointer, rows), problem if pointer else error)

    def _field_at(self, pointer: str, rows: list[dict[str, Any] | None]) -> str | None:
        place: Place = tuple(int(part) if part.isdigit() else part for part in pointer.split("/")[1:])
        for name, (its_place, _label) in SINGLE.items():
            if place and its_place[: len(place)] == place:
                return name
        if len(place) > 1 and place[0] == "medicinal_ingredients":
            kept = [at for at, row in enumerate(rows) if row is not None]
            at = kept[int(place[1])]
            old = len(rows) - len(self.new_rows)
            row = at if at < old else self.new_rows[at - old]
            for name, (its_place, _label) in ROW.items():
                if its_place[: len(place) - 2] == place[2:] and f"{name}-{row}" in self.fields:
                    return f"{name}-{row}"
        return None

    # --- as the page draws it

    @property
    def identity(self) -> list[forms.BoundField]:
        """Who and what the product is."""
        return [self[name] for name in IDENTITY]

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        """Each row of the table with its fields, its box to remove it, and what of it only the TOML shows."""
        held = self.base["medicinal_ingredients"]
        for at in range(self.number):
            yield {
                "number": at + 1,
                "fields": [self[f"{name}-{at}"] for name in ROW],
                "remove": self[f"remove-{at}"] if at < len(held) else None,
                "more": _only_in_toml(held[at]) if at < len(held) else "",
            }

    @property
    def headings(self) -> list[Any]:
        """The columns of the table."""
        return [label for _place, label in ROW.values()]


def _only_in_toml(row: dict[str, Any]) -> str:
    """What a row holds that the form does not show."""
    sources, inside = len(row["sources"]) - 1, len(row.get("ingredients", ()))
    parts = []
    if sources > 0:
        parts.append(ngettext("%(n)s more source", "%(n)s more sources", sources) % {"n": sources})
    if inside:
        parts.append(ngettext("a blend of %(n)s", "a blend of %(n)s", inside) % {"n": inside})
    return ", ".join(parts)


def _field(label: Any, choices: tuple[tuple[str, Any], ...] | None = None) -> forms.Field:
    if choices:
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return forms.CharField(label=label, required=False, max_length=20_000, strip=False)


def _one_line(text: str) -> str:
    """A text as an input of one line sends it back, so that a field nobody touched is no edit."""
    return "".join(text.splitlines()).strip()
