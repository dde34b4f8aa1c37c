# SPDX-License-Identifier: Apache-2.0
"""The name cell of a facts row: the ingredient's name, what supplies it, how an extract was made.

Magnesium (as citrate and oxide)                    name, two sources
Vitamin B6 (pyridoxine hydrochloride)               name, a source, since we know the compound
Riboflavin (Vitamin B2)                             a name with another name
Turmeric (Curcuma longa) root extract 10:1, 95% curcuminoids
"""

from __future__ import annotations

from dataclasses import dataclass, field

from officinal.knowledge.names import identify, kind_of, source_of, substances
from officinal.label import Extract, Quantity, SourceMaterial, Standardisation
from officinal.reading.amounts import NUMBER, Amount, decimal, find_amounts
from officinal.reading.document import Document
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.item import Item, Where
from officinal.reading.patterns import compiled, lazy

_AS = lazy(
    r"(?:(?:naturally occurring )?(?:as|from|fr|fro|in the form of|supplied as|supplied by|sourced from|derived from|provided by|yielded from)(?: the)?"
    r"|sous(?: la)? forme (?:de |d')|provenant (?:de |du |des |d')|comme|a partir (?:de |d')|issue? (?:de |du |des |d')|tiree? (?:de |du |des |d')|en tant que|\(as)(?: |(?<=[ '(]))",
)
_AS_INSIDE = lazy(r" (?:as|from|sous forme (?:de|d')|provenant (?:de|du|d')) ?(?<=[ '])")
_AND = lazy(r"[ ,]+(?:and|et|with|plus|avec)[ ]+|\s*[&+]\s+|\s+/\s+")
RATIO = lazy(r"(?<![\w.])(\d{1,3}(?:[.,]\d{1,2})?(?: ?- ?\d{1,3})?) ?: ?(\d{1,3})(?![\w:])")
_STANDARD = lazy(
    rf"(?:(?:standardi[sz]ed?|std\.?)(?: extract)?(?: to(?: contain)?| for| at)?|titre(?:e)? a|normalise(?:e)? a|standardise(?:e)? a|providing|containing|contains|contenant|yielding|min(?:imum|\.)?|fournissant|dont)?"
    rf" ?(?:(?:a )?(?:minimum|min\.?) (?:of )?|at least |au moins )?(?P<percent>{NUMBER}) ?%(?: ?-? ?(?:of |de |d'|en ))? ?(?P<marker>[a-z][a-z0-9 '\-]{{2,50}}?)(?= (?:and|et|&) \d|[^a-z0-9 '\-]|$)"
)
_PROVIDING = lazy(
    r"(?:providing|provides|yielding|containing|contains|supplying|fournissant|contenant|apportant|dont|of which|including|standardi[sz]ed to(?: contain)?)\b[: ]+"
)
_CRUDE = lazy(
    r"(?:equal to|equivalent to|equiv\.?(?: to)?|eq\. ?to|equiv\. to dry|from|qce|dhe|dhq|dhe[:=]|corresponding to|equivalente? (?:a|de)|equivalant a|equivaut a|ehs|qeb|=)[: ]*"
)
_LONGEST = 600
"""no name cell is longer; what lies behind is not read"""
_SAYS_MORE = lazy(
    r"equi|\beq\.|correspond|provid|yield|contain|suppl|fourn|conten|apport|\bdont\b|of which|includ|standardi"
)
_EQUALS = lazy(
    r",? ?\b(?:equal to|equivalent to|equiv\.?(?: to)?|eq\. to|corresponding to|equivalente? (?:a|de)|equivalant a|equivaut a|which is equivalent to)(?: about| approximately| at least)? "
)
_NEXT = lazy(r"[;,] | std\.? | standardi")
SOLVENT = lazy(
    r"(?:\d{1,3} ?%(?: v/v)? ?)?(?:ethanol|alcohol|ethanolic|aqueous ethanol|glycerin|glycerol|water|methanol|alcool|eau|acetone)(?: ?(?:and|/|:|et|\+) ?(?:water|eau))?(?: \d{1,3} ?%(?: v/v)?)?"
)
_SOLVENT_LABEL = lazy(
    r"(?:extraction )?solvents?(?: used)?:? ?|extract(?:ed)? (?:with|in|using) |solvant(?: d'extraction)? ?:? ?|dans |menstruum:? ?"
)
PARTS = frozenset(
    [
        "root",
        "roots",
        "leaf",
        "leaves",
        "seed",
        "seeds",
        "fruit",
        "fruits",
        "flower",
        "flowers",
        "bark",
        "rhizome",
        "berry",
        "berries",
        "herb",
        "bulb",
        "stem",
        "peel",
        "whole",
        "aerial",
        "mycelium",
        "fruiting",
        "body",
        "aerial",
        "parts",
        "aerial",
        "part",
        "root",
        "bark",
        "flowering",
        "tops",
        "hull",
        "husk",
        "pod",
        "kernel",
        "racine",
        "feuille",
        "feuilles",
        "graine",
        "graines",
        "fleur",
        "fleurs",
        "ecorce",
        "rhizomes",
        "tige",
        "parties",
        "aeriennes",
        "sommites",
        "fleuries",
        "baie",
        "baies",
        "bulbe",
    ]
) | {
    "fruiting body",
    "aerial parts",
    "aerial part",
    "root bark",
    "stem bark",
    "flowering tops",
    "parties aeriennes",
    "whole plant",
    "whole herb",
    "whole fruit",
    "inner leaf",
    "seed husk",
    "root and rhizome",
}
_STRAIN = lazy(
    r"(?<![\w-])((?:[A-Z]{1,6}[- ]?\d{1,6}[A-Za-z]?|GG|NCFM|ATCC[ -]?\d+|DSM[ -]?\d+|R\d{3,4}|[A-Z]{2}-?\d{2,5}|CNCM I-\d+)(?:®|™)?)(?![\w-])"
)
_MARKS = "*†‡§^#+•·.…/:;,–—- \t\u00a0"
_ICON = lazy(r" (?:i|\?|ⓘ|ℹ|info)$")
"""the sign of a tooltip behind a name"""
_ELEMENTAL = lazy(r"(?:elemental|elementaire)s?\b")
_BRACKETED = lazy(r"\([^)]*\)?")
_OF = lazy(r"of |de |d'")
_PERCENT_BEFORE = lazy(rf"{NUMBER} ?%$")
_AMOUNT_FIRST = lazy(rf"{NUMBER} ?(?:%|m?c?g;)")
_PERCENT_OF = lazy(rf"({NUMBER}) ?%(?: of)?(?: ?\[[^\]]*\])? ?(?:as |from |from the |naturally )?")


def _tidied(name: str) -> str:
    """A name without what cutting left behind: empty and open brackets, marks of footnotes, loose signs."""
    name = name.replace(" ,", ",")
    if "(" in name or "[" in name:
        name = compiled(r"\(\s*\)|\[\s*\]").sub("", name).replace(" )", ")").replace(" ,", ",").strip(_MARKS)
        name = compiled(r"[;,]\s*\)").sub(")", name)
        name = compiled(r"\s*[(\[]$").sub("", name)
    name = name.replace(" )", ")").strip(_MARKS)
    if "*" in name or not name.isascii():
        name = compiled(r"(?<=[A-Za-z0-9)])[*†‡§]+").sub("", name).strip(_MARKS)
    return name


def _is_form(known: str | None, nutrient: str | None, words: str) -> bool:
    """Whether a name is a chemical form of a nutrient, and not just its other name (vitamin D3 is cholecalciferol)."""
    if known is None or known == nutrient or nutrient is None:
        return False
    if kind_of(known) == "non-medicinal":
        return nutrient in known
    if kind_of(known) != "compound":
        return False
    return not any(other != nutrient and nutrient.startswith(other) for other in substances()[known].of)


@dataclass(slots=True)
class NameParts:
    """What stands in the name cell."""

    name: str | None
    span: Where
    substance: str | None = None
    sources: list[Item[SourceMaterial]] = field(default_factory=list)
    equivalents: list[Amount] = field(default_factory=list)
    extract: Item[Extract] | None = None
    standardisation: list[Item[Standardisation]] = field(default_factory=list)
    part: tuple[str, Where] | None = None
    basis: tuple[str, Where] | None = None
    strain: tuple[str, Where] | None = None


class NameReader:
    """Reads one name cell; `comma` says that a comma parts decimals on this page."""

    def __init__(self, document: Document, start: int, end: int, *, comma: bool = False) -> None:
        self.text, self.folded, self.comma = document.text, document.folded, comma
        end = min(end, start + _LONGEST)
        start, end = trim(self.text, start, end, _MARKS)
        icon = _ICON.search(self.folded, max(start, end - 6), end)
        self.start, self.end = trim(self.text, start, icon.start() if icon else end, _MARKS)
        self.parts = NameParts(None, (self.start, self.end))
        self.cut: list[Where] = []
        self.ratio: str | None = None
        self.solvent: str | None = None
        self.crude: Quantity | None = None
        self.crude_of: str | None = None
        self.extract_spans: dict[str, Where] = {}

    def read(self) -> NameParts:
        """The parts of the cell, in the order in which they must be told apart."""
        if self.start >= self.end:
            return self.parts
        self._one_language()
        brackets = groups(self.folded, self.start, self.end)
        first = next((b for b in brackets if b[0] > self.start), None)
        head = self.folded[self.start : first[0] if first else self.end].strip()
        self.parts.substance = identify(head) or identify(self.folded[self.start : self.end])
        self._stated_after(brackets)
        for begin, end in brackets:
            if not any(a <= begin < b for a, b in self.cut):
                self._bracket(begin, end)
        self._unclosed(brackets)
        self._clause(brackets)
        self._made(self.start, self.end)
        self._name()
        return self.parts

    def _one_language(self) -> None:
        """ "Iron / Fer": a name said again in the other language is one name."""
        if self.folded.find(" / ", self.start, self.end) < 0:
            return
        halves = pieces(self.folded, self.start, self.end, "/")
        if len(halves) != 2:
            return
        first, second = (identify(_BRACKETED.sub("", self.folded[a:b])) for a, b in halves)
        if first and first == second:
            self.end = halves[0][1]

    def _stated_after(self, brackets: list[Where]) -> None:
        """ "… extract equivalent to dry leaf 3 g standardised to contain …": said without brackets."""
        if not _SAYS_MORE.search(self.folded, self.start, self.end):
            return
        for match in _EQUALS.finditer(self.folded, self.start, self.end):
            if any(a <= match.start() < b for a, b in (*brackets, *self.cut)):
                continue
            stop = min(
                [
                    m.start()
                    for m in (
                        _PROVIDING.search(self.folded, match.end(), self.end),
                        _NEXT.search(self.folded, match.end(), self.end),
                    )
                    if m
                ]
                or [self.end]
            )
            amounts = find_amounts(self.folded, match.end(), stop, comma=self.comma)
            if amounts:
                self._crude(amounts[0], stop, match.end())
                self.cut.append((match.start(), stop))
        for match in _PROVIDING.finditer(self.folded, self.start + 3, self.end):
            if (
                any(a <= match.start() < b for a, b in (*brackets, *self.cut))
                or "%" in self.folded[match.start() : self.end]
            ):
                continue
            before = len(self.parts.standardisation)
            self._markers(match.end(), self.end)
            if len(self.parts.standardisation) > before:
                self.cut.append((match.start(), self.end))

    def _bracket(self, begin: int, end: int) -> None:
        """Decide what a bracket holds, and cut it out of the name if it is no part of it."""
        inner = trim(self.text, begin + 1, end - 1, _MARKS)
        words = self.folded[inner[0] : inner[1]]
        if not words:
            self.cut.append((begin, end))
            return
        clause = _AS.match(words)
        if clause:
            self._sources(inner[0] + clause.end(), inner[1])
            self.cut.append((begin, end))
            return
        known = len(self.cut)
        if self._says_how(*inner):
            if not self._rest_named(inner, self.cut[known:]):
                self.cut.append((begin, end))
            return
        if words in PARTS or words.removesuffix("s") in PARTS:
            self.parts.part = (self.text[inner[0] : inner[1]], inner)
            self.cut.append((begin, end))
            return
        if _ELEMENTAL.fullmatch(words):
            self.parts.basis = ("elemental", inner)
            self.cut.append((begin, end))
            return
        split = _AS_INSIDE.search(words)
        if split and kind_of(self.parts.substance) in ("nutrient", None):
            self._sources(inner[0] + split.end(), inner[1])
            self.cut.append((inner[0] + split.start(), end - 1))
            return
        self._chemical_form(begin, end, inner)

    def _rest_named(self, inner: Where, cuts: list[Where]) -> bool:
        """Whether a bracket still holds a name when what says how is cut out: "(Piper nigrum; 95 % piperine)"."""
        if not cuts or not any(char in self.text[inner[0] : inner[1]] for char in ";,"):
            return False
        first = min(a for a, _ in cuts)
        return first - inner[0] > 5 and compiled(r"[a-z]{3} [a-z]{3}").search(self.folded[inner[0] : first]) is not None

    def _chemical_form(self, begin: int, end: int, inner: Where) -> None:
        """A bracket of compounds names sources; a bracket of another name belongs to the name."""
        listed = self._listed(*inner)
        nutrient = self.parts.substance
        if kind_of(nutrient) not in ("nutrient", "amino-acid", "other"):
            return
        known = [source_of(nutrient, self.folded[a:b]) for a, b in listed]
        is_form = [_is_form(k, nutrient, self.folded[a:b]) for k, (a, b) in zip(known, listed, strict=True)]
        if (listed and (all(is_form) or (any(is_form) and len(listed) > 1))) or _AMOUNT_FIRST.match(
            self.folded, *inner
        ):
            self._sources(*inner)
            self.cut.append((begin, end))

    def _says_how(self, start: int, end: int) -> bool:
        """Amounts and ways of making inside a bracket: equivalents, crude herb, standardisation, ratio."""
        words = self.folded[start:end]
        amounts = find_amounts(self.folded, start, end, comma=self.comma)
        crude = _CRUDE.match(words)
        if crude and amounts and amounts[0].start <= start + crude.end() + 25:
            self._crude(amounts[0], end, start + crude.end())
            return True
        if amounts and amounts[0].start == start and amounts[-1].end == end and len(amounts) == 1:
            self.parts.equivalents.append(amounts[0])
            return True
        if amounts and amounts[0].start == start and amounts[0].quantity.unit != "%":
            rest = trim(self.text, amounts[0].end, end, _MARKS)
            source = _AS.match(self.folded, rest[0], rest[1])
            begin = source.end() if source else rest[0]
            elemental = _ELEMENTAL.match(self.folded, begin, rest[1])
            if elemental:
                self.parts.basis = ("elemental", (elemental.start(), elemental.end()))
                self.parts.equivalents.append(amounts[0])
            elif len(amounts) == 1 and begin < rest[1]:
                self._source(begin, rest[1], amounts[0])
            else:
                self._sources(start, end)
            return True
        made = self._made(start, end)
        providing = _PROVIDING.match(words)
        if providing and amounts and not made:
            self._markers(start + providing.end(), end)
            return True
        return made

    def _markers(self, start: int, end: int) -> None:
        for begin, stop in self._listed(start, end):
            amounts = find_amounts(self.folded, begin, stop, comma=self.comma)
            if not amounts:
                continue
            amount = amounts[0]
            left, right = trim(self.text, begin, amount.start, _MARKS), trim(self.text, amount.end, stop, _MARKS)
            place = right if right[0] < right[1] else left
            marker = compiled(r"^(?:of |de |d'|en )").sub("", self.text[place[0] : place[1]])
            if marker:
                self.parts.standardisation.append(
                    Item(Standardisation(marker=marker, amount=amount.quantity), {"": (begin, stop)})
                )

    def _made(self, start: int, end: int) -> bool:
        """Extract ratio, solvent and standardisation, wherever they stand; says whether any did."""
        words, found = self.folded[start:end], False
        if ":" not in words and "%" not in words and not self.ratio:
            return False
        ratio = RATIO.search(words) if ":" in words else None
        if ratio and self.ratio is None and not words[: ratio.start()].rstrip().endswith("ratio of"):
            self.ratio = compiled(r"\s").sub("", ratio[0])
            self.extract_spans["/ratio"] = self._cut(start + ratio.start(), start + ratio.end())
            found = True
        solvent = SOLVENT.search(words)
        if solvent and (found or self.ratio or _SOLVENT_LABEL.search(words) or "%" in solvent[0]):
            self.solvent = self.text[start + solvent.start() : start + solvent.end()].strip()
            begin = start + solvent.start()
            label = _SOLVENT_LABEL.search(words)
            if label and label.end() == solvent.start():
                begin = start + label.start()
            self.extract_spans["/solvent"] = self._cut(begin, start + solvent.end())
            found = True
        for standard in _STANDARD.finditer(words) if "%" in words else ():
            marker = trim(self.text, start + standard.start("marker"), start + standard.end("marker"), _MARKS)
            head = self.text[marker[0] : marker[1]]
            if (
                self._is_cut(start + standard.start("percent"))
                or compiled(
                    r"(?:as|from|v/v|of|dv|vol|alc|rda|nrv|ethanol|alcohol|alcool|organic|natural|pure|daily|water)\b"
                ).match(
                    head.lower(),
                )
                or identify(head) == self.parts.substance is not None
            ):
                continue
            percent = decimal(standard["percent"], comma=self.comma)
            span = self._cut(start + standard.start(), marker[1])
            self.parts.standardisation.append(Item(Standardisation(marker=head, percent=percent), {"": span}))
            found = True
        return found

    def _is_cut(self, at: int) -> bool:
        return any(begin <= at < end for begin, end in self.cut)

    def _cut(self, start: int, end: int) -> Where:
        self.cut.append((start, end))
        return start, end

    def _crude(self, amount: Amount, end: int, start: int) -> None:
        """The crude herb that an extract stands for: "2,000 mg of dried root", "dry leaf 3 g"."""
        self.crude = amount.quantity
        rest = trim(self.text, amount.end, end, _MARKS)
        if rest[0] >= rest[1]:
            rest = trim(self.text, start, amount.start, _MARKS)
        of = compiled(r"of |de |d'").match(self.folded[rest[0] : rest[1]])
        place = (rest[0] + of.end(), rest[1]) if of else rest
        self.crude_of = self.text[place[0] : place[1]] or None
        self.extract_spans["/equivalent"] = (amount.start, amount.end)

    def _unclosed(self, brackets: list[Where]) -> None:
        """An opening bracket that the page never closed: what is behind it is read like a bracket."""
        words = self.text[self.start : self.end]
        if words.count("(") + words.count("[") <= words.count(")") + words.count("]"):
            return
        for at in range(self.start, self.end):
            if self.text[at] in "([" and not any(a <= at < b for a, b in brackets):
                clause = _AS.match(self.folded, at + 1, self.end)
                if clause:
                    self._sources(clause.end(), self.end)
                    self.cut.append((at, self.end))
                return

    def _clause(self, brackets: list[Where]) -> None:
        """ "Vitamin C as calcium ascorbate": a source clause outside brackets."""
        if self.parts.sources:
            return
        for match in _AS_INSIDE.finditer(self.folded, self.start, self.end):
            at = match.start()
            if any(a <= at < b for a, b in (*brackets, *self.cut)) or self.parts.sources:
                continue
            stop = next((a for a, _ in brackets if a > at), self.end)
            percent = _PERCENT_BEFORE.search(self.folded[self.start : at])
            begin = self.start + percent.start() if percent else match.end()
            self._sources(begin, stop)
            self.cut.append((begin if percent else at, stop))
            return

    def _listed(self, start: int, end: int) -> list[Where]:
        spans = []
        for begin, stop in pieces(self.folded, start, end, ",;"):
            if identify(self.folded[begin:stop]):
                spans.append((begin, stop))
                continue
            inside = groups(self.folded, begin, stop)
            at = begin
            for match in _AND.finditer(self.folded, begin, stop):
                if not any(a <= match.start() < b for a, b in inside):
                    spans.append((at, match.start()))
                    at = match.end()
            spans.append((at, stop))
        return [trimmed for each in spans if (trimmed := self._without_and(*each))[0] < trimmed[1]]

    def _without_and(self, start: int, end: int) -> Where:
        start, end = trim(self.text, start, end, _MARKS)
        lead = compiled(r"(?:and|et|plus|&|with) ").match(self.folded[start:end])
        return (start + lead.end(), end) if lead else (start, end)

    def _sources(self, start: int, end: int) -> None:
        for begin, stop in self._listed(start, end):
            self._source(begin, stop)

    def _source(self, start: int, end: int, amount: Amount | None = None) -> None:
        """One source: its name, without the amount, percent or "as" that stand around it."""
        whole = (start, end)
        percent = None
        share = _PERCENT_OF.match(self.folded, start, end)
        if share and share.end() < end:
            percent, start = decimal(share[1], comma=self.comma), share.end()
        lead = _AS.match(self.folded, start, end)
        if lead and lead.end() < end:
            start = lead.end()
        if amount is None:
            inside = find_amounts(self.folded, start, end, comma=self.comma)
            if len(inside) == 1 and inside[0].quantity.unit != "%":
                amount = inside[0]
                start, end = self._around(start, end, amount)
        start, end = trim(self.text, start, end, _MARKS + "([")
        lead = _AS.match(self.folded, start, end) or _OF.match(self.folded, start, end)
        if lead and lead.end() < end:
            start = lead.end()
        if start >= end:
            return
        name = self.text[start:end]
        spans = {"": whole, "/name": (start, end)}
        if amount:
            spans["/amount"] = (amount.start, amount.end)
        material = SourceMaterial(
            name=name,
            substance=source_of(self.parts.substance, self.folded[start:end]),
            amount=amount.quantity if amount else None,
            percent=percent,
        )
        self.parts.sources.append(Item(material, spans))

    def _around(self, start: int, end: int, amount: Amount) -> Where:
        """The name beside an amount: behind it, or before it."""
        behind = trim(self.text, amount.end, end, _MARKS + ")]")
        before = trim(self.text, start, amount.start, _MARKS + "([")
        return behind if behind[1] - behind[0] > 2 else before

    def _name(self) -> None:
        """What is left when sources and the like are cut out is the name as printed."""
        kept, at = [], self.start
        for begin, end in sorted(self.cut):
            if begin > at:
                kept.append((at, begin))
            at = max(at, end)
        kept.append((at, self.end))
        words = [self.text[a:b].strip(_MARKS) for a, b in kept]
        name = _tidied(" ".join(word for word in words if word))
        if name.count(")") > name.count("(") and name.endswith(")"):
            name = name[:-1].strip(_MARKS)
        self.parts.name = name or None
        self.parts.substance = identify(name) if name else None
        if self.parts.substance is None and name:
            self.parts.substance = identify(compiled(r"\s*[(\[,]").split(name)[0])
        if self.ratio or self.solvent or self.crude:
            value = Extract(ratio=self.ratio, solvent=self.solvent, equivalent=self.crude, equivalent_of=self.crude_of)
            self.parts.extract = Item(value, {"": (self.start, self.end), **self.extract_spans})
        if kind_of(self.parts.substance) in ("organism", None) and name:
            strain = _STRAIN.search(self.text, self.start, self.end)
            if strain and compiled(r"(?:bacillus|bacter|coccus|saccharomyces|^[lb]\. )").search(
                self.folded[self.start : self.end]
            ):
                self.parts.strain = (strain[1], strain.span(1))
