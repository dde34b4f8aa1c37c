# SPDX-License-Identifier: Apache-2.0
"""A006: a vegan or vegetarian badge, and an ingredient that comes of an animal."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import MISLEADING
from officinal.checks.allergens.made_of import PROVEN, Made, Thing, best_known, things
from officinal.checks.case import Case
from officinal.checks.rule import Found, Named, Rule
from officinal.knowledge.names import fold
from officinal.patterns import lazy

RULE = Rule(
    severity="error",
    message={
        "en": "“{badge}”, but the ingredients list {ingredients} (from {source})",
        "fr": "«{badge}», mais les ingrédients comprennent: {ingredients} (origine: {source})",
        "en-usual": "“{badge}”; usually from {source}: {ingredients}",
        "fr-usual": "«{badge}»; provenant habituellement de {source}: {ingredients}",
    },
    advice={
        "en": "Take the badge off, or name the source that makes it true",
        "fr": "Retirer le logo, ou nommer l’origine qui le justifie",
    },
    cite=MISLEADING,
)

_VEGAN = lazy(r"\b(?:vegans?|veganes?|vegetalien(?:ne)?s?)\b")
_VEGETARIAN = lazy(r"\b(?:vegetarians?|vegetarien(?:ne)?s?|veggie)\b")
_SHELL_ONLY = lazy(
    r"\b(?:cap(?:sule|let)?s?|vcaps?|softgels?|gelules?|shell|enveloppe|tablets?|comprimes?)\b|\bnon[- ]veg"
)
_OF_THE_BODY = ("meat", "fish", "shellfish")
"""what vegetarians avoid; milk, eggs, honey and wool they do not"""


def check(case: Case) -> Iterator[Found]:
    """The first badge of the page that says so, with what certainly contradicts it, or what usually would."""
    for pointer, badge, vegan in _badges(case):
        held = [(thing, made) for thing in things(case) if (made := _animal(case, thing, vegan))]
        certain = [pair for pair in held if pair[1].how in PROVEN]
        shown = certain or held
        if shown:
            first = best_known(made for _, made in shown)
            yield Found(
                pointer,
                {
                    "badge": badge,
                    "ingredients": tuple(dict.fromkeys(made.name for _, made in shown)),
                    "source": Named(first.of),
                },
                fact=first.fact if first.how != "named" else None,
                severity=None if certain else "info",
                variant="" if certain else "usual",
            )
        return


def _badges(case: Case) -> Iterator[tuple[str, str, bool]]:
    """The badges that speak of the whole product, vegan ones first: pointer, words, whether vegan."""
    said = [
        (f"/badges/{at}", badge, folded)
        for at, badge in enumerate(case.label.badges)
        if not _SHELL_ONLY.search(folded := fold(badge))
    ]
    yield from ((pointer, badge, True) for pointer, badge, folded in said if _VEGAN.search(folded))
    yield from ((pointer, badge, False) for pointer, badge, folded in said if _VEGETARIAN.search(folded))


def _animal(case: Case, thing: Thing, vegan: bool) -> Made | None:
    """What of an animal an ingredient certainly or usually is made of; the certain first, and of it the most telling."""
    found = [made for made in thing.made if made.how != "possible" and case.is_one_of(made.of, "animal-products")]
    if not vegan:
        body = [made for made in thing.made if any(case.is_one_of(made.of, each) for each in _OF_THE_BODY)]
        found = [made for made in found if made in body or (made.of == "animal-products" and body)]
    return min(found, key=lambda made: (made.how not in PROVEN, made.of == made.substance), default=None)
