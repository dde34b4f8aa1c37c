# SPDX-License-Identifier: Apache-2.0
"""How grave a statement of risk is, and what it says to do."""

from __future__ import annotations

from officinal.label.use import RiskKind
from officinal.patterns import compiled, lazy
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Where
from officinal.reading.risk.phrases import (
    ADVERSE,
    ALLERGY,
    CONSULTS,
    PROHIBITS,
    STOPS,
    SURGERY,
    TRIGGERS,
)
from officinal.reading.risk.statement import Statement

_NONE_OF_IT = lazy(
    r"\b(?:without|no|free (?:of|from)|sans|aucune?|minimi[sz]\w+|reduc\w+)\b.{0,40}(?:side effects?|adverse|effets)"
)
_ACTION_ENDS = lazy(
    r"(?:,? (?:if|prior|before|for|in case|in the|when|with|unless|or if|and if|avant|si|en cas|pour|s'il|as this|because|about|regarding|concerning|should|especially|particularly|especially|surtout|lors|au sujet|during|while|first|d'utiliser|chez|aux|except)\b|[.;,!:(])"
)


def kind_of(said: Statement) -> RiskKind | None:
    """How grave a statement is: what it forbids, asks to consult about, or warns of; None for no statement of risk."""
    words = said.words
    if "stops" in said.holds and STOPS.search(words):
        if compiled(r"\b(?:if|si|should|en cas|when|in case)\b").search(words):
            return "adverse-reaction"
        if SURGERY.search(words) is not None:
            return "contraindication"
    prohibits = PROHIBITS.search(words) if "prohibits" in said.holds else None
    consults = CONSULTS.search(words) if "consults" in said.holds else None
    if prohibits and not (
        consults
        and compiled(r"without (?:first )?consult|sans (?:consulter|avis|l'avis|supervision)|unless|sauf").search(words)
    ):
        return "contraindication"
    if consults:
        return "caution"
    if "adverse" in said.holds and ADVERSE.search(words) and not _NONE_OF_IT.search(words):
        drowsy = compiled(
            r"\b(?:may|can|peut|peuvent) (?:cause|causer|provoquer|entrainer|induce)\b.{0,30}(?:drows|somnol)|interact"
        ).search(
            words,
        )
        return "warning" if drowsy else "adverse-reaction"
    if (
        said.certain
        and _known(said)
        and not compiled(
            r"\b(?:contains?|contient|free|sans|food supplement|dietary supplement|complement alimentaire)\b"
        ).search(words)
    ):
        said.by_heading = True
        return said.heading_kind or "caution"
    return None


def _known(said: Statement) -> bool:
    return any(pattern.search(said.words) for _, pattern in TRIGGERS) or ALLERGY.search(said.words) is not None


def action_of(said: Statement, kind: RiskKind) -> tuple[str, Where] | None:
    """What the label says to do, in its words: the clause with the verb of consulting or stopping."""
    pattern = CONSULTS if kind == "caution" else STOPS
    match = pattern.search(said.words)
    if match is None:
        return None
    if kind == "contraindication":
        span = trim(said.text, said.start + match.start(), said.end, " .,;!")
        return said.text[slice(*span)].lower(), span
    tail = said.words[match.start() :]
    stop = _ACTION_ENDS.search(tail, match.end() - match.start())
    while (
        stop
        and stop[0].strip(" ,") in ("for", "pour")
        and compiled(r".{0,4}(?:advice|guidance|avis|conseil)").match(tail[stop.end() :])
    ):
        stop = compiled(r"[.;,!]").search(tail, stop.end())
    length = stop.start() if stop else len(tail)
    span = trim(said.text, said.start + match.start(), said.start + match.start() + length, " .,;!")
    return said.text[slice(*span)].lower(), span
