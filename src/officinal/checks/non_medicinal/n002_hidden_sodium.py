# SPDX-License-Identifier: Apache-2.0
"""N002: sodium salts among the non-medicinal ingredients, in a form that takes much of them, and no amount of sodium."""

from collections.abc import Iterator

from officinal.checks.allergens.denied import denied
from officinal.checks.case import Case
from officinal.checks.non_medicinal.minerals import bringing, stated
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "Sodium comes with {salts}; nothing says how much a serving holds",
        "fr": "Du sodium vient avec: {salts}; rien n’indique combien par portion",
        "en-denied": "Said to be free from sodium, but the ingredients list {salts}",
        "fr-denied": "Annoncé sans sodium, mais les ingrédients comprennent: {salts}",
    },
    advice={
        "en": "Work out the sodium of a serving and state it, for people on a low-sodium diet",
        "fr": "Calculer le sodium d’une portion et l’indiquer, pour les personnes qui suivent un régime pauvre en sodium",
        "en-denied": "Work out the sodium of a serving: the claim holds only below the market's limit",
        "fr-denied": "Calculer le sodium d’une portion: l’allégation ne vaut que sous la limite du marché",
    },
    cite={
        "ca": Cite("hc-mvm-2023", "Introduction", verified="official"),
        "us": Cite("21-cfr-101-36", "(b)(2)(i)"),
        "any": Cite("general-knowledge", verified="general-knowledge"),
    },
)

_MUCH_SALT = frozenset(("powder", "effervescent-tablet", "sachet"))
"""forms that fizz or dissolve: their salts weigh grams, not the milligrams of a tablet"""


def check(case: Case) -> Iterator[Found]:
    """The salts of the label as one finding: beside a sodium-free claim, or where two of them or the form make it matter."""
    salts = bringing(case, "sodium")
    if not salts:
        return
    names = tuple(dict.fromkeys(each.item.name for each in salts))
    claim = next((claim for claim in denied(case) if claim.of == "sodium"), None)
    if claim is not None:
        yield Found(claim.pointer, {"salts": names}, severity="warning", variant="denied")
    elif (len(names) > 1 or case.label.dosage_form in _MUCH_SALT) and not stated(case, "sodium", "salt"):
        yield Found(salts[0].pointer, {"salts": names}, severity="warning" if case.market.id == "us" else None)
