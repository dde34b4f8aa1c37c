# SPDX-License-Identifier: Apache-2.0
"""What a compound is and holds: formulas, what they count as, what the article of commerce holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import StringConstraints

from officinal.knowledge.schema.base import Fact, Id, Number


class Form(Fact):
    """One chemical formula that a name can mean: anhydrous or a hydrate. The share of each element is computed."""

    formula: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9().·]+$", max_length=120)]
    """molecular formula; parts of a hydrate or double salt are joined by a point: MgCl2.6H2O"""
    hydrate: Id = "anhydrous"
    usual: bool = False
    """the article of commerce, where one of several forms is the usual one"""


class Yield(Fact):
    """How much of a vitamin a source compound counts as: by formula, so that the share is computed."""

    nutrient: Id
    formula: str
    per_mole: Number = Decimal(1)
    """moles of the vitamin that a mole of the compound gives"""


class Assay(Fact):
    """What the article of commerce holds of an element or vitamin, in percent by mass, where it differs from theory."""

    nutrient: Id
    percent_from: Number
    percent_to: Number
