# SPDX-License-Identifier: Apache-2.0
"""What an ingredient is for, made from, numbered and permitted as, and how it is declared as an allergen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from officinal.knowledge.schema.base import Fact, Id, Names, Text


class Use(Fact):
    """What a non-medicinal ingredient is for."""

    purposes: tuple[Id, ...] = Field(min_length=1)
    """files of knowledge/purposes, the usual one first"""


class Origin(Fact):
    """What a non-medicinal ingredient is made from."""

    of: Id
    """an allergen or food (corn, wheat, milk, soy, fish), or animal, insect, plant, mineral, microbial, synthetic"""
    how: Literal["always", "usual", "possible"]


class Additive(Fact):
    """The number of a food additive: E 551, INS 551."""

    number: Annotated[str, StringConstraints(pattern=r"^E\d{3,4}[a-z]?(\([iv]+\))?$")]


class Status(Fact):
    """Whether a market permits the substance, and as what."""

    role: Literal["medicinal", "non-medicinal", "any"] = "any"
    permitted: bool
    complementary: bool = False
    """permitted only beside another medicinal ingredient that can stand by itself"""
    condition: Text | None = None


class Declared(Fact):
    """That a market wants this allergen declared, and by which words."""

    group: Id
    """the group of the market's list it belongs to (tree-nuts)"""
    words: Names | None = None


class NotDeclared(Fact):
    """That a market does not want the substance declared as an allergen, though it is made of one."""

    of: Id
    """what it is made of, which would be declared otherwise"""
    condition: Text | None = None
    """when, or as what: highly refined, as the carrier of a vitamin"""
