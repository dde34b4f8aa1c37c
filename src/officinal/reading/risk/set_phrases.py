# SPDX-License-Identifier: Apache-2.0
"""Statements that have a form of their own: out of reach, sealed, not for pets, not above the dose."""

from __future__ import annotations

from officinal.label import RiskInformation
from officinal.label.use import RiskKind, Trigger
from officinal.patterns import compiled, lazy
from officinal.reading.cues import Cues
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where
from officinal.reading.risk.phrases import ADVERSE, PROHIBITS

_REACH = lazy(
    r"\b(?:(?:keep|store|kept|place|stored|tenir|garder|gardez|conserver|conservez|tenez|ranger|laisser|laissez|maintain|hors)\b.{0,60}?(?:reach|away from|sight|portee|hors de la vue)|(?:out of|away from) (?:the )?(?:reach|children)|hors (?:de la |de )?portee)"
)
_SEAL = lazy(
    r"\b(?:do not (?:use|purchase|accept|take|consume) if|ne pas utiliser si|if|si|when) .{0,50}?\b(?:seal|sealed|safety ring|tamper|sceau|opercule|cap ring|scelle|bague|neck ?band|band|packet is torn|packaging is damaged|bottle is|cap is|shrink)\w*\b.{0,60}?\b(?:broken|missing|damaged|torn|brise|manquant|absent|endommag|altered|absente|rompu|open|tampered|compromised|brisee|cut)"
)
_EXCEED = lazy(
    r"\b(?:do not exceed|never exceed|exceeding|not (?:to )?exceed|ne (?:pas|jamais) (?:depasser|exceder)|do not take more than|should not be exceeded|n'excede[rz]|ne depassez pas|don't exceed|not be exceeded|stick to the dose)\b"
)
_EXCEED_WHAT = lazy(
    r"(?:the )?(?:recommended|stated|suggested|advised|daily|labell?ed|dose|dosage|directed|amount|la dose|les doses|quantite)"
)
EMPTY_STOMACH = lazy(
    r"(?:do not|don't|avoid|never|ne pas|ne prenez pas|eviter) [a-z ]{0,30}?(?:empty stomach|estomac vide|a jeun)"
)
"""how to take it, not who must not"""
_PETS = lazy(r"(?:do not (?:feed|give)|harmful|toxic|keep)[^.;]*\b(?:pets?|dogs|cats|animals)\b")
HOLDS = Cues(
    {
        "stomach": (r"stomach|estomac|a jeun",),
        "reach": (r"reach|away from|sight|portee|de la vue",),
        "seal": (
            r"seal|ring\b|tamper|sceau|opercule|scelle|bague|band|torn|packaging is damaged|bottle is|cap is|shrink",
        ),
        "pets": (r"pets?\b|dogs|cats|animals",),
        "exceed": (r"exceed|exced|depass|take more than|stick to",),
        "stops": (r"\b(?:discontinue|stop |cease|cesse|arrete|interromp|suspend)",),
        "prohibits": (PROHIBITS.pattern,),
        "consults": (
            r"\b(?:consult|speak|ask|talk|seek|check|see|discuss|contact|inform|advice|demande|parle|under|sous|avis|caution|used? only|supervision|prudence)",
        ),
        "adverse": (ADVERSE.pattern,),
        "allergy": (r"allerg|sensitiv|sensib|intoleran",),
        "duration": (
            r"beyond|longer than|more than|for (?:use |periods? )?over|exceeding|prolonge|long-?term use|au-?dela de|plus de",
        ),
        "drowsy": (r"drows|somnol",),
        "adults": (r"adults?(?: use)? only|aux adultes|adultes seulement",),
    }
)
"""which of the finer patterns a sentence may hold, here and in the readers of what has no form of its own"""
_SEALED = lazy(
    r"\bsafety[- ]seal|\btamper|\bsealed (?:with|for)|\bseal\b.{0,30}(?:intact|broken|missing)|open or torn|torn or open|is torn"
)
_LONGEST_SEAL = 260


def find_set_phrase(document: Document, start: int, end: int, holds: frozenset[str]) -> Item[RiskInformation] | None:
    """The entry of a sentence that is such a phrase; None for any other. `holds` is what it may be."""
    words = document.folded[start:end]
    if "seal" in holds and (seal := _seal(words)):
        span = trim(document.text, start, end, " .!")
        return _entry(document, (start, end), span, seal, "seal")
    pets = _PETS.search(words) if "pets" in holds else None
    if pets and "children" not in words:
        return _entry(document, (start, end), (start + pets.start(), start + pets.end()), "warning", "pets")
    exceed = _exceed(words) if "exceed" in holds else None
    if exceed:
        span = trim(document.text, start + exceed[0], start + exceed[1], " .!")
        return _entry(document, (start, end), span, "warning", "dose")
    return None


def find_reach(document: Document, start: int, end: int) -> tuple[Item[RiskInformation], Where] | None:
    """ "Keep out of reach of children", and where in the sentence it stands: more may stand around it."""
    words = document.folded[start:end]
    reach = _REACH.search(words)
    if reach is None or not compiled(r"child|enfant|pets|animaux|reach|portee").search(words):
        return None
    finish = compiled(r"(?:children|enfants)(?:'s reach| and pets| et des animaux)?").search(words, reach.start())
    place = (start + reach.start(), start + finish.end() if finish else end)
    span = trim(document.text, *place, " .!,;")
    return _entry(document, (start, end), span, "warning", "children-access"), place


def _seal(words: str) -> RiskKind | None:
    """Not to use without an intact seal: how grave, or None where it is no such sentence."""
    if _SEAL.search(words):
        return "contraindication"
    if len(words) >= _LONGEST_SEAL or not _SEALED.search(words):
        return None
    strict = compiled(r"do not|only if|ne pas|n'utiliser que|if .{0,40}(?:broken|missing|torn)").search(words)
    return "contraindication" if strict else "caution"


def _exceed(words: str) -> tuple[int, int] | None:
    """ "Do not exceed the recommended dose": where in the sentence that stands."""
    exceed = _EXCEED.search(words)
    if exceed is None or not (
        _EXCEED_WHAT.search(words, exceed.end(), exceed.end() + 40)
        or compiled(r"\W*(?:more than )?[\d(]|\W*(?:one|two|three|four|five|six|seven|eight|nine|ten)\b").match(
            words[exceed.end() :]
        )
    ):
        return None
    stop = compiled(r"[,;.]|unless| and consult| except| sauf").search(words, exceed.end())
    return exceed.start(), stop.start() if stop else len(words)


def _entry(document: Document, sentence: Where, span: Where, kind: RiskKind, trigger: Trigger) -> Item[RiskInformation]:
    """One entry with what to do as printed, in small letters."""
    value = RiskInformation(kind=kind, trigger=trigger, action=document.text[slice(*span)].lower())
    return Item(value, {"": sentence, "/action": span})
