# SPDX-License-Identifier: Apache-2.0
"""N001: a non-medicinal ingredient whose name means nothing to us, so that no other rule can judge it."""

from collections.abc import Iterator

from officinal.checks.allergens.named import is_flavour
from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "{name} is not known to us; whether it is permitted, and what it is made of, was not verified",
        "fr": "{name} ne nous est pas connu; ni sa permission ni son origine n’ont été vérifiées",
        "en-several": "{count} non-medicinal ingredients are not known to us; whether they are permitted, and what they are made of, was not verified: {names}",
        "fr-several": "{count} ingrédients non médicinaux ne nous sont pas connus; ni leur permission ni leur origine n’ont été vérifiées: {names}",
    },
    advice={
        "en": "Check the spelling against the common name, and verify by hand",
        "fr": "Comparer l’orthographe avec le nom usuel, et vérifier à la main",
    },
    cite={
        "former": Cite("nhpr-former", "93(2)(a)"),
        "facts-table": Cite("nhpr", "93.1(17)(a)"),
        "us": Cite("21-cfr-101-4", "(a)(1), (g)", verified="third-party"),
        "eu": Cite("eu-1169-2011", "art. 18", verified="official"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """The unknown names of each table, as one finding; a flavour of whatever taste, and a mixture with its parts, are known."""
    for table in case.tables:
        unknown = [
            each
            for each in table.excipients
            if each.substance is None and not each.item.ingredients and not is_flavour(each.item.name)
        ]
        if len(unknown) == 1:
            yield Found(f"{unknown[0].pointer}/name", {"name": unknown[0].item.name})
        elif unknown:
            names = tuple(dict.fromkeys(each.item.name for each in unknown))
            pointer = f"{table.pointer}/non_medicinal_ingredients"
            yield Found(pointer, {"count": len(unknown), "names": names}, variant="several")
