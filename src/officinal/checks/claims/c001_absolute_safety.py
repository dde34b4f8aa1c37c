# SPDX-License-Identifier: Apache-2.0
"""C001: the page says or implies that the product can do no harm."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import mentioning, wordings
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="error",
    message={
        "en": "“{text}” says that there is no risk; every health product carries some",
        "fr": "« {text} » affirme l’absence de risque; tout produit de santé en comporte",
    },
    advice={
        "en": "Remove it; say who should take care, and what is known of tolerance at the recommended dose",
        "fr": "Le retirer; dire qui doit prendre des précautions et ce que l’on sait de la tolérance à la dose recommandée",
    },
    cite={
        "ca": Cite("fda-ca", "s. 9(1)"),
        "us": Cite("fdca", "403(r)(6)(B)", verified="third-party"),
        "eu": Cite("eu-1924-2006", "art. 3(a)", verified="third-party"),
    },
)
_SAFE = lazy(
    r"\b(?:100 ?%|completely|totally|perfectly|absolutely|entirely|tout a fait|totalement|parfaitement) "
    r"(?:safe|harmless|sans danger|securitaires?|inoffensi(?:f|ve)s?)\b"
    r"|\b(?:no|zero|without(?: any)?|free (?:of|from)|sans(?: aucun)?|aucun|zero) "
    r"(?:known |negative |adverse |harmful |unwanted )*(?:side[- ]effects?|effets? (?:secondaires?|indesirables?))\b"
    r"|\bside[- ]effect[- ]free\b|\b(?:no|zero|without) risks?\b(?!.{0,20}(?:guarantee|refund|money|trial))|\bsans (?:aucun )?(?:danger|risque)\b"
)

_STEMS = ("safe", "effect", "effet", "risk", "risque", "danger", "harmless", "inoffensi", "securitaire")


def check(case: Case) -> Iterator[Found]:
    """Each claim that the reader marked, and each head line or badge in such words."""
    worded = [line for line in mentioning(case, _STEMS) if _SAFE.search(line.folded)]
    for line in wordings(case):
        marked = line.claim is not None and line.claim.claim.mark == "absolute-safety"
        if marked or line in worded:
            yield Found(line.pointer, {"text": line.text})
