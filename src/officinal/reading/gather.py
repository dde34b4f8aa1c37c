# SPDX-License-Identifier: Apache-2.0
"""Send every block and sentence to the finders that may have something to read in it, and gather what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeVar

from officinal.label import (
    Citation,
    Claim,
    Directions,
    NonMedicinalIngredient,
    Offer,
    RiskInformation,
    Serving,
)
from officinal.label.use import RiskKind
from officinal.reading.amounts import decimal, find_amounts
from officinal.reading.badges import badges_of
from officinal.reading.cues import cues
from officinal.reading.directions import DirectionsReader
from officinal.reading.document import Block, Document
from officinal.reading.facts.sheet import Table
from officinal.reading.facts.table import FACTS, read_table
from officinal.reading.find_claims import find_claims
from officinal.reading.find_contents import (
    allergens_listed,
    find_contains,
    find_free_from,
    find_may_contain,
    things_listed,
)
from officinal.reading.find_identity import Identity, find_identity
from officinal.reading.find_non_medicinal import find_non_medicinal
from officinal.reading.find_offer import OfferReader
from officinal.reading.find_serving import find_per_container, find_per_serving, find_serving
from officinal.reading.find_statements import (
    find_codes,
    find_disclaimers,
    find_identity_statement,
    find_licence,
    find_storage,
    statement_pieces,
)
from officinal.reading.find_studies import citation_start, mentioned_citations, read_citation
from officinal.reading.fold import fold
from officinal.reading.item import Item, Where
from officinal.reading.language import decimal_comma, is_french
from officinal.reading.patterns import compiled, lazy
from officinal.reading.risk import find_risk
from officinal.reading.sections import opens_part
from officinal.reading.sentences import sentences
from officinal.reading.vocabulary import DOSE

T = TypeVar("T")
_RISK_HEADINGS: tuple[tuple[RiskKind, re.Pattern[str]], ...] = (
    ("contraindication", lazy(r"contra-? ?indi")),
    ("adverse-reaction", lazy(r"adverse|side effects|indesirables|effets secondaires")),
    ("warning", lazy(r"^warnings?|^avertissement")),
)  # fmt: skip
_STUDIED = lazy(
    r"\b(?:participants|subjects|volunteers|patients|placebo|participantes|sujets) (?:who |that |qui )?(?:took|take|taking|received|were given|ont pris|ont recu|prenaient)\b|\bin (?:one|a|this|that|the) (?:\w+ ){0,2}(?:study|trial)\b|\bdans une etude\b"
)
"""what people took in a study is no direction"""
_NO_OTHERS = lazy(r"\W*(?:none|n/?a|nil|aucune?s?|not applicable|sans objet)\W*")
_WHAT_IS_NOT_IN_IT = lazy(
    r"\W*(?:zero|no|none of|free (?:of|from)|without|contains? no|does not contain|sans|aucune?|ne contient (?:pas|aucun))\b(?! ?\.)"
)
_NO_THING = lazy(r"(?i)(?:[\w-]+ ){0,4}ingr[eé]dients(?: [\w-]+){0,2}")
"""speaks of ingredients and names none"""
_ALLERGEN_LEAD = lazy(r"allerg")
_NO_LIST = lazy(r"[$€£?!]|\d{2}|\b(?:call|order|catalog|shipping|we|our|you|your|is|are)\b")
_FREE_LEAD = lazy(r"free from|free of|contains no|contain|sans|ne contient pas|made without|free:")
_SMALL_PRINT = 60
_OTHERS_WORDS = frozenset(("reviews", "questions and answers", "articles"))
_SHORT_LINE = 60
_MOST_CLAIMS = 500
_LONGEST_HEADING = 200
_LISTS = frozenset(("non_medicinal", "ingredients"))
_MOST_SENTENCES = 4_000


@dataclass
class StudyFound:
    """A citation, with the heading it stands under and what the page says of it."""

    citation: Item[Citation]
    heading: Item[str] | None = None
    summary: Item[str] | None = None


@dataclass
class Gathered:
    """Everything that the finders found, before it becomes one record."""

    identity: Identity
    tables: list[Table] = field(default_factory=list)
    serving: Item[Serving] | None = None
    per_container: Item[object] | None = None
    non_medicinal: list[Item[NonMedicinalIngredient]] = field(default_factory=list)
    directions: list[Item[Directions]] = field(default_factory=list)
    risk: list[Item[RiskInformation]] = field(default_factory=list)
    claims: list[Item[Claim]] = field(default_factory=list)
    free_from: list[Item[str]] = field(default_factory=list)
    contains: list[Item[str]] = field(default_factory=list)
    may_contain: list[Item[str]] = field(default_factory=list)
    disclaimers: list[Item[str]] = field(default_factory=list)
    storage: list[Item[str]] = field(default_factory=list)
    codes: dict[str, Item[str]] = field(default_factory=dict)
    studies: list[StudyFound] = field(default_factory=list)
    licence: Item[str] | None = None
    identity_statement: Item[str] | None = None
    offer: Item[Offer] | None = None
    framed: list[Where] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    languages: tuple[str, ...] = ()
    per_containers: list[Item[object]] = field(default_factory=list)
    servings: list[Item[Serving]] = field(default_factory=list)


def gather(document: Document) -> Gathered:
    """Find all that the product's own blocks state."""
    blocks = [b for b in document.blocks if not b.aside and b.kind != "statement"]
    folded = document.folded
    for number, block in enumerate(blocks):
        block.number, block.cues = number, cues(folded[block.start : block.end])
    found = Gathered(find_identity(document, blocks))
    found.languages = document.languages
    _Gatherer(document, blocks, found).run()
    return found


class _Gatherer:
    def __init__(self, document: Document, blocks: list[Block], found: Gathered) -> None:
        self.document, self.blocks, self.found = document, blocks, found
        self.folded = document.folded
        self.comma = decimal_comma(self.folded, found.languages)
        self.directions = DirectionsReader(document)
        self.offer = OfferReader(document)
        self.group: list[Block] = []
        self.listed = ""
        self.prose: list[Block] = []
        self.last_heading: Block | None = None
        self.risk_kind: RiskKind | None = None
        self.counted = 0
        self.seals: list[Item[str]] = []
        self.study_prose: dict[int, bool] = {}
        self.bilingual = found.languages == ("en", "fr")
        self.subjects = tuple(fold(i.value) for i in (found.identity.name, found.identity.brand) if i)

    def run(self) -> None:
        for block in self.blocks:
            self._block(block)
        self._end_table()
        self._extend(self.found.free_from, self.seals)
        self.found.directions = self.directions.finish()
        self._small_print()
        self.found.offer, problems = self.offer.finish(self.found.codes)
        self.found.problems += problems

    def _small_print(self) -> None:
        """Disclaimers count also where a site keeps them: at the foot of every page."""
        for block in self.document.blocks:
            if block.aside in _OTHERS_WORDS or not block.aside or block.end - block.start < _SMALL_PRINT:
                continue
            if "disclaimer" in cues(self.folded[block.start : block.end]):
                for begin, end in sentences(self.folded, block.start, block.end):
                    self.found.disclaimers += find_disclaimers(self.document, begin, end)

    def _block(self, block: Block) -> None:
        words = self.folded[block.start : block.end]
        if (
            self.bilingual
            and is_french(words)
            and not (block.section in FACTS and block.kind == "row" and " / " in words)
        ):
            self.found.framed.append((block.start, block.end))
            return
        held = block.cues
        if block.section in FACTS or self._loose_row(block):
            self._facts(block, words, held)
            return
        if self._still_facts(block, words, held):
            return
        self._end_table()
        if (block.body > block.start and block.kind != "item") or (block.section and block.body >= block.end):
            self._heading(block)
            if block.body >= block.end:
                return
        self._head_facts(block, words, held)
        if block.section in _LISTS and self._list(block):
            return
        if block.section not in _LISTS:
            self.listed = ""
        if self._study(block, held):
            return
        if block.kind == "heading":
            self.last_heading = block
            self.prose.clear()
        self._sentences(block, held)

    def _heading(self, block: Block) -> None:
        """The words that open a part of the page carry no value, but are understood."""
        lead = self.folded[block.start : max(block.body, block.start)]
        self.found.framed.append((block.start, block.body))
        if block.section == "risk":
            self.risk_kind = next((kind for kind, pattern in _RISK_HEADINGS if pattern.search(lead)), None)
        if block.section == "directions" and compiled(r"adult|enfant|child").search(lead):
            self.directions.sentence(block.start, block.body, certain=True)
        if block.section == "studies" or block.kind == "heading":
            self.last_heading = block
            self.prose.clear()

    # --- the facts table

    def _loose_row(self, block: Block) -> bool:
        """A row of cells with an amount is a facts row also where no heading announces a table."""
        if block.kind != "row" or block.section in ("offer", "studies", "directions", "aside"):
            return False
        first = self.folded[slice(*block.cells[0])]
        return (
            block.section in ("", "description", "ingredients")
            and compiled(r"(?<![\w.])\d[\d.,]* ?(?:mg|mcg|ug|g|iu|ui|cfu|ufc|kcal|kj|ml|billion|milliards?)\b").search(
                self.folded[
                    block.cells[-1][0] - 60
                    if block.cells[-1][0] - 60 > block.cells[0][1]
                    else block.cells[0][1] : block.end
                ],
            )
            is not None
            and len(first) < 120
            and not compiled(r"price|prix|\$|weight|poids|shipping|size|net").search(first)
        )

    def _facts(self, block: Block, words: str, held: frozenset[str]) -> None:
        self.listed = ""
        if block.section in FACTS and block.body > block.start and block.kind != "item":
            self.found.framed.append((block.start, min(block.body, block.end)))
            if block.section == "medicinal" or "per" in words[:90] or "par" in words[:90] or "pour" in words[:90]:
                self._implied_serving(block)
            if (
                self.group
                and any(b.kind == "row" or b.body == b.start for b in self.group)
                and block.kind in ("heading", "line")
                and block.body >= block.end
            ):
                self._end_table()
            if block.body >= block.end:
                self.group.append(block)
                return
        if self._serving_line(block, words, held):
            return
        if "net" in held and compiled(r"net |contents").match(words):
            return
        if self._left_table(block, words, held):
            self._end_table()
            block.section = ""
            self._block(block)
            return
        self.group.append(block)

    def _left_table(self, block: Block, words: str, held: frozenset[str]) -> bool:
        """A sentence behind the rows belongs to the page again: a caution, a claim, a disclaimer."""
        if block.kind == "row":
            return False
        if "disclaimer" in held and compiled(r"evaluat|diagnose|substitute|remplac").search(words):
            return True
        long = len(words) > 60 and compiled(r"[.!](?:\s|$)").search(words) is not None
        strong = held & {"direction", "risk", "free", "storage", "citation", "may_contain"} or (
            "contains" in held and compiled(r"\W*(?:contains|contient|allerg)").match(words)
        )
        if not strong and not (long and held & {"claim", "disclaimer", "offer"}):
            return bool("licence" in held and find_licence(self.document, block.start, block.end))
        has_amount = "%" in words or bool(find_amounts(self.folded, block.start, block.end, comma=self.comma))
        if compiled(r"[*†‡§]").match(words) and has_amount:
            return False
        return (
            bool(long or not has_amount)
            and compiled(r"\W*(?:\*|†|‡|amount|quantity|%|per |daily value)").match(words) is None
        )

    def _still_facts(self, block: Block, words: str, held: frozenset[str]) -> bool:
        """ "Serving Size: 2 scoops" opens a table by itself; the lines behind it are its rows."""
        if (
            "serving" in held
            and len(words) < 120
            and find_serving(self.document, block.start, block.end, comma=self.comma)
            and compiled(r"serving size|taille|portion ?:|serve size|dose ?:|serving:").search(words)
        ):
            self._serving_line(block, words, held)
            before, block.section = block.section, "facts"
            index = block.number
            for later in self.blocks[index + 1 : index + 200]:
                if later.section != before or later.kind == "heading":
                    break
                later.section = "facts"
            return True
        return False

    def _serving_line(self, block: Block, words: str, held: frozenset[str]) -> bool:
        """Serving size and servings per container, wherever in the table they stand."""
        if "serving" not in held or len(words) > 200:
            return False
        serving = find_serving(self.document, block.start, block.end, comma=self.comma)
        per = find_per_container(self.document, block.start, block.end, comma=self.comma)
        if serving is not None:
            self.found.servings.append(serving)
            if self.group and any(b.kind == "row" for b in self.group):
                self._end_table()
        if serving is not None and (self.found.serving is None or self.found.serving.value.count is None):
            self.found.serving = serving
        elif serving is not None:
            self.found.framed.append(serving.spans[""])
        if per is not None:
            self.found.per_containers.append(per)
            self.found.per_container = self.found.per_container or per
            self.found.framed.append((block.start, block.end))
        if serving is None and per is None:
            if (
                compiled(r"\W*(?:amount per|quantite par|per) ?serving|\W*quantite par portion").match(words)
                and len(words) < 60
            ):
                self.found.framed.append((block.start, block.end))
                return block.kind != "row"
            if compiled(r"serving size ?:?\s*$|servings? per container ?:?\s*$").search(words):
                return self._split_serving(block, words)
            return False
        return (
            not (block.kind == "row" and per is None and compiled(r"amount|quantite|per |%").search(words))
            or len(block.cells) <= 2
        )

    def _split_serving(self, block: Block, words: str) -> bool:
        """ "Serving size" on one line and "2 capsules" on the next."""
        index = block.number
        if index + 1 >= len(self.blocks):
            return False
        after = self.blocks[index + 1]
        if "container" in words:
            match = compiled(r"(?:about |approx\.? )?(\d+)$").match(self.folded[after.start : after.end])
            if match:
                self.found.per_container = Item(decimal(match[1]), {"": (after.start, after.end)})
                after.section = "done"
        else:
            serving = find_serving(self.document, after.start, after.end, comma=self.comma, labelled=True)
            if serving:
                self.found.serving = self.found.serving or serving
                self.found.servings.append(serving)
                after.section = "done"
        self.found.framed.append((block.start, block.end))
        return True

    def _implied_serving(self, block: Block) -> None:
        if self.found.serving is None and (
            implied := find_per_serving(self.document, block.start, block.end, comma=self.comma)
        ):
            self.found.serving = implied

    def _end_table(self) -> None:
        if not self.group:
            return
        group, self.group = self.group, []
        for block in group:
            if block.kind == "row" and self.found.serving is None:
                for cell in block.cells:
                    if self.found.serving is None and (
                        implied := find_per_serving(self.document, *cell, comma=self.comma)
                    ):
                        self.found.serving = implied
            elif block.kind != "row" and self.found.serving is None and block.end - block.start < 90:
                self._implied_serving(block)
        table = read_table(self.document, group, comma=self.comma)
        heading = group[0]
        table.name = self._table_name(heading)
        self.found.tables.append(table)

    def _table_name(self, heading: Block) -> Item[str] | None:
        index = heading.number
        for block in reversed(self.blocks[max(0, index - 4) : index]):
            if block.kind == "heading" and block.body == block.start:
                return Item(self.document.text[block.start : block.end], {"": (block.start, block.end)})
        return None

    # --- the head of the page and its lists

    def _head_facts(self, block: Block, words: str, held: frozenset[str]) -> None:
        if (
            "licence" in held
            and self.found.licence is None
            and (licence := find_licence(self.document, block.start, block.end))
        ):
            self.found.licence = licence
            if len(words) < 40:
                self.found.framed.append((block.start, block.end))
        if "serving" in held and len(words) < 200:
            per = find_per_container(self.document, block.start, block.end, comma=self.comma)
            if per is not None and self.found.per_container is None:
                self.found.per_container = per
                if len(words) < 60:
                    self.found.framed.append((block.start, block.end))
        if "identity" in held and self.found.identity_statement is None:
            for piece in statement_pieces(self.folded, block.start, block.end):
                self.found.identity_statement = self.found.identity_statement or find_identity_statement(
                    self.document, *piece
                )
        if "code" in held:
            for kind, code in find_codes(self.document, block.start, block.end).items():
                self.found.codes.setdefault(kind, code)
        far = block.section in ("directions", "risk") and len(words) > _SHORT_LINE
        if "offer" in held and block.section != "studies" and not far and self.offer.line(block):
            self.found.framed.append((block.start, block.end))

    def _list(self, block: Block) -> bool:
        """A list of ingredients: on the heading's own line, or the first lines behind it."""
        if self.listed == "done" and block.body == block.start:
            return False
        start = max(block.body, block.start)
        split = sentences(self.folded, start, block.end, whole_lists=True)
        if not split:
            return False
        whole = split[0]
        if _NO_OTHERS.fullmatch(self.folded, *whole):
            self.found.framed.append((block.start, whole[1]))
            self.listed = "done"
            return True
        if _WHAT_IS_NOT_IN_IT.match(self.folded, *whole):
            return False
        items = find_non_medicinal(self.document, *whole)
        plausible = [
            i
            for i in items
            if len(i.value.name) < 80 and not opens_part(i.value.name) and not _NO_THING.fullmatch(i.value.name)
        ]
        if not plausible or (len(plausible) == 1 and len(self.folded[slice(*whole)]) > 90):
            return False
        if cues(self.folded[slice(*whole)]) & {"direction", "risk"} and not any(i.value.substance for i in plausible):
            return False
        self.found.non_medicinal += plausible
        self.found.framed.append((block.start, start))
        self.listed = "" if block.kind == "item" or (len(plausible) == 1 and block.kind == "line") else "done"
        for begin, end in split[1:]:
            self._sentence(Block(begin, end, number=block.number, body=begin), begin, end, cues(self.folded[begin:end]))
        return True

    # --- cited studies

    def _study(self, block: Block, held: frozenset[str]) -> bool:
        start = block.body if block.body < block.end else block.start
        at = citation_start(self.document, start, block.end) if "citation" in held else None
        if at is None:
            if "citation" in held and not block.aside:
                self._mentioned(block)
            if block.end - block.start > 100 and block.section in ("", "studies", "description"):
                self.prose.append(block)
            elif block.kind != "item" and not (block.end - block.start < 130 and self.prose):
                self.prose.clear()
            return False
        study = StudyFound(read_citation(self.document, at, block.end))
        if self.last_heading is not None:
            study.heading = self._heading_of(self.last_heading)
        if self.prose:
            span = (self.prose[0].start, self.prose[-1].end)
            study.summary = Item(self.document.text[slice(*span)][:20_000], {"": span})
            self.prose = []
        self.found.studies.append(study)
        return True

    def _mentioned(self, block: Block) -> None:
        """ "… (Halvorsen et al., 2014)": a study named within what the page says of it."""
        known = {(s.citation.value.first_author, s.citation.value.year) for s in self.found.studies}
        for citation in mentioned_citations(self.document, block.start, block.end):
            if (citation.value.first_author, citation.value.year) in known:
                continue
            study = StudyFound(
                citation, summary=Item(self.document.text[block.start : block.end], {"": (block.start, block.end)})
            )
            if self.last_heading is not None:
                study.heading = self._heading_of(self.last_heading)
            self.found.studies.append(study)

    def _heading_of(self, heading: Block) -> Item[str] | None:
        if heading.end - heading.start >= _LONGEST_HEADING:
            return None
        return Item(self.document.text[heading.start : heading.end].rstrip(": "), {"": (heading.start, heading.end)})

    # --- sentences

    def _sentences(self, block: Block, held: frozenset[str]) -> None:
        section = block.section
        if not held and section not in ("risk", "purpose", "directions", "free_from", "use"):
            return
        if section == "done":
            return
        start = max(block.body, block.start) if block.body < block.end else block.start
        split = sentences(self.folded, start, block.end)
        if held & {"disclaimer"}:
            whole = find_disclaimers(self.document, start, block.end)
            if {"fda-not-evaluated", "informational-purposes"} & {i.value for i in whole} and self._all_disclaimer(
                start, block.end
            ):
                self.found.disclaimers += whole
                for begin, end in split:
                    self._risk(block, begin, end, triggers_only=True)
                return
        for begin, end in split:
            self.counted += 1
            if self.counted > _MOST_SENTENCES:
                return
            self._sentence(block, begin, end, cues(self.folded[begin:end]) if len(split) > 1 else held)

    def _all_disclaimer(self, start: int, end: int) -> bool:
        """A paragraph that opens with a disclaimer is one, to its end."""
        first = sentences(self.folded, start, end)[0]
        return bool(find_disclaimers(self.document, *first)) or end - start < 200

    def _sentence(self, block: Block, start: int, end: int, held: frozenset[str]) -> None:
        section = block.section
        if "disclaimer" in held and (said := find_disclaimers(self.document, start, end)):
            self.found.disclaimers += said
            return
        if "storage" in held or section == "storage":
            stored = find_storage(self.document, start, end)
            if stored and not compiled(r"reach of|portee des|away from (?:the )?children|loin des enfants").search(
                self.folded[start:end]
            ):
                self.found.storage.append(stored)
                return
            if stored:
                self.found.storage.append(stored)
        seals = badges_of(self.document, block) if "free" in held and "badge" in block.cues else []
        for seal in seals:
            self._extend(self.seals, find_free_from(self.document, *seal))
        free = find_free_from(self.document, start, end) if "free" in held and not seals else []
        if free:
            self._extend(self.found.free_from, free)
        if (
            section == "free_from"
            and not free
            and not seals
            and not held & {"risk", "storage", "may_contain", "direction"}
            and not _NO_LIST.search(self.folded, start, end)
            and _FREE_LEAD.search(self._section_lead(block))
        ):
            self._extend(self.found.free_from, things_listed(self.document, start, end, (start, end)))
            return
        if (
            section == "free_from"
            and not held & {"free", "may_contain"}
            and _ALLERGEN_LEAD.match(self._section_lead(block))
        ):
            self._extend(self.found.contains, allergens_listed(self.document, start, end))
        known = len(self.found.contains) + len(self.found.may_contain)
        if "may_contain" in held and (traces := find_may_contain(self.document, start, end)):
            self._extend(self.found.may_contain, traces)
        elif "contains" in held and (
            contains := find_contains(self.document, start, end, certain=section == "free_from")
        ):
            self._extend(self.found.contains, contains)
        stated = bool(free or len(self.found.contains) + len(self.found.may_contain) > known)
        directed = False
        limited = self.directions.limit(start, end) if "direction" in held or "risk" in held else False
        risk = (
            not limited and self._risk(block, start, end, plain=stated)
            if "risk" in held or section == "risk"
            else False
        )
        if (
            ("direction" in held or section == "directions")
            and section not in ("purpose", "highlights", "studies")
            and not self._study_prose(block)
            and (section == "directions" or not _STUDIED.search(self.folded, start, end))
        ):
            self.directions.block = block.number
            certain = section == "directions" or (section == "use" and DOSE.search(self.folded, start, end) is not None)
            directed = self.directions.sentence(start, end, certain=certain)
        if (
            "claim" in held
            and len(self.found.claims) < _MOST_CLAIMS
            and block is not self.found.identity.name_block
            and not risk
            and section not in ("directions", "risk", "storage", "disclaimer", "studies")
            and not (directed and section == "directions")
            and not self._study_prose(block)
        ):
            self.found.claims += find_claims(
                self.document,
                start,
                end,
                subjects=self.subjects,
                certain=section == "purpose" or (section == "use" and not directed),
            )
        elif section in ("purpose", "use") and not risk and not directed:
            self.found.claims += find_claims(self.document, start, end, subjects=self.subjects, certain=True)

    def _section_lead(self, block: Block) -> str:
        """The words that opened the part of the page that a block stands in."""
        index = block.number
        for earlier in reversed(self.blocks[max(0, index - 25) : index + 1]):
            if earlier.section == block.section and earlier.body > earlier.start and earlier.kind != "item":
                return self.folded[earlier.start : earlier.body]
        return ""

    def _study_prose(self, block: Block) -> bool:
        """What a page says of a study is not what it says of the product."""
        known = self.study_prose.get(block.number)
        if known is None:
            known = self.study_prose[block.number] = self._speaks_of_a_study(block)
        return known

    def _speaks_of_a_study(self, block: Block) -> bool:
        return block.section == "studies" or (
            block.end - block.start > 100
            and compiled(
                r"\b(?:study|studies|trial|subjects|participants|placebo|patients|review from|this \d{4}|randomi[sz]ed|researchers|investigat\w+|etude|essai clinique|participantes)\b"
            ).search(
                self.folded[block.start : block.end],
            )
            is not None
            and self._before_citation(block)
        )

    def _before_citation(self, block: Block) -> bool:
        index = block.number
        return (
            any(
                "citation" in cues(self.folded[later.start : later.end])
                and citation_start(self.document, later.start, later.end) is not None
                for later in self.blocks[index + 1 : index + 4]
            )
            or (
                self.last_heading is not None
                and any(s.heading and s.heading.spans[""][0] == self.last_heading.start for s in self.found.studies)
            )
            or len(self.found.studies) > 2
        )

    def _risk(self, block: Block, start: int, end: int, *, triggers_only: bool = False, plain: bool = False) -> bool:
        if block.section in ("studies", "purpose", "highlights") or self._study_prose(block):
            return False
        certain = block.section == "risk" and not plain
        items = find_risk(
            self.document, start, end, certain=certain and not triggers_only, kind=self.risk_kind if certain else None
        )
        if triggers_only:
            items = [i for i in items if i.value.trigger in ("pregnancy", "breastfeeding", "children-access")]
        self.found.risk += items
        return bool(items)

    def _extend(self, known: list[Item[str]], new: list[Item[str]]) -> None:
        values = {item.value for item in known}
        for item in new:
            if item.value not in values:
                known.append(item)
                values.add(item.value)
