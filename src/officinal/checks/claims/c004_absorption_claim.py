# SPDX-License-Identifier: Apache-2.0
"""C004: a claim on how well, how fast or where the product is absorbed or released."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import Wording, wordings
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "“{text}” speaks of absorption or release, for which there is no authorised claim; the investigations that show it must be at hand before it is said",
        "fr": "« {text} » parle d’absorption ou de libération, pour laquelle il n’y a pas d’allégation autorisée; les études qui la démontrent doivent être en main avant de le dire",
        "en-us": "“{text}” speaks of absorption or release; whoever says it must hold the evidence",
        "fr-us": "« {text} » parle d’absorption ou de libération; qui l’affirme doit en détenir la preuve",
        "en-eu": "“{text}” speaks of absorption or release; no authorised claim is specific to a form or says so",
        "fr-eu": "« {text} » parle d’absorption ou de libération; aucune allégation autorisée ne vise une forme ni ne le dit",
    },
    advice={
        "en": "Name the form (magnesium bisglycinate) and leave the rest out, unless studies of this very product show it",
        "fr": "Nommer la forme (bisglycinate de magnésium) et s’en tenir là, sauf si des études de ce produit même le démontrent",
    },
    cite={
        "ca": Cite("fdr-ca", "C.01.012, applied by s. 98 of SOR/2003-196"),
        "us": Cite("fdca", "403(r)(6)(B)", verified="third-party"),
        "eu": Cite("eu-1924-2006", "art. 10(1)", verified="third-party"),
    },
)
_WORDS = lazy(
    r"\babsor(?:b|p)|\bbio-?(?:disponib|availab)|\bassimilat|\b(?:sustained|timed?|extended|slow|controlled)[- ]releas|\bliberation (?:prolongee|lente|controlee)"
)


def check(case: Case) -> Iterator[Found]:
    """Each claim on absorption, and each head line that speaks of it; an authorised one (vitamin D and calcium) is left alone."""
    variant = case.market.id if case.market.id != "uk" else "eu"
    for line in wordings(case):
        if _speaks_of_absorption(line):
            yield Found(
                line.pointer,
                {"text": line.text},
                severity=None if variant == "ca" else "info",
                variant="" if variant == "ca" else variant,
            )


def _speaks_of_absorption(line: Wording) -> bool:
    if line.claim is None:
        return _WORDS.search(line.folded) is not None
    return "absorption" in line.claim.targets
