# SPDX-License-Identifier: Apache-2.0
"""How to take it and who should not: directions and risk information."""

from typing import Literal

from officinal.label.base import Extra, Identifier, Number, Record, Text
from officinal.label.quantity import Measure, Span

Population = Literal["adult", "adolescent", "child", "infant", "pregnancy", "breastfeeding", "senior", "woman", "man"]
Food = Literal["with", "without", "before", "after", "with-or-without"]
Period = Literal["day", "week", "month", "hour", "use"]
TimeOfDay = Literal["morning", "noon", "afternoon", "evening", "bedtime"]
RiskKind = Literal["contraindication", "warning", "caution", "adverse-reaction"]
Trigger = Literal[
    "pregnancy",
    "breastfeeding",
    "condition",
    "medication",
    "supplement",
    "allergy",
    "age",
    "duration",
    "symptom",
    "surgery",
    "dose",
    "activity",
    "alcohol",
    "children-access",
    "seal",
    "exposure",
    "pets",
    "general",
]


class KeepApart(Record):
    """Something to take the product apart from; hours only when the label states them."""

    from_: Text
    hours: Number | None = None
    as_printed: Text


class Dilution(Measure):
    """The liquid to mix the product in: 250-500 mL of water or juice."""

    in_: tuple[Text, ...] = ()


class Directions(Record):
    """One recommended dose: for whom, how much, how often, and how."""

    population: Population | None = None
    servings: Measure | None = None
    per: Period | None = None
    times: Span | None = None
    food: Food | None = None
    keep_apart: tuple[KeepApart, ...] = ()
    dilute: Dilution | None = None
    duration: Measure | None = None
    age: Measure | None = Extra()
    weight: Measure | None = Extra()
    every: Measure | None = Extra()
    time_of_day: tuple[TimeOfDay, ...] = Extra(())
    most_per_day: Measure | None = Extra()
    as_needed: bool = Extra(False)
    route: Literal["oral", "sublingual", "topical", "chew", "dissolve", "nasal"] | None = Extra()
    part: Text | None = Extra()


class RiskInformation(Record):
    """One statement of risk: how grave, what triggers it, and what to do."""

    kind: RiskKind
    trigger: Trigger
    what: Text | None = Extra()
    action: Text | None = Extra()


class Claim(Record):
    """Something the page says the product does or is, as printed, with its verb and target where it has them."""

    text: Text
    verb: Identifier | None = Extra()
    target: Text | None = Extra()
    mark: Literal["comparative", "absolute-safety", "disease"] | None = Extra()
