# SPDX-License-Identifier: Apache-2.0
"""What the printed name of an ingredient names that somebody may avoid: milk in "whey (milk)", beef in "bovine gelatin"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from officinal.knowledge.names import keys, kind_of, words

_LONGEST = 4
"""words in a name"""
_DENIED_BEFORE = frozenset(("no", "non", "not", "without", "sans"))
_PLANT_MILKS = frozenset(("coconut", "hemp", "pea", "cashew", "hazelnut", "macadamia"))
_NOT_OF_ANIMALS = frozenset(
    [
        "vegan",
        "vegetarian",
        "vegetable",
        "plant",
        "lichen",
        "algae",
        "algal",
        "microalgae",
        "mushroom",
        "fungal",
        "fermented",
        "fermentation",
        "aspergillus",
        "synthetic",
        "vegane",
        "vegetalien",
        "vegetalienne",
        "vegetarien",
        "vegetarienne",
        "vegetal",
        "vegetale",
        "lichens",
        "algues",
        "algue",
        "champignon",
        "fongique",
        "fermente",
        "fermentee",
        "synthetique",
    ]
)
_ARTIFICIAL = frozenset(["artificial", "artificiel", "artificielle", "artificiels", "artificielles", "synthetic"])
_FLAVOURS = frozenset(
    ["flavor", "flavors", "flavour", "flavours", "flavoring", "flavouring", "arome", "aromes", "saveur", "saveurs"]
)
_COLOURS = frozenset(
    ["color", "colors", "colour", "colours", "coloring", "colouring", "dye", "dyes", "colorant", "colorants"]
)


@lru_cache(maxsize=10_000)
def named_in(printed: str) -> frozenset[str]:
    """What printed words name that somebody may avoid; what they deny ("corn-free", "non-dairy") is not named.

    >>> sorted(named_in("whey powder (milk), soy lecithin"))
    ['milk', 'soy']
    >>> sorted(named_in("fish oil (anchovies), corn-free, cashews"))
    ['cashew', 'fish']
    >>> named_in("non-dairy creamer, milk thistle, coconut milk")
    frozenset({'coconut'})
    """
    return frozenset(_named(words(printed)))


def _named(said: list[str]) -> Iterator[str]:
    nameable, at = _nameable(), 0
    while at < len(said):
        for length in range(min(_LONGEST, len(said) - at), 0, -1):
            key = "".join(said[at : at + length])
            if known := nameable.get(key) or nameable.get(key.removesuffix("s")):
                if kind_of(known) == "allergen" and not _denied(said, at, length, known):
                    yield known
                at += length
                break
        else:
            at += 1


@cache
def _nameable() -> dict[str, str]:
    """The keys of what somebody may avoid, and of the plants whose names hold such a word: milk thistle."""
    return {key: of for of, listed in keys().items() if kind_of(of) in ("allergen", "botanical") for key in listed}


def _denied(said: list[str], at: int, length: int, known: str) -> bool:
    before, after = said[at - 1] if at else "", said[at + length] if at + length < len(said) else ""
    return after == "free" or before in _DENIED_BEFORE or (known == "milk" and before in _PLANT_MILKS)


def not_of_animals(printed: str) -> bool:
    """Whether printed words say that the ingredient comes of no animal: "vegan", "from lichen", "fermented"."""
    return not _NOT_OF_ANIMALS.isdisjoint(words(printed))


def is_flavour(name: str) -> bool:
    """Whether a printed name is that of a flavour: "natural cherry flavor"."""
    return not _FLAVOURS.isdisjoint(words(name))


def artificial(name: str) -> Iterator[str]:
    """What is artificial by its printed name: "natural and artificial cherry flavor"."""
    said = set(words(name))
    if _ARTIFICIAL & said:
        if _FLAVOURS & said:
            yield "artificial-flavours"
        if _COLOURS & said:
            yield "artificial-colours"
