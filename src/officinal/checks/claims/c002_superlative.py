# SPDX-License-Identifier: Apache-2.0
"""C002: a superlative, or a comparison with other products, without what would prove it."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import Wording, mentioning, wordings
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "“{text}” ranks the product above others; nothing on the page proves it",
        "fr": "« {text} » place le produit au-dessus des autres; rien sur la page ne le prouve",
    },
    advice={
        "en": "Say what sets the product apart in facts that can be checked, or hold the proof and say where it is",
        "fr": "Dire ce qui distingue le produit par des faits vérifiables, ou détenir la preuve et dire où elle se trouve",
    },
    cite={
        "ca": Cite("fda-ca", "s. 9(1)"),
        "us": Cite("fdca", "403(r)(6)(B)", verified="third-party"),
        "eu": Cite("eu-1924-2006", "art. 3(a)", verified="third-party"),
    },
)
_ABOVE = lazy(
    r"\bmost (?:advanced|potent|bioavailable|effective|absorbable|powerful|complete|studied|comprehensive|trusted|researched|popular)\b"
    r"|\b(?:strongest|highest quality|unmatched|unrivall?ed|unsurpassed|purest|second to none|world'?s (?:first|best|finest|only))\b"
    r"|#1\b|\b(?:number one|no\. ?1|best[- ](?:quality|magnesium|formula|form|absorbed|supplement|choice|on the market))\b"
    r"|\b(?:le|la|les) plus (?:avancee?|puissante?|efficace|pure?|complete?|biodisponible|concentree?|etudiee?)s?\b"
    r"|\b(?:la|le|les) meilleure?s?\b|\binegalee?s?\b"
)

_NOT_RANKED = lazy(
    r"\b(?:works?|feel|look|perform|live|knows?|at|are|is)(?: (?:their|its|your|the|our))? best\b(?! (?:on|in the|quality|choice|form))"
    r"|\bbest (?:of all|as an?|with|possible|life|lives)\b|\bquality standards\b|\bour mission\b|-best\b"
)
"""words that mark a comparison and yet rank no product: "work best as a team", "feel your best\""""

_STEMS = (
    "most ",
    "strongest",
    "highest",
    "purest",
    "best",
    "#1",
    "number one",
    "no. 1",
    "no.1",
    "unmatched",
    "unriv",
    "unsurp",
    "second to",
    "world",
    "plus ",
    "meilleur",
    "inegale",
)


def check(case: Case) -> Iterator[Found]:
    """Each claim that the reader marked as comparing, and each head line or badge with a superlative of its own."""
    worded = [line for line in mentioning(case, _STEMS) if _ABOVE.search(line.folded)]
    for line in wordings(case):
        marked = line.claim is not None and line.claim.claim.mark == "comparative"
        if (marked and not _NOT_RANKED.search(line.folded)) or line in worded:
            yield _found(case, line)


def _found(case: Case, line: Wording) -> Found:
    return Found(line.pointer, {"text": line.text}, severity=None if case.market.id == "ca" else "info")
