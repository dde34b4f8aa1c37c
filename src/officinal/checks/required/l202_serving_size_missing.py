# SPDX-License-Identifier: Apache-2.0
"""L202: a Supplement Facts panel without a serving size."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.reading.r007_serving_size_missing import states_serving
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="error",
    message={
        "en": "The panel states no serving size",
        "fr": "Le tableau n’indique pas la portion (serving size)",
        "en-page": "The page does not show a serving size",
        "fr-page": "La page n’indique pas la portion (serving size)",
    },
    advice={
        "en": "State it under the title: Serving Size 2 Capsules; it is the most that is recommended for one occasion",
        "fr": "L’indiquer sous le titre: «Serving Size 2 Capsules»; c’est la quantité maximale recommandée par prise",
    },
    cite=Cite("21-cfr-101-36", "(b)(1)(i)"),
)


def check(case: Case) -> Iterator[Found]:
    """Each panel with rows."""
    for table in case.tables:
        if table.rows and not states_serving(table):
            yield from absent(case, f"{table.pointer}/serving")
