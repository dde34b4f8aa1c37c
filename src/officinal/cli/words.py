# SPDX-License-Identifier: Apache-2.0
"""The parts of a record in plain words; what the page does not state is said to be unknown."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from officinal.label import (
    Citation,
    Directions,
    Label,
    Measure,
    MedicinalIngredient,
    NonMedicinalIngredient,
    Price,
    Quantity,
    RiskInformation,
    Serving,
    SourceMaterial,
    Span,
)

KEEP = "\ue000"
"""stands for a space at which no line may end, one column wide; the page turns it into a space in the end"""

_QUALIFIERS = {"less-than": "<", "at-most": "≤", "at-least": "≥", "more-than": ">", "approximately": "≈"}
_BILLIONS = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_COUNTED = frozenset(
    (
        "ampoule", "bar", "caplet", "capsule", "chew", "cup", "drop", "dropperful", "gummy", "lozenge", "packet",
        "pastille", "piece", "sachet", "scoop", "serving", "softgel", "spray", "stick", "strip", "tablespoon", "tablet",
        "teaspoon", "wafer", "year", "month", "week", "day", "hour",
    )
)  # fmt: skip


def number(value: Decimal) -> str:
    """A number with the digits that were printed, thousands apart."""
    return f"{value:,f}"


def quantity(amount: Quantity | None) -> str | None:
    """An amount as a facts table prints it: 1,000 IU, < 1 g, 10 billion CFU."""
    if amount is None:
        return None
    figures, unit = quantity_parts(amount)
    return f"{figures}{'' if unit in ('', '%') else KEEP}{unit}"


def quantity_parts(amount: Quantity) -> tuple[str, str]:
    """The figures and the unit of an amount, for two columns."""
    sign = f"{_QUALIFIERS[amount.qualifier]}{KEEP}" if amount.qualifier else ""
    return f"{sign}{_figures(amount)}", plural(amount.unit or "", amount.max or amount.value)


def _figures(amount: Quantity) -> str:
    if amount.max is None and amount.unit in ("CFU", "AFU", "cells"):
        for size, word in _BILLIONS:
            if amount.value >= size and amount.value % (size / 100) == 0:
                return f"{(amount.value / size).normalize():f}{KEEP}{word}"
    return number(amount.value) if amount.max is None else f"{number(amount.value)}–{number(amount.max)}"


def plural(unit: str, count: Decimal | None) -> str:
    """A unit of counting in the plural where there is more than one: 2 gummies, but 2 mL."""
    if unit not in _COUNTED or count is None or count <= 1:
        return unit
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2] not in "aeiou" else f"{unit}s"


def span(measure: Span) -> str:
    """A number or a range: 1 scoop, 1 to 2 scoops, up to 4 capsules, at least 8 weeks."""
    return _counted(measure.min, measure.max, measure.unit if isinstance(measure, Measure) else None)


def _counted(low: Decimal | None, high: Decimal | None, unit: str | None) -> str:
    if low is not None and high is not None:
        figures = number(low) if low == high else f"{number(low)} to {number(high)}"
    elif high is not None:
        figures = f"up to {number(high)}"
    elif low is not None:
        figures = f"at least {number(low)}"
    else:
        figures = ""
    most = high if high is not None else low
    return KEEP.join(word for word in (figures, unit and plural(unit, most)) if word)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words in a row: a, b and c."""
    row = list(words)
    return row[0] if len(row) == 1 else f"{', '.join(row[:-1])} {last} {row[-1]}" if row else ""


def identity(label: Label) -> list[tuple[str, str | None]]:
    """What the product is, each with what is said where the page does not state it."""
    return [
        ("dosage form", label.dosage_form and label.dosage_form.replace("-", " ")),
        ("net amount", quantity(label.net_amount)),
        ("licence number", label.licence_number and f"licence {label.licence_number}"),
    ]


def serving(one: Serving | None) -> str | None:
    """2 scoops (6.9 g)."""
    if one is None:
        return None
    count = _counted(one.count, one.max_count if one.max_count is not None else one.count, one.unit)
    inner = ", ".join(each for each in (quantity(one.mass), quantity(one.volume)) if each)
    return f"{count} ({inner})" if count and inner else count or inner or None


def source(material: SourceMaterial) -> str:
    """What supplies an ingredient: as citrate; from 793 mg magnesium malate."""
    percent = f" ({number(material.percent)}%)" if material.percent is not None else ""
    if material.amount:
        return f"from {quantity(material.amount)} {material.name}{percent}"
    return f"{material.name}{percent}"


def row_details(row: MedicinalIngredient) -> list[str]:
    """What stands under an ingredient's name: its sources, its part, how its extract was made."""
    bare = [source(each) for each in row.sources if not each.amount]
    said = [f"as {listed(bare)}"] if bare else []
    said += [source(each) for each in row.sources if each.amount]
    if row.part:
        said.append(f"part used: {row.part}")
    if row.extract:
        said.append(_extract(row))
    for each in row.standardisation:
        share = f"{number(each.percent)}% " if each.percent is not None else ""
        held = f"{quantity(each.amount)} " if each.amount else ""
        said.append(f"standardised to {share}{held}{each.marker}")
    if row.equivalents:
        said.append(f"the same as {listed((quantity(each) or '' for each in row.equivalents), 'or')}")
    if row.basis:
        said.append(row.basis)
    return said


def _extract(row: MedicinalIngredient) -> str:
    made = row.extract
    assert made is not None
    crude = " ".join(word for word in (quantity(made.equivalent), made.equivalent_of) if word)
    words = [
        f"extract {made.ratio}" if made.ratio else "extract",
        f"made with {made.solvent}" if made.solvent else "",
        f"equivalent to {crude}" if crude else "",
    ]
    return ", ".join(word for word in words if word)


def non_medicinal(one: NonMedicinalIngredient) -> str:
    """gelatin capsule (gelatin, water); magnesium stearate (lubricant)."""
    share = f" {number(one.percent)}%" if one.percent is not None else ""
    inner = [one.purpose] if one.purpose else []
    inner += [non_medicinal(each) for each in one.ingredients]
    return f"{one.name}{share} ({', '.join(inner)})" if inner else f"{one.name}{share}"


_PEOPLE = {
    "adult": "Adults", "adolescent": "Adolescents", "child": "Children", "infant": "Infants", "senior": "Seniors",
    "pregnancy": "In pregnancy", "breastfeeding": "When breastfeeding", "woman": "Women", "man": "Men",
}  # fmt: skip
_ROUTES = {
    "chew": ("chew", ""), "sublingual": ("take", "under the tongue"), "dissolve": ("dissolve", "in the mouth"),
    "topical": ("apply", "on the skin"), "nasal": ("use", "in the nose"), "oral": ("take", ""),
}  # fmt: skip
_FOOD = {
    "with": "with food", "without": "on an empty stomach", "before": "before food", "after": "after food",
    "with-or-without": "with or without food",
}  # fmt: skip
_TIMES_OF_DAY = {
    "morning": "in the morning", "noon": "at noon", "afternoon": "in the afternoon", "evening": "in the evening",
    "bedtime": "at bedtime",
}  # fmt: skip
_OFTEN = {Decimal(1): "once", Decimal(2): "twice"}


def people(how: Directions) -> str | None:
    """Whom a direction is for: Children, 6 to 12 years."""
    named = _PEOPLE[how.population] if how.population else None
    bounds = [span(each) for each in (how.age, how.weight) if each]
    return ", ".join(word for word in (named, *bounds) if word) or None


def directions(how: Directions) -> list[str]:
    """A recommended dose in plain sentences; the first goes on from whom it is for."""
    verb, place = _ROUTES[how.route or "oral"]
    amount = span(how.servings) if how.servings else "an amount that is not stated"
    clauses = [f"{verb} {amount}{f' {place}' if place else ''}", _how_often(how)]
    clauses += [_TIMES_OF_DAY[each] for each in how.time_of_day]
    clauses += [_FOOD[how.food] if how.food else "", "as needed" if how.as_needed else ""]
    first = " ".join(clauses[:2]).strip()
    dose = ", ".join([first, *(clause for clause in clauses[2:] if clause)])
    said = [f"{dose}."]
    if how.most_per_day:
        most = how.most_per_day.max if how.most_per_day.max is not None else how.most_per_day.min
        said.append(f"No more than {_counted(most, most, how.most_per_day.unit)} a day.")
    if how.dilute:
        into = listed(how.dilute.in_, "or")
        said.append(f"Mix in {' of '.join(word for word in (span(how.dilute), into) if word)}.")
    said += _apart(how)
    if how.duration:
        said.append(f"For {span(how.duration)}.")
    return said


def _how_often(how: Directions) -> str:
    if how.every:
        return f"every {span(how.every)}"
    if how.times is None:
        return f"per {how.per}" if how.per else "how often is not stated"
    once = _OFTEN.get(how.times.max) if how.times.max is not None and how.times.min == how.times.max else None
    times = once or f"{span(how.times)} times"
    return f"{times} a {how.per}" if how.per else f"{times}, per what is not stated"


def _apart(how: Directions) -> list[str]:
    """Things to keep apart from, those told in the same words together."""
    told: dict[str, list[str]] = {}
    for each in how.keep_apart:
        hours = f"{number(each.hours)} {plural('hour', each.hours)}" if each.hours is not None else None
        told.setdefault(hours or f"{each.as_printed} (no number stated)", []).append(each.from_)
    return [f"Keep apart from {listed(things)}: {when}." for when, things in told.items()]


_TRIGGERS = {
    "medication": "with medication", "supplement": "with supplements", "duration": "use beyond", "symptom": "symptoms",
    "alcohol": "with alcohol", "children-access": "children's access", "seal": "safety seal", "exposure": "exposure to",
}  # fmt: skip
_SAID_BY_THE_ACTION = frozenset(("children-access", "dose", "seal"))
_GRAVEST_FIRST = ("contraindication", "caution", "warning", "adverse-reaction")


def risk_groups(risks: Iterable[RiskInformation]) -> dict[tuple[str, str | None], list[str]]:
    """Risk information by its kind and by what to do, the gravest kind first; under each, what it is about."""
    groups: dict[tuple[str, str | None], dict[str, list[str]]] = {}
    for risk in sorted(risks, key=lambda each: _GRAVEST_FIRST.index(each.kind)):
        whats = groups.setdefault((risk.kind, risk.action), {}).setdefault(risk.trigger, [])
        if risk.what and risk.what not in whats:
            whats.append(risk.what)
    return {group: _about(triggers, told=bool(group[1])) for group, triggers in groups.items()}


def _about(triggers: dict[str, list[str]], *, told: bool) -> list[str]:
    """pregnancy, breastfeeding; condition: kidney disease. What the action tells by itself is left to it."""
    bare = [_TRIGGERS.get(each, each) for each, whats in triggers.items() if not whats]
    bare = [] if told and _SAID_BY_THE_ACTION.issuperset(triggers) else bare
    lines = [", ".join(bare)] if bare else []
    return lines + [f"{_TRIGGERS.get(each, each)}: {', '.join(whats)}" for each, whats in triggers.items() if whats]


def price(cost: Price) -> str:
    """$46.19 (currency not stated); $34.00 CAD. Letters of the symbol ("CA$") are left to the currency's code."""
    if cost.currency is None:
        return f"{cost.symbol or ''}{number(cost.value)} (currency not stated)"
    sign = "".join(char for char in cost.symbol or "" if not char.isalpha()).strip()
    return f"{sign}{number(cost.value)}{KEEP}{cost.currency}"


def citation(cited: Citation) -> str:
    """A citation on one line, in the order that journals print it."""
    more = " et al." if cited.et_al or len(cited.authors) > 1 else "."
    who = f"{cited.first_author}{more}" if cited.first_author else ""
    place = f"{cited.volume or ''}{f'({cited.issue})' if cited.issue else ''}{f':{cited.pages}' if cited.pages else ''}"
    where = " ".join(word for word in (cited.journal, str(cited.year) if cited.year else None) if word)
    journal = ";".join(word for word in (where, place) if word)
    ids = [f"doi:{cited.doi}" if cited.doi else "", f"PMID {cited.pmid}" if cited.pmid else "", cited.url or ""]
    sentences = [who, _stopped(cited.title), f"{journal}." if journal else "", *ids]
    return " ".join(word for word in sentences if word) or "author, year and journal not stated"


def _stopped(title: str | None) -> str:
    return "" if not title else title if title[-1] in ".?!" else f"{title}."
