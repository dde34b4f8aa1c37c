# SPDX-License-Identifier: Apache-2.0
"""The record itself: what a label states, typed, frozen, validated and exact."""

from officinal.label.as_json import from_dict, from_json, to_dict, to_json
from officinal.label.as_jsonld import to_jsonld, to_jsonld_text
from officinal.label.as_text import to_text
from officinal.label.as_toml import from_toml, to_toml
from officinal.label.ingredients import (
    ColumnAmount,
    Extract,
    MedicinalIngredient,
    NonMedicinalIngredient,
    SourceMaterial,
    Standardisation,
)
from officinal.label.page import Citation, Offer, Price, Study, Subscription
from officinal.label.quantity import Measure, Quantity, Span
from officinal.label.record import SCHEMA, Accepted, Label, Part, Serving
from officinal.label.units import Equivalence, convert, dimension, known_units
from officinal.label.use import Claim, Dilution, Directions, KeepApart, RiskInformation

__all__ = [
    "SCHEMA",
    "Accepted",
    "Citation",
    "Claim",
    "ColumnAmount",
    "Dilution",
    "Directions",
    "Equivalence",
    "Extract",
    "KeepApart",
    "Label",
    "Measure",
    "MedicinalIngredient",
    "NonMedicinalIngredient",
    "Offer",
    "Part",
    "Price",
    "Quantity",
    "RiskInformation",
    "Serving",
    "SourceMaterial",
    "Span",
    "Standardisation",
    "Study",
    "Subscription",
    "convert",
    "dimension",
    "from_dict",
    "from_json",
    "from_toml",
    "known_units",
    "to_dict",
    "to_json",
    "to_jsonld",
    "to_jsonld_text",
    "to_text",
    "to_toml",
]
