# SPDX-License-Identifier: Apache-2.0
"""What a knowledge file may hold: one model per kind of file, one `Fact` per statement that needs a source.

Every value carries its passport: market, dates in force, source with its section, and how it was verified.
"None set" (`none_set = true`), "not known to us" (no such value) and zero (`value = "0"`) are three things.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from officinal.label import known_units
from officinal.label.use import RiskKind, Trigger

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def _exact(value: object) -> object:
    if isinstance(value, (float, bool)):
        raise ValueError("a number must be exact: write it without a decimal point, or in quotes")
    return value


Number = Annotated[Decimal, BeforeValidator(_exact), Field(ge=0, allow_inf_nan=False)]
"""An exact number; TOML numbers with a point are read as decimals, never as floats."""


def _known_unit(unit: str) -> str:
    if unit not in _UNITS:
        raise ValueError(f"{unit} is not a unit we know; see officinal.label.known_units()")
    return unit


_UNITS = frozenset(known_units())
Unit = Annotated[str, BeforeValidator(_known_unit)]

Verified = Literal["law", "official", "third-party", "computed", "general-knowledge"]
"""How we came to a fact, surest first.

law: read in the text of a statute or regulation · official: read at the body that issued it, or in the
publication itself · third-party: read in someone else's account of it · computed: worked out here from
formulas and atomic masses · general-knowledge: not read anywhere; never makes more than an `info` finding.
"""


class Model(BaseModel):
    """A frozen piece of knowledge; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Names(Model):
    """Names or phrases in the languages of labels; the first of each list is the one that is shown."""

    en: tuple[Words, ...] = Field(min_length=1)
    fr: tuple[Words, ...] = ()


class Text(Model):
    """One sentence in each language."""

    en: Words
    fr: Words | None = None


class Fact(Model):
    """The passport that every statement carries."""

    market: Id = "any"
    from_: dt.date | None = Field(None, alias="from")
    """first day in force; none where we know no beginning"""
    to: dt.date | None = None
    """last day in force; a fact that has ended is kept and dated, never deleted"""
    source: Id
    section: Words | None = None
    verified: Verified
    note: Words | None = None

    @model_validator(mode="after")
    def _dates_in_order(self) -> Fact:
        if self.from_ and self.to and self.to < self.from_:
            raise ValueError(f"ends on {self.to}, before it begins on {self.from_}")
        return self

    def in_force(self, market: str, as_of: dt.date) -> bool:
        """Whether this holds in a market on a day."""
        return (
            self.market in ("any", market)
            and (self.from_ is None or self.from_ <= as_of)
            and (self.to is None or as_of <= self.to)
        )


class Amount(Model):
    """A number with its unit."""

    value: Number
    unit: Unit


ValueKind = Literal[
    "recommended",  # recommended dietary allowance, per day
    "adequate",  # adequate intake, per day
    "upper",  # tolerable upper intake level, per day
    "safe-level",  # safe level of intake where no upper level could be set, per day
    "guidance",  # guidance level or national maximum for supplements, per day
    "label-reference",  # what 100 % means on a label: US Daily Value, EU nutrient reference value
    "dose-minimum",  # least daily dose of a market's monograph
    "dose-maximum",  # greatest daily dose of a market's monograph
    "prescription-above",  # above this daily dose the product is a prescription drug
    "zero-below",  # below this amount per serving a label may declare zero
]


class Value(Fact):
    """One number about a substance: a recommended intake, an upper level, a reference value, a dose."""

    kind: ValueKind
    population: Id = "adult"
    value: Number | None = None
    unit: Unit | None = None
    none_set: bool = False
    """the body looked and set none: no upper level, no reference value"""
    basis: Literal["total", "supplemental"] | None = None
    """what counts: all that is eaten, or only what supplements and fortified food add"""
    forms: tuple[Id, ...] = ()
    """holds only for the amount supplied by these substances (zinc picolinate, nicotinic acid, retinol)"""
    per: Literal["day", "serving", "package"] = "day"
    alone: bool = False
    """holds only where this is the only medicinal ingredient"""

    @model_validator(mode="after")
    def _number_or_none_set(self) -> Value:
        if self.none_set == (self.value is not None):
            raise ValueError("give either a value with its unit, or none_set = true")
        if self.value is not None and self.unit is None:
            raise ValueError("a value needs a unit")
        return self


class Equivalence(Fact):
    """`one` of a unit is `is` of another, for this substance or these forms of it (1 IU = 0.025 mcg)."""

    one: Unit
    is_: Number = Field(alias="is")
    of: Unit
    forms: tuple[Id, ...] = ()


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
