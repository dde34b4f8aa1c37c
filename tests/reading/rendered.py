# SPDX-License-Identifier: Apache-2.0
"""Labels as a shop could sell them, of known substances and ordinary words, that plain text can say in full."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st

from officinal.knowledge.names import Substance, identify, source_of, substances
from officinal.label import (
    Dilution,
    Directions,
    Extract,
    KeepApart,
    Label,
    Measure,
    MedicinalIngredient,
    NonMedicinalIngredient,
    Offer,
    Price,
    Quantity,
    RiskInformation,
    Serving,
    SourceMaterial,
    Span,
    Subscription,
)
from officinal.label.page import Availability
from officinal.label.use import TimeOfDay
from officinal.reading.vocabulary import FORMS

BRANDS = ("NORTHWIND", "AOR", "TERRA VIVA", "OAKLINE LABS")
FIRST_WORDS = (
    "Magnesium",
    "Zinc",
    "Iron",
    "Calcium",
    "Selenium",
    "Folate",
    "Biotin",
    "Ashwagandha",
    "Turmeric",
    "Melatonin",
)
SECOND_WORDS = ("Plus", "Complete", "Advanced", "Daily", "Synergy", "Forte")
PURPOSES = ("lubricant", "sweetener", "anti-caking agent", "thickener")
CAPSULE = NonMedicinalIngredient(
    name="gelatin capsule",
    substance="gelatin",
    ingredients=[
        NonMedicinalIngredient(name="gelatin", substance="gelatin"),
        NonMedicinalIngredient(name="purified water", substance="purified-water"),
    ],
)
UNITS = ("capsule", "tablet", "softgel", "scoop", "drop", "spray", "gummy", "sachet", "lozenge")
NUTRITION = frozenset(
    [
        "added-sugars",
        "carbohydrate",
        "cholesterol",
        "fat",
        "fibre",
        "insoluble-fibre",
        "monounsaturated-fat",
        "polyols",
        "polyunsaturated-fat",
        "protein",
        "saturated-fat",
        "soluble-fibre",
        "trans-fat",
        "sugars",
    ]
)
THINGS = (
    "gluten",
    "soy",
    "dairy",
    "wheat",
    "yeast",
    "corn",
    "egg",
    "fish",
    "shellfish",
    "peanuts",
    "tree nuts",
    "sesame",
)
CONDITIONS = ("kidney disease", "liver disease", "diabetes", "high blood pressure", "epilepsy", "bleeding disorders")
MEDICATIONS = ("blood thinners", "antibiotics", "antidepressants", "blood pressure medication")
CONSULT = "consult a health care practitioner"
WARNINGS = (
    RiskInformation(kind="warning", trigger="children-access", action="keep out of reach of children"),
    RiskInformation(kind="warning", trigger="dose", action="do not exceed the recommended dose"),
)
STORAGE = (
    "Store in a cool, dry place.",
    "Keep refrigerated.",
    "Store at room temperature, away from direct sunlight.",
    "Keep tightly closed in a dry place.",
)


def numbers(least: int, most: int, places: int = 0) -> st.SearchStrategy[Decimal]:
    """Exact numbers, with at most some decimal places and no zeros behind the last."""
    scale = Decimal(10) ** -places
    return st.integers(least * 10**places, most * 10**places).map(lambda number: (number * scale).normalize() + 0)


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or nothing stated."""
    return st.none() | values


def some(values: tuple[Any, ...], most: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or a few different ones, in any order."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@cache
def known(kind: str) -> tuple[Substance, ...]:
    """The substances of a kind whose preferred English name is plain words."""
    every = (each for each in substances().values() if each.kind == kind)
    return tuple(each for each in every if _is_plain(each.name) and each.id not in ("energy", "salt", "sugars"))


def _is_plain(name: str) -> bool:
    return (
        name.replace(" ", "").replace("-", "").isalnum() and not name.startswith(("de", "et")) and " with " not in name
    )


def printed(substance: Substance) -> str:
    """A name as a facts table prints it."""
    return substance.name[:1].upper() + substance.name[1:]


@cache
def compounds_of(nutrient: str) -> tuple[str, ...]:
    """The names of what can supply a nutrient."""
    return tuple(each.name for each in known("compound") if nutrient in each.of)


def amounts(*units: str) -> st.SearchStrategy[Quantity]:
    """Amounts of a medicinal ingredient."""
    value = numbers(1, 2000, 2).filter(bool)
    return st.builds(Quantity, value=value, unit=st.sampled_from(units))


@st.composite
def nutrients(draw: st.DrawFn) -> MedicinalIngredient:
    """Magnesium (as citrate, oxide) 200 mg 48%."""
    nutrient = draw(st.sampled_from(known("nutrient")))
    forms = draw(some(compounds_of(nutrient.id), 3)) if compounds_of(nutrient.id) else ()
    percent, note = draw(daily_values())
    return MedicinalIngredient(
        name=printed(nutrient),
        substance=identify(printed(nutrient)),
        amount=draw(amounts("mg", "mcg", "IU", "g")),
        sources=tuple(SourceMaterial(name=form, substance=source_of(nutrient.id, form)) for form in forms),
        daily_value_percent=percent,
        daily_value_note=note,
        kind="nutrition" if nutrient.id in NUTRITION else None,
    )


def daily_values() -> st.SearchStrategy[tuple[Decimal | None, str | None]]:
    """A share of the daily value, "less than 1 %", one that is not established, or none printed."""
    shares = numbers(1, 4000).map(lambda share: (share, None))
    return shares | st.sampled_from([(Decimal(1), "less-than"), (None, "not-established"), (None, None)])


@st.composite
def others(draw: st.DrawFn) -> MedicinalIngredient:
    """A plant, an amino acid, a probiotic."""
    kind = draw(st.sampled_from(("botanical", "amino-acid", "organism")))
    substance = draw(st.sampled_from(known(kind)))
    counted = numbers(1, 100).map(lambda billions: Quantity(value=billions * 10**9, unit="CFU"))
    return MedicinalIngredient(
        name=printed(substance),
        substance=identify(printed(substance)),
        amount=draw(counted if kind == "organism" else amounts("mg", "g")),
        daily_value_note=draw(st.sampled_from((None, "not-established"))),
    )


def vitamin_d() -> st.SearchStrategy[MedicinalIngredient]:
    """Vitamin D3 25 mcg (1,000 IU) 125%: the same amount said twice."""
    return st.builds(
        lambda amount, percent: MedicinalIngredient(
            name="Vitamin D3",
            substance="vitamin-d3",
            amount=Quantity(value=amount, unit="mcg"),
            equivalents=(Quantity(value=amount * 40, unit="IU"),),
            daily_value_percent=percent,
        ),
        numbers(1, 100), maybe(numbers(5, 2000)),
    )  # fmt: skip


@st.composite
def salts(draw: st.DrawFn) -> MedicinalIngredient:
    """Magnesium (from 793 mg magnesium malate) 100 mg: what supplies it, and how much of that there is."""
    nutrient = draw(st.sampled_from([each for each in known("nutrient") if compounds_of(each.id)]))
    form = draw(st.sampled_from(compounds_of(nutrient.id)))
    source = SourceMaterial(name=form, substance=source_of(nutrient.id, form), amount=draw(amounts("mg")))
    return MedicinalIngredient(
        name=printed(nutrient),
        substance=identify(printed(nutrient)),
        amount=draw(amounts("mg", "mcg")),
        sources=(source,),
    )


@st.composite
def extracts(draw: st.DrawFn) -> MedicinalIngredient:
    """Turmeric (10:1, 70% ethanol) (equivalent to 5,000 mg of dried root) 500 mg."""
    plant = draw(st.sampled_from(known("botanical")))
    made = Extract(
        ratio=draw(st.sampled_from(("4:1", "10:1", "20:1"))),
        solvent=draw(maybe(st.just("70% ethanol"))),
        equivalent=draw(maybe(amounts("mg", "g"))),
    )
    if made.equivalent:
        made = made.model_copy(update={"equivalent_of": draw(maybe(st.sampled_from(("dried root", "dried leaf"))))})
    return MedicinalIngredient(
        name=printed(plant), substance=identify(printed(plant)), amount=draw(amounts("mg", "g")), extract=made
    )


@st.composite
def blends(draw: st.DrawFn) -> MedicinalIngredient:
    """Calm Blend 500 mg: Valerian, Hops, Passionflower."""
    plants = draw(st.lists(st.sampled_from(known("botanical")), min_size=3, max_size=5, unique_by=lambda each: each.id))
    inside = [MedicinalIngredient(name=printed(each), substance=identify(printed(each))) for each in plants]
    name = draw(st.sampled_from(("Calm Blend", "Proprietary Blend")))
    return MedicinalIngredient(name=name, kind="blend", amount=draw(amounts("mg")), ingredients=inside)


def rows() -> st.SearchStrategy[list[MedicinalIngredient]]:
    """A facts table in which nothing stands twice."""
    return st.lists(
        nutrients() | others() | vitamin_d() | salts() | extracts() | blends(),
        min_size=1,
        max_size=6,
        unique_by=lambda row: row.substance,
    )


@st.composite
def non_medicinal(draw: st.DrawFn, taken: frozenset[str | None]) -> tuple[NonMedicinalIngredient, ...]:
    """The other ingredients: none of them a medicinal one."""
    free = [each for each in known("non-medicinal") if each.id not in {*taken, "gelatin", "purified-water"}]
    chosen = draw(st.lists(st.sampled_from(free), min_size=3, max_size=6, unique_by=lambda each: each.id))
    names = [each.name for each in chosen]
    purposes = draw(st.lists(maybe(st.sampled_from(PURPOSES)), min_size=len(names), max_size=len(names)))
    listed = (
        NonMedicinalIngredient(name=name, substance=identify(name), purpose=purpose)
        for name, purpose in zip(names, purposes, strict=True)
    )
    return (*listed, *draw(some((CAPSULE,), 1)))


@st.composite
def directions(draw: st.DrawFn, unit: str) -> tuple[Directions, ...]:
    """One dose for adults or for whoever reads it, and sometimes one for children."""
    first = draw(doses(unit, st.sampled_from((None, "adult"))))
    several = draw(st.booleans())
    if first.population and several:
        plain = {"keep_apart": (), "dilute": None, "duration": None}
        return first, draw(doses(unit, st.just("child"))).model_copy(update=plain)
    return (first,)


@st.composite
def doses(draw: st.DrawFn, unit: str, population: st.SearchStrategy[Any]) -> Directions:
    """How much, how often, and with what."""
    least = draw(st.integers(1, 4))
    most = draw(st.sampled_from((least, least + 1)))
    times = draw(maybe(st.integers(1, 4)))
    return Directions(
        population=draw(population),
        servings=Measure(min=least, max=most, unit=unit),
        per="day",
        times=times and Span(min=times, max=times),
        food=draw(st.sampled_from((None, "with", "without", "with-or-without", "before", "after"))),
        time_of_day=draw(some(get_args(TimeOfDay), 1)),
        keep_apart=draw(apart()),
        dilute=draw(maybe(dilutions())),
        most_per_day=draw(maybe(st.just(Measure(max=most * (times or 1) + 1, unit=unit)))),
        duration=draw(
            maybe(
                st.builds(lambda n, u: Measure(min=n, unit=u), st.integers(2, 12), st.sampled_from(("week", "month")))
            )
        ),
    )


def apart() -> st.SearchStrategy[tuple[KeepApart, ...]]:
    """Hours away from other medications."""
    things = some(("medications", "natural health products"), 2)
    printed = st.sampled_from(("a few hours before or after", "2 hours before or after"))
    return st.builds(
        lambda what, when: tuple(
            KeepApart(from_=each, hours=Decimal(2) if when[0] == "2" else None, as_printed=when) for each in what
        ),
        things, printed,
    )  # fmt: skip


def dilutions() -> st.SearchStrategy[Dilution]:
    """In how much water or juice."""
    return st.builds(
        lambda low, more, liquids: Dilution(min=low, max=low + more, unit="mL", in_=liquids),
        st.integers(100, 300), st.sampled_from((0, 100)), st.sampled_from((("water",), ("water", "juice"))),
    )  # fmt: skip


@st.composite
def risks(draw: st.DrawFn) -> tuple[RiskInformation, ...]:
    """Who should not take it, who should ask first, and the plain warnings."""
    found: list[RiskInformation] = []
    for kind, action in (("contraindication", None), ("caution", CONSULT)):
        chosen = draw(
            some((*_STATES, *(("condition", c) for c in CONDITIONS), *(("medication", m) for m in MEDICATIONS)), 3)
        )
        found += [RiskInformation(kind=kind, trigger=t, what=w, action=action) for t, w in chosen]
    lasting = draw(maybe(st.integers(2, 12)))
    if lasting:
        found.append(RiskInformation(kind="caution", trigger="duration", what=f"{lasting} months", action=CONSULT))
    return (*found, *draw(some(WARNINGS, 2)))


_STATES = (("pregnancy", None), ("breastfeeding", None))


def offers() -> st.SearchStrategy[Offer]:
    """A price, with its currency or without, and whether it is in stock."""
    value = st.integers(500, 20000).map(lambda cents: cents * Decimal("0.01"))
    kinds = st.sampled_from((("$", None), ("$", "CAD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP")))
    price = st.builds(lambda value, kind: Price(value=value, symbol=kind[0], currency=kind[1]), value, kinds)
    plan = st.builds(Subscription, percent_off=st.sampled_from((5, 10, 15, 20)).map(Decimal))
    return st.builds(
        Offer, price=price, subscription=maybe(plan), availability=maybe(st.sampled_from(get_args(Availability)))
    )


@st.composite
def labels(draw: st.DrawFn) -> Label:
    """A whole label."""
    unit = draw(st.sampled_from(UNITS))
    table = draw(rows())
    taken = frozenset({*(row.substance for row in table), *(s.substance for row in table for s in row.sources)})
    things = draw(some(THINGS, 8))
    first, second = draw(st.integers(0, len(things))), draw(st.integers(0, 2))
    mass = st.builds(Quantity, value=numbers(1, 20, 1), unit=st.just("g"))
    return Label(
        brand=draw(st.sampled_from(BRANDS)),
        name=f"{draw(st.sampled_from(FIRST_WORDS))} {draw(st.sampled_from(SECOND_WORDS))}",
        licence_number=draw(maybe(st.integers(80000000, 80999999).map(str))),
        identity_statement=draw(maybe(st.sampled_from(("Dietary Supplement", "Food supplement")))),
        dosage_form=FORMS[unit],
        serving=Serving(count=draw(st.integers(1, 6)), unit=unit, mass=draw(maybe(mass))),
        servings_per_container=draw(maybe(numbers(5, 300))),
        medicinal_ingredients=table,
        non_medicinal_ingredients=draw(non_medicinal(taken)),
        directions=draw(directions(unit)),
        risk_information=draw(risks()),
        free_from=things[:first],
        contains=things[first : first + second],
        may_contain=things[first + second : first + second + 2],
        storage=draw(some(STORAGE, 2)),
        offer=draw(maybe(offers())),
    )
