# SPDX-License-Identifier: Apache-2.0
"""D002: a dose that says how much and not how often, so that no day's dose can be worked out."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.counted import measured
from officinal.checks.rule import Cite, Found, Rule
from officinal.label import Measure
from officinal.label.daily import daily_servings, in_servings

RULE = Rule(
    severity="info",
    message={
        "en": "The directions say {dose}, not how often a day; no daily dose was computed, and nothing that depends on it was checked",
        "fr": "Le mode d’emploi indique {dose}, mais non combien de fois par jour; aucune dose quotidienne n’a été calculée, et rien de ce qui en dépend n’a été vérifié",
        "en-open": "The directions set no most: {dose} or more; whether a day's dose is too high was not checked",
        "fr-open": "Le mode d’emploi ne fixe aucun maximum: {dose} ou plus; on n’a pas vérifié si la dose quotidienne est trop élevée",
    },
    advice={
        "en": "Say how many times a day, or the most in a day",
        "fr": "Préciser combien de fois par jour, ou le maximum par jour",
        "en-open": "Say the most in a day",
        "fr-open": "Préciser le maximum par jour",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(viii)"),
        "facts-table": Cite("nhpr", "93.1(14)(a)"),
        "us": Cite("21-cfr-101-36", "(b)(1)(i)"),
        "eu": Cite("eu-2002-46", "art. 6(3)(b)"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(2)(b)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """Each dose that some table's serving can be compared with; where it cannot, another rule speaks."""
    servings = [table.serving for table in case.tables if any(row.item.amount for row in table.rows)]
    known = any(dose.servings for table in case.tables for dose in case.doses(table))
    if case.market.id in ("eu", "uk") and not known:
        return  # the portion for a day is a duty there, and L302 speaks
    for at, directions in enumerate(case.label.directions):
        dose = directions.servings
        comparable = [each for each in servings if dose and in_servings(dose, each)]
        if dose is None or not comparable or _is_the_container(case, dose):
            continue
        days = [daily_servings(directions, each) for each in comparable]
        if not any(days):
            yield Found(f"/directions/{at}/servings", {"dose": measured(dose)})
        elif not any(day and day.max is not None for day in days):
            yield Found(f"/directions/{at}/servings", {"dose": measured(dose)}, variant="open")


def _is_the_container(case: Case, dose: Measure) -> bool:
    """Whether what looks like a dose is all that the container holds."""
    net = case.label.net_amount
    return net is not None and (net.value, net.unit) == (dose.max, dose.unit)
