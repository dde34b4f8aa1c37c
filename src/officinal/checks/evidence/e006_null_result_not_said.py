# SPDX-License-Identifier: Apache-2.0
"""E006: a study whose main comparison found no difference, and a page that does not say so."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, told
from officinal.checks.evidence.said import benefit, is_summary, no_difference
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Study, Text

RULE = Rule(
    severity="warning",
    message={
        "en": "The study's main comparison found no difference ({outcome}); the page tells of a benefit and does not say so",
        "fr": "La comparaison principale de l’étude n’a montré aucune différence ({outcome}); la page parle d’un bienfait et ne le dit pas",
        "en-neutral": "The study's main comparison found no difference ({outcome}); the page does not give this result",
        "fr-neutral": "La comparaison principale de l’étude n’a montré aucune différence ({outcome}); la page ne donne pas ce résultat",
    },
    advice={
        "en": "Report the main result, and only then what other comparisons showed",
        "fr": "Rapporter d’abord le résultat principal, puis ce que d’autres comparaisons ont montré",
    },
    cite=NOT_MISLEADING,
)


def check(case: Case) -> Iterator[Found]:
    """Known studies whose every primary, controlled outcome is null."""
    for each in told(case):
        outcome = _null(each.known)
        if outcome is None or no_difference(each.said):
            continue
        tells_benefit = benefit(each.said) is not None
        if not tells_benefit and not is_summary(each.said):
            continue
        yield Found(
            f"{each.pointer}/summary",
            {"outcome": outcome},
            fact=each.known,
            severity=None if tells_benefit else "info",
            variant="" if tells_benefit else "neutral",
        )


def _null(known: Study) -> Text | None:
    """What the study's primary, controlled outcomes say, where none shows a difference."""
    primary = [each for each in known.outcomes if each.primary and each.controlled]
    if not primary or any(each.result != "no-difference" for each in primary):
        return None
    detail = primary[0].detail
    if detail is None:
        return Text(en=primary[0].target, fr=primary[0].target)
    return Text(en=_as_clause(detail.en), fr=_as_clause(detail.fr or detail.en))


def _as_clause(sentence: str) -> str:
    """A sentence to stand in brackets: its first letter small unless it begins a name or symbol, no full stop."""
    first = sentence[0].lower() if sentence[1:2].islower() or sentence[1:2] in (" ", "'") else sentence[0]
    return f"{first}{sentence[1:]}".rstrip(".")
