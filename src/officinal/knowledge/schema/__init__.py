# SPDX-License-Identifier: Apache-2.0
"""What a knowledge file may hold: one model per kind of file, one `Fact` per statement that needs a source.

Every value carries its passport: market, dates in force, source with its section, and how it was verified.
"None set" (`none_set = true`), "not known to us" (no such value) and zero (`value = "0"`) are three things.
"""

from officinal.knowledge.schema.base import Amount, Fact, Id, Model, Names, Number, Text, Unit, Verified, Words
from officinal.knowledge.schema.chemistry import Assay, Form, Yield
from officinal.knowledge.schema.claims import AtLeast, Claim, Risk
from officinal.knowledge.schema.concepts import (
    Concept,
    Condition,
    Disease,
    DrugClass,
    Interaction,
    Population,
    Prohibited,
    Purpose,
    Spacing,
    Target,
)
from officinal.knowledge.schema.markets import ContentClaim, Market, Regime, Statement, Transition
from officinal.knowledge.schema.non_medicinal import Additive, Declared, NotDeclared, Origin, Status, Use
from officinal.knowledge.schema.numbers import Equivalence, Value, ValueKind
from officinal.knowledge.schema.studies import Arm, Outcome, Phase, Source, Study
from officinal.knowledge.schema.substance import Substance

__all__ = [
    "Additive",
    "Amount",
    "Arm",
    "Assay",
    "AtLeast",
    "Claim",
    "Concept",
    "Condition",
    "ContentClaim",
    "Declared",
    "Disease",
    "DrugClass",
    "Equivalence",
    "Fact",
    "Form",
    "Id",
    "Interaction",
    "Market",
    "Model",
    "Names",
    "NotDeclared",
    "Number",
    "Origin",
    "Outcome",
    "Phase",
    "Population",
    "Prohibited",
    "Purpose",
    "Regime",
    "Risk",
    "Source",
    "Spacing",
    "Statement",
    "Status",
    "Study",
    "Substance",
    "Target",
    "Text",
    "Transition",
    "Unit",
    "Use",
    "Value",
    "ValueKind",
    "Verified",
    "Words",
    "Yield",
]
