# SPDX-License-Identifier: Apache-2.0
"""Which part of the page a block belongs to: facts, directions, risk information, …, or nothing we know.

A part opens at a line that is one of the phrases in words/headings.toml, or that begins with one ("Directions: take …").
It ends at the next such line, or, on an HTML page, at a heading of its own rank.
"""

from __future__ import annotations

from officinal.knowledge.fold import fold
from officinal.knowledge.names import identify
from officinal.patterns import compiled, lazy
from officinal.reading.document import Block, Document
from officinal.reading.words import WORD, first_words, match_start

_MOST = 90
"""a heading is at most this long"""
_AFTER = lazy(r"[\s*+>»›▾▼!]*(?:[:;|\t/]|[-–—]\s|$)[\s*]*")
_BRACKET = lazy(r"\s*[(\[][^)\]]{0,60}[)\]]")
_ASIDE = "aside:"
_LASTING = frozenset(f"aside:{kind}" for kind in ("reviews", "related products", "questions and answers", "articles"))
"""in a plain text, where nothing shows where a part ends, only these open one, and only behind some of the label"""
_LABEL_PARTS = frozenset(
    ("facts", "medicinal", "non_medicinal", "ingredients", "directions", "risk", "description", "use")
)
_RUN_IN = frozenset(("non_medicinal", "directions", "risk", "storage", "ingredients", "use", "purpose"))
"""these may be followed by their own words without a colon, when a capital letter shows the seam"""

_ROW = lazy(
    r"[a-z*'\"][^.!?$€£]{2,110}?(?:\.{2,}|…|\s\.|\s|-|:|\))\s*(?:<\s?)?\d[\d., ]*\s?(?:billion |million |milliards? (?:d'|de )?)?"
    r"(?:mg|mcg|ug|g|iu|ui|cfu|ufc|kcal|kj|ml|micrograms?|milligrams?|grams?)\b(?:\s?(?:rae|dfe|ne|a-te|α-te))?"
    r"(?:\s*(?:\([^)]{1,60}\)|,? ?equiv[^;]{1,60}))?\s*(?:<?\d[\d., ]*\s?%)?\s*(?:nrv|dv|vnr)?[*†‡§^+–-]*\s*$"
)
_ROWS_MAY_STAND = frozenset(("", "highlights", "description", "free_from", "purpose", "use"))
_MORE_FROM = lazy(r"(?:more|also|other products?) (?:from|by|available from) [^:.]{2,40}:")
_LIST_COMMAS = 2
_LEAST_ROWS = 2
_SHORTEST_ROW, _LONGEST_ROW = 6, 170
_SHAPES = tuple(
    (entry, lazy(pattern))
    for entry, pattern in (
        ("medicinal", r"(?:each|every|chaque|per|par|pour|an?|une?|one|two|three|four|deux|trois|\d{1,2})\b[a-z0-9 ().,/'-]{0,50}?\b(?:contains?|contiennent|contient|provides?|fournit|fournissent|delivers?|supplies|supply|apporte(?:nt)?)\s*:?\s*(?=$|[a-z0-9])"),
        ("medicinal", r"(?:active|medicinal) (?:ingredients?|constituents?|components?) (?:in|per|for) (?:each |every |a |one |an )?[a-z0-9 ()]{2,40}$"),
        ("facts", r"(?:typical|average|active)(?: active)? (?:contents?|values?|amounts?|analysis)\b.{0,40}$|what(?:'s| is) (?:in(?:side)?(?: it| the .{0,20}| each .{0,20})?)$"),
        ("directions", r"how (?:to|do i|should i|do you|we|i) (?:use|take|mix|give|enjoy|prepare|drink|apply|serve|dose)(?: it| this| them| yours)?(?: .{0,20})?$|(?:a |your )?(?:daily )?(?:dose|ritual|serving) (?:guide|suggestion)s?$|comment (?:l'utiliser|le prendre|utiliser|prendre)"),
        ("storage", r"how (?:to|should i|do i) (?:store|keep)(?: it)?$"),
        ("risk", r"(?:before you (?:start|take|begin|use|buy).{0,20}|heads up|good to know|take care|who (?:should|shouldn't|can't|is it not).{0,30}|(?:when )?not to (?:take|use).{0,20}|is it (?:for me|safe).{0,20}|avant de commencer|a savoir|bon a savoir|qui (?:ne )?(?:devrait|doit).{0,30})$"),
        ("aside:related products", r"(?:more|also|others?|shoppers?|customers?|people|you|pairs|great|great with|works|goes|try|explore|discover)\b.{0,30}\b(?:from|also|like|bought|buy|viewed|looked|basket|love|enjoy|well with|with)\b.{0,30}$|[a-z' -]{2,24} also (?:like|love|buy|bought|enjoy)\b.{0,16}$|(?:vous|aussi|completez|complete ta|a decouvrir|les clients|nos clients|souvent|d'autres|ces produits|a associer|associez)\b.{0,60}(?:aimer|routine|aussi|chez|achet|consult|ensemble|produits|avec|interess|regard)"),
        ("aside:reviews", r"(?:(?:our |your |vos |nos |customer |verified |all |les |what (?:our |the )?)?(?:customers?' )?(?:reviews?|opinions?|ratings?|avis|testimonials?|feedback|evaluations?|commentaires)\b(?: clients?)?(?: and .{0,16}| et .{0,16})?(?: ?\(.{0,12}\)| ?: ?\d+| \d+)?$)|what .{0,24} (?:say|said|think|thought)\b.{0,16}$|\d+ (?:reviews?|avis|ratings?|opinions?)$"),
        ("aside:questions and answers", r"(?!.{0,30}\b(?:comments?|concerns?|call|contact|commentaires?|appelez)\b)(?:.{0,14}questions?\b.{0,20}|q ?(?:&|and) ?a.{0,10}|vos questions.{0,10})$"),
    )
)  # fmt: skip
_SHAPE_FIRST = lazy(
    r"(?:each|every|chaque|per|par|pour|an?|une?|one|two|three|four|deux|trois|\d|typical|average|active|what|how|your|daily|comment|before|heads|good|take|who|when|not|is|avant|a |bon|qui|more|also|others?|shoppers?|customers?|people|you|pairs|great|works|goes|try|explore|discover|vous|aussi|complete|les|nos|souvent|d'autres|ces|associe|our|vos|verified|all|reviews?|opinions?|ratings?|avis|testimonials?|feedback|evaluations?|commentaires|q|dose|ritual|serving|.{0,14}questions?)"
)


def aside_heading(text: str) -> str:
    """Why what follows a heading is set aside ("reviews"), or nothing."""
    entry, _ = _opening(fold(text[:_MOST]), text)
    return entry.removeprefix(_ASIDE) if entry.startswith(_ASIDE) else ""


def opens_part(text: str) -> bool:
    """Whether a line opens a part of the page by itself."""
    return _opening(fold(text[:_MOST]), text)[0] != ""


def _opening(line: str, text: str) -> tuple[str, int]:
    """The section that a folded line opens, and where the line's own words begin behind it."""
    first = WORD.search(line, 0, _MOST)
    known = first is not None and (first[0] in first_words("headings") or first[0] == "&")
    for entry, count in match_start("headings", WORD.findall(line[:_MOST])) if known else ():
        at = 0
        for _ in range(count):
            word = WORD.search(line, at)
            assert word is not None
            at = word.end()
        bracket = _BRACKET.match(line, at)
        after = (_AFTER.match(line, bracket.end()) if bracket else None) or _AFTER.match(line, at)
        if after:
            return entry, after.end()
        if (
            entry in _RUN_IN
            and line[at : at + 1] == " "
            and text[at + 1 : at + 2].isupper()
            and text[:1].isupper()
            and (count > 1 or len(line) > 60)
        ):
            return entry, at + 1
        if entry == "non_medicinal" and count > 1 and line[at : at + 1] == " " and line.count(",") >= _LIST_COMMAS:
            return entry, at + 1
    if _SHAPE_FIRST.match(line):
        for shape, pattern in _SHAPES:
            match = pattern.match(line)
            if match and (match.end() == len(line) or shape == "medicinal"):
                return shape, match.end()
    return "", 0


def assign_sections(document: Document) -> None:
    """Give every block its section, and mark what headings show to be no part of the product's own text."""
    starts = first_words("headings")
    section, level, folded, seen = "", 0, document.folded, False
    for block in document.blocks:
        if block.aside or block.kind == "statement":
            continue
        line = folded[block.start : block.end]
        opens = WORD.search(line[:32])
        possible = opens is not None and (opens[0] in starts or _SHAPE_FIRST.match(line[opens.start() :]))
        if document.is_text and _MORE_FROM.match(line):
            block.aside = "related products"
            continue
        entry, body = _entry(document, block, line, opens.start()) if possible and opens else ("", 0)
        if entry:
            if document.is_text and entry.startswith(_ASIDE) and not (seen and entry in _LASTING):
                block.aside, section = entry.removeprefix(_ASIDE), ""
                continue
            section, level = entry, block.level or 9
            block.body = block.start + body if block.kind != "row" else block.start
            seen = seen or entry in _LABEL_PARTS
        elif block.kind == "heading" and (block.level <= level or document.is_text):
            section = ""
        if section.startswith(_ASIDE):
            if document.is_text or entry:
                block.aside = section.removeprefix(_ASIDE)
            if not document.is_text:
                section = ""
        block.section = section
    mark_rows(document)


def mark_rows(document: Document) -> None:
    """Lines that are rows of a facts table by their look alone, where no heading that we know announces one."""
    run: list[Block] = []
    for block in [*document.blocks, None]:
        if block is not None and block.section in _ROWS_MAY_STAND and not block.aside and _row_like(document, block):
            run.append(block)
            continue
        if len(run) >= _LEAST_ROWS and any(_known(document, row) for row in run):
            for row in run:
                row.section = "medicinal"
        run = []


def _row_like(document: Document, block: Block) -> bool:
    if block.kind not in ("line", "item", "dd") or not _SHORTEST_ROW <= block.end - block.body <= _LONGEST_ROW:
        return False
    return _ROW.match(document.folded, block.body, block.end) is not None


def _known(document: Document, block: Block) -> bool:
    """Whether the words before a line's first amount or bracket name a substance."""
    words = compiled(r"[(\[\d…:,]|\.{2,}").split(document.folded[block.body : block.end], maxsplit=1)[0]
    return identify(words.strip(" *-–")) is not None


def _entry(document: Document, block: Block, line: str, at: int) -> tuple[str, int]:
    """What a block opens; a whole line of a page's menu or a long sentence opens nothing."""
    entry, body = _opening(line[at:], document.text[block.start + at : block.end])
    if not entry:
        return "", 0
    if block.kind == "row" and entry not in ("facts", "medicinal"):
        return "", 0
    if entry.startswith(_ASIDE) and (body < len(line) - at or block.end - block.start > _MOST):
        return "", 0
    return entry, at + body
