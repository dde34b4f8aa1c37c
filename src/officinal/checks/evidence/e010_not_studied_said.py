# SPDX-License-Identifier: Apache-2.0
"""E010: a page says of a study what the study did not look at."""

from collections.abc import Iterable, Iterator
from functools import cache

from officinal.checks.case import Case
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited
from officinal.checks.evidence.said import holds, of_the_study, sentences, stems
from officinal.checks.rule import Found, Rule
from officinal.knowledge.names import identify
from officinal.knowledge.schema import Text
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "The page speaks of {phrases} in telling of this study, which did not look at that",
        "fr": "La page évoque ceci à propos de l’étude, qui ne s’y est pas intéressée: {phrases}",
    },
    advice={
        "en": "Leave it out, or cite a study that looked at it",
        "fr": "Le retirer, ou citer une étude qui s’y est intéressée",
    },
    cite=NOT_MISLEADING,
)

_OR = lazy(r", | or ")


def check(case: Case) -> Iterator[Found]:
    """Each known study with its list of what it did not look at."""
    for each in cited(case):
        told = of_the_study(each.summary)
        phrases = [
            phrase for phrase in _phrases(each.known.not_studied) if _held(phrase, told) and not _denied(phrase, each)
        ]
        if phrases:
            values = {"phrases": tuple(Text(en=f"“{phrase}”", fr=f"«{phrase}»") for phrase in phrases)}
            yield Found(f"{each.pointer}/summary", values, fact=each.known)


def _denied(phrase: str, each: Cited) -> bool:
    """Whether the page says elsewhere, in a sentence that was passed over, that it was not looked at."""
    return _held(phrase, set(sentences(each.said)).difference(of_the_study(each.said)))


def _held(phrase: str, told: Iterable[str]) -> bool:
    return any(holds(phrase, sentence) for sentence in told)


@cache
def _phrases(entries: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases that tell something on their own: of two words or more, and no name of a substance."""
    phrases = (phrase for entry in entries for phrase in _OR.split(entry))
    return tuple(phrase for phrase in phrases if len(stems(phrase)) > 1 and identify(phrase) is None)
