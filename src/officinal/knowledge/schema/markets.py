# SPDX-License-Identifier: Apache-2.0
"""A market with its rules of labelling, and the statements that it wants."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from officinal.knowledge.schema.base import Fact, Id, Model, Names, Number, Text, Words
from officinal.knowledge.schema.numbers import ValueKind


class Statement(Fact):
    """Words that a market wants on a label or page, and by which phrases they are known."""

    id: Id
    when: Text
    """what makes it required, for people"""
    needs: Literal["always", "claim", "ingredient", "allergen"] = "always"
    text: Text
    phrases: Names
    statutory: bool = False


class Transition(Fact):
    """Between two sets of values both are lawful; here until `to`."""

    kind: ValueKind


class Regime(Fact):
    """One set of labelling rules of a market, and when it may be used."""

    id: Id
    names: Names


class ContentClaim(Fact):
    """A claim on how much of a nutrient is in the product ("high in"), and from which percent of the label reference."""

    words: Names
    """what follows them on a label is the nutrient"""
    percent_from: Number
    per: Literal["day", "serving"]


class Market(Model):
    """A market: its authority, what it calls things, its labelling regimes and transitions."""

    id: Id
    names: Names
    authority: Words
    product_name: Names
    """what such a product is called in law: natural health product, dietary supplement, food supplement"""
    significant_percent: Number | None = None
    """from this percent of the label reference on, a product is a source of a nutrient"""
    intakes_from: Id | None = None
    """the market whose recommended intakes and upper levels are used here too (Canada and the US share theirs)"""
    levels_by: Text | None = None
    """who sets the upper levels that are used here"""
    regimes: tuple[Regime, ...] = Field((), alias="regime")
    transitions: tuple[Transition, ...] = Field((), alias="transition")
    content_claims: tuple[ContentClaim, ...] = Field((), alias="content_claim")
