# SPDX-License-Identifier: Apache-2.0
"""W001: something is to be taken apart from the product, and how long apart is not said."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "“{text}” ({things}) is no interval: the page does not say how many hours",
        "fr": "« {text} » ({things}) n’est pas un intervalle : la page ne dit pas combien d’heures",
    },
    advice={
        "en": "State hours; two before or after is usual for minerals, and some medicines need more",
        "fr": "Indiquer des heures; deux avant ou après est usuel pour les minéraux, et certains médicaments en demandent plus",
    },
    cite=Cite("pharmasave-zinc", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Once for each wording that gives no hours, with all that it speaks of."""
    for at, directions in enumerate(case.label.directions):
        vague: dict[str, list[int]] = {}
        for index, apart in enumerate(directions.keep_apart):
            if apart.hours is None:
                vague.setdefault(apart.as_printed, []).append(index)
        for text, indices in vague.items():
            things = ", ".join(directions.keep_apart[index].from_ for index in indices)
            yield Found(f"/directions/{at}/keep_apart/{indices[0]}/as_printed", {"text": text, "things": things})
