# SPDX-License-Identifier: Apache-2.0
"""The label: one record for everything a product's page or label states."""

from typing import Annotated, Final, Literal

from pydantic import StringConstraints

from officinal.label.base import Extra, Identifier, Number, Record, Text
from officinal.label.ingredients import MedicinalIngredient, NonMedicinalIngredient
from officinal.label.page import Offer, Study
from officinal.label.quantity import Quantity
from officinal.label.use import Claim, Directions, RiskInformation

SCHEMA: Final = "officinal.label/1"


class Serving(Record):
    """One serving: 2 scoops (6.9 g)."""

    count: Number | None = None
    unit: Text | None = None
    mass: Quantity | None = None
    volume: Quantity | None = None
    max_count: Number | None = Extra()


class Part(Record):
    """One product of a kit: what differs from box to box, under the kit's one identity."""

    name: Text | None = None
    serving: Serving | None = None
    servings_per_container: Number | None = None
    medicinal_ingredients: tuple[MedicinalIngredient, ...] = ()
    non_medicinal_ingredients: tuple[NonMedicinalIngredient, ...] = ()


class Accepted(Record):
    """A finding of a check that the label's keeper accepts, and why; `pointer` narrows it to one place and what is in it."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]
    reason: Text
    pointer: Annotated[str, StringConstraints(pattern=r"^(/[^/]+)+$")] | None = Extra()

    def fits(self, code: str, pointer: str) -> bool:
        """Whether a finding of this code at this place is accepted."""
        return code == self.code and (self.pointer is None or f"{pointer}/".startswith(f"{self.pointer}/"))


class Label(Record):
    """The record of one product, as its page or label states it; what is not stated is null or empty.

    Field names follow Health Canada's terms; see docs/reference/record.md for each with an example.
    """

    schema_: Literal["officinal.label/1"] = SCHEMA
    brand: Text | None = None
    name: Text | None = None
    tagline: Text | None = None
    highlights: tuple[Text, ...] = ()
    badges: tuple[Text, ...] = ()
    licence_number: Text | None = None
    dosage_form: Identifier | None = None
    net_amount: Quantity | None = None
    serving: Serving | None = None
    servings_per_container: Number | None = None
    medicinal_ingredients: tuple[MedicinalIngredient, ...] = ()
    non_medicinal_ingredients: tuple[NonMedicinalIngredient, ...] = ()
    directions: tuple[Directions, ...] = ()
    risk_information: tuple[RiskInformation, ...] = ()
    claims: tuple[Claim, ...] = ()
    free_from: tuple[Text, ...] = ()
    contains: tuple[Text, ...] = ()
    disclaimers: tuple[Identifier, ...] = ()
    studies: tuple[Study, ...] = ()
    offer: Offer | None = None
    may_contain: tuple[Text, ...] = Extra(())
    storage: tuple[Text, ...] = Extra(())
    identity_statement: Text | None = Extra()
    parts: tuple[Part, ...] = Extra(())
    languages: tuple[Literal["en", "fr"], ...] = Extra(())
    accepted: tuple[Accepted, ...] = Extra(())
