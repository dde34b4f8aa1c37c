# SPDX-License-Identifier: Apache-2.0
"""The shapes of what the API answers, for its description; the record and knowledge describe themselves."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import BaseModel, WithJsonSchema

from officinal.knowledge import schema as known
from officinal.label import Label

_PLACE = "#/components/schemas/"


_LATER = "x-described-as"
"""stands in a schema for a reference to what describes itself, which is only put in at the end"""


def _ref(name: str) -> WithJsonSchema:
    return WithJsonSchema({_LATER: name})


LabelData = Annotated[dict[str, Any], _ref("Label")]
SubstanceData = Annotated[dict[str, Any], _ref("KnownSubstance")]
SourceData = Annotated[dict[str, Any], _ref("KnownSource")]
StudyData = Annotated[dict[str, Any], _ref("KnownStudy")]
MarketData = Annotated[dict[str, Any], _ref("KnownMarket")]


class Unread(Schema):
    """A stretch of the text that is behind no field, and why."""

    span: tuple[int, int]
    reason: str
    text: str


class Read(Schema):
    """A record, the span behind each value, and what was not read."""

    label: LabelData
    spans: dict[str, tuple[int, int]]
    """by JSON pointer into the label: start and end in the text, in characters"""
    unread: list[Unread]
    problems: list[str]
    coverage: float
    """the share of the product's own text that is accounted for"""
    text: str | None = None
    """what the spans point into, where that is not the text that was sent"""


class Provision(Schema):
    """Where it is written."""

    document: str
    section: str | None
    date: dt.date | None
    url: str | None
    verified: str | None
    """how we came to know it: law, official, third-party, computed, general-knowledge"""


class Finding(Schema):
    """One thing to know or mend, at its place."""

    code: str
    name: str
    severity: str
    message: str
    pointer: str
    span: tuple[int, int] | None
    excerpt: str | None
    advice: str
    provision: Provision
    numbers: dict[str, str] = Field(default_factory=dict)
    accepted: str | None = None


class Checked(Schema):
    """The findings, and the record that they are on."""

    findings: list[Finding]
    market: str
    as_of: dt.date
    regime: str | None
    label: LabelData


class Paged(Schema):
    """A page of a list."""

    page: int
    pages: int
    total: int


class Product(Schema):
    """A product of the catalogue."""

    slug: str
    brand: str
    name: str
    market: str
    price: str | None
    currency: str
    price_per_day: str | None
    in_stock: bool


class Products(Paged):
    """Products, and how many there are."""

    products: list[Product]


class FindingOfProduct(Schema):
    """A finding on a published label."""

    code: str
    severity: str
    message: str
    pointer: str
    source: str
    section: str | None
    url: str | None


class ProductWithLabel(Product):
    """A product, its label and what was found on it."""

    regime: str | None
    facets: dict[str, list[str]]
    label: LabelData
    findings: list[FindingOfProduct]


class Named(Schema):
    """Something by its id, with its first name in each language."""

    id: str
    en: str
    fr: str | None


class SubstanceNamed(Named):
    """A substance in a list."""

    kind: str
    element: str | None
    supplies: list[str]


class Substances(Paged):
    """Substances, and how many there are."""

    substances: list[SubstanceNamed]


class Markets(Schema):
    """Every market that is known."""

    markets: list[MarketData]


class Sources(Paged):
    """Documents, and how many there are."""

    sources: list[SourceData]


class Studies(Paged):
    """Published works, and how many there are."""

    studies: list[StudyData]


class Rule(Schema):
    """What is checked, in one line."""

    code: str
    name: str
    family: str
    severity: str
    markets: list[str]
    """none: every market"""
    summary: str


class Rules(Schema):
    """Every rule that was asked for."""

    rules: list[Rule]


class RuleExplained(Rule):
    """A rule with its page: why, by which provision, what it cannot see, and the cases that it is held to."""

    regimes: list[str]
    in_force_from: dt.date | None
    in_force_to: dt.date | None
    provisions: dict[str, Provision]
    """by market or labelling regime; "any" where one holds for all"""
    page: str
    """Markdown"""


_SELF_DESCRIBED: dict[str, tuple[type[BaseModel], str]] = {
    "Label": (Label, ""),
    "KnownSubstance": (known.Substance, "Known"),
    "KnownSource": (known.Source, "Known"),
    "KnownStudy": (known.Study, "Known"),
    "KnownMarket": (known.Market, "Known"),
}


def referring(described: Any) -> Any:
    """A description with its references to what describes itself put in."""
    if isinstance(described, dict):
        if _LATER in described:
            return {"$ref": _PLACE + described[_LATER]}
        return {key: referring(held) for key, held in described.items()}
    return [referring(each) for each in described] if isinstance(described, list) else described


@cache
def components() -> dict[str, Any]:
    """The schemas of the record and of knowledge, under their keys in JSON."""
    found: dict[str, Any] = {}
    for name, (model, prefix) in _SELF_DESCRIBED.items():
        described = model.model_json_schema(mode="serialization", ref_template=f"{_PLACE}{prefix}{{model}}")
        inner = described.pop("$defs", {})
        found |= {f"{prefix}{key}": _as_written(each) for key, each in inner.items()} | {name: _as_written(described)}
    return found


def _as_written(described: Any) -> Any:
    """A schema with the keys that files use where Python needs an underscore: from, in, schema."""
    if isinstance(described, dict):
        return {
            key: {name.rstrip("_"): _as_written(each) for name, each in held.items()}
            if key == "properties"
            else [each.rstrip("_") for each in held]
            if key == "required"
            else _as_written(held)
            for key, held in described.items()
        }
    return [_as_written(each) for each in described] if isinstance(described, list) else described
