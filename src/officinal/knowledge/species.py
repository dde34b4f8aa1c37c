# SPDX-License-Identifier: Apache-2.0
"""The species in a name that says more: its part, how it was made, its Latin name in brackets, its strain.

milk thistle seed extract (silybum marianum)    milk thistle
extrait de racine d'ashwagandha                 ashwagandha
l. rhamnosus gg (atcc 53103)                    Lacticaseibacillus rhamnosus

Names come folded. Words may only be left out if they name nothing: a part, a making, a number, the code of a strain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from officinal.knowledge.names import Substance

    LookUp = Callable[[str], Substance | None]

LIVING = ("botanical", "organism")
_PARTS = {
    "root": "root", "roots": "root", "racine": "root", "racines": "root",
    "rhizome": "rhizome", "rhizomes": "rhizome",
    "leaf": "leaf", "leaves": "leaf", "feuille": "leaf", "feuilles": "leaf",
    "seed": "seed", "seeds": "seed", "graine": "seed", "graines": "seed",
    "fruit": "fruit", "fruits": "fruit",
    "berry": "berry", "berries": "berry", "baie": "berry", "baies": "berry",
    "flower": "flower", "flowers": "flower", "fleur": "flower", "fleurs": "flower", "flowering": "flower", "tops": "flower", "sommites": "flower", "fleuries": "flower",
    "bark": "bark", "ecorce": "bark",
    "bulb": "bulb", "bulbs": "bulb", "bulbe": "bulb", "bulbes": "bulb",
    "stem": "stem", "stems": "stem", "tige": "stem", "tiges": "stem",
    "herb": "herb", "aerial": "herb", "part": "herb", "parts": "herb", "parties": "herb", "aeriennes": "herb", "whole": "herb", "plant": "herb", "plante": "herb", "entiere": "herb",
    "mushroom": "mushroom", "mycelium": "mushroom", "fruiting": "mushroom", "body": "mushroom", "bodies": "mushroom",
}  # fmt: skip
"""words for the part of a plant that is used, and the part they mean"""
_MADE = frozenset((
    "extract", "extracts", "extrait", "extraits", "powder", "powdered", "poudre", "tincture", "teinture", "concentrate", "concentrated", "concentre", "dry", "dried", "fresh", "raw", "organic", "certified", "standardized", "standardised", "standard", "liquid", "fluid", "full", "spectrum", "sec", "seche", "fluide", "standardise", "standardisee", "biologique", "bio", "frais", "fraiche",
))  # fmt: skip
_LINKS = frozenset((
    "of", "the", "from", "de", "du", "des", "d", "la", "le", "les", "l", "en",
))  # fmt: skip
_NUMBER = re.compile(r"\d[\d.,:/%-]*x?")
_CODE = re.compile(r"[a-z]*-?\d[a-z0-9.,:/%-]*")
"""a number, a ratio or the code of a strain"""
_STRAINS = frozenset((
    "gg", "ncfm", "shirota", "nissle", "atcc", "dsm", "dsmz", "cncm", "ncimb", "lmg", "cect", "strain", "souche", "probiotic",
))  # fmt: skip
_STANDARD = re.compile(r"[, ]*\b(?:standardi[sz]ed (?:to|for)|(?:standardise|titre)e? (?:a|en)) .*")
_INNERMOST = re.compile(r"[(\[]([^()\[\]]*)(?:[)\]]|$)")
_APART = re.compile(r"[,;/&+]|\b(?:and|et)\b")
_MARKS = ".,:;*-"
_TOKEN = re.compile(r"[^\s,;'’\"]+")
_NO_PLANT = frozenset((
    "oil", "huile", "juice", "jus", "gum", "gomme", "resin", "resine", "starch", "fibre", "fiber", "protein", "blend", "complex", "formula", "mix", "melange", "complexe", "and", "et", "with", "avec", "plus", "or", "ou", "as",
))  # fmt: skip
"""words beside which an unknown one is no mere other name of a plant"""
_LONGEST = 160
_MOST = 16
"""words of the longest name"""


def find(name: str, look_up: LookUp) -> str | None:
    """The species that a name means although the index does not hold it as a whole; None when that is not certain."""
    if ("standardi" in name or "titre" in name) and len(name) < 2 * _LONGEST:
        name = _STANDARD.sub("", name)
    if len(name) > _LONGEST or not _may_hold(name):
        return None
    outside, inside = _cut(name)
    said = _tokens(outside)
    if len(said) > _MOST:
        return None
    head = _name_in(said, look_up)
    species = _species(inside, look_up)
    if head is None and len(species) == 1 and _is_other_name(said, look_up):
        head = species[0] if _has_part(species[0], said) else None
    return _agreed(head, species) if head else None


def _may_hold(name: str) -> bool:
    """Whether there is anything that could be left out: a quick look, since most that is asked for is no name at all."""
    words = name.split()
    if not words or "(" in name or "[" in name:
        return bool(words)
    return _says_how(words[0]) or _says_how(words[-1].strip(_MARKS), strains=True)


def agreed(head: Substance, name: str, look_up: LookUp) -> str | None:
    """The species of a name, of which what stands outside the brackets is known already."""
    return _agreed(head, _species(_cut(name[:_LONGEST])[1], look_up))


def _agreed(head: Substance, species: list[Substance]) -> str | None:
    """ "Echinacea (Echinacea angustifolia)" is the latter; "turmeric (Zingiber officinale)" is neither."""
    if all(each.id == head.id for each in species):
        return head.id
    one, *more = {each.id: each for each in species}.values()
    return one.id if not more and _genus(one) == _genus(head) != "" else None


def _genus(substance: Substance) -> str:
    return substance.latin.split(" ")[0]


def _cut(name: str) -> tuple[str, list[str]]:
    """What stands outside the brackets, and what inside each of them."""
    inside: list[str] = []
    while found := _INNERMOST.search(name):
        inside.append(found[1])
        name = name[: found.start()] + " " + name[found.end() :]
    return name, inside


def _tokens(words: str) -> list[str]:
    return [token for each in _TOKEN.findall(words) if (token := each.strip(_MARKS))]


def _name_in(said: list[str], look_up: LookUp) -> Substance | None:
    """The fullest name that is left when words are dropped at both ends."""
    first, last = _core(said)
    cuts = ((begin, end) for begin in range(first + 1) for end in range(max(last, begin + 1), len(said) + 1))
    for begin, end in sorted(cuts, key=lambda cut: cut[0] - cut[1]):
        if found := look_up(" ".join(said[begin:end])):
            return found if _may_drop(found, said, begin, end, look_up) else None
    return None


def _core(said: list[str]) -> tuple[int, int]:
    """Where the first word that cannot be dropped stands, and where the last one ends."""
    first = next((at for at, word in enumerate(said) if not _says_how(word)), 0)
    last = next((at for at in range(len(said), 0, -1) if not _says_how(said[at - 1], strains=True)), 0)
    return first, last


def _says_how(word: str, *, strains: bool = False) -> bool:
    if word in _PARTS or word in _MADE or word in _LINKS:
        return True
    return strains and (word in _STRAINS or _CODE.fullmatch(word) is not None)


def _may_drop(found: Substance, said: list[str], begin: int, end: int, look_up: LookUp) -> bool:
    """Whether the words around a name say nothing but part, making or strain of what it names."""
    if found.kind not in LIVING or not _has_part(found, said):
        return False
    if begin and all(word in _LINKS for word in said[:begin]):
        return False
    codes = [word for word in said[end:] if not _says_how(word) and not _NUMBER.fullmatch(word)]
    if found.kind == "organism" and end - begin > 1:
        return not any(look_up(f"vitamin {code}") for code in codes)
    return not codes


def _has_part(found: Substance, said: list[str]) -> bool:
    """Whether a name leaves the part open that the substance is: pumpkin leaf is no pumpkin seed."""
    named = {_PARTS[word] for word in said if word in _PARTS}
    meant = {_PARTS[word] for word in found.id.split("-") if word in _PARTS}
    return not named or not meant or bool(named & meant)


def _species(inside: list[str], look_up: LookUp) -> list[Substance]:
    """The species that brackets name, with or without their part and the botanist who named them."""
    found = []
    for piece in (piece for words in inside for piece in _APART.split(words)):
        said = _tokens(piece)[:_MOST]
        known = look_up(" ".join(said)) or _name_in(said, look_up) or look_up(" ".join(said[:2]))
        if known and known.kind in LIVING:
            found.append(known)
    return found


def _is_other_name(said: list[str], look_up: LookUp) -> bool:
    """Whether words that the index does not hold can only be another name of a plant: a part stands beside them."""
    first, last = _core(said)
    core = said[first:last]
    if any(word in _NO_PLANT or not word[0].isalpha() or look_up(word) for word in core) or look_up(" ".join(core)):
        return False
    return any(word in _PARTS for word in (*said[:first], *said[last:])) or not core
