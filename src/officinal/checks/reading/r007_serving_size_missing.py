# SPDX-License-Identifier: Apache-2.0
"""R007: amounts in a facts table that does not say what they are amounts per."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row, Table
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "The facts table does not say what its amounts are per: capsule, scoop or serving; no daily dose was computed",
        "fr": "Le tableau ne dit pas à quoi se rapportent ses quantités (capsule, mesure ou portion); aucune dose quotidienne n’a été calculée",
        "en-page": "The page does not show what the amounts of the facts table are per; no daily dose was computed",
        "fr-page": "La page n’indique pas à quoi se rapportent les quantités du tableau; aucune dose quotidienne n’a été calculée",
    },
    advice={
        "en": "Say it over the amounts: per capsule, per 2 scoops (6.9 g)",
        "fr": "L’indiquer au-dessus des quantités: par capsule, par 2 mesures (6,9 g)",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(v)"),
        "facts-table": Cite("nhpr", "93.1(7)(a)(ii)"),
        "eu": Cite("eu-2002-46", "art. 8(2)"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(3)(c)"),
        "us": Cite("21-cfr-101-36", "(b)(1)(i)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each table with amounts and no serving; in the US, where the serving size is a duty of its own, L202 speaks."""
    if case.market.id == "us":
        return
    for table in case.tables:
        if not states_serving(table) and any(_measured(row) for row in table.rows):
            pointer = f"{table.pointer}/serving"
            yield Found(pointer, variant="page", severity="info") if case.reading else Found(pointer)


def states_serving(table: Table) -> bool:
    """Whether a table says what its amounts are per."""
    serving = table.serving
    return serving is not None and any((serving.count is not None, serving.unit, serving.mass, serving.volume))


def _measured(row: Row) -> bool:
    return row.item.amount is not None and row.item.basis is None
