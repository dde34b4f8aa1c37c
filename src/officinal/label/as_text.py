# SPDX-License-Identifier: Apache-2.0
"""The record as plain text, in the ordinary words and order of a label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from officinal.label.as_json import plain
from officinal.label.ingredients import MedicinalIngredient, NonMedicinalIngredient
from officinal.label.page import Citation, Price, Study
from officinal.label.quantity import Measure, Quantity, Span
from officinal.label.record import Label, Part, Serving
from officinal.label.use import Directions, RiskInformation


def to_text(label: Label) -> str:
    """The label as a person would print it, in English; the names of things stay as they were printed.

    >>> from officinal.label import Label, MedicinalIngredient, Quantity, SourceMaterial
    >>> citrate, oxide = SourceMaterial(name="citrate"), SourceMaterial(name="oxide")
    >>> amount = Quantity(value="1000", unit="mg")
    >>> row = MedicinalIngredient(name="Magnesium", amount=amount, sources=[citrate, oxide], daily_value_percent="238")
    >>> print(to_text(Label(name="Magnesium Capsules", licence_number="80012345", medicinal_ingredients=[row])), end="")
    Magnesium Capsules
    NPN 80012345
    <BLANKLINE>
    Supplement Facts
    Amount per serving and % Daily Value
    Magnesium (as citrate, oxide) 1,000 mg 238%
    """
    paragraphs = (
        _head(label),
        _offer(label),
        _purpose(label),
        *_facts(label),
        *(paragraph for part in label.parts for paragraph in _facts(part)),
        _directions(label),
        _risk(label),
        _contents(label),
        label.storage,
        *(_study(study) for study in label.studies),
        [_DISCLAIMERS.get(each, f"{_capital(each.replace('-', ' '))}.") for each in label.disclaimers],
    )
    return "\n\n".join("\n".join(lines) for paragraph in paragraphs if (lines := [*paragraph])) + "\n"


_DISCLAIMERS = {
    "fda-not-evaluated": "These statements have not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease.",
    "informational-purposes": "The information on this page is for informational purposes only.",
    "individual-results": "Individual results may vary.",
    "not-a-substitute-for-varied-diet": "Food supplements should not be used as a substitute for a varied diet.",
    "read-label-first": "Always read the label before use.",
}
_AVAILABILITY = {
    "in_stock": "In stock",
    "out_of_stock": "Out of stock",
    "pre_order": "Available for pre-order",
    "back_order": "On back order",
    "limited": "Limited stock",
    "discontinued": "Discontinued",
}


# --- words and numbers


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    words = _capital(words.strip())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _listed(words: Iterable[str], last: str = "and") -> str:
    """Things in a sentence: a, b and c."""
    *before, end = words
    return f"{', '.join(before)} {last} {end}" if before else end


def _number(value: Decimal) -> str:
    """A number with its thousands apart: 1,250.5."""
    whole, point, rest = plain(value).partition(".")
    return f"{int(whole):,}{point}{rest}"


_BIG = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6))
_SAID = {
    "less-than": "less than ",
    "at-most": "up to ",
    "at-least": "at least ",
    "more-than": "more than ",
    "approximately": "about ",
}
_PLURALS = {
    **{f"{unit}": f"{unit}s" for unit in (
        "capsule", "tablet", "caplet", "softgel", "scoop", "teaspoon", "tablespoon", "drop", "spray", "sachet", "lozenge",
        "ampoule", "packet", "dropperful", "cup", "piece", "serving", "chew", "bar", "strip", "vial", "capful", "tea bag",
        "minute", "hour", "day", "week", "month", "year",
    )},
    "gummy": "gummies",
    "glass": "glasses",
}  # fmt: skip


def _amount(amount: Quantity) -> str:
    """An amount in words: 600 mg, less than 1 g, 10 billion CFU."""
    if amount.max is not None:
        number = f"{_number(amount.value)}-{_number(amount.max)}"
    else:
        number = _billions(amount.value) if amount.unit == "CFU" else _number(amount.value)
    return f"{_SAID.get(amount.qualifier or '', '')}{number} {_unit(amount.unit, amount.max or amount.value)}".strip()


def _billions(value: Decimal) -> str:
    """A count of organisms: 2.5 billion. What has more than three decimal places then is written out."""
    for word, size in _BIG:
        whole, rest = divmod(int(value), size)
        if whole and value == int(value) and rest * 1000 % size == 0:
            thousandths = f"{rest * 1000 // size:03}".rstrip("0")
            return f"{whole:,}{'.' if thousandths else ''}{thousandths} {word}"
    return _number(value)


def _unit(unit: str | None, value: Decimal) -> str:
    return (_PLURALS.get(unit, unit) if value > 1 else unit) if unit else ""


def _ends(span: Span) -> str:
    """The numbers of a range in words: 2, 1 to 2, up to 4, at least 1."""
    least, most = (None if end is None else _number(end) for end in (span.min, span.max))
    if least is None:
        return f"up to {most}" if most else ""
    if most is None:
        return f"at least {least}"
    return least if span.min == span.max else f"{least} to {most}"


def _measure(measure: Measure) -> str:
    ends = _ends(measure)
    return f"{ends} {_unit(measure.unit, measure.max or measure.min or Decimal(1))}".strip() if ends else ""


# --- the front


def _head(label: Label) -> Iterator[str]:
    yield from (line for line in (label.brand, label.name, label.tagline) if line)
    yield from (f"• {each}" for each in label.highlights)
    if label.badges:
        yield " | ".join(label.badges)
    if label.identity_statement:
        yield label.identity_statement
    if label.net_amount:
        yield f"Net quantity: {_amount(label.net_amount)}"
    if label.dosage_form:
        yield f"Form: {label.dosage_form.replace('-', ' ')}"
    if label.licence_number:
        yield f"NPN {label.licence_number}" if re.fullmatch("[0-9]{8}", label.licence_number) else label.licence_number


def _purpose(label: Label) -> Iterator[str]:
    """What the product is said to do, without what the front has said already."""
    front = {label.tagline, *label.highlights}
    claims = [claim.text for claim in label.claims if claim.text not in front]
    if claims:
        yield "Recommended use or purpose:"
        yield from map(_sentence, claims)


# --- the facts table and the other ingredients


def _facts(holder: Label | Part) -> Iterator[Iterable[str]]:
    if isinstance(holder, Part) and holder.name:
        yield (holder.name,)
    yield _table(holder)
    if holder.non_medicinal_ingredients:
        listed = ", ".join(map(_other_ingredient, holder.non_medicinal_ingredients))
        yield (f"Non-medicinal ingredients: {listed}.",)


def _table(holder: Label | Part) -> Iterator[str]:
    rows = holder.medicinal_ingredients
    if rows or holder.serving or holder.servings_per_container is not None:
        yield "Supplement Facts"
    if holder.serving:
        yield f"Serving Size: {_serving(holder.serving)}"
    if holder.servings_per_container is not None:
        yield f"Servings Per Container: {_number(holder.servings_per_container)}"
    if any(row.daily_value_percent is not None or row.daily_value_note for row in rows):
        yield "Amount per serving and % Daily Value"
    yield from map(_row, rows)
    if any(row.daily_value_note == "not-established" for row in rows):
        yield "† Daily Value not established."


def _serving(serving: Serving) -> str:
    counted = serving.unit or ""
    if serving.count is not None:
        most = serving.max_count or serving.count
        ends = _number(serving.count) if most == serving.count else f"{_number(serving.count)} to {_number(most)}"
        counted = f"{ends} {_unit(serving.unit, most)}".strip()
    weighed = ", ".join(_amount(each) for each in (serving.mass, serving.volume) if each)
    return f"{counted} ({weighed})" if counted and weighed else counted or weighed


def _row(row: MedicinalIngredient) -> str:
    """Magnesium (as citrate, oxide) 200 mg 48%."""
    parts = [row.name or "", *(f"({words})" for words in _made_of(row))]
    if row.amount:
        parts.append(_amount(row.amount))
    parts += (f"({_amount(each)})" for each in row.equivalents)
    if row.daily_value_percent is not None:
        parts.append(f"{'<' if row.daily_value_note == 'less-than' else ''}{_number(row.daily_value_percent)}%")
    elif row.daily_value_note == "not-established":
        parts.append("†")
    for column in row.other_columns:
        parts.append(f"; {column.basis}: {_amount(column.amount) if column.amount else ''}".rstrip(" :"))
        if column.daily_value_percent is not None:
            parts.append(f"{_number(column.daily_value_percent)}%")
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
        shares = (f"{_number(s.percent)}% " if s.percent is not None else "" for s in row.sources)
        amounts = (f"{_amount(s.amount)} " if s.amount else "" for s in row.sources)
        names = (source.name for source in row.sources)
        yield f"{word} {', '.join(map(''.join, zip(amounts, shares, names, strict=True)))}"
    if row.extract:
        yield from _extract(row)
    for each in row.standardisation:
        share = f"{_number(each.percent)}% " if each.percent is not None else ""
        amount = f"{_amount(each.amount)} " if each.amount else ""
        yield f"standardised to {share or amount}{each.marker}"


def _extract(row: MedicinalIngredient) -> Iterator[str]:
    assert row.extract
    made = ", ".join(each for each in (row.extract.ratio, row.extract.solvent) if each)
    if made:
        yield made
    if row.extract.equivalent:
        of = f" of {row.extract.equivalent_of}" if row.extract.equivalent_of else ""
        yield f"equivalent to {_amount(row.extract.equivalent)}{of}"


def _other_ingredient(entry: NonMedicinalIngredient) -> str:
    """Gelatin capsule (gelatin, water)."""
    share = f" {_number(entry.percent)}%" if entry.percent is not None else ""
    inside = ", ".join((*map(_other_ingredient, entry.ingredients), *filter(None, [entry.purpose])))
    return f"{entry.name}{share} ({inside})" if inside else f"{entry.name}{share}"


# --- how to take it


_PEOPLE = {
    "adult": "adults",
    "adolescent": "adolescents",
    "child": "children",
    "infant": "infants",
    "senior": "seniors",
    "pregnancy": "pregnant women",
    "breastfeeding": "breastfeeding women",
    "woman": "women",
    "man": "men",
}
_FOOD = {
    "with": "with food",
    "without": "on an empty stomach",
    "before": "before meals",
    "after": "after meals",
    "with-or-without": "with or without food",
}
_TIMES_OF_DAY = {
    "morning": "in the morning",
    "noon": "at noon",
    "afternoon": "in the afternoon",
    "evening": "in the evening",
    "bedtime": "at bedtime",
}
_ROUTES = {
    "chew": ("Chew", ""),
    "topical": ("Apply", ""),
    "sublingual": ("Take", "under the tongue"),
    "dissolve": ("Dissolve", "in the mouth"),
    "nasal": ("Use", "in each nostril"),
    "oral": ("Take", "by mouth"),
}
_OFTEN = {"1": "once", "2": "twice"}


def _directions(label: Label) -> Iterator[str]:
    if label.directions:
        yield "Directions:"
    for each in label.directions:
        yield " ".join(_dose(each))


def _dose(directions: Directions) -> Iterator[str]:
    """The sentences of one dose: Adults: Take 1 to 2 scoops daily with food. Mix in 250 to 500 mL of water."""
    who = _who(directions)
    verb, where = _ROUTES.get(directions.route or "", ("Take", ""))
    words = (
        _measure(directions.servings) if directions.servings else "",
        where,
        _often(directions),
        _listed(_TIMES_OF_DAY[each] for each in directions.time_of_day) if directions.time_of_day else "",
        _FOOD.get(directions.food or "", ""),
        "as needed" if directions.as_needed else "",
    )
    taken = " ".join(word for word in words if word)
    if taken or who:
        said = f"{verb} {taken}." if taken else ""
        yield f"{who}: {said}".strip() if who else said
    if directions.dilute:
        liquids = _listed(directions.dilute.in_, "or") if directions.dilute.in_ else "liquid"
        volume = _measure(directions.dilute)
        yield f"Mix in {volume} of {liquids}." if volume else f"Mix in {liquids}."
    for printed, group in groupby(directions.keep_apart, key=lambda each: each.as_printed):
        yield f"Take {printed} {_listed((each.from_ for each in group), 'or')}."
    if directions.most_per_day:
        most = directions.most_per_day
        yield f"Do not exceed {_measure(Measure(min=most.max, max=most.max, unit=most.unit))} per day."
    if directions.duration:
        yield f"Use for {_measure(directions.duration)}."


def _who(directions: Directions) -> str:
    who = _PEOPLE.get(directions.population or "", "")
    for measure in (directions.age, directions.weight):
        if measure:
            who = f"{who} {_bounds(measure)}".strip()
    return ", ".join(each for each in (directions.part, _capital(who)) if each)


def _bounds(measure: Measure) -> str:
    """Ages and weights: 6 to 12 years, 12 years and over, under 6 years."""
    unit = _unit(measure.unit, Decimal(2))
    if measure.max is None:
        return f"{_number(measure.min or Decimal(0))} {unit} and over"
    return f"under {_number(measure.max)} {unit}" if measure.min is None else _measure(measure)


def _often(directions: Directions) -> str:
    times = _ends(directions.times) if directions.times else ""
    said = _OFTEN.get(times, f"{times} times" if times else "")
    per = directions.per
    if per:
        said = f"{said} a {per}" if said else "daily" if per == "day" else f"per {per}"
    every = _measure(directions.every) if directions.every else ""
    return " ".join(word for word in (said, f"every {every}" if every else "") if word)


# --- risk


def _risk(label: Label) -> Iterator[str]:
    """One sentence for the entries that say the same of several things."""
    if label.risk_information:
        yield "Risk information:"
    for (kind, action), group in groupby(label.risk_information, key=lambda each: (each.kind, each.action)):
        entries = [*group]
        if kind == "caution" or (kind == "contraindication" and action is None):
            verb = _capital(action or "consult a health care practitioner") if kind == "caution" else "Do not use"
            when = " prior to use" if kind == "caution" else ""
            cases = [entry for entry in entries if entry.trigger in _CASES]
            if cases:
                yield f"{verb}{when} if you {_listed(map(_case, cases), 'or')}."
            yield from (f"{verb} {_other_case(entry)}." for entry in entries if entry.trigger not in _CASES)
        else:
            yield from map(_statement, entries)


_CASES = {
    "pregnancy": "are pregnant",
    "breastfeeding": "are breastfeeding",
    "condition": "have {}",
    "medication": "are taking {}",
    "supplement": "are taking {}",
    "allergy": "are allergic to {}",
    "symptom": "have {}",
    "surgery": "are having {}",
    "alcohol": "drink {}",
    "exposure": "are exposed to {}",
}
_ANY = {
    "condition": "a medical condition",
    "medication": "medications",
    "supplement": "supplements",
    "allergy": "any ingredient",
    "symptom": "symptoms",
    "exposure": "sunlight",
}


def _case(entry: RiskInformation) -> str:
    """What a reader may be or do: are pregnant, have kidney disease."""
    return _CASES[entry.trigger].format(entry.what or _ANY.get(entry.trigger, entry.trigger))


def _other_case(entry: RiskInformation) -> str:
    """What is no state of the reader: for use beyond 6 months, in children, if the seal is broken."""
    if entry.trigger == "seal":
        return "if the seal is broken"
    if entry.trigger == "duration":
        return f"for use beyond {entry.what}" if entry.what else "for prolonged use"
    return f"in {entry.what or 'children'}" if entry.trigger == "age" else f"in case of {entry.what or entry.trigger}"


def _statement(entry: RiskInformation) -> str:
    """A warning, or what may happen: the action in the label's words, with what it is about."""
    what = entry.what or ""
    if entry.kind == "adverse-reaction":
        return _sentence(
            f"{entry.action} if you experience {what or 'symptoms'}" if entry.action else f"May cause {what}"
        )
    if entry.action is None:
        return _sentence(f"Warning: {what or entry.trigger.replace('-', ' ')}")
    return _sentence(entry.action if what in entry.action else f"{entry.action}: {what}")


def _contents(label: Label) -> Iterator[str]:
    if label.free_from:
        yield f"Contains no {_listed(label.free_from, 'or')}."
    if label.contains:
        yield f"Contains: {', '.join(label.contains)}."
    if label.may_contain:
        yield f"May contain {_listed(label.may_contain, 'or')}."


# --- studies and offer


def _study(study: Study) -> Iterator[str]:
    yield from (line for line in (study.heading, study.summary, _citation(study.citation)) if line)


def _citation(cited: Citation) -> str:
    """Russell IJ, Michalek JE, et al. Title. J Rheumatol. 1995;22(5):953-8. doi:10.1000/1."""
    authors = [*(cited.authors or filter(None, [cited.first_author])), *(["et al"] if cited.et_al else [])]
    issue = f"({cited.issue})" if cited.issue else ""
    place = f"{cited.volume or ''}{issue}{f':{cited.pages}' if cited.pages else ''}"
    year = str(cited.year) if cited.year is not None else ""
    published = f"{year};{place}" if year and place else year or place
    marks = (f"doi:{cited.doi}" if cited.doi else "", f"PMID: {cited.pmid}" if cited.pmid else "", cited.url or "")
    sentences = (", ".join(authors), cited.title, cited.journal, published)
    return " ".join((*(f"{each.rstrip('.')}." for each in sentences if each), *(mark for mark in marks if mark)))


def _offer(label: Label) -> Iterator[str]:
    offer = label.offer
    if offer is None:
        return
    if offer.price:
        yield f"Price: {_price(offer.price)}"
    if offer.regular_price:
        yield f"Regular price: {_price(offer.regular_price)}"
    if plan := offer.subscription:
        saved = f" and save {_number(plan.percent_off)}%" if plan.percent_off is not None else ""
        price = f": {_price(plan.price)}" if plan.price else ""
        yield f"Subscribe{saved}{price}{f', every {_measure(plan.every)}' if plan.every else ''}"
    if offer.availability:
        yield _AVAILABILITY[offer.availability]
    yield from (f"{name}: {mark}" for name, mark in (("SKU", offer.sku), ("GTIN", offer.gtin)) if mark)


def _price(price: Price) -> str:
    """$46.19, €12.50, 30 CAD, $30 CAD."""
    said = {"€": "EUR", "£": "GBP"}.get(price.symbol or "") == price.currency
    code = f" {price.currency}" if price.currency and not said else ""
    return f"{price.symbol or ''}{_number(price.value)}{code}"
