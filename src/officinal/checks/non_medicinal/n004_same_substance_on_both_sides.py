# SPDX-License-Identifier: Apache-2.0
"""N004: one substance as a medicinal and as a non-medicinal ingredient."""

from collections.abc import Iterator

from officinal.checks.case import Case, Table
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "{name} is listed as a medicinal and as a non-medicinal ingredient; only the former has an amount",
        "fr": "{name} figure comme ingrédient médicinal et comme ingrédient non médicinal; seul le premier porte une quantité",
    },
    advice={
        "en": "Say what it is for in the second place, or list it once with all of it in the amount",
        "fr": "Préciser sa fonction à la seconde place, ou ne l’indiquer qu’une fois, toute la quantité comprise",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(iv), 93(2)(a)"),
        "facts-table": Cite("nhpr", "93.1(7), 93.1(17)(a)"),
        "us": Cite("21-cfr-101-4", "(g)", verified="third-party"),
        "any": Cite("general-knowledge", verified="general-knowledge"),
    },
)

_ONE_LIST = ("eu", "uk")
"""markets whose list of ingredients holds the active ones as well"""


def check(case: Case) -> Iterator[Found]:
    """Each such ingredient without a purpose; a list that repeats most rows is a list of everything."""
    if case.market.id in _ONE_LIST:
        return
    for table in case.tables:
        rows = _medicinal(table)
        repeated = [each for each in table.excipients if each.substance in rows and not each.item.purpose]
        if 2 * len({each.substance for each in repeated}) < len(rows):
            yield from (Found(each.pointer, {"name": each.item.name}) for each in repeated)


def _medicinal(table: Table) -> frozenset[str]:
    """What the rows are made with: their sources, or themselves where no source is named."""
    rows = (row for row in table.rows if row.item.kind is None)
    return frozenset(each for row in rows for each in (row.sources or (row.substance,)) if each)
