# SPDX-License-Identifier: Apache-2.0
"""Published works: what was done, on whom, and what came out; and the documents that facts are taken from."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from officinal.knowledge.schema.base import Fact, Id, Model, Number, Text, Words


class Source(Model):
    """A document that facts are taken from."""

    id: Id
    title: Words
    publisher: Words
    date: dt.date | None = None
    """of the version that was read"""
    url: Words | None = None
    read_on: dt.date | None = None
    """when we last held our facts against it"""
    note: Words | None = None


class Arm(Model):
    """What one group of a study was given, per day."""

    given: tuple[Id, ...] = ()
    """substances; none for placebo or usual care"""
    doses: tuple[Words, ...] = ()
    """per day, in the substances' order: "300 mg", "unknown" """
    placebo: bool = False


class Phase(Model):
    """One stretch of a study."""

    name: Words
    controlled: bool
    blinded: bool | None = None
    weeks: Number | None = None


class Outcome(Model):
    """What a study measured and what came out."""

    target: Words
    primary: bool = False
    result: Literal["benefit", "no-difference", "harm", "mixed", "not-reported"]
    controlled: bool
    """compared with a placebo or another group"""
    detail: Text | None = None


class Study(Fact):
    """A published work: what was done, on whom, and what came out. For matching: DOI, PMID, first author with year."""

    id: Id
    title: Words
    authors: tuple[Words, ...] = ()
    author_count: int | None = None
    year: int
    journal: Words
    volume: Words | None = None
    issue: Words | None = None
    pages: Words | None = None
    doi: Words | None = None
    pmid: Words | None = None
    design: Literal[
        "randomised",
        "non-randomised",
        "uncontrolled",
        "observational",
        "systematic-review",
        "narrative-review",
        "animal",
        "in-vitro",
        "pharmacokinetic",
        "authority-opinion",
    ]
    species: Literal["human", "rat", "mouse", "animal", "mixed", "none"]
    participants: int | None = None
    population: Text | None = None
    subjects: tuple[Id, ...] = ()
    """what it is about: substances, also those a review treats as equals"""
    tested: tuple[Id, ...] = ()
    """the very substances or forms that were given"""
    topics: tuple[Id, ...] = ()
    """conditions or targets that it studied (files of conditions, diseases or targets)"""
    arms: tuple[Arm, ...] = ()
    phases: tuple[Phase, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    not_studied: tuple[Words, ...] = ()
    """what pages have said it shows and it did not look at (divided doses)"""
    limits: tuple[Text, ...] = ()
    funding: Words | None = None
