# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from tests.strategies import labels

from officinal.label import (
    Directions,
    Label,
    Measure,
    MedicinalIngredient,
    Offer,
    Part,
    Price,
    Quantity,
    RiskInformation,
    SourceMaterial,
    Span,
    to_jsonld,
    to_jsonld_text,
)

PAGE = {"@context": "https://schema.org", "@type": ["Product", "DietarySupplement"]}


def _mg(value: str) -> Quantity:
    return Quantity(value=value, unit="mg")


MAGNESIUM = MedicinalIngredient(
    name="Magnesium",
    amount=_mg("200"),
    sources=(SourceMaterial(name="citrate"), SourceMaterial(name="oxide")),
)
BLEND = MedicinalIngredient(
    name="Calm blend",
    kind="blend",
    amount=_mg("300"),
    ingredients=(MedicinalIngredient(name="Valerian"), MedicinalIngredient(name="Hops", amount=_mg("2.50"))),
)


def test_an_empty_label_says_nothing() -> None:
    """Of a label that states nothing, only its types go out: no null, no empty list."""
    assert to_jsonld(Label()) == PAGE


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        (Label(name="Zinc"), {"name": "Zinc"}),
        (Label(brand="AOR"), {"brand": {"@type": "Brand", "name": "AOR"}}),
        (Label(tagline="For bones"), {"description": "For bones"}),
        (Label(offer=Offer(sku="A1", gtin="012345678905")), {"sku": "A1", "gtin": "012345678905"}),
        (Label(offer=Offer(gtin="12345")), {}),
        (
            Label(licence_number="80012345"),
            {
                "identifier": {
                    "@type": "PropertyValue",
                    "name": "licence number",
                    "propertyID": "NPN",
                    "value": "80012345",
                }
            },
        ),
        (
            Label(licence_number="AUST L 123456"),
            {"identifier": {"@type": "PropertyValue", "name": "licence number", "value": "AUST L 123456"}},
        ),
        (
            Label(directions=(Directions(population="adult", most_per_day=Measure(max="4", unit="capsule")),)),
            {
                "recommendedIntake": [{"@type": "RecommendedDoseSchedule", "targetPopulation": "adult"}],
                "maximumIntake": [
                    {
                        "@type": "MaximumDoseSchedule",
                        "doseValue": "4",
                        "doseUnit": "capsule",
                        "frequency": "per day",
                        "targetPopulation": "adult",
                    }
                ],
                "targetPopulation": ["adult"],
            },
        ),
        (
            Label(dosage_form="powder", net_amount=Quantity(value="300", unit="g")),
            {
                "additionalProperty": [
                    {"@type": "PropertyValue", "name": "dosage form", "value": "powder"},
                    {"@type": "PropertyValue", "name": "net amount", "value": "300", "unitText": "g"},
                ]
            },
        ),
    ],
)
def test_each_statement_goes_out_under_its_schema_org_name(label: Label, expected: dict[str, Any]) -> None:
    """A stated value has one place in the output, and nothing comes with it that was not stated."""
    assert to_jsonld(label) == PAGE | expected


def test_active_ingredients_are_lines_as_a_person_would_write_them() -> None:
    """Several actives are several lines, with sources and amounts; the parts of a blend follow it."""
    nutrition = MedicinalIngredient(name="Calories", kind="nutrition", amount=Quantity(value="5", unit="kcal"))
    written = to_jsonld(Label(medicinal_ingredients=(nutrition, MAGNESIUM, BLEND)))
    assert written["activeIngredient"] == [
        "Magnesium (as citrate, oxide) 200 mg",
        "Calm blend 300 mg",
        "Valerian",
        "Hops 2.50 mg",
    ]


def test_an_amount_whose_name_was_lost_is_not_named() -> None:
    """An amount without a name is no active ingredient, and stands among the amounts without a name."""
    written = to_jsonld(Label(medicinal_ingredients=(MedicinalIngredient(amount=_mg("600")),)))
    assert "activeIngredient" not in written
    assert "nonProprietaryName" not in written
    assert written["additionalProperty"] == [{"@type": "PropertyValue", "value": "600", "unitText": "mg"}]


@pytest.mark.parametrize(
    ("rows", "name"),
    [((MAGNESIUM,), "Magnesium"), ((MAGNESIUM, MAGNESIUM), None), ((BLEND,), None), ((), None)],
)
def test_only_a_single_ingredient_names_the_product(rows: tuple[MedicinalIngredient, ...], name: str | None) -> None:
    """The generic name of a product is given only where one ingredient alone makes it."""
    assert to_jsonld(Label(medicinal_ingredients=rows)).get("nonProprietaryName") == name


def test_a_kit_lists_what_its_boxes_hold() -> None:
    """The ingredients of a kit's products are listed box by box."""
    kit = Label(parts=(Part(medicinal_ingredients=(MAGNESIUM,)), Part(medicinal_ingredients=(BLEND,))))
    assert to_jsonld(kit)["activeIngredient"] == [
        "Magnesium (as citrate, oxide) 200 mg",
        "Calm blend 300 mg",
        "Valerian",
        "Hops 2.50 mg",
    ]


@pytest.mark.parametrize(
    ("amount", "line", "numbers"),
    [
        (_mg("2.50"), "X 2.50 mg", {"value": "2.50"}),
        (Quantity(value="2.5", max="5", unit="mg"), "X 2.5-5 mg", {"minValue": "2.5", "maxValue": "5"}),
        (
            Quantity(value="1", unit="mg", qualifier="less-than"),
            "X <1 mg",
            {"maxValue": "1", "description": "less than"},
        ),
        (
            Quantity(value="1", unit="mg", qualifier="at-least"),
            "X ≥1 mg",
            {"minValue": "1", "description": "at least"},
        ),
    ],
)
def test_an_amount_keeps_its_digits_and_its_bounds(amount: Quantity, line: str, numbers: dict[str, str]) -> None:
    """Ranges and "less than" go out as bounds, and no digit is added or dropped."""
    written = to_jsonld(Label(medicinal_ingredients=(MedicinalIngredient(name="X", amount=amount),)))
    assert written["activeIngredient"] == [line]
    assert written["additionalProperty"] == [{"@type": "PropertyValue", "name": "X", "unitText": "mg"} | numbers]


@pytest.mark.parametrize(
    ("directions", "expected"),
    [
        (
            Directions(servings=Measure(min="2", max="2", unit="capsule"), per="day", times=Span(min="1", max="1")),
            {"doseValue": "2", "doseUnit": "capsule", "frequency": "1 time per day"},
        ),
        (
            Directions(servings=Measure(min="1", max="2", unit="scoop"), per="day", times=Span(min="2", max="3")),
            {
                "doseValue": {"@type": "QualitativeValue", "name": "1 to 2"},
                "doseUnit": "scoop",
                "frequency": "2 to 3 times per day",
            },
        ),
        (
            Directions(servings=Measure(max="4", unit="drop"), every=Measure(min="4", max="6", unit="hour")),
            {
                "doseValue": {"@type": "QualitativeValue", "name": "up to 4"},
                "doseUnit": "drop",
                "frequency": "every 4 to 6 hour",
            },
        ),
    ],
)
def test_a_recommended_dose_is_a_dose_schedule(directions: Directions, expected: dict[str, Any]) -> None:
    """A single dose is a number, a range is a value in words, and the frequency is as directed."""
    written = to_jsonld(Label(directions=(directions,)))
    assert written["recommendedIntake"] == [{"@type": "RecommendedDoseSchedule"} | expected]


def test_risks_go_out_with_what_to_do() -> None:
    """Each statement of risk is a line with its kind, what it is about and the action."""
    risks = (
        RiskInformation(kind="contraindication", trigger="pregnancy"),
        RiskInformation(kind="caution", trigger="duration", what="6 months", action="consult a practitioner"),
    )
    assert to_jsonld(Label(risk_information=risks))["safetyConsideration"] == [
        "contraindication: pregnancy",
        "caution: 6 months (duration); consult a practitioner",
    ]


@pytest.mark.parametrize(
    ("offer", "expected"),
    [
        (
            Offer(price=Price(value="46.10", currency="CAD", symbol="$"), availability="in_stock"),
            {"price": "46.10", "priceCurrency": "CAD", "availability": "https://schema.org/InStock"},
        ),
        (
            Offer(price=Price(value="46.19", symbol="$"), availability="out_of_stock"),
            {"availability": "https://schema.org/OutOfStock"},
        ),
        (Offer(price=Price(value="46.19", currency="dollars")), None),
        (Offer(price=Price(value="46.19", symbol="$")), None),
        (Offer(availability="pre_order"), {"availability": "https://schema.org/PreOrder"}),
        (Offer(availability="back_order"), {"availability": "https://schema.org/BackOrder"}),
        (Offer(availability="limited"), {"availability": "https://schema.org/LimitedAvailability"}),
        (Offer(availability="discontinued"), {"availability": "https://schema.org/Discontinued"}),
        (Offer(), None),
    ],
)
def test_a_price_goes_out_only_with_a_stated_currency(offer: Offer, expected: dict[str, str] | None) -> None:
    """A bare "$" could be any dollar, so without a currency the offer tells the availability alone."""
    assert to_jsonld(Label(offer=offer)).get("offers") == (expected and {"@type": "Offer"} | expected)


@given(labels())
@settings(max_examples=50)
def test_any_label_makes_a_text_that_cannot_leave_its_script_element(label: Label) -> None:
    """Whatever words a page holds, the text is JSON, equal to the data, without a character that ends a script."""
    text = to_jsonld_text(label)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == to_jsonld(label)


@given(labels())
@settings(max_examples=50)
def test_no_null_and_no_empty_list_goes_out(label: Label) -> None:
    """What a label does not state leaves no trace in the output."""

    def check(value: object) -> None:
        assert value not in (None, [], {})
        assert not isinstance(value, float)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(each)

    check(to_jsonld(label))
