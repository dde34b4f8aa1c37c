# SPDX-License-Identifier: Apache-2.0

"""F206: a nutrient with a Daily Value and no percent beside it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.percents import lawful
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="warning",
    message={
        "en": "{name} has a Daily Value, and its row shows no percent of it",
        "fr": "{name} possède une valeur quotidienne, mais sa ligne n’en montre pas le pourcentage",
    },
    advice={"en": "Add the percent Daily Value", "fr": "Ajouter le pourcentage de la valeur quotidienne"},
    cite=Cite("21-cfr-101-36", "(b)(2)(iii)", verified="third-party"),
)


def check(case: Case) -> Iterator[Found]:
    """Each row outside a blend with an amount and a Daily Value; a percent in brackets on another row does not count."""
    if not any(row.item.daily_value_percent is not None for row in case.rows):
        return  # a page that shows no percent at all shows no panel: L2xx speaks of what is missing as a whole
    for row in case.rows:
        item = row.item
        if (
            item.amount is None
            or item.amount.value == 0
            or row.substance is None
            or row.blend
            or _optional(row.substance)
        ):
            continue
        if item.daily_value_percent is None and item.daily_value_note is None and lawful(case, row.substance):
            yield Found(row.pointer, {"name": item.name or row.substance})


def _optional(substance: str) -> bool:
    """Calories carry no percent, and that of protein is the maker's choice."""
    return substance in ("energy", "protein")
