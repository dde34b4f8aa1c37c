# SPDX-License-Identifier: Apache-2.0
"""What each of several products gives a day, ingredient by ingredient, side by side; each with the forms it comes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.knowledge.names import of

_GROUP = "woman"
"""whose bars are taken: a day's amount is everybody's. One that cannot be brought into their unit stays as printed."""


@dataclass(slots=True)
class Cell:
    """A day's amount in words, and the label's entries for what supplies it; without words the product has none."""

    amount: str = ""
    forms: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    """One ingredient across the products; `substance` where something is known of it."""

    name: str
    substance: str | None
    cells: list[Cell]


def ingredients(dossiers: list[dict[str, Any]], language: str) -> list[Row]:
    """Every medicinal ingredient that any of the products has; what most of them share comes first."""
    held = [_held(each) for each in dossiers]
    order = dict.fromkeys(key for each in held for key in each)
    ranked = sorted(order, key=lambda key: (key == "", -sum(key in each for each in held)))
    return [_row(key, [each.get(key, (key, Cell()))[1] for each in held], held, language) for key in ranked]


def _row(key: str, cells: list[Cell], held: list[dict[str, tuple[str, Cell]]], language: str) -> Row:
    if not key:
        return Row(_("without a name"), None, cells)
    know = load()
    if key in know.substances:
        return Row(know.name(key, language), key, cells)
    return Row(next(each[key][0] for each in held if key in each), None, cells)


def _held(dossier: dict[str, Any]) -> dict[str, tuple[str, Cell]]:
    """By substance, or by the label's own words where it is none that we know: the words, and the amount with its forms."""
    found: dict[str, tuple[str, Cell]] = {}
    for bar in dossier["bars"][_GROUP]:
        if not bar["not_known"]:
            found[bar["substance"]] = (bar["name"], Cell(_of_bar(bar)))
    for row in (row for table in dossier["facts"] for row in table["rows"]):
        name, substance = row["name"] or "", row["substance"]
        supplied = [each for each in (substance, *of(substance or "")) if each in found] if substance else []
        for each in supplied or [substance or name.casefold()]:
            _add(found.setdefault(each, (name, Cell()))[1], row, known=bool(supplied), same=each == substance)
    return found


def _add(cell: Cell, row: dict[str, Any], *, known: bool, same: bool) -> None:
    """Take a row of a facts table into a cell, its amount only where no sum of all rows is there already."""
    if not known:
        amount = row["day"] or (
            _("%(amount)s a serving") % {"amount": row["amount"]} if row["amount"] else _("not given")
        )
        cell.amount = f"{cell.amount}; {amount}" if cell.amount else amount
    own = {key: value for key, value in row.items() if key.startswith("name")}
    cell.forms += row["sources"] or ([own] if known and not same else [])


def _of_bar(bar: dict[str, Any]) -> str:
    """A day's amount in words."""
    number = bar["high"] if bar["low"] == bar["high"] else f"{bar['low']}–{bar['high']}"
    return f"{'≥' + chr(160) if bar['at_least'] else ''}{number}\u00a0{bar['unit']}"
