# SPDX-License-Identifier: Apache-2.0
"""A204: fish, crustacean shellfish or tree nuts are declared without their kind."""

from collections.abc import Iterator
from itertools import pairwise

from officinal.checks.allergens.denied import stated
from officinal.checks.allergens.made_of import things
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.names import identify, words

RULE = Rule(
    severity="warning",
    message={
        "en": "“{stated}” is declared without the kind, and no ingredient names one",
        "fr": "«{stated}» est déclaré sans préciser l’espèce ou la sorte, et aucun ingrédient ne la nomme",
    },
    advice={
        "en": "Name the species of fish or crustacean, or the kind of nut: “fish (anchovy)”, “almond”",
        "fr": "Nommer l’espèce de poisson ou de crustacé, ou la sorte de noix: «fish (anchovy)», «almond»",
    },
    cite=Cite("falcpa-2004", "403(w)(2)"),
)

_GENERAL = {
    "fish": ("fish", "fishes", "finfish", "poisson", "poissons"),
    "crustaceans": ("crustacean", "crustaceans", "crustaces", "crustace", "shellfish"),
    "tree-nuts": ("nut", "nuts", "treenuts", "noix"),
}
"""the words that name the whole group"""


def check(case: Case) -> Iterator[Found]:
    """Each entry of the contains statement that names a group, where no word of the label names one of its kinds."""
    for at, entry in enumerate(case.label.contains):
        for group in sorted(stated(entry) & _GENERAL.keys()):
            if not any(_kind_named(case, text, group) for text in _texts(case)):
                yield Found(f"/contains/{at}", {"stated": entry})


def _texts(case: Case) -> Iterator[str]:
    yield from case.label.contains
    for thing in things(case):
        yield thing.name
    for row in case.rows:
        yield from (source.name for source in row.item.sources)
    if case.reading is not None:
        yield case.reading.text


def _kind_named(case: Case, text: str, group: str) -> bool:
    """Whether a text names a species or kind of the group, and not only the group."""
    said = [each for each in words(text) if each not in _GENERAL[group]]
    pairs = (f"{one} {two}" for one, two in pairwise(said))
    return any((of := identify(each)) and case.is_one_of(of, group) for each in (*said, *pairs))
