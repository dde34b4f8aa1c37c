# SPDX-License-Identifier: Apache-2.0
"""The product's name."""

from __future__ import annotations

from itertools import pairwise

from officinal.knowledge.fold import fold
from officinal.knowledge.names import identify
from officinal.patterns import compiled, lazy
from officinal.reading.amounts import NUMBER
from officinal.reading.badges import BADGE
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import trim
from officinal.reading.find_statements import find_identity_statement
from officinal.reading.identity.controls import BRAND_LINE, NAVIGATION
from officinal.reading.identity.form import FORM_PATTERNS
from officinal.reading.identity.found import HEAD, Identity, stated_value
from officinal.reading.item import Item, Where
from officinal.reading.vocabulary import DOSE_UNIT

_NET_TAIL = lazy(
    rf"(?:\s+[-–—]\s+|\s*[,|:(]\s*){NUMBER} ?-?(?:g|kg|ml|l|oz|lb|fl oz|(?:[a-z]+ )?{DOSE_UNIT}|ct|count)\)?$"
)
_MENU_SPLIT = lazy(r"\s{2,}|\s*[|·▾/›»>•☰]\s*|\t")
_PATH_SPLIT = lazy(r"\s*(?:/|>|›|»|→|::)\s*|\s{3,}")
_STEPS = frozenset("/>›»→\t\n")
_LONGEST_NAME = 140


def find_name(document: Document, blocks: list[Block], found: Identity) -> None:
    """The main heading of an HTML page, else the first line of a text that can be a name."""
    stated = stated_value(document, "name")
    title = document.structured.get("title")
    hint = _words(stated.value if stated else title[0][0] if title else "")
    headings = [b for b in blocks if b.kind == "heading" and b.level == 1 and b.end - b.start <= _LONGEST_NAME]
    if not headings and not document.is_text:
        headings = [
            b
            for b in blocks
            if b.kind == "heading"
            and b.level == 2
            and b.end - b.start <= _LONGEST_NAME
            and not b.section
            and hint
            and len(_words(document.text[b.start : b.end]) & hint) >= max(1, len(hint) // 2)
        ]
    best = max(headings, key=lambda b: (len(_words(document.text[b.start : b.end]) & hint), -b.start), default=None)
    if best is None and not stated:
        best = _first_line(document, blocks)
    if best is not None:
        span = trim(document.text, best.start, best.end, " *†:#")
        span = _bare_name(document, span)
        found.name, found.name_block = Item(document.text[slice(*span)], {"": span}), best
    elif stated:
        found.name = stated
        found.name_block = next((b for b in blocks if document.text[b.start : b.end].strip() == stated.value), None)
    elif title:
        part = compiled(r" [|–—-] ").split(title[0][0])[0]
        found.name = Item(part, {"": (title[0][1], title[0][1] + len(part))})


def _bare_name(document: Document, span: Where) -> Where:
    """The name without its brand, its net amount or its second language, where the page parts these itself."""
    text, folded = document.text, document.folded
    brand, stated = document.structured.get("brand"), document.structured.get("name")
    if brand and stated:
        lead = fold(brand[0][0])
        if (
            folded[span[0] : span[1]].startswith(lead + " ")
            and fold(stated[0][0]) in folded[span[0] + len(lead) : span[1]]
        ):
            span = trim(text, span[0] + len(lead), span[1], " -–|:")
    net = _NET_TAIL.search(folded, *span)
    if net and net.start() > span[0] + 3:
        span = trim(text, span[0], net.start(), " -–|:,")
    half = folded.find(" / ", *span)
    if half > 0 and document.languages == ("en", "fr"):
        span = trim(text, span[0], half)
    return span


def is_menu(text: str) -> bool:
    """A line of several short words side by side is a menu or a path, not a name."""
    parts = [p for p in _MENU_SPLIT.split(text) if p.strip()]
    return len(parts) >= 3 and max(map(len, parts)) <= 30


def _first_line(document: Document, blocks: list[Block]) -> Block | None:
    """The line of a text's head that is most like a product's name."""
    candidates = []
    lower = document.folded
    head = blocks[:HEAD]
    path = next((p for b in head if (p := _path_end(lower[b.start : b.end]))), "")
    priced = next(
        (
            i
            for i, b in enumerate(head)
            if compiled(r"[$€£] ?\d|\d ?[$€£]").search(lower[b.start : b.end])
            and not compiled(r"shipping|over|cart|panier|basket|livraison|delivery").search(lower[b.start : b.end])
        ),
        None,
    )
    lines = [lower[b.start : b.end] for b in head]
    for index, block in enumerate(head):
        words = lines[index]
        if block.section and not (priced is not None and index < priced):
            break
        if is_menu(document.text[block.start : block.end]):
            continue
        if (
            compiled(r"\d|[*•]").match(words)
            or compiled(r"\b(?:per|par|contains?) ").search(words)
            or find_identity_statement(document, block.start, block.end)
        ):
            continue
        if (
            not 3 <= len(words) <= 110
            or words.endswith(".")
            or NAVIGATION.match(words)
            or not compiled(r"[a-z]{3}").search(words)
        ):
            continue
        if (
            {"offer", "licence", "serving", "citation"} & block.cues
            or BADGE.fullmatch(words)
            or BRAND_LINE.match(words)
        ):
            continue
        again = min(
            sum(
                words in lower[b.start : b.end]
                for b in blocks[index + 1 : index + 120]
                if b.end - b.start > len(words) + 25
            ),
            2,
        )
        repeated = lines.count(words) > 1 and words != path
        near = priced is not None and 0 < priced - index <= 4
        terms = compiled(r"[a-z0-9-]+").findall(words)
        substance = any(identify(term) for term in (*terms, *map(" ".join, pairwise(terms))) if len(term) > 3)
        form = any(p.search(words) for _, p in FORM_PATTERNS)
        candidates.append(
            (
                1.5 * again
                + 2 * substance
                + form
                + 5 * (words == path)
                + 1.5 * near
                - 2 * repeated
                - index * 0.15
                - (block.kind == "item") * 3,
                -index,
                block,
            )
        )
    return max(candidates, key=lambda c: c[:2])[2] if candidates else None


def _path_end(words: str) -> str:
    """The last step of a breadcrumb: "Home / Sleep / Nightforge Recovery"."""
    if not (_STEPS.intersection(words) or "   " in words or "::" in words):
        return ""
    steps = [s.strip() for s in _PATH_SPLIT.split(words)]
    return (
        steps[-1]
        if (len(steps) >= 2 and steps[0] in ("home", "accueil", "shop", "boutique", "magasin")) or len(steps) >= 3
        else ""
    )


def _words(text: str) -> set[str]:
    return set(compiled(r"[a-z0-9]{2,}").findall(fold(text)))
