# SPDX-License-Identifier: Apache-2.0
"""The rows of a table as ingredients, the parts of a blend under their blend."""

from __future__ import annotations

from decimal import Decimal

from officinal.label import MedicinalIngredient
from officinal.patterns import compiled
from officinal.reading.amounts import Amount
from officinal.reading.facts.sheet import Sheet
from officinal.reading.item import Item, Where, nested


def nest(sheet: Sheet) -> list[Item[MedicinalIngredient]]:
    """The rows as ingredients, the parts of a blend under their blend."""
    top = _flat(sheet)
    sums = _sums(sheet)
    for place in sorted(sums, reverse=True):
        parts = top[place + 1 : place + 1 + sums[place]]
        item = top[place]
        already = len(item.value.ingredients)
        fresh: dict[str, Where] = {}
        values = nested(fresh, "/ingredients", parts)
        if not already:
            item.spans.update(fresh)
            item.value = item.value.model_copy(update={"ingredients": values, "kind": "blend"})
            item.spans[""] = (item.spans[""][0], max(p.spans[""][1] for p in parts))
            del top[place + 1 : place + 1 + sums[place]]
    return top


def _flat(sheet: Sheet) -> list[Item[MedicinalIngredient]]:
    """The rows as ingredients, with the parts that have no amount of their own under their blend."""
    top: list[Item[MedicinalIngredient]] = []
    parts: dict[int, list[Item[MedicinalIngredient]]] = {}
    for index, row in enumerate(sheet.rows):
        item = _with_columns(sheet, row.item(nutrition_table=sheet.nutrition), index)
        if sheet.marks[index] == "part" and top:
            parts.setdefault(len(top) - 1, []).append(item)
        else:
            top.append(item)
    blends = [i for i, m in enumerate(m for m in sheet.marks if m != "part") if m == "blend"]
    for index in {*parts, *blends}:
        item = top[index]
        update: dict[str, object] = {"ingredients": nested(item.spans, "/ingredients", parts.get(index, ()))}
        if index in blends and (index in parts or item.value.substance is None):
            update["kind"] = "blend"
        item.value = item.value.model_copy(update=update)
        ends = [s[1] for s in item.spans.values()]
        item.spans[""] = (item.spans[""][0], max(ends))
    return top


def _with_columns(sheet: Sheet, item: Item[MedicinalIngredient], index: int) -> Item[MedicinalIngredient]:
    further = sheet.further.get(index)
    if further:
        item.spans.update({f"/other_columns/{i}": span for i, (_, span) in enumerate(further)})
        item.value = item.value.model_copy(update={"other_columns": tuple(value for value, _ in further)})
    return item


def _sums(sheet: Sheet) -> dict[int, int]:
    """Blends whose amount is exactly the sum of the rows behind them: per blend, how many rows those are."""
    tops = [i for i, mark in enumerate(sheet.marks) if mark != "part"]
    found: dict[int, int] = {}
    for place, index in enumerate(tops):
        whole = sheet.rows[index].amount
        if sheet.marks[index] != "blend" or whole is None:
            continue
        count = max(
            (
                _summing(sheet, place, tops, q)
                for q in (whole, *sheet.rows[index].equivalents, *sheet.rows[index].name.equivalents)
            ),
            default=0,
        )
        if not count and whole.quantity.dimension == "mass":
            count = _by_activity(sheet, place, tops)
        if count:
            found[place] = count
    return found


def _summing(sheet: Sheet, place: int, tops: list[int], whole: Amount) -> int:
    base = {"mass": "ng", "colony-forming units": "CFU"}.get(whole.quantity.dimension or "")
    if base is None:
        return 0
    total, target = Decimal(0), whole.quantity.to(base).value
    for later in range(place + 1, len(tops)):
        amount = sheet.rows[tops[later]].amount
        if amount is None or amount.quantity.dimension != whole.quantity.dimension:
            return 0
        total += amount.quantity.to(base).value
        if total >= target:
            return later - place if total == target and later - place > 1 else 0
    return 0


def _by_activity(sheet: Sheet, place: int, tops: list[int]) -> int:
    """Rows that state only an activity or a count, behind a blend that states a mass, are its parts."""
    count = 0
    for later in range(place + 1, len(tops)):
        amount = sheet.rows[tops[later]].amount
        if amount is None or not compiled(r"activity|colony|active|cells").match(amount.quantity.dimension or ""):
            break
        count += 1
    return count
