# SPDX-License-Identifier: Apache-2.0
"""The non-medicinal (other) ingredients: a list, sometimes nested, sometimes with what each is for."""

from __future__ import annotations

from itertools import pairwise

from officinal.knowledge.names import identify
from officinal.label import NonMedicinalIngredient
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER, decimal
from officinal.reading.document import Document
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.item import Item, Where, nested

_MARKS = " \t\n.*†‡§^:•·-–—"
_LEAD = lazy(
    r"(?:(?:and|et|ainsi que)\b|&|(?:contains(?! (?:less|\d)):?)|contient ?:?|also contains:?|(?:contains |less than |contient |and )*(?:less than |moins de )?\d ?%(?: or less| ou moins)?(?: ?of| de)?(?: (?:each|the following))*:?|the following:?|may contain one or more of the following:?|other:|as well as) ?"
)
_PURPOSES = (
    r"(?:anti-?(?:caking|oxid[ae]nt|foaming|agglomerant|-?oxydant)s?(?: agents?)?|bulking agents?|bulk agent|lubricants?|lubrifiants?|glazing agents?|coating(?: agents?)?|enrobage|agents? d'enrobage|agents? de glisse|flow agents?|glidants?|binders?|binding agents?|liants?|fillers?|"
    r"diluents?|diluants?|carriers?|supports?|sweeteners?|edulcorants?|flavou?rs?|flavou?rings?|flavou?ring agents?|aromes?|aromatisants?|colou?rs?|colou?rings?|colou?rants?|colorants?|preservatives?|agents? de conservation|conservateurs?|emulsifiers?|emulsifiants?|stabili[sz]ers?|stabilisants?|thickeners?|thickening agents?|epaississants?|"
    r"acids?|acidity regulators?|correcteurs? d'acidite|acidifiants?|acidulants?|disintegrants?|delitants?|desintegrants?|solvents?|solvants?|humectants?|gelling agents?|gelifiants?|agents? gelifiants?|anti-?agglomerants?|antiagglomerants?|agents? de charge|firming agents?|raising agents?|(?:vegetable |vegetarian |veggie |vegan |softgel |capsule |hard |plant )?(?:capsule )?shells?|tablet coating|enveloppe(?: de la (?:capsule|gelule))?|plasticizers?|surfactants?|processing aids?|release agents?|agents? antiagglomerants?|agents? antiagglutinants?|enveloppe|tunique|opacifiants?|plastifiants?|buffers?|base|flavou?r enhancers?|capsule|absorbents?|chelating agents?)"
)
_PURPOSE_COLON = lazy(rf"({_PURPOSES}) ?(?::| - )\s*")
_PURPOSE_WORD = lazy(_PURPOSES)
_PURPOSE_TAIL = lazy(rf" (?:as an?|\(as an?|used as an?|comme|en tant qu(?:e |')) ?({_PURPOSES})$")
_SHELL = lazy(
    r"(?:.*\b)?(?:capsules?|shells?|gelules?|softgels?|coating|enrobage|enveloppe|tunique|tablet|gelcap|licaps?)\b.*"
)
_BY_NATURE = lazy(r"(?:colou?rs|colou?rings|flavou?rs|flavou?rings|aromes|colorants)")
"""a list of these is a thing made of parts; one of them in a label of purposes is a purpose"""
_AND = lazy(r" (?:and|et|&) ")
_ONE_THING = lazy(
    r"(?:natural|artificial|mono|organic|vegetable|naturels?|artificiels?|arome|aromes|colou?rs?|flavou?rs?|root|leaf|stem|naturelle|other|mixed|red|white|yellow|black|salt|sea)$"
)
_PERCENT = lazy(rf" ?\(?({NUMBER}) ?%\)?$")
_Purpose = tuple[str, Where]
"""what an entry is for, and where that stands"""
_LONGEST = 90
_MOST = 300


def find_non_medicinal(document: Document, start: int, end: int) -> list[Item[NonMedicinalIngredient]]:
    """The entries of a list of ingredients between two places of the text."""
    folded = document.folded
    start, end = trim(document.text, start, end, _MARKS)
    lead = _LEAD.match(folded, start, end)
    start = lead.end() if lead and lead.end() < end else start
    found: list[Item[NonMedicinalIngredient]] = []
    purpose: _Purpose | None
    grouped = pieces(folded, start, end, ";")
    for group in grouped:
        purpose = None
        for begin, stop in pieces(folded, *group, ",\n|•")[:_MOST]:
            for piece in _split_and(folded, begin, stop):
                item, purpose = _entry(document, *piece, purpose)
                found += item
            if len(grouped) == 1:
                purpose = None
    for each, after in pairwise(found):
        each.spans[""] = (each.start, max(after.start, each.spans[""][1]))
    if found:
        found[-1].spans[""] = (found[-1].start, max(found[-1].spans[""][1], end))
    return found


def _split_and(folded: str, start: int, end: int) -> list[Where]:
    """ "silicon dioxide and sodium bicarbonate" is two things; "natural and artificial flavours" is one."""
    inside = groups(folded, start, end)
    for match in _AND.finditer(folded, start, end):
        if any(b <= match.start() < e for b, e in inside):
            continue
        left = folded[start : match.start()].strip()
        if identify(folded[start:end]) or _ONE_THING.search(left) or len(left) < 2:
            continue
        return [*_split_and(folded, start, match.start()), *_split_and(folded, match.end(), end)]
    return [(start, end)]


def _singular(label: str) -> str:
    """The purpose of one thing, from the label of several: "Bulking agents" is "bulking agent"."""
    return compiled(r"(?<=[a-z])(?<!s)s\b(?! d'| de)|(?<=agent)s\b").sub("", label.lower())


def _entry(
    document: Document, start: int, end: int, purpose: _Purpose | None
) -> tuple[list[Item[NonMedicinalIngredient]], _Purpose | None]:
    """One entry; returns the purpose too, for "anti-caking agents: a, b" goes on over the commas."""
    text, folded = document.text, document.folded
    whole = trim(text, start, end, _MARKS)
    start, end = whole
    lead = _LEAD.match(folded, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    colon = _PURPOSE_COLON.match(folded, start, end)
    if colon and colon.end() < end:
        label = text[slice(*colon.span(1))]
        if _SHELL.fullmatch(colon[1]) and "agent" not in colon[1]:
            inner = find_non_medicinal(document, colon.end(), end)
            spans: dict[str, Where] = {"": whole, "/name": colon.span(1)}
            value = NonMedicinalIngredient(name=label, substance=None, ingredients=nested(spans, "/ingredients", inner))
            return [Item(value, spans)], None
        purpose, start = (_singular(label), colon.span(1)), colon.end()
    elif (other := compiled(r"([a-z][a-z '\-]{2,30}) ?: ").match(folded[start:end])) and not identify(other[1]):
        label_span = (start, start + other.end(1))
        inner = find_non_medicinal(document, start + other.end(), end)
        spans = {"": whole, "/name": label_span}
        value = NonMedicinalIngredient(
            name=text[slice(*label_span)], substance=None, ingredients=nested(spans, "/ingredients", inner)
        )
        return [Item(value, spans)], None
    if end - start > _LONGEST * 4 or start >= end:
        return [], purpose
    return _bracketed(document, start, end, whole, purpose), purpose


def _bracketed(
    document: Document, start: int, end: int, whole: Where, shared: _Purpose | None
) -> list[Item[NonMedicinalIngredient]]:
    """An entry with its brackets told apart: parts, another name, or what it is for."""
    text, folded = document.text, document.folded
    spans: dict[str, Where] = {"": whole}
    purpose = shared[0] if shared else None
    if shared:
        spans["/purpose"] = shared[1]
    inner: list[Item[NonMedicinalIngredient]] = []
    name_end = end
    bracket = next((g for g in groups(folded, start, end) if g[0] > start), None)
    if bracket:
        inside = trim(text, bracket[0] + 1, bracket[1] - 1, _MARKS)
        words, head = folded[slice(*inside)], folded[start : bracket[0]].strip()
        as_purpose = compiled(r"^(?:as an? |comme |an? |used as an? )").sub("", words)
        if _PURPOSE_WORD.fullmatch(as_purpose) or compiled(
            r"(?:to (?:preserve|maintain|protect|prevent|retain)|for (?:colou?r|flavou?r|freshness)|pour|vegetable lubricant|natural (?:colou?r|flavou?r)) ?"
        ).match(
            as_purpose,
        ):
            purpose, name_end = text[inside[1] - len(as_purpose) : inside[1]].lower(), bracket[0]
            spans["/purpose"] = inside
        elif (
            _PURPOSE_WORD.fullmatch(head)
            and not _SHELL.fullmatch(head)
            and not (_BY_NATURE.fullmatch(head) and "," in words)
        ):
            entries = find_non_medicinal(document, *inside)
            label = _singular(text[slice(*trim(text, start, bracket[0]))])
            for entry in entries:
                entry.value = entry.value.model_copy(update={"purpose": label})
                entry.spans["/purpose"] = trim(text, start, bracket[0])
            if entries:
                entries[0].spans[""] = (start, entries[0].spans[""][1])
                entries[-1].spans[""] = (entries[-1].spans[""][0], bracket[1])
            return entries
        elif _parts(words, head):
            inner, name_end = find_non_medicinal(document, *inside), bracket[0]
    tail = _PURPOSE_TAIL.search(folded[start:name_end])
    if tail:
        purpose, name_end = text[start + tail.start(1) : start + tail.end(1)], start + tail.start()
        spans["/purpose"] = (start + tail.start(1), start + tail.end(1))
    percent = _PERCENT.search(folded[start:name_end])
    share = None
    if percent and percent.start() > 0:
        share, name_end = decimal(percent[1]), start + percent.start()
    start, name_end = trim(text, start, name_end, _MARKS)
    if start >= name_end or not any(c.isalpha() for c in folded[start:name_end]) or name_end - start > _LONGEST * 2:
        return []
    spans["/name"] = (start, name_end)
    name = compiled(r"[*†‡§]+").sub("", text[start:name_end]).strip()
    value = NonMedicinalIngredient(
        name=name,
        substance=identify(name),
        purpose=purpose,
        percent=share,
        ingredients=nested(spans, "/ingredients", inner),
    )
    return [Item(value, spans)]


def _parts(words: str, head: str) -> bool:
    """Whether a bracket lists what the thing is made of, rather than saying its other name or its origin."""
    if (
        compiled(
            r"(?:from|de |d'|source|vegetable|vegetal|vegan|e ?\d{3}|organic|bio|non-gmo|origine|non-bovine|bovine|fish|soy|tapioca|corn|may be|coating$|usp|aqueous|derived|tire)"
        ).match(
            words,
        )
        and "," not in words
    ):
        return False
    if _SHELL.fullmatch(head):
        return True
    return "," in words and len(words) > 6
