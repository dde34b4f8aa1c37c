# SPDX-License-Identifier: Apache-2.0
"""The record as plain text, as a label or a product page would say it."""

from __future__ import annotations

from officinal.label.as_text.facts import facts_of
from officinal.label.as_text.page import contents_of, head_of, offer_of, purposes_of, study_of
from officinal.label.as_text.risk import risk_of
from officinal.label.as_text.use import directions_of
from officinal.label.as_text.words import capital
from officinal.label.record import Label

_DISCLAIMERS = {
    "fda-not-evaluated": "These statements have not been evaluated by the Food and Drug Administration. "
    "This product is not intended to diagnose, treat, cure, or prevent any disease.",
    "informational-purposes": "The information on this page is for informational purposes only.",
    "individual-results": "Individual results may vary.",
    "not-a-substitute-for-varied-diet": "Food supplements should not be used as a substitute for a varied diet.",
    "read-label-first": "Always read the label before use.",
}


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
        head_of(label),
        offer_of(label),
        purposes_of(label),
        *facts_of(label),
        *(paragraph for part in label.parts for paragraph in facts_of(part)),
        directions_of(label),
        risk_of(label),
        contents_of(label),
        label.storage,
        *(study_of(study) for study in label.studies),
        [_DISCLAIMERS.get(each, f"{capital(each.replace('-', ' '))}.") for each in label.disclaimers],
    )
    return "\n\n".join("\n".join(lines) for paragraph in paragraphs if (lines := [*paragraph])) + "\n"
