# SPDX-License-Identifier: Apache-2.0
"""R002: an ingredient that is named and has no amount, where one is due."""

from collections.abc import Iterator

from officinal.checks.case import Case, Row
from officinal.checks.counted import amount as in_words
from officinal.checks.finding import Severity
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.schema import Text
from officinal.patterns import lazy

RULE = Rule(
    severity="error",
    message={
        "en": "{name} has no amount",
        "fr": "{name} n’a pas de quantité",
        "en-members": "Ingredients inside {blend} have no amount of their own: {names}",
        "fr-members": "Des ingrédients de {blend} n’ont pas de quantité propre: {names}",
        "en-several": "{count} ingredients have no amount: {names}",
        "fr-several": "{count} ingrédients n’ont pas de quantité: {names}",
    },
    advice={
        "en": "State the amount beside the name",
        "fr": "Indiquer la quantité à côté du nom",
        "en-members": "State the amount of each; a total for the blend does not stand for them here",
        "fr-members": "Indiquer la quantité de chacun; le total du mélange ne suffit pas ici",
        "en-several": "State the amount beside each name",
        "fr-several": "Indiquer la quantité à côté de chaque nom",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(v)"),
        "facts-table": Cite("nhpr", "93.1(7)(a)(ii)"),
        "us": Cite("21-cfr-101-36", "(b)(2)(ii), (b)(3)(ii), (c)"),
        "eu": Cite("eu-2002-46", "art. 8(1)"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(2)(f)"),
    },
)

_MOST_ALONE = 2
"""more rows of a table than this are one finding"""
_POTENCY = lazy(r"\b\d+ ?(?:CH|DH|CK|LM|MK|X|C|K|M|D)\b")
"""how a homeopathic dilution is written: 30 CH, 6X; it stands in the place of an amount"""


def check(case: Case) -> Iterator[Found]:
    """Each row with a name and no amount; members of one blend together, and many rows of one table."""
    severity: Severity | None = "warning" if case.reading else None
    for table in case.tables:
        lacking = [row for row in table.rows if _lacks(row) and not _may_lack(row, case)]
        alone = [row for row in lacking if row.blend is None]
        if len(alone) > _MOST_ALONE:
            values = {"count": len(alone), "names": tuple(str(row.item.name) for row in alone)}
            yield Found(f"{table.pointer}/medicinal_ingredients", values, severity=severity, variant="several")
        else:
            yield from (Found(row.pointer, {"name": row.item.name}, severity=severity) for row in alone)
        for blend in dict.fromkeys(row.blend for row in lacking if row.blend):
            members = tuple(str(row.item.name) for row in lacking if row.blend is blend)
            yield Found(
                f"{blend.pointer}/ingredients",
                {"blend": blend.item.name or _total(blend), "names": members},
                severity="warning" if case.market.id in ("eu", "uk") else severity,
                variant="members",
            )


def _lacks(row: Row) -> bool:
    """Whether a row has a name and nothing that measures it."""
    item = row.item
    return (
        item.name is not None
        and item.amount is None
        and item.kind != "nutrition"
        and not item.equivalents
        and not any(column.amount for column in item.other_columns)
        and not _POTENCY.search(item.name)
    )


def _may_lack(row: Row, case: Case) -> bool:
    """Whether the row needs no amount: a heading, a part of an ingredient, or in the US a member of a blend."""
    members = row.item.ingredients
    if members and (row.item.kind != "blend" or all(each.amount for each in members)):
        return True
    if row.blend is None:
        return False
    if row.blend.item.kind != "blend":
        return True
    return case.market.id == "us" and not _has_daily_value(row, case)


def _has_daily_value(row: Row, case: Case) -> bool:
    """Whether the US has a Daily Value for it: then it is declared apart, even out of a blend."""
    values = case.know.values(row.substance, "label-reference", market=case.market.id, as_of=case.as_of)
    return any(value.value is not None for value in values)


def _total(blend: Row) -> Text | str:
    amount = blend.item.amount
    return in_words(amount) if amount else "—"
