# SPDX-License-Identifier: Apache-2.0
"""R005: a dose in a unit that cannot be brought into the serving of the facts table."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import measured, serving_words
from officinal.checks.rule import Cite, Found, Rule
from officinal.label.daily import in_servings

RULE = Rule(
    severity="info",
    message={
        "en": "The directions say {dose} and the facts table is for {serving}; without knowing how the two compare, no daily dose was computed",
        "fr": "Le mode d’emploi indique {dose} et le tableau vaut pour {serving}; faute de savoir comment les comparer, aucune dose quotidienne n’a été calculée",
    },
    advice={
        "en": "Give the serving in the unit of the directions too: 1 scoop (5 g)",
        "fr": "Donner aussi la portion dans l’unité du mode d’emploi: 1 mesure (5 g)",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(v), (viii)"),
        "facts-table": Cite("nhpr", "93.1(7)(a)(ii), (14)(a)"),
        "us": Cite("21-cfr-101-36", "(b)(1)(i)"),
        "eu": Cite("eu-2002-46", "art. 6(3)(b), 8(2)"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(2)(b), 6(3)(c)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each dose that no table's serving can be compared with; where a serving is missing another rule speaks."""
    servings = [table.serving for table in case.tables if table.serving and any(row.item.amount for row in table.rows)]
    stated = [each for each in servings if each.count is not None or each.mass or each.volume]
    if not stated:
        return
    for at, directions in enumerate(case.label.directions):
        dose = directions.servings
        if dose is None or dose.max is None or any(in_servings(dose, serving) for serving in stated):
            continue
        yield Found(
            f"/directions/{at}/servings",
            {"dose": measured(dose), "serving": serving_words(stated[0])},
        )
