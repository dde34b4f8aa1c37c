# SPDX-License-Identifier: Apache-2.0
"""What a market lets a label say on the strength of a substance, and what must be said of its risks."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from officinal.knowledge.schema.base import Amount, Fact, Id, Model, Names, Number, Text, Unit
from officinal.knowledge.schema.numbers import ValueKind
from officinal.label.use import RiskKind, Trigger


class AtLeast(Model):
    """The daily dose from which something holds: an amount, or a percent of one of the substance's values."""

    value: Number | None = None
    unit: Unit | None = None
    percent: Number | None = None
    of: ValueKind | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> AtLeast:
        if (self.value is None or self.unit is None) == (self.percent is None or self.of is None):
            raise ValueError("give { value, unit } or { percent, of }")
        return self


class Claim(Fact):
    """What a market lets a label say on the strength of this substance."""

    verb: Id
    """normalised: maintain, support, reduce, metabolize, factor, contribute, source, protect, develop, …"""
    target: Id
    """a file of knowledge/targets"""
    population: Id | None = None
    at_least: AtLeast | None = None
    forms: tuple[Id, ...] = ()
    condition: Text | None = None
    """what must be said with it, or how it must be worded"""
    condition_phrases: Names | None = None
    """by which words a label says the condition; none where it is nothing to say"""
    condition_weeks: Number | None = None
    """how long to use it at least, where the condition is that: directions with such a duration say it too"""
    together: tuple[Id, ...] = ()
    """substances, this one among them, whose amounts count together towards `at_least`; none where this one counts alone"""
    alone_up_to: Amount | None = None
    """above this daily dose it may not stand alone: a claim of this substance without such a limit goes with it"""
    without_normal: bool = False
    """the authorised wording does not bound what it speaks of by "normal\""""
    preventative: bool = False
    treatment: bool = False


class Risk(Fact):
    """Risk information that a market wants, or that prudence wants, when a product holds this substance."""

    kind: RiskKind
    trigger: Trigger
    what: Id | None = None
    """the condition, drug class, substance or population that triggers it"""
    action: Literal[
        "do-not-use", "consult", "stop-and-consult", "keep-out-of-reach", "take-apart", "take-with-food", "know"
    ]
    above: Amount | None = None
    """only above this daily dose; none means any dose"""
    at_least: Amount | None = None
    """only from this daily dose on"""
    forms: tuple[Id, ...] = ()
    population: Id | None = None
    except_dosage_forms: tuple[Id, ...] = ()
    package_above: Amount | None = None
    """only when the whole package holds more than this"""
    when_claimed: tuple[Id, ...] = ()
    """only where the product's name, head lines or claims speak of one of these targets"""
    unless_supplied: tuple[Id, ...] = ()
    """not where the product also supplies one of these substances"""
    text: Text
    """in our words, or as the law gives it where the source is a law"""
    statutory: bool = False
    """the wording is prescribed"""
