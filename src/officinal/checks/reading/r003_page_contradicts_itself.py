# SPDX-License-Identifier: Apache-2.0
"""R003: two places of one page or label that cannot both be right."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

from officinal.checks.amounts import Interval, in_unit
from officinal.checks.case import Case, Row, Table
from officinal.checks.counted import amount as in_words
from officinal.checks.counted import counted, unit_words
from officinal.checks.reading.strengths import Strength, strengths
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.errors import UnitError
from officinal.knowledge.names import key, kind_of
from officinal.knowledge.schema import Text
from officinal.label import Quantity
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "{name} stands twice in one table with two amounts: {one} and {other}",
        "fr": "{name} figure deux fois dans le même tableau avec deux quantités: {one} et {other}",
        "en-strength": "{stated} of {name} is stated here; the facts table shows {shown}",
        "fr-strength": "On lit ici {stated} de {name}; le tableau indique {shown}",
        "en-form": "The product is a {form}, and here it is counted in units of another form: {unit}",
        "fr-form": "Le produit se présente sous la forme «{form}», mais on compte ici dans une autre unité: «{unit}»",
        "en-price": "The page shows a price of {shown}; its structured data says {data}",
        "fr-price": "La page affiche un prix de {shown}; ses données structurées indiquent {data}",
        "en-stock": "The page says “{shown}”; its structured data says “{data}”",
        "fr-stock": "La page dit «{shown}»; ses données structurées disent «{data}»",
    },
    advice={
        "en": "Find out which is right and correct the other",
        "fr": "Vérifier laquelle des deux mentions est juste et corriger l’autre",
    },
    cite={
        "ca": Cite("fda-ca", "9(1)"),
        "us": Cite("fdca", "403(a)(1)"),
        "eu": Cite("eu-1169-2011", "art. 7(2)", verified="official"),
        "uk": Cite("uk-1169-2011", "art. 7(2)", verified="official"),
    },
)

_NEARLY = Decimal("0.05")
"""how far two figures of one thing may lie apart: what is printed is rounded, and IU are converted"""
_FORMS = {
    "capsule": {"capsule"},
    "softgel": {"capsule"},
    "tablet": {"tablet"},
    "caplet": {"tablet"},
    "chewable-tablet": {"tablet", "gummy"},
    "effervescent-tablet": {"tablet"},
    "lozenge": {"tablet"},
    "gummy": {"gummy"},
}
"""the kinds of thing that a unit or dosage form can be: a softgel is sold as a capsule, a gummy as a chewable"""
_IN_FRENCH = {
    "in stock": "en stock",
    "out of stock": "en rupture de stock",
    "pre order": "en précommande",
    "back order": "en commande différée",
    "limited": "en quantité limitée",
    "discontinued": "retiré de la vente",
}
_PRICE = lazy(r"the page shows a price of (?P<shown>\S+), its structured data says (?P<data>[^;]+);")
_STOCK = lazy(r"the page says (?P<shown>[^,]+), its structured data (?P<data>[^;]+);")


def check(case: Case) -> Iterator[Found]:
    """The table against itself, the name against the table, the form against the units, the page against its data."""
    yield from _twice(case)
    yield from _stated_otherwise(case)
    yield from _other_form(case)
    yield from _against_its_data(case)


# --- one nutrient, two amounts


def _twice(case: Case) -> Iterator[Found]:
    """Rows of one table that differ in nothing but the amount; where several names return, two tables stand in one."""
    for table in case.tables:
        same: dict[object, list[Row]] = defaultdict(list)
        several = Counter(row.substance for row in table.rows)
        for row in table.rows:
            if row.substance and several[row.substance] > 1 and row.item.name and row.item.amount:
                same[_but_the_amount(row)].append(row)
        returning = [rows for rows in same.values() if len(rows) > 1]
        if len(returning) == 1:
            first, *others = returning[0]
            for other in others:
                if _figures(other) != _figures(first):
                    values = {"name": other.item.name, "one": _printed(first), "other": _printed(other)}
                    yield Found(other.pointer, values)


def _but_the_amount(row: Row) -> object:
    item = row.item
    sources = tuple(sorted(key(source.name) for source in item.sources))
    unit = item.amount and item.amount.unit
    return (
        key(item.name or ""), row.blend, unit, sources, item.part, item.strain, item.basis, item.extract,
        item.standardisation, item.kind,
    )  # fmt: skip


def _figures(row: Row) -> object:
    amount = row.item.amount
    return amount and (amount.value, amount.max, amount.qualifier)


def _printed(row: Row) -> Text:
    amount = row.item.amount
    return in_words(amount) if amount else Text(en="—")


# --- a strength in the name


def _stated_otherwise(case: Case) -> Iterator[Found]:
    """A vitamin's or mineral's strength in the name or head of the page that nothing in the table can explain."""
    label = case.label
    places = [("/name", label.name), ("/tagline", label.tagline)]
    places += [(f"/highlights/{at}", words) for at, words in enumerate(label.highlights)]
    for pointer, words in places:
        for stated in strengths(words) if words else ():
            if kind_of(stated.substance) != "nutrient":
                continue
            shown = [_explains(case, table, stated) for table in case.tables]
            if any(each is True for each in shown) or not any(shown):
                continue
            yield Found(
                pointer,
                {
                    "stated": counted(stated.value, stated.unit),
                    "name": Named(stated.substance),
                    "shown": next(each for each in shown if isinstance(each, Text)),
                },
                variant="strength",
            )


def _explains(case: Case, table: Table, stated: Strength) -> Text | bool:
    """True where the table can mean the stated strength, what it shows where not, False where it says nothing of it."""
    known = case.know.substances.get(stated.substance)
    wider = known.group if known else None
    intake = case.intake(stated.substance, stated.unit, table) or (wider and case.intake(wider, stated.unit, table))
    if not intake:
        return False
    if not intake.known or intake.row.item.kind == "nutrition":
        return True
    amounts = [intake.per_serving]
    for supply in intake.supplies:
        part = in_unit(supply, stated.unit, case.know, market=case.market.id, as_of=case.as_of)
        amounts += [part] if part else []
        amounts += [Interval(each, each) for each in _elsewhere(supply.row, stated.unit)]
    for amount in amounts:
        for factor in _factors(case, table):
            least, most = amount.low * factor * (1 - _NEARLY), amount.high * factor * (1 + _NEARLY)
            if least <= stated.value <= most:
                return True
    return _printed(intake.row)


def _elsewhere(row: Row, unit: str) -> Iterator[Decimal]:
    """The other figures of a row: of its sources, equivalents, extract, further columns."""
    item = row.item
    printed: list[Quantity | None] = [
        *(source.amount for source in item.sources),
        *item.equivalents,
        *(marker.amount for marker in item.standardisation),
        *(column.amount for column in item.other_columns),
        item.extract.equivalent if item.extract else None,
    ]
    for amount in printed:
        try:
            if amount is not None:
                yield amount.to(unit).value
        except UnitError:
            continue


def _factors(case: Case, table: Table) -> set[Decimal]:
    """By what a table's amount may be multiplied in good faith: per unit of a serving, per serving, per day."""
    serving = table.serving
    counts = {each for each in (serving and serving.count, serving and serving.max_count) if each and each == int(each)}
    factors = {Decimal(1), *(Decimal(part) / count for count in counts for part in range(1, min(int(count), 12) + 1))}
    for dose in case.doses(table):
        if dose.servings:
            factors |= {each for each in (dose.servings.min, dose.servings.max) if each}
    return factors


# --- capsules that are tablets


def _other_form(case: Case) -> Iterator[Found]:
    """Units of a solid form that is not the product's; kits and products with several things to take are left alone."""
    label = case.label
    if label.parts or any(each.part for each in label.directions):
        return
    serving, net = label.serving, label.net_amount
    counted = [("/net_amount/unit", net.unit if net else None), ("/serving/unit", serving.unit if serving else None)]
    counted += [
        (f"/directions/{at}/servings/unit", each.servings.unit if each.servings else None)
        for at, each in enumerate(label.directions)
    ]
    form = label.dosage_form or next((unit for _, unit in counted if unit in _FORMS), None)
    if form not in _FORMS:
        return
    for pointer, unit in counted:
        if unit in _FORMS and not _FORMS[unit] & _FORMS[form]:
            yield Found(pointer, {"form": unit_words(form), "unit": unit_words(unit)}, variant="form")
            return


# --- what the page shows and what it tells machines


def _against_its_data(case: Case) -> Iterator[Found]:
    for problem in case.reading.problems if case.reading else ():
        if price := _PRICE.match(problem):
            yield Found("/offer/price/value", price.groupdict(), variant="price")
        elif stock := _STOCK.match(problem):
            values = {where: Text(en=said, fr=_IN_FRENCH.get(said)) for where, said in stock.groupdict().items()}
            yield Found("/offer/availability", values, variant="stock")
