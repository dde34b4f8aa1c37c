# SPDX-License-Identifier: Apache-2.0
"""The names of substances: from what a label prints to the one thing it means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import rtoml

from officinal.errors import OfficinalError

SUBSTANCES = Path(__file__).parent / "substances"
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæßµμ’‘®™†‡*", "aaaaaaceeeeiiiinooooouuuuyyoasuu''     ")
_NOT_NAME = re.compile(r"[^a-z0-9αβγδ]+")
_PLAIN_WORDS = re.compile(
    r"^(?:(?:certified|organic|natural|pure|vegetarian|vegetable|non-gmo|purified|fresh|dried|raw|usp|plant-based|biologique|bio|naturel(?:le)?|pur) )+"
    r"|(?: \((?:bio|organic|biologique|powder|vegan|vegetarian|vegetable source|plant source|coating|capsule|usp|source vegetale|vegetable|from corn|non gmo|non-gmo)\)| powder| usp)$"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")


@dataclass(frozen=True, slots=True)
class Substance:
    """What a name means: its identifier, its kind, what nutrients it supplies, and its preferred names."""

    id: str
    kind: str
    of: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    latin: str | None


@cache
def substances() -> dict[str, Substance]:
    """Every substance that has a file, by identifier; raises `OfficinalError` that names a file that cannot be read."""
    found = {}
    for path in sorted(SUBSTANCES.glob("*/*.toml")):
        try:
            data = rtoml.loads(path.read_text(encoding="utf-8"))
            found[data["id"]] = Substance(
                data["id"],
                data["kind"],
                tuple(data.get("of", ())),
                {language: tuple(names) for language, names in data["names"].items()},
                data.get("latin"),
            )
        except (rtoml.TomlParsingError, KeyError) as error:
            raise OfficinalError(f"{path}: cannot read this substance ({error}); mend the file") from None
    return found


def key(name: str) -> str:
    """The form in which names are compared: lower case, no accents, letters and digits only.

    >>> key("Tri-Calcium Phosphate"), key("Gélatine")
    ('tricalciumphosphate', 'gelatine')
    """
    return _NOT_NAME.sub("", name.lower().translate(_ACCENTS))


@cache
def _index() -> dict[str, str]:
    index: dict[str, str] = {}
    for substance in substances().values():
        index.setdefault(substance.id.replace("-", ""), substance.id)
        for name in (*(n for names in substance.names.values() for n in names), substance.latin or ""):
            if name:
                index.setdefault(key(name), substance.id)
    return index


@lru_cache(maxsize=20_000)
def identify(name: str) -> str | None:
    """The identifier of the substance that a printed name means; None when we do not know it.

    Never a guess: only spelling (case, accents, hyphens, plural, "organic …") is forgiven.
    """
    index = _index()
    lowered = name.lower().translate(_ACCENTS).strip()
    for form in (lowered, _PLAIN_WORDS.sub("", lowered), _BRACKETS.sub("", lowered)):
        whole = _NOT_NAME.sub("", form)
        for candidate in (whole, whole.removesuffix("s"), whole.removesuffix("es"), whole + "s"):
            if candidate and (known := index.get(candidate)):
                return known
    return None


@lru_cache(maxsize=20_000)
def source_of(nutrient: str | None, name: str) -> str | None:
    """What supplies a nutrient, when a label names only the other half: of magnesium, "citrate" is magnesium-citrate."""
    known = identify(name)
    if nutrient is None:
        return known
    if known is None or substances()[known].kind not in ("compound", "nutrient"):
        base = substances()[nutrient].names["en"][0] if nutrient in substances() else nutrient
        for form in (f"{base} {name}", f"{name} de {base}", f"{name} d'{base}"):
            combined = identify(form)
            if combined and nutrient in substances()[combined].of:
                return combined
    return known


def kind_of(identifier: str | None) -> str | None:
    """The kind of a known substance: nutrient, compound, botanical, organism, …"""
    return substances()[identifier].kind if identifier else None
