# SPDX-License-Identifier: Apache-2.0
"""The names of substances: from what a label prints to the one thing it means.

The substance files are the source. `names.json` is made from them by `make names`, as a lock file is, so that a
program need not open some fifteen hundred files to know their names; a test fails when the two differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from officinal.errors import OfficinalError
from officinal.knowledge import species
from officinal.knowledge.fold import fold as fold_in_place

SUBSTANCES = Path(__file__).parent / "substances"
NAMES = Path(__file__).parent / "names.json"
_ACCENTS = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿœæßµμ’‘®™†‡*", "aaaaaaceeeeiiiinooooouuuuyyoasuu''     ")
"""one letter for one letter, so that places in a folded text are places in the text"""
_NOT_NAME = re.compile(r"[^a-z0-9αβγδ]+")
_PLAINWORDS = re.compile(
    r"^(?:(?:certified|organic|natural|pure|vegetarian|vegetable|non-gmo|purified|fresh|dried|raw|usp|plant-based"
    r"|biologique|bio|naturel(?:le)?|pur) )+"
    r"|(?: \((?:bio|organic|biologique|powder|vegan|vegetarian|vegetable source|plant source|coating|capsule|usp"
    r"|source vegetale|vegetable|from corn|non gmo|non-gmo)\)| powder| usp)$"
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")


class Substance(NamedTuple):
    """What a name means: its identifier, its kind, what nutrients it supplies, its first English name, its Latin one."""

    id: str
    kind: str
    of: tuple[str, ...]
    name: str
    latin: str = ""


def collect() -> dict[str, Any]:
    """Read every substance file into the form of `names.json`; raises `OfficinalError` that names a bad file."""
    import rtoml

    substances: dict[str, list[Any]] = {}
    index: dict[str, str] = {}
    nutrients: dict[str, str] = {}
    for path in sorted(SUBSTANCES.glob("*/*.toml")):
        try:
            data = rtoml.loads(path.read_text(encoding="utf-8"))
            names = [name for listed in data["names"].values() for name in listed]
            latin = [data["latin"]] if "latin" in data else []
            substances[data["id"]] = [data["kind"], data.get("of", []), data["names"]["en"][0], *latin]
        except (rtoml.TomlParsingError, KeyError) as error:
            raise OfficinalError(f"{path}: cannot read this substance ({error}); mend the file") from None
        for name in (data["id"].replace("-", " "), *names, *latin):
            means = index.setdefault(key(name), data["id"])
            if means != data["id"] and data["kind"] == "nutrient":
                nutrients[key(name)] = data["id"]
    return {
        "substances": substances,
        "names": dict(sorted(index.items())),
        "nutrients": dict(sorted(nutrients.items())),
    }


@cache
def _names() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(NAMES.read_text(encoding="utf-8"))
    return data


@cache
def substances() -> dict[str, Substance]:
    """Every substance that has a file, by identifier."""
    listed = _names()["substances"].items()
    return {each: Substance(each, kind, tuple(of), *names) for each, (kind, of, *names) in listed}


def fold(text: str) -> str:
    """As `knowledge.fold`, with blanks for the marks of footnotes, and a letter for each ligature: œ is an o.

    >>> fold("Gélatine")
    'gelatine'
    """
    folded = fold_in_place(text)
    return folded.replace("*", " ") if folded.isascii() else folded.translate(_ACCENTS)


_GREEK = "αβγδ"
WORD = re.compile(rf"[a-z0-9{_GREEK}%]+")
_APART = {code: chr(code).lower() if WORD.match(chr(code).lower()) else " " for code in range(128)}
"""ASCII in lower case, with blanks for what stands between words"""
_JOINED = {code: None if letter == " " or letter == "%" else letter for code, letter in _APART.items()}
"""the same with nothing between them"""
_END = "\x1f"
_APART_BUT_ENDS = {**_APART, ord(_END): "|"}


def words(text: str) -> list[str]:
    """The words of a text, folded.

    >>> words("Do NOT exceed 2 gélules!")
    ['do', 'not', 'exceed', '2', 'gelules']
    """
    if not text.isascii():
        text = fold(text)
        if any(letter in text for letter in _GREEK):
            return WORD.findall(text)
        text = text.encode("ascii", "replace").decode("ascii")
    return text.translate(_APART).split()


def words_of_all(texts: Sequence[str]) -> list[str]:
    """The words of several texts, folded, with a bar between two texts.

    >>> words_of_all(["Take two.", "Do not exceed"])
    ['take', 'two', '|', 'do', 'not', 'exceed']
    """
    found = f" {_END} ".join([text for text in texts if text.isascii()]).translate(_APART_BUT_ENDS).split()
    for text in texts:
        if not text.isascii():
            found += ("|", *words(text))
    return found


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """The words of each of many texts, folded.

    >>> words_of_each(["Healthy bones", "Os sains"])
    [['healthy', 'bones'], ['os', 'sains']]
    """
    plain = [text.replace(_END, " ") if text.isascii() else " ".join(words(text)) for text in texts]
    together = _END.join([text if text.isascii() else "" for text in plain]).translate(_APART_BUT_ENDS)
    return [held.split() or text.split() for held, text in zip(together.split("|"), plain, strict=False)]


def key(name: str) -> str:
    """The form in which names are compared: lower case, no accents, letters and digits only.

    >>> key("Tri-Calcium Phosphate"), key("Gélatine")
    ('tricalciumphosphate', 'gelatine')
    """
    return name.translate(_JOINED) if name.isascii() else _NOT_NAME.sub("", name.lower().translate(_ACCENTS))


@lru_cache(maxsize=20_000)
def identify(name: str, *, nutrient: bool = False) -> str | None:
    """The identifier of the substance that a printed name means; None when we do not know it.

    Never a guess: only spelling (case, accents, hyphens, plural, "organic …") is forgiven, and what a label says of a
    species besides its name (part, extract, Latin name, strain). A name that is both an allergen's and a
    nutrient's means what is avoided; where nutrients are listed, `nutrient` says so.

    >>> identify("sugars"), identify("sugars", nutrient=True)
    ('sugar', 'sugars')
    >>> identify("Milk Thistle Seed Extract (Silybum marianum)"), identify("L. rhamnosus GG (ATCC 53103)")
    ('milk-thistle', 'lacticaseibacillus-rhamnosus')
    """
    lowered = name.lower().translate(_ACCENTS).strip()
    for form in dict.fromkeys((lowered, _PLAINWORDS.sub("", lowered), _BRACKETS.sub("", lowered))):
        if known := _look_up(form, nutrient=nutrient):
            bracketed = known.kind in species.LIVING and ("(" in lowered or "[" in lowered)
            return species.agreed(known, lowered, _look_up) if bracketed else known.id
    return species.find(lowered, _look_up)


def _look_up(words: str, *, nutrient: bool = False) -> Substance | None:
    """The substance whose name some folded words are, in the singular or plural."""
    names = _names()
    whole = _NOT_NAME.sub("", words)
    for form in (whole, whole.removesuffix("s"), whole.removesuffix("es"), whole + "s"):
        if form and (known := names["names"].get(form)):
            return substances()[names["nutrients"].get(form, known) if nutrient else known]
    return None


@lru_cache(maxsize=20_000)
def source_of(nutrient: str | None, name: str) -> str | None:
    """What supplies a nutrient, when a label names only the other half: of magnesium, "citrate" is magnesium-citrate."""
    known = identify(name)
    if nutrient is None:
        return known
    if known is None or substances()[known].kind not in ("compound", "nutrient"):
        base = substances()[nutrient].name if nutrient in substances() else nutrient
        for form in (f"{base} {name}", f"{name} de {base}", f"{name} d'{base}"):
            combined = identify(form)
            if combined and nutrient in substances()[combined].of:
                return combined
    return known


@cache
def keys() -> dict[str, tuple[str, ...]]:
    """The keys of every name that each substance is known by, to find one in a running text."""
    found: dict[str, list[str]] = {}
    for name, identifier in _names()["names"].items():
        found.setdefault(identifier, []).append(name)
    return {identifier: tuple(names) for identifier, names in found.items()}


@lru_cache(maxsize=4_000)
def spoken(text: str) -> tuple[str, ...]:
    """The substances that a running text names, each once; the longest name at each place wins.

    >>> spoken("Vitamin D3 with EPA and DHA"), spoken("grâce à la vitamine K2")
    (('vitamin-d3', 'epa', 'dha'), ('vitamin-k2',))
    """
    index: dict[str, str] = _names()["names"]
    seen, found, at = words(text), dict[str, None](), 0
    while at < len(seen):
        for length in range(min(_LONGEST, len(seen) - at), 0, -1):
            joined = "".join(seen[at : at + length])
            known = index.get(joined) or index.get(joined.removesuffix("s"))
            if known and (len(joined) > (_SHORTEST if length == 1 else 2 * _SHORTEST) or not joined.isalpha()):
                found[known] = None
                at += length - 1
                break
        at += 1
    return tuple(found)


_LONGEST = 6
"""words of the longest name that is looked for in a running text"""
_SHORTEST = 2
"""letters of what is no name in a running text: "la" is an article before it is linoleic acid, as "à la" is not ALA"""


def kind_of(identifier: str | None) -> str | None:
    """The kind of a known substance: nutrient, compound, botanical, organism, …; None for an id that we do not know."""
    known = substances().get(identifier or "")
    return known.kind if known else None


def of(identifier: str) -> tuple[str, ...]:
    """The nutrients that a known substance supplies."""
    known = substances().get(identifier)
    return known.of if known else ()


def write() -> None:
    """Write `names.json` from the substance files (`make names`)."""
    text = json.dumps(collect(), ensure_ascii=False, indent=0, sort_keys=True)
    NAMES.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
