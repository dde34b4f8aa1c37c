# SPDX-License-Identifier: Apache-2.0
"""C005: a guarantee, a proof or a recommendation by professionals is claimed."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.claims.wordings import mentioning
from officinal.checks.rule import Cite, Found, Rule
from officinal.patterns import lazy

RULE = Rule(
    severity="info",
    message={
        "en": "“{words}” claims a proof or a guarantee; such words are commonly refused where the proof is not shown",
        "fr": "« {words} » invoque une preuve ou une garantie; de tels mots sont souvent refusés si la preuve n’est pas montrée",
    },
    advice={
        "en": "Cite the study of this product, or say what was tested and by whom; else leave the words out",
        "fr": "Citer l’étude de ce produit ou dire ce qui a été testé et par qui; sinon, retirer ces mots",
    },
    cite=Cite("general-knowledge", verified="general-knowledge"),
)
_PROOF = lazy(
    r"\bguaranteed (?:results|to work|relief|effective)\b|\bresultats? garantis?\b|\befficacite garantie\b"
    r"|\b(?:clinically|scientifically|medically) (?:proven|validated|demonstrated)\b"
    r"|\b(?:cliniquement|scientifiquement) (?:prouve|demontre|valide)\w*"
    r"|\b(?:doctor|physician|pharmacist|dermatologist|practitioner)s?[- ](?:recommended|approved|trusted)\b"
    r"|\brecommended by (?:doctors|physicians|pharmacists|health professionals)\b"
    r"|\brecommandee?s? par (?:les |des )?(?:medecins|pharmaciens|professionnels de la sante|dermatologues)\b"
    r"|\bmiracle\b|\bmiraculeux\b|\bworks for everyone\b|\binstant (?:relief|results)\b"
)

_STEMS = (
    "guarant",
    "garanti",
    "proven",
    "validated",
    "demonstrated",
    "prouv",
    "demontr",
    "valide",
    "recommend",
    "recommand",
    "approved",
    "trusted",
    "mirac",
    "everyone",
    "instant",
)


def check(case: Case) -> Iterator[Found]:
    """Each line that speaks for the product in such words."""
    for line in mentioning(case, _STEMS):
        if match := _PROOF.search(line.folded):
            yield Found(line.pointer, {"words": line.text[match.start() : match.end()]})
