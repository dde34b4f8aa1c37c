# SPDX-License-Identifier: Apache-2.0
"""What kinds of study, their subjects and results are called, in both languages."""

from __future__ import annotations

from typing import Final

_DESIGNS: Final = {
    "randomised": ("Randomised trial", "Essai à répartition aléatoire"),
    "non-randomised": ("Trial with groups not drawn by lot", "Essai avec groupes non tirés au sort"),
    "uncontrolled": ("Trial without a comparison group", "Essai sans groupe de comparaison"),
    "observational": ("Observational study", "Étude d’observation"),
    "systematic-review": ("Systematic review", "Revue systématique"),
    "narrative-review": ("Narrative review", "Synthèse narrative"),
    "animal": ("Study in animals", "Étude chez l’animal"),
    "in-vitro": ("Laboratory study", "Étude en laboratoire"),
    "pharmacokinetic": ("Study of absorption", "Étude d’absorption"),
    "authority-opinion": ("Opinion of an authority", "Avis d’une autorité"),
}
_SUBJECTS: Final = {
    "human": ("people", "des personnes"),
    "rat": ("rats", "des rats"),
    "mouse": ("mice", "des souris"),
    "animal": ("animals", "des animaux"),
    "mixed": ("people and animals", "des personnes et des animaux"),
    "none": ("nobody: a work on other works", "personne\u00a0: un travail sur d’autres travaux"),
}
_RESULTS: Final = {
    "benefit": ("a benefit", "un bienfait"),
    "no-difference": ("no difference", "aucune différence"),
    "harm": ("harm", "un effet néfaste"),
    "mixed": ("mixed results", "des résultats partagés"),
    "not-reported": ("not reported", "non rapporté"),
}
_VERIFIED: Final = {
    "law": ("read in the law", "lu dans la loi"),
    "official": ("read at its issuer", "lu à la source"),
    "third-party": ("read second-hand", "lu de seconde main"),
    "computed": ("computed", "calculé"),
    "general-knowledge": ("general knowledge, not verified", "connaissance générale, non vérifiée"),
}
_COMPARED: Final = {
    True: ("compared with a placebo or another group", "comparé à un placebo ou à un autre groupe"),
    False: ("without comparison", "sans comparaison"),
}
_MAIN: Final = ("main result", "résultat principal")


def design(kind: str, language: str) -> str:
    """What a study is: Randomised trial."""
    return _in(_DESIGNS[kind], language)


def subjects(species: str, participants: int | None, language: str) -> str:
    """On whom it was done, and how many: people (735)."""
    who = _in(_SUBJECTS[species], language)
    return who if participants is None else f"{who} ({participants})"


def result(kind: str, language: str) -> str:
    """What came out: no difference."""
    return _in(_RESULTS[kind], language)


def weight(language: str, *, controlled: bool, primary: bool) -> str:
    """How much a result weighs: compared with a placebo or another group; main result."""
    return "; ".join([_in(_COMPARED[controlled], language), *([_in(_MAIN, language)] if primary else [])])


def sureness(verified: str, language: str) -> str:
    """How we came to know it: read second-hand."""
    return _in(_VERIFIED[verified], language)


def _in(words: tuple[str, str], language: str) -> str:
    return words[language == "fr"]
