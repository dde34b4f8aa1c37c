# SPDX-License-Identifier: Apache-2.0
"""N003: the page warns of a mineral, a non-medicinal ingredient brings it, and nothing says how much."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.non_medicinal.minerals import bringing, stated
from officinal.checks.rule import Cite, Found, Named, Rule
from officinal.knowledge.names import identify, words

RULE = Rule(
    severity="info",
    message={
        "en": "The page warns of {mineral}, which comes with {salts} among the other ingredients; how much is not stated",
        "fr": "La page met en garde contre: {mineral}; il en vient avec {salts}, parmi les autres ingrédients, sans que la quantité soit indiquée",
    },
    advice={
        "en": "State how much {mineral} a serving holds, counting the other ingredients",
        "fr": "Indiquer combien une portion contient ({mineral}), les autres ingrédients compris",
    },
    cite={
        "former": Cite("nhpr-former", "93(2)(a)"),
        "facts-table": Cite("nhpr", "93.1(17)(a)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(i)"),
        "any": Cite("general-knowledge", verified="general-knowledge"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each mineral but sodium that a caution names; sodium is N002's."""
    done: set[str] = set()
    for at, risk in enumerate(case.label.risk_information):
        for mineral in _minerals(case, risk.what or ""):
            salts = bringing(case, mineral) if mineral not in done else ()
            done.add(mineral)
            if salts and not stated(case, mineral):
                names = tuple(dict.fromkeys(each.item.name for each in salts))
                yield Found(f"/risk_information/{at}", {"mineral": Named(mineral), "salts": names})


def _minerals(case: Case, text: str) -> Iterator[str]:
    """The elements other than sodium that a caution's words name."""
    for word in words(text):
        of = identify(word)
        known = case.know.substances.get(of or "")
        if known is not None and known.element is not None and known.id != "sodium":
            yield known.id
