# SPDX-License-Identifier: Apache-2.0
"""Something that can be in a jar: all that is known of it in one file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from officinal.knowledge.schema.base import Id, Model, Names, Words
from officinal.knowledge.schema.chemistry import Assay, Form, Yield
from officinal.knowledge.schema.claims import Claim, Risk
from officinal.knowledge.schema.non_medicinal import Additive, Declared, NotDeclared, Origin, Status, Use
from officinal.knowledge.schema.numbers import Equivalence, Value


class Substance(Model):
    """Something that can be in a jar: a nutrient, a compound, a herb, an organism, an excipient, an allergen."""

    id: Id
    kind: Literal[
        "nutrient",
        "compound",
        "botanical",
        "organism",
        "enzyme",
        "amino-acid",
        "fatty-acid",
        "non-medicinal",
        "allergen",
        "other",
    ]
    of: tuple[Id, ...] = ()
    """the nutrients that it supplies"""
    names: Names
    latin: Words | None = None
    element: Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]?$")] | None = None
    """the symbol, for a nutrient that is an element"""
    group: Id | None = None
    """the larger thing it is one of: for an allergen, tree-nuts; for a strain, probiotics"""
    values: tuple[Value, ...] = Field((), alias="value")
    equivalences: tuple[Equivalence, ...] = Field((), alias="equivalence")
    claims: tuple[Claim, ...] = Field((), alias="claim")
    risks: tuple[Risk, ...] = Field((), alias="risk")
    forms: tuple[Form, ...] = Field((), alias="form")
    yields: tuple[Yield, ...] = Field((), alias="yield")
    assays: tuple[Assay, ...] = Field((), alias="assay")
    use: Use | None = None
    origins: tuple[Origin, ...] = Field((), alias="origin")
    additive: Additive | None = None
    statuses: tuple[Status, ...] = Field((), alias="status")
    declared: tuple[Declared, ...] = ()
    not_declared: tuple[NotDeclared, ...] = ()
