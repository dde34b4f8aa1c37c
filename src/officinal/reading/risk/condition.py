# SPDX-License-Identifier: Apache-2.0
"""Where in a sentence its triggers are named."""

from __future__ import annotations

from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.item import Where
from officinal.reading.risk.phrases import (
    CONSULTS,
    ITEM,
    PROHIBITS,
    STOPS,
    TRIGGERS,
)
from officinal.reading.risk.statement import Statement

_IF = lazy(
    r"\b(?:(?:before|prior to|avant) (?:the )?(?:use|using|taking|consuming|utilis\w+|l'utilisation|la prise|de prendre|emploi|consumption|starting|d'utiliser|use of this product|supplementing|l'emploi|you (?:start|take|use))[^,;:]{0,40}?(?:if|si|in case|en cas|when)|if (?:you|taking|using|there|pregnant)|if\b|si (?:vous|tu|la|on)|s'il|en cas (?:de|d')|in (?:cases? of|people with|individuals with|those with|anyone with|persons with)|while|when|during|pendant|durant|lors|with\b|avec|by|for|chez|aux?|pour|who|people|individuals|persons|those|anyone|women|les (?:femmes|personnes|enfants)|unless|to|against|per|par)\b"
)
_INTERACTS = lazy(r"\b(?:interacts?|interagir) (?:with|avec) ")
_PEOPLE = lazy(r"people|individuals|persons|those|anyone|women|children")


def condition_of(said: Statement, kind: RiskKind) -> Where:
    """The stretch of the sentence that names the triggers."""
    words = said.words
    verb = (PROHIBITS if kind == "contraindication" else CONSULTS if kind == "caution" else STOPS).search(words)
    lead = compiled(
        r"\W*(?:(?:caution|warning|note|important|attention|mise en garde|avertissement|contraindications?|contre-indications?|precautions?|cautions?|warnings?|interactions?|drug interactions?)s? ?[:!-] ?)?"
    ).match(
        words,
    )
    first = lead.end() if lead else 0
    if (
        kind == "caution"
        and verb
        and (later := compiled(r"\b(?:if you|if pregnant|if taking|si vous|en cas)\b").search(words[verb.end() :]))
        and not compiled(r"(?:if|si|en cas|pregnan|women|people|individuals|femmes|personnes)").match(words[first:])
    ):
        return said.start + verb.end() + later.start(), said.end
    if (
        verb
        and verb.start() - first > 12
        and (
            compiled(
                r"(?:if|si|when|en cas|pregnan|women|people|those|individuals|persons|for|anyone|children|femmes|les|in case|during|not|should you|enfants|patients|nursing|before|avant|breast|taking|prenez|consumers|with|living|known|kidney)"
            ).match(
                words[first:],
            )
            or kind == "caution"
        )
    ):
        return said.start + first, said.start + verb.start()
    if verb is None:
        interacts = _INTERACTS.search(words, first)
        return said.start + (interacts.end() if interacts else first), said.end
    after = verb.end()
    cue = _IF.search(words, after)
    if cue and _PEOPLE.fullmatch(cue[0]):
        return said.start + cue.start(), said.end
    return said.start + (cue.end() if cue else after), said.end


def names_triggers(said: Statement, begin: int, stop: int) -> bool:
    """Whether a stretch names triggers, or several things."""
    return any(
        pattern.search(said.folded[begin:stop]) for trigger, pattern in TRIGGERS if trigger not in ("supplement",)
    ) or bool(ITEM.search(said.folded[begin:stop]))
