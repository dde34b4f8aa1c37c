# SPDX-License-Identifier: Apache-2.0
"""The facts table and the other ingredients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from officinal.label.as_text.words import printed_amount, printed_number, printed_unit
from officinal.label.ingredients import MedicinalIngredient, NonMedicinalIngredient
from officinal.label.record import Label, Part, Serving


def facts_of(holder: Label | Part) -> Iterator[Iterable[str]]:
    """The facts table and the other ingredients of a product, or of one product of a kit."""
    if isinstance(holder, Part) and holder.name:
        yield (holder.name,)
    yield _table(holder)
    if holder.non_medicinal_ingredients:
        listed = ", ".join(map(other_ingredient, holder.non_medicinal_ingredients))
        yield (f"Non-medicinal ingredients: {listed}.",)


def _table(holder: Label | Part) -> Iterator[str]:
    rows = holder.medicinal_ingredients
    if rows or holder.serving or holder.servings_per_container is not None:
        yield "Supplement Facts"
    if holder.serving:
        yield f"Serving Size: {_serving(holder.serving)}"
    if holder.servings_per_container is not None:
        yield f"Servings Per Container: {printed_number(holder.servings_per_container)}"
    if any(row.daily_value_percent is not None or row.daily_value_note for row in rows):
        yield "Amount per serving and % Daily Value"
    yield from map(_row, rows)
    if any(row.daily_value_note == "not-established" for row in rows):
        yield "† Daily Value not established."


def _serving(serving: Serving) -> str:
    counted = serving.unit or ""
    if serving.count is not None:
        most = serving.max_count or serving.count
        ends = (
            printed_number(serving.count)
            if most == serving.count
            else f"{printed_number(serving.count)} to {printed_number(most)}"
        )
        counted = f"{ends} {printed_unit(serving.unit, most)}".strip()
    weighed = ", ".join(printed_amount(each) for each in (serving.mass, serving.volume) if each)
    return f"{counted} ({weighed})" if counted and weighed else counted or weighed


def _row(row: MedicinalIngredient) -> str:
    """Magnesium (as citrate, oxide) 200 mg 48%."""
    parts = [row.name or "", *(f"({words})" for words in _made_of(row))]
    if row.amount:
        parts.append(printed_amount(row.amount))
    parts += (f"({printed_amount(each)})" for each in row.equivalents)
    if row.daily_value_percent is not None:
        parts.append(f"{'<' if row.daily_value_note == 'less-than' else ''}{printed_number(row.daily_value_percent)}%")
    elif row.daily_value_note == "not-established":
        parts.append("†")
    for column in row.other_columns:
        parts.append(f"; {column.basis}: {printed_amount(column.amount) if column.amount else ''}".rstrip(" :"))
        if column.daily_value_percent is not None:
            parts.append(f"{printed_number(column.daily_value_percent)}%")
    line = " ".join(part for part in parts if part).replace(" ;", ";")
    return f"{line}: {', '.join(map(_blended, row.ingredients))}" if row.ingredients else line


def _blended(part: MedicinalIngredient) -> str:
    """A part of a blend; what it is made of itself stands in brackets."""
    line = _row(part.model_copy(update={"ingredients": ()}))
    return f"{line} ({', '.join(map(_blended, part.ingredients))})" if part.ingredients else line


def _made_of(row: MedicinalIngredient) -> Iterator[str]:
    """What stands in brackets behind the name: part, sources, how an extract was made and what it holds."""
    if row.part:
        yield row.part
    if row.basis:
        yield row.basis
    if row.sources:
        word = "from" if any(source.amount for source in row.sources) else "as"
        shares = (f"{printed_number(s.percent)}% " if s.percent is not None else "" for s in row.sources)
        amounts = (f"{printed_amount(s.amount)} " if s.amount else "" for s in row.sources)
        names = (source.name for source in row.sources)
        yield f"{word} {', '.join(map(''.join, zip(amounts, shares, names, strict=True)))}"
    if row.extract:
        yield from _extract(row)
    for each in row.standardisation:
        share = f"{printed_number(each.percent)}% " if each.percent is not None else ""
        amount = f"{printed_amount(each.amount)} " if each.amount else ""
        yield f"standardised to {share or amount}{each.marker}"


def _extract(row: MedicinalIngredient) -> Iterator[str]:
    assert row.extract
    made = ", ".join(each for each in (row.extract.ratio, row.extract.solvent) if each)
    if made:
        yield made
    if row.extract.equivalent:
        of = f" of {row.extract.equivalent_of}" if row.extract.equivalent_of else ""
        yield f"equivalent to {printed_amount(row.extract.equivalent)}{of}"


def other_ingredient(entry: NonMedicinalIngredient) -> str:
    """Gelatin capsule (gelatin, water)."""
    share = f" {printed_number(entry.percent)}%" if entry.percent is not None else ""
    inside = ", ".join((*map(other_ingredient, entry.ingredients), *filter(None, [entry.purpose])))
    return f"{entry.name}{share} ({inside})" if inside else f"{entry.name}{share}"
