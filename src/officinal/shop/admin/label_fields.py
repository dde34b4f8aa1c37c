# SPDX-License-Identifier: Apache-2.0
"""The fields of the plain form of a label: where each stands in the record, what it is called, what it may hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from officinal.shop.admin.pointers import Place

_NOT_SAID = ("", gettext_lazy("not said"))

IDENTITY: dict[str, tuple[Place, Any]] = {
    "brand": (("brand",), gettext_lazy("Brand")),
    "name": (("name",), gettext_lazy("Name")),
    "tagline": (("tagline",), gettext_lazy("Tagline")),
    "licence_number": (("licence_number",), gettext_lazy("Licence number")),
    "dosage_form": (("dosage_form",), gettext_lazy("Dosage form")),
}
CONTENTS: dict[str, tuple[Place, Any]] = {
    "net_amount": (("net_amount", "value"), gettext_lazy("Net amount")),
    "net_unit": (("net_amount", "unit"), gettext_lazy("unit of the net amount")),
    "serving": (("serving", "count"), gettext_lazy("One serving")),
    "serving_unit": (("serving", "unit"), gettext_lazy("unit of a serving")),
    "serving_mass": (("serving", "mass", "value"), gettext_lazy("A serving weighs")),
    "serving_mass_unit": (("serving", "mass", "unit"), gettext_lazy("unit of what a serving weighs")),
    "servings": (("servings_per_container",), gettext_lazy("Servings in the container")),
}
DIRECTIONS: dict[str, tuple[Place, Any]] = {
    "population": (("directions", 0, "population"), gettext_lazy("For whom")),
    "least": (("directions", 0, "servings", "min"), gettext_lazy("At least")),
    "most": (("directions", 0, "servings", "max"), gettext_lazy("At most")),
    "dose_unit": (("directions", 0, "servings", "unit"), gettext_lazy("unit of the dose")),
    "times": (("directions", 0, "times", "min"), gettext_lazy("Times, at least")),
    "times_most": (("directions", 0, "times", "max"), gettext_lazy("Times, at most")),
    "per": (("directions", 0, "per"), gettext_lazy("Per")),
    "food": (("directions", 0, "food"), gettext_lazy("With food")),
}
ROW: dict[str, tuple[Place, Any]] = {
    "name": (("name",), gettext_lazy("Ingredient")),
    "substance": (("substance",), gettext_lazy("Substance")),
    "amount": (("amount", "value"), gettext_lazy("Amount")),
    "unit": (("amount", "unit"), gettext_lazy("Unit")),
    "source": (("sources", 0, "name"), gettext_lazy("Source material")),
    "source_substance": (("sources", 0, "substance"), gettext_lazy("Substance of the source")),
}
CHOICES: dict[str, tuple[tuple[str, Any], ...]] = {
    "population": (
        _NOT_SAID,
        ("adult", gettext_lazy("adults")),
        ("adolescent", gettext_lazy("adolescents")),
        ("child", gettext_lazy("children")),
        ("infant", gettext_lazy("infants")),
        ("senior", gettext_lazy("older people")),
        ("woman", gettext_lazy("women")),
        ("man", gettext_lazy("men")),
        ("pregnancy", gettext_lazy("in pregnancy")),
        ("breastfeeding", gettext_lazy("while breastfeeding")),
    ),
    "per": (
        _NOT_SAID,
        ("day", gettext_lazy("day")),
        ("week", gettext_lazy("week")),
        ("month", gettext_lazy("month")),
        ("hour", gettext_lazy("hour")),
        ("use", gettext_lazy("use")),
    ),
    "food": (
        _NOT_SAID,
        ("with", gettext_lazy("with food")),
        ("without", gettext_lazy("without food")),
        ("before", gettext_lazy("before food")),
        ("after", gettext_lazy("after food")),
        ("with-or-without", gettext_lazy("with or without food")),
    ),
}
SINGLE = IDENTITY | CONTENTS | DIRECTIONS

_NUMBER = {"size": 6, "inputmode": "decimal"}
ATTRIBUTES: dict[str, dict[str, Any]] = {
    **dict.fromkeys(
        ("net_amount", "serving", "serving_mass", "servings", "least", "most", "times", "times_most", "amount"), _NUMBER
    ),
    **{name: {"size": 8} for name in ("net_unit", "serving_unit", "serving_mass_unit", "dose_unit", "unit")},
    **{name: {"list": "known-substances"} for name in ("substance", "source_substance")},
    **{name: {"list": "known-units"} for name in ("net_unit", "serving_mass_unit", "unit")},
    "dosage_form": {"list": "known-forms"},
}
