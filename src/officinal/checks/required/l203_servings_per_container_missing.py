# SPDX-License-Identifier: Apache-2.0
"""L203: no number of servings, where the net quantity does not give it."""

from collections.abc import Iterator

from officinal.checks.case import Case, Table
from officinal.checks.reading.r007_serving_size_missing import states_serving
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Quantity

RULE = Rule(
    severity="error",
    message={
        "en": "The panel states no servings per container, and the net quantity does not say how many there are",
        "fr": "Le tableau n’indique pas le nombre de portions (servings per container), et la quantité nette ne le donne pas",
        "en-page": "The page does not show the servings per container",
        "fr-page": "La page n’indique pas le nombre de portions par contenant",
    },
    advice={
        "en": "State it under the serving size: Servings Per Container 30",
        "fr": "L’indiquer sous la portion: «Servings Per Container 30»",
    },
    cite=Cite("21-cfr-101-36", "(b)(1)(ii)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each panel with a serving; one capsule out of sixty is sixty servings already."""
    for table in case.tables:
        counted = table.servings_per_container is not None or _net_quantity_says(case.label.net_amount, table)
        if table.rows and states_serving(table) and not counted:
            yield from absent(case, f"{table.pointer}/servings_per_container")


def _net_quantity_says(net: Quantity | None, table: Table) -> bool:
    """Whether the net quantity counts servings, or the one unit that is a serving."""
    serving = table.serving
    if net is None or serving is None:
        return False
    one_each = serving.count == 1 and serving.max_count is None and serving.unit == net.unit
    return net.unit == "serving" or one_each
