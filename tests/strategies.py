# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies for labels: every field of the record, in shapes that a real page could give."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from officinal.label import (
    Accepted,
    Citation,
    Claim,
    ColumnAmount,
    Dilution,
    Directions,
    Extract,
    KeepApart,
    Label,
    Measure,
    MedicinalIngredient,
    NonMedicinalIngredient,
    Offer,
    Part,
    Price,
    Quantity,
    RiskInformation,
    Serving,
    SourceMaterial,
    Span,
    Standardisation,
    Study,
    Subscription,
    known_units,
)
from officinal.label.page import Availability
from officinal.label.quantity import Qualifier
from officinal.label.use import Food, Period, Population, RiskKind, TimeOfDay, Trigger

WORDS = (
    "Magnesium", "magnésium élémentaire", "Vitamin B12 (cobalamin)", "Turmeric (Curcuma longa) root extract",
    "L. rhamnosus GG", "α-tocopherol", "monk fruit extract", "few hours before or after", "22°C / 25°C", "100 %",
    'the "right" form', "it's\ttabbed", "two\nlines", "\\backslash\\", "<b>&</b>", "\u2028", "蓝", "\x7f", "🌿",
)  # fmt: skip
COUNTED = ("capsule", "tablet", "scoop", "drop", "gummy", "teaspoon", "week", "hour", "mL")


def texts() -> st.SearchStrategy[str]:
    """Words as a page prints them, awkward ones among them."""
    return st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=20))


def numbers(least: str = "0", most: str = "1000000") -> st.SearchStrategy[Decimal]:
    """Exact numbers with the zeros that were printed: 2.50 stays 2.50."""
    return st.decimals(least, most, allow_nan=False, allow_infinity=False, places=3).map(abs) | st.builds(
        lambda whole, places: Decimal((0, tuple(map(int, str(whole))), -places)),
        st.integers(int(least), int(most)),
        st.integers(0, 4),
    ).filter(lambda number: Decimal(least) <= number)


def identifiers() -> st.SearchStrategy[str]:
    """Names in our own vocabulary."""
    return st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    """One of the words that a field allows."""
    return st.sampled_from(get_args(literal))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value, or nothing stated."""
    return st.none() | values


def some(values: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    """None, one or a few, in order."""
    return st.lists(values, max_size=most).map(tuple)


def quantities() -> st.SearchStrategy[Quantity]:
    """Amounts with a known unit, with a unit as printed, and with none; ranges among them."""
    units = maybe(st.sampled_from(known_units()) | st.sampled_from(COUNTED))
    single = st.builds(Quantity, value=numbers(), unit=units, qualifier=maybe(one_of(Qualifier)))
    ranged = st.builds(
        lambda low, more, unit: Quantity(value=low, max=low + more, unit=unit),
        numbers(), numbers(least="1"), units,
    )  # fmt: skip
    return single | ranged


def _ends() -> st.SearchStrategy[tuple[Decimal | None, Decimal | None]]:
    both = st.tuples(numbers(), numbers()).map(lambda ends: (min(ends), max(ends)))
    return both | st.tuples(numbers(), st.none()) | st.tuples(st.none(), numbers())


def spans() -> st.SearchStrategy[Span]:
    """Numbers and ranges, open at either end."""
    return _ends().map(lambda ends: Span(min=ends[0], max=ends[1]))


def measures() -> st.SearchStrategy[Measure]:
    """Numbers and ranges of a unit."""
    return st.builds(lambda ends, unit: Measure(min=ends[0], max=ends[1], unit=unit), _ends(), _counted())


def _counted() -> st.SearchStrategy[str | None]:
    return maybe(st.sampled_from(COUNTED))


def _dilutions() -> st.SearchStrategy[Dilution]:
    return st.builds(
        lambda ends, unit, liquids: Dilution(min=ends[0], max=ends[1], unit=unit, in_=liquids),
        _ends(), _counted(), some(texts()),
    )  # fmt: skip


def medicinal_ingredients(depth: int = 2) -> st.SearchStrategy[MedicinalIngredient]:
    """Rows of a facts table, blends with their parts among them."""
    return st.builds(
        MedicinalIngredient,
        name=maybe(texts()),
        substance=maybe(identifiers()),
        amount=maybe(quantities()),
        sources=some(
            st.builds(
                SourceMaterial,
                name=texts(),
                substance=maybe(identifiers()),
                amount=maybe(quantities()),
                percent=maybe(numbers()),
            )
        ),
        daily_value_percent=maybe(numbers()),
        daily_value_note=maybe(st.sampled_from(["less-than", "not-established"])),
        kind=maybe(st.sampled_from(["nutrition", "blend"])),
        part=maybe(texts()),
        strain=maybe(texts()),
        basis=maybe(texts()),
        equivalents=some(quantities()),
        extract=maybe(
            st.builds(
                Extract,
                ratio=maybe(texts()),
                solvent=maybe(texts()),
                equivalent=maybe(quantities()),
                equivalent_of=maybe(texts()),
            )
        ),
        standardisation=some(
            st.builds(Standardisation, marker=texts(), percent=maybe(numbers()), amount=maybe(quantities()))
        ),
        ingredients=some(medicinal_ingredients(depth - 1)) if depth else st.just(()),
        other_columns=some(
            st.builds(ColumnAmount, basis=texts(), amount=maybe(quantities()), daily_value_percent=maybe(numbers()))
        ),
    )


def non_medicinal_ingredients(depth: int = 2) -> st.SearchStrategy[NonMedicinalIngredient]:
    """Other ingredients, with what they are made of."""
    return st.builds(
        NonMedicinalIngredient,
        name=texts(),
        substance=maybe(identifiers()),
        purpose=maybe(texts()),
        percent=maybe(numbers()),
        ingredients=some(non_medicinal_ingredients(depth - 1)) if depth else st.just(()),
    )


def directions() -> st.SearchStrategy[Directions]:
    """Recommended doses for whom, how much, how often and how."""
    return st.builds(
        Directions,
        population=maybe(one_of(Population)),
        servings=maybe(measures()),
        per=maybe(one_of(Period)),
        times=maybe(spans()),
        food=maybe(one_of(Food)),
        keep_apart=some(st.builds(KeepApart, from_=texts(), hours=maybe(numbers()), as_printed=texts())),
        dilute=maybe(_dilutions()),
        duration=maybe(measures()),
        age=maybe(measures()),
        weight=maybe(measures()),
        every=maybe(measures()),
        time_of_day=some(one_of(TimeOfDay)),
        most_per_day=maybe(measures()),
        as_needed=st.booleans(),
        route=maybe(one_of(get_args(Directions.model_fields["route"].annotation)[0])),
        part=maybe(texts()),
    )


def studies() -> st.SearchStrategy[Study]:
    """Cited studies, cited fully or barely."""
    citation = st.builds(
        Citation,
        first_author=maybe(texts()),
        year=maybe(st.integers(0, 3000)),
        journal=maybe(texts()),
        volume=maybe(texts()),
        issue=maybe(texts()),
        pages=maybe(texts()),
        doi=maybe(texts()),
        authors=some(texts()),
        et_al=st.booleans(),
        title=maybe(texts()),
        pmid=maybe(texts()),
        url=maybe(texts()),
    )
    return st.builds(Study, heading=maybe(texts()), citation=citation, summary=maybe(texts()))


def offers() -> st.SearchStrategy[Offer]:
    """Offers with a currency, with a bare sign, and with neither."""
    price = st.builds(
        Price,
        value=numbers(),
        currency=maybe(st.sampled_from(["CAD", "USD", "EUR", "GBP", "dollars"])),
        symbol=maybe(st.sampled_from(["$", "€", "£"])),
    )
    return st.builds(
        Offer,
        price=maybe(price),
        subscription=maybe(
            st.builds(Subscription, percent_off=maybe(numbers()), price=maybe(price), every=maybe(measures()))
        ),
        availability=maybe(one_of(Availability)),
        regular_price=maybe(price),
        sku=maybe(texts()),
        gtin=maybe(st.from_regex(r"[0-9]{8,14}", fullmatch=True)),
    )


def servings() -> st.SearchStrategy[Serving]:
    """Servings, with a mass or volume where one is printed."""
    return st.builds(
        Serving,
        count=maybe(numbers()),
        unit=maybe(st.sampled_from(COUNTED)),
        mass=maybe(quantities()),
        volume=maybe(quantities()),
        max_count=maybe(numbers()),
    )


def acceptances() -> st.SearchStrategy[Accepted]:
    """Findings that a label's keeper accepts."""
    return st.builds(
        Accepted,
        code=st.from_regex(r"[A-Z][0-9]{3}", fullmatch=True),
        reason=texts(),
        pointer=maybe(st.sampled_from(["/claims/0", "/medicinal_ingredients/1/amount", "/offer"])),
    )


def labels() -> st.SearchStrategy[Label]:
    """Whole labels: any field may hold something or nothing."""
    facts: dict[str, st.SearchStrategy[Any]] = {
        "serving": maybe(servings()),
        "servings_per_container": maybe(numbers()),
        "medicinal_ingredients": some(medicinal_ingredients()),
        "non_medicinal_ingredients": some(non_medicinal_ingredients()),
    }
    return st.builds(
        Label,
        brand=maybe(texts()),
        name=maybe(texts()),
        tagline=maybe(texts()),
        highlights=some(texts()),
        badges=some(texts()),
        licence_number=maybe(st.from_regex(r"80[0-9]{6}|AUST L [0-9]{6}", fullmatch=True)),
        dosage_form=maybe(identifiers()),
        net_amount=maybe(quantities()),
        directions=some(directions()),
        risk_information=some(
            st.builds(
                RiskInformation,
                kind=one_of(RiskKind),
                trigger=one_of(Trigger),
                what=maybe(texts()),
                action=maybe(texts()),
            )
        ),
        claims=some(
            st.builds(
                Claim,
                text=texts(),
                verb=maybe(identifiers()),
                target=maybe(texts()),
                mark=maybe(st.sampled_from(["comparative", "absolute-safety", "disease"])),
            )
        ),
        free_from=some(texts()),
        contains=some(texts()),
        disclaimers=some(identifiers()),
        studies=some(studies()),
        offer=maybe(offers()),
        may_contain=some(texts()),
        storage=some(texts()),
        identity_statement=maybe(texts()),
        parts=some(st.builds(Part, name=maybe(texts()), **facts), most=1),
        languages=some(st.sampled_from(["en", "fr"])),
        accepted=some(acceptances()),
        **facts,
    )
