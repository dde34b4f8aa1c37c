# SPDX-License-Identifier: Apache-2.0
"""What a label names and that is no substance: people, purposes, targets, conditions, medicines, diseases."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from officinal.knowledge.schema.base import Amount, Fact, Id, Model, Names, Number, Text, Verified, Words


class Population(Model):
    """A group of people that a value is for: ages in years, from inclusive, to exclusive."""

    id: Id
    names: Names
    age_from: Number | None = None
    age_to: Number | None = None
    sex: Literal["female", "male"] | None = None
    state: Literal["pregnancy", "breastfeeding", "menopause"] | None = None


class Concept(Model):
    """Anything that a label names and that is no substance: a condition, a claim's target, a purpose."""

    id: Id
    names: Names
    """phrases as labels print them, lower case"""
    near: tuple[Id, ...] = ()
    """targets so near that a study on this may fairly stand beside a claim on them"""
    note: Words | None = None


class Purpose(Concept):
    """What a non-medicinal ingredient is for; `verified` says whether the regulator's own word was read."""

    source: Id
    verified: Verified


class Target(Concept):
    """What a claim is about: muscle function. Found by its phrases, the longest first."""

    within: tuple[Id, ...] = ()
    """wider targets that a claim on this one also falls under (bones and teeth: bones, teeth)"""


class Condition(Concept):
    """A condition of health that risk information speaks of: kidney disease."""

    within: tuple[Id, ...] = ()


class Spacing(Fact):
    """How far apart a medicine and a substance are taken: the medicine so many hours before, or after."""

    substances: tuple[Id, ...]
    drug_before_hours: Number | None = None
    drug_after_hours: Number | None = None
    avoid: bool = False
    with_food: bool = False
    reason: Text | None = None


class Interaction(Fact):
    """That a substance and a medicine matter to each other whatever the interval."""

    substances: tuple[Id, ...]
    effect: Text
    above: Amount | None = None


class DrugClass(Concept):
    """A class of medicines, its members by name, and what to keep apart from them."""

    members: tuple[Words, ...] = ()
    within: tuple[Id, ...] = ()
    spacing: tuple[Spacing, ...] = ()
    interactions: tuple[Interaction, ...] = Field((), alias="interaction")


class Prohibited(Fact):
    """What a market lets nobody claim about a disease."""

    claims: tuple[Literal["treatment", "cure", "prevention", "mention"], ...]
    entry: Words | None = None
    """the entry's number or words in the list"""


class Disease(Concept):
    """A disease as claims name it. Ordinary complaints are not in this list; `ordinary` words are the ones that stay allowed."""

    prohibited: tuple[Prohibited, ...] = ()
    ordinary: tuple[Words, ...] = ()
    """phrases that contain a name but speak of normal function ("healthy blood pressure already in the normal range")"""
