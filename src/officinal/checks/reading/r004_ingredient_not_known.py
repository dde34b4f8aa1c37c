# SPDX-License-Identifier: Apache-2.0
"""R004: a medicinal ingredient whose name means nothing to us, so that no other rule can judge it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.rule import Cite, Found, Rule

RULE = Rule(
    severity="info",
    message={
        "en": "{name} is not known to us; its dose, claims and risk information were not verified",
        "fr": "{name} ne nous est pas connu; sa dose, ses allégations et ses renseignements sur les risques n’ont pas été vérifiés",
        "en-several": "{count} ingredients are not known to us, and their doses, claims and risk information were not verified: {names}",
        "fr-several": "{count} ingrédients ne nous sont pas connus; leurs doses, leurs allégations et leurs renseignements sur les risques n’ont pas été vérifiés: {names}",
    },
    advice={
        "en": "Check the spelling against the proper or common name, and verify by hand",
        "fr": "Comparer l’orthographe avec le nom propre ou usuel, et vérifier à la main",
    },
    cite={
        "former": Cite("nhpr-former", "93(1)(b)(iii) to (v)"),
        "facts-table": Cite("nhpr", "93.1(7)(a)(i)"),
        "us": Cite("21-cfr-101-36", "(b)(3)(i)"),
        "eu": Cite("eu-2002-46", "art. 6(3)(a)"),
        "uk": Cite("uk-si-2003-1387", "reg. 6(2)(a)"),
    },
)


def check(case: Case) -> Iterator[Found]:
    """The unknown names of each table, as one finding."""
    for table in case.tables:
        unknown = [row for row in table.rows if row.item.name and row.substance is None and row.item.kind is None]
        if len(unknown) == 1:
            yield Found(f"{unknown[0].pointer}/name", {"name": unknown[0].item.name})
        elif unknown:
            names = tuple(dict.fromkeys(str(row.item.name) for row in unknown))
            yield Found(
                f"{table.pointer}/medicinal_ingredients", {"count": len(unknown), "names": names}, variant="several"
            )
