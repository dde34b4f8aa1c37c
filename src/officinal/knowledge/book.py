# SPDX-License-Identifier: Apache-2.0
"""What is made of the knowledge files, as a lock file is made: `book.json`, so that a check need not open two thousand files.

`make knowledge` writes it, together with `names.json`; a test fails when it differs from the files.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from officinal.knowledge import files, schema

BOOK = Path(__file__).parent / "book.json"
_FACTS = frozenset(("values", "equivalences", "claims", "risks", "forms", "yields", "assays", "use", "origins", "additive", "statuses", "declared", "not_declared"))  # fmt: skip


class Share(BaseModel):
    """How much of a nutrient a substance holds, by mass, for one of the formulas that its name can mean."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nutrient: str
    hydrate: str
    usual: bool = False
    share: Decimal
    """0 to 1, computed from atomic masses"""
    formula: str
    source: str
    section: str | None = None
    verified: schema.Verified


class Book(BaseModel):
    """All knowledge that has facts, by kind and id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    substances: dict[str, schema.Substance] = Field(default_factory=dict)
    shares: dict[str, tuple[Share, ...]] = Field(default_factory=dict)
    sources: dict[str, schema.Source] = Field(default_factory=dict)
    populations: dict[str, schema.Population] = Field(default_factory=dict)
    purposes: dict[str, schema.Purpose] = Field(default_factory=dict)
    targets: dict[str, schema.Target] = Field(default_factory=dict)
    conditions: dict[str, schema.Condition] = Field(default_factory=dict)
    drug_classes: dict[str, schema.DrugClass] = Field(default_factory=dict)
    diseases: dict[str, schema.Disease] = Field(default_factory=dict)
    statements: dict[str, schema.Statement] = Field(default_factory=dict)
    markets: dict[str, schema.Market] = Field(default_factory=dict)
    studies: dict[str, schema.Study] = Field(default_factory=dict)


def collect(root: Path = files.ROOT) -> dict[str, Any]:
    """Read every knowledge file into the form of `book.json`; raises `KnowledgeError` that names a broken file."""
    book: dict[str, dict[str, Any]] = {kind: {} for kind in files.KINDS}
    substances: dict[str, schema.Substance] = {}
    for kind, _, item in files.read_all(root):
        if kind == "substances":
            substances[item.id] = item
            has_facts = any(getattr(item, name) for name in _FACTS)
            if not (has_facts or item.element or item.group or item.kind == "allergen"):
                continue
        plain = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if kind == "substances":  # all its names stand in names.json; here those that are shown
            plain["names"] = {language: names[:1] for language, names in plain["names"].items()}
        book[kind][item.id] = plain
    return {**book, "shares": _shares(substances)}


def _shares(substances: dict[str, schema.Substance]) -> dict[str, list[dict[str, Any]]]:
    """For each substance with formulas, what it holds of the elements and vitamins that we know."""
    from officinal.knowledge.formulas import composition, share

    nutrient_of = {each.element: each.id for each in substances.values() if each.element and each.kind == "nutrient"}
    shares: dict[str, list[dict[str, Any]]] = {}
    for substance in substances.values():
        listed = []
        for form in substance.forms:
            passport = {"hydrate": form.hydrate, "usual": form.usual, "formula": form.formula, "source": form.source, "section": form.section, "verified": form.verified}  # fmt: skip
            listed += [
                {"nutrient": nutrient_of[element], "share": str(held), **passport}
                for element, held in composition(form.formula).items()
                if element in nutrient_of
            ]
            listed += [
                {
                    "nutrient": gives.nutrient,
                    "share": str(share(gives.formula, form.formula, gives.per_mole)),
                    **passport,
                }
                for gives in substance.yields
            ]
        if listed:
            shares[substance.id] = [
                {key: held for key, held in each.items() if held not in (None, False)} for each in listed
            ]
    return shares


def write() -> None:
    """Write `book.json` from the knowledge files."""
    lines = [
        json.dumps(kind) + ": {\n" + ",\n".join(f"{json.dumps(id_)}: {json.dumps(item, ensure_ascii=False)}" for id_, item in sorted(held.items())) + "\n}"
        for kind, held in collect().items()
    ]  # fmt: skip
    BOOK.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
