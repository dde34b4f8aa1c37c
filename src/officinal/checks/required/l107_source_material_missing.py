# SPDX-License-Identifier: Apache-2.0
"""L107: a vitamin or mineral without the material that it comes from."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row
from officinal.checks.required.absent import absent
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "No source material is stated for {names}",
        "fr": "Aucune matière d’origine n’est indiquée pour {names}",
        "en-page": "The page does not show a source material for {names}",
        "fr-page": "La page n’indique pas la matière d’origine de {names}",
    },
    advice={
        "en": "State what supplies it: magnesium (magnesium citrate); it may stand in a leaflet or on a website where the label has no room",
        "fr": "Indiquer ce qui le fournit: magnésium (citrate de magnésium); la mention peut figurer dans un feuillet ou sur un site si l’étiquette est trop petite",
    },
    cite={"former": Cite("nhpr-former", "93(1)(b)(xiv)"), "facts-table": Cite("nhpr", "93.1(7)(b)")},
)


def check(case: Case) -> Iterator[Found]:
    """The elements and lettered vitamins of each table, as one finding."""
    for table in case.tables:
        lacking = [row for row in table.rows if _lacks_source(row, case)]
        if lacking:
            pointer = lacking[0].pointer if len(lacking) == 1 else f"{table.pointer}/medicinal_ingredients"
            yield from absent(case, pointer, names=tuple(str(row.item.name) for row in lacking))


def _lacks_source(row: Row, case: Case) -> bool:
    """Whether a row names no source for an element or a lettered vitamin; vitamin D3 and K2 are sources themselves."""
    item = row.item
    if item.name is None or item.sources or item.kind or item.ingredients or row.blend:
        return False
    known = case.know.substances.get(row.substance or "")
    lettered = known is not None and known.id.startswith("vitamin-") and known.group is None
    return known is not None and known.kind == "nutrient" and (known.element is not None or lettered)
