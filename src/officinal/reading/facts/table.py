# SPDX-License-Identifier: Apache-2.0
"""A facts table as it stands on the page, block by block: serving, columns, rows, blends, footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from officinal.knowledge.names import identify
from officinal.label import ColumnAmount, Extract, MedicinalIngredient
from officinal.reading.amounts import Amount, find_amounts
from officinal.reading.document import Block, Document
from officinal.reading.facts.brackets import groups, pieces, trim
from officinal.reading.facts.name import PARTS, RATIO, SOLVENT, NameParts, NameReader
from officinal.reading.facts.row import CALORIES, Percent, Row, behind, read_line, read_percent, take_line
from officinal.reading.item import Item, Where, nested
from officinal.reading.patterns import compiled, lazy

FACTS = frozenset(("facts", "medicinal"))
_HEADER = lazy(
    r"(?:amount|quantity|%|daily value|dv\b|nrv|per |pour |par |medicinal ingredient|ingredient|nutrient|typical|average|serving|quantite|teneur|valeur|active|dose|"
    r"% ?vq|vnr|each |chaque |\d+ (?:capsule|scoop|tablet|softgel|gelule|mesure|comprime)|children|adults?|enfants|adultes|ingredients? actifs?|strength|qty|value|nutriment|for |two |one |deux |une |vitamins?$|minerals?$|vitamins? (?:and|&) minerals?|other$|\*)"
)
_PER = lazy(
    r"(?:\bper|\bpour|\bpar|\beach|\bchaque) ?\d{0,5} ?[a-z]|^\d+ ?(?:g|ml|capsule|scoop|tablet|softgel|gumm|mesure|gelule|comprime|drop|teaspoon)|^(?:children|adult|enfant)"
)
_SOLVENT_CELL = lazy(rf"{SOLVENT.pattern}(?: ?/ ?[a-z]+)?(?: ?\(v/v\)| ?v/v)?")
_PER_HUNDRED = lazy(r"100 ?(?:g|ml)\b")
_PERCENT_COLUMN = lazy(
    r"%|daily value|\bdv\b|nrv|\bri\b|\bvq\b|\bvnr\b|\bar\b|valeur quotidienne|apports? de reference"
)
_FOOTNOTE = lazy(
    r"[*†‡§^+¥~•]*\s*(?:\(?[*†‡§^+¥~]\)?|%? ?(?:percent )?daily values?\b.{0,40}(?:based|not|tells)|\*?percent daily|the % daily value|daily value ?\(?(?:dv)?\)? (?:not|has)|% ?dv\b.{0,30}|dv not|"
    r"not a significant|nrv ?[=:(]|nutrient reference|% ?nrv|ri ?=|reference intake|less than \d+ ?%|5 ?% or less|valeurs? nutritionnelles? de reference|vnr ?[=:]|% ?vnr|% ?vq|apports? de reference|valeur quotidienne|no (?:nrv|rda|ri)|pas de vnr|aucune vnr|5 ?% ou moins|calories a day)"
)
_BLEND = lazy(
    r"\b(?:blend|complex|matrix|proprietary|formula|melange|complexe|stack|mix|cocktail|fusion|consortium|exclusif|exclusive)\b"
)
_NOT_A_BLEND = lazy(
    r"b[- ]complex$|(?:chelate|amino acid|glycinate|citrate|aminoate|yeast) complex|complexe? de glycinate|amino acid|chelate"
)
_SENTENCE = lazy(r"[.!?](?:\s|$)")
_COLUMN_HEADING = lazy(
    r"(?P<percent>% ?(?:dv|nrv|ri|vnr|vq|rda|daily value|ar)\b\**(?: ?\(?(?:per|pour) [^)%]{1,20}(?=$|%|per))?(?: ?\([^)]{0,20}\))?)|(?:per|pour|par) (?:\d+ ?)?[a-z]+(?: \(\d+ ?[a-z]+\))?|\b\d+ (?:scoops?|capsules?|tablets?|gumm(?:y|ies)|softgels?|gelules?|comprimes?|mesures?|teaspoons?)\b"
)
_NUMBER_CELL = lazy(r"[<~]? ?[\d.,\s]+%?[*†‡]*$")
_LEADER = lazy(r"\.{3,}|_{3,}|·{3,}")
_MOST_ROWS = 2_000
_LEAST_LIST = 3


@dataclass(slots=True)
class Table:
    """The rows of one facts table, with what its headings say of the columns."""

    rows: list[Item[MedicinalIngredient]] = field(default_factory=list)
    framed: list[Where] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    name: Item[str] | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Columns:
    """For each column behind the name: "amount" or "percent", and its basis as printed."""

    kinds: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    """A column of one row: what it is of, and what stands there."""

    basis: str
    line: Row


class TableReader:
    """Reads the blocks of one table in order."""

    def __init__(self, document: Document, *, comma: bool) -> None:
        self.document, self.comma = document, comma
        self.text, self.folded = document.text, document.folded
        self.columns = _Columns()
        self.rows: list[Row] = []
        self.marks: list[str] = []
        """per row: "" top level, "blend" opens one, "part" is made part of the blend above"""
        self.further: dict[int, list[tuple[ColumnAmount, Where]]] = {}
        self.pending: list[Block] = []
        self.table = Table()
        self.nutrition = False

    def read(self, blocks: list[Block]) -> Table:
        """The table that some blocks hold."""
        for block in blocks[:_MOST_ROWS]:
            self._block(block)
        self._settle()
        self.table.blocks = blocks
        self.table.rows = self._nest()
        return self.table

    def _block(self, block: Block) -> None:
        start = max(block.body, block.start)
        words = self.folded[start : block.end]
        if start >= block.end:
            self.table.framed.append((block.start, block.end))
            return
        if "kj" in words or "kcal" in words or words.startswith(("energy", "energie", "calories")):
            self.nutrition = True
        if (
            _FOOTNOTE.match(words)
            and not (block.cells and len(block.cells) > 2 and self._is_row(block))
            and (
                not compiled(r"[*†‡^+•]+\s?[a-z]").match(words)
                or read_line(self.document, start, block.end, comma=self.comma) is None
            )
        ):
            self.table.framed.append((block.start, block.end))
            return
        if block.kind == "row":
            self._cells(block)
            return
        if block.kind == "heading" and not find_amounts(self.folded, start, block.end):
            self.table.framed.append((block.start, block.end))
            return
        self._line(block, start, words)

    # --- rows of cells

    def _is_row(self, block: Block) -> bool:
        return any(find_amounts(self.folded, *cell, comma=self.comma) for cell in block.cells[1:])

    def _cells(self, block: Block) -> None:
        """A row of a real table: the first cell is the name, the others are amounts and percents."""
        cells = list(block.cells)
        header = self._header(cells)
        if header is not None:
            self.columns.kinds = header
            self.table.framed.append((block.start, block.end))
            return
        self._settle()
        named = any(c.isalpha() for c in self.folded[slice(*cells[0])])
        first = read_line(self.document, *cells[0], comma=self.comma) if len(cells) == 1 else None
        if first:
            self._add(first)
            return
        name = NameReader(self.document, *cells[0], comma=self.comma).read() if named else NameParts(None, cells[0])
        row = Row((block.start, block.end), name)
        if name.equivalents and not any(find_amounts(self.folded, *c, comma=self.comma) for c in cells[1:]):
            row.amount, name.equivalents = name.equivalents[0], name.equivalents[1:]
        rest = cells[1:] if named else cells
        self._fill(row, rest)
        self._add(row)

    def _fill(self, row: Row, cells: list[Where]) -> None:
        """Give each cell behind the name its meaning: first by the headings, else by what it looks like."""
        kinds = self._kinds_for(len(cells))
        columns: list[_Cell] = []
        for index, cell in enumerate(cells):
            if self._made_cell(row, cell):
                continue
            kind, basis = kinds[index] if kinds else ("", "")
            percent = read_percent(self.document, *cell, comma=self.comma)
            if percent is not None and (kind == "percent" or "%" in self.folded[slice(*cell)] or percent[0] is None):
                self._percent_cell(columns, basis, percent)
                continue
            amounts = find_amounts(self.folded, *cell, comma=self.comma)
            if len(amounts) == 1 and (amounts[0].start, amounts[0].end) == cell and amounts[0].quantity.unit != "%":
                columns.append(_Cell(basis, Row(cell, NameParts(None, cell), amounts[0])))
                continue
            bare = amounts or find_amounts(self.folded, *cell, comma=self.comma, units_only=False)
            if kind == "percent" and bare and bare[0].quantity.unit is None and columns:
                self._percent_cell(columns, basis, (bare[0].quantity.value, None, cell))
            elif bare:
                columns.append(self._amount_cell(basis, cell))
            elif not row.amount and index == 0 and any(c.isalpha() for c in self.folded[slice(*cell)]):
                self._source_cell(row, cell)
        if not columns:
            return
        main = next((i for i, each in enumerate(columns) if not _PER_HUNDRED.search(each.basis.lower())), 0)
        for index, each in enumerate(columns):
            if index == main:
                take_line(row, each.line)
            elif each.line.amount or each.line.percent_span:
                value = ColumnAmount(
                    basis=each.basis or f"column {index + 1}",
                    amount=each.line.amount_as_stated(row.name),
                    daily_value_percent=each.line.percent,
                )
                self.further.setdefault(len(self.rows), []).append((value, each.line.span))

    def _kinds_for(self, count: int) -> list[tuple[str, str]]:
        """The kinds of some cells: those of the headings, from the right where the headings are fewer."""
        kinds = self.columns.kinds
        if not kinds or len(kinds) == count:
            return kinds
        if len(kinds) > count:
            amounts = [k for k in kinds if k[0] == "amount"]
            return amounts if len(amounts) == count else []
        return [*([("amount", kinds[0][1])] * (count - len(kinds))), *kinds]

    def _percent_cell(self, columns: list[_Cell], basis: str, percent: Percent) -> None:
        """A percent belongs to the amount before it."""
        if not columns or columns[-1].line.percent_span is not None:
            columns.append(_Cell(basis, Row(percent[2], NameParts(None, percent[2]))))
        line = columns[-1].line
        line.percent, line.note, line.percent_span = percent

    def _amount_cell(self, basis: str, cell: Where) -> _Cell:
        line = read_line(self.document, *cell, comma=self.comma)
        if line is None or line.amount is None:
            line = line or Row(cell, NameParts(None, cell))
            bare = find_amounts(self.folded, *cell, comma=self.comma, units_only=False)
            line.amount = bare[0]
        return _Cell(basis, line)

    def _made_cell(self, row: Row, cell: Where) -> bool:
        """A cell that says how an extract was made: its ratio, its solvent, the part of the plant."""
        words = self.folded[slice(*cell)].strip()
        if words in PARTS:
            row.name.part = row.name.part or (self.text[slice(*cell)], cell)
            return True
        if ":" not in words and row.name.extract is None:
            return False
        ratio, solvent = RATIO.fullmatch(words), _SOLVENT_CELL.fullmatch(words)
        if not ratio and RATIO.match(words):
            behind(self.document, *cell, row, comma=self.comma)
            return row.name.extract is not None
        if not ratio and not (solvent and row.name.extract):
            return False
        known = row.name.extract.value if row.name.extract else Extract()
        spans = dict(row.name.extract.spans) if row.name.extract else {"": cell}
        key = "ratio" if ratio else "solvent"
        spans[f"/{key}"] = cell
        row.name.extract = Item(known.model_copy(update={key: self.text[slice(*cell)]}), spans)
        return True

    def _source_cell(self, row: Row, cell: Where) -> None:
        """A cell of words between the name and the amount names the source material, or the part used."""
        reader = NameReader(self.document, *cell, comma=self.comma)
        reader.parts.substance = row.name.substance
        if identify(self.folded[slice(*cell)]) and not row.name.sources:
            reader._source(*cell)
            row.name.sources += reader.parts.sources

    def _header(self, cells: list[Where]) -> list[tuple[str, str]] | None:
        """What the columns hold, if a row of cells is the table's heading."""
        if self.rows and not _HEADER.match(self.folded, *cells[0]):
            return None
        words = [self.folded[a:b] for a, b in cells]
        per = [bool(_PER.search(w)) for w in words]
        if any(_NUMBER_CELL.fullmatch(w) for w in words[1:] if not _PER.search(w)):
            return None
        likely = sum(bool(_HEADER.match(w)) or p for w, p in zip(words, per, strict=True))
        if likely < max(1, len(cells) - 1) or (
            likely == 1
            and len(cells) > 1
            and not any(per)
            and not _PERCENT_COLUMN.search(words[-1])
            and "amount" not in " ".join(words)
        ):
            return None
        kinds, basis = [], ""
        for (a, b), word in zip(cells, words, strict=True):
            percent = bool(_PERCENT_COLUMN.search(word))
            if not percent or _PER.search(word):
                basis = self._basis(a, b)
            kinds.append(("percent" if percent else "amount", basis))
        return kinds[1:] if not per[0] or len(cells) == 1 or not any(per[1:]) else kinds

    def _basis(self, start: int, end: int) -> str:
        text = compiled(
            r"(?i)^(?:average |typical |nutritional )?(?:amount|quantity|values?|quantité|teneur|valeurs?)?\s*(?:per|pour|par|/)\s*"
        ).sub(
            "",
            self.text[start:end],
        )
        text = compiled(r"^(\d+)(g|ml|mL)\b").sub(r"\1 \2", text.strip(" ():"))
        return text or self.text[start:end]

    # --- lines

    def _line(self, block: Block, start: int, words: str) -> None:
        """A line of a table that lost its cells."""
        if _LEADER.search(words):
            self._settle()
        if self._continues(block, start):
            return
        amounts = find_amounts(self.folded, start, block.end, comma=self.comma)
        percent = read_percent(self.document, start, block.end, comma=self.comma)
        alone = percent is not None or (
            amounts
            and not self.folded[start : amounts[0].start].strip(" ([")
            and (len(self.pending) == 1 or self._only_amounts(amounts, start, block.end))
        )
        if alone:
            self._attach(block, start, amounts if percent is None else [], percent)
            return
        stated = amounts or "%" in words or CALORIES.match(words)
        row = read_line(self.document, start, block.end, comma=self.comma) if stated else None
        if self._columns_line(words):
            self._settle()
            self.table.framed.append((block.start, block.end))
            self._header_columns(start, block.end, words)
            return
        if self._in_columns(block, start, amounts):
            return
        if self._blend_line(block, start):
            return
        several = self._several(block, start, amounts)
        if several:
            self._settle()
            for each in several:
                self._add(each)
        elif row and (row.amount or row.percent is not None) and self._row_like(block, start, row):
            self._settle()
            self._add(row)
        elif self._header_line(words, row):
            self.table.framed.append((block.start, block.end))
            self._header_columns(start, block.end, words)
        elif block.end - start < 200 and not (_SENTENCE.search(words) and len(words) > 90):
            self.pending.append(block)

    def _row_like(self, block: Block, start: int, row: Row) -> bool:
        """A sentence that happens to hold an amount is no row."""
        words = self.folded[start : block.end]
        if compiled(
            r"serving|(?:par |pour )?(?:une )?portion|(?:par |pour )dose|per serving|amount per|quantite par|dose\b"
        ).match(
            words,
        ):
            return False
        name = row.name.name or ""
        return len(name) < 160 and not (len(words) > 140 and _SENTENCE.search(words[:-1]) and row.percent is None)

    def _only_amounts(self, amounts: list[Amount], start: int, end: int) -> bool:
        rest = self.folded[start:end]
        for amount in amounts:
            rest = rest.replace(self.folded[amount.start : amount.end], " ")
        return not compiled(r"[\W\d_]|\b(?:nrv|dv|rda|vnr|vq|of|ri|ar)\b").sub("", rest)

    def _attach(self, block: Block, start: int, amounts: list[Amount], percent: Percent | None) -> None:
        """An amount or percent on a line of its own belongs to the one name that stands before it."""
        if len(self.pending) == 1 and amounts:
            owner = self.pending.pop()
            begin = max(owner.body, owner.start)
            row = Row((owner.start, block.end), NameReader(self.document, begin, owner.end, comma=self.comma).read())
            self._take(row, block, start, amounts)
            self._add(row)
        elif (
            amounts
            and not self.pending
            and self.rows
            and self.rows[-1].amount is None
            and self.rows[-1].span[1] < block.start
            and self._adjacent(block)
        ):
            self._take(self.rows[-1], block, start, amounts)
        elif (
            amounts
            and not self.pending
            and self.rows
            and self._adjacent(block)
            and self._next_column(block, start, amounts)
        ):
            return
        elif (
            percent is not None
            and not self.pending
            and self.rows
            and self.rows[-1].percent_span is None
            and self._adjacent(block)
        ):
            last = self.rows[-1]
            last.percent, last.note, last.percent_span = percent
            last.span = (last.span[0], block.end)
        elif amounts:
            if self.pending:
                self.table.problems.append(
                    "names and amounts stand in separate columns of the text, so no amount was given to a name; paste the table row by row"
                )
            self._settle()
            row = Row((start, block.end), NameParts(None, (start, block.end)))
            self._take(row, block, start, amounts)
            self._add(row)

    def _next_column(self, block: Block, start: int, amounts: list[Amount]) -> bool:
        """The amount of a further column, on a line of its own."""
        bases = [basis for kind, basis in self.columns.kinds if kind == "amount"]
        index = len(self.rows) - 1
        known = len(self.further.get(index, ())) + 1
        if known >= len(bases):
            return False
        line = read_line(self.document, start, block.end, comma=self.comma)
        value = ColumnAmount(
            basis=bases[known], amount=amounts[0].quantity, daily_value_percent=line.percent if line else None
        )
        self.further.setdefault(index, []).append((value, (start, block.end)))
        self.rows[-1].span = (self.rows[-1].span[0], block.end)
        return True

    def _adjacent(self, block: Block) -> bool:
        return not self.text[self.rows[-1].span[1] : block.start].strip()

    def _take(self, row: Row, block: Block, start: int, amounts: list[Amount]) -> None:
        """What a line of its own states of the row above it."""
        line = read_line(self.document, start, block.end, comma=self.comma)
        if line is not None:
            take_line(row, line)
        elif amounts:
            row.amount = amounts[0]
        row.span = (row.span[0], block.end)

    def _blend_line(self, block: Block, start: int) -> bool:
        """ "Sleep Blend 300 mg: valerian 200 mg, hops 100 mg": a blend with its parts on one line."""
        colon = self.folded.find(":", start, block.end)
        if colon < 0 or not _BLEND.search(self.folded, start, colon):
            return False
        head = read_line(self.document, start, colon, comma=self.comma)
        tail = trim(self.text, colon + 1, block.end, " .")
        if head is None or head.amount is None or len(pieces(self.folded, *tail, ",;")) < _LEAST_LIST - 1:
            return False
        self._settle()
        self._add(head, "blend")
        self._parts(*tail)
        return True

    def _several(self, block: Block, start: int, amounts: list[Amount]) -> list[Row]:
        """ "Vitamin C 500 mg, zinc 10 mg, echinacea 200 mg": a list of rows written as one sentence."""
        inside = groups(self.folded, start, block.end)
        outside = [a for a in amounts if a.quantity.unit != "%" and not any(b <= a.start < e for b, e in inside)]
        if len(outside) < 2:
            return []
        split = pieces(self.folded, start, block.end, ";" if ";" in self.folded[start : block.end] else ",")
        rows: list[Row] = []
        for begin, end in self._joined(split):
            lead = compiled(r"(?:and|et|plus|contains:?|contient ?:?) ").match(self.folded[begin:end])
            row = read_line(
                self.document,
                begin + lead.end() if lead else begin,
                len(self.folded[:end].rstrip(". ")),
                comma=self.comma,
            )
            if row is None or row.amount is None or (row.name.name is None and len(rows) == 0):
                return []
            rows.append(row)
        return rows if len(rows) > 1 else []

    def _joined(self, split: list[Where]) -> Iterator[Where]:
        """Pieces without an amount of their own belong to the piece before or after them."""
        held: Where | None = None
        for begin, end in split:
            has = any(a.quantity.unit != "%" for a in find_amounts(self.folded, begin, end, comma=self.comma))
            named = compiled(r"[a-z]{3}").search(compiled(r"\d+ ?[a-z]+").sub("", self.folded[begin:end])) is not None
            if held and has and not named:
                yield held[0], end
                held = None
                continue
            if held and not has:
                held = (held[0], end)
                continue
            if held:
                yield held
            held = (begin, end)
        if held:
            yield held

    def _continues(self, block: Block, start: int) -> bool:
        """A line in brackets goes on with the row above: how its extract was made, what it equals."""
        if not self.rows or self.text[start] not in "([" or self.pending:
            return False
        row = self.rows[-1]
        if row.amount is None:
            return False
        behind(self.document, start, block.end, row, comma=self.comma)
        row.span = (row.span[0], block.end)
        return True

    def _in_columns(self, block: Block, start: int, amounts: list[Amount]) -> bool:
        """A line under headings of several columns: its amounts and percents are the cells."""
        if sum(kind == "amount" for kind, _ in self.columns.kinds) < 2:
            return False
        inside = groups(self.folded, start, block.end)
        outside = [
            a
            for a in find_amounts(self.folded, start, block.end, comma=self.comma, units_only=False)
            if not any(b <= a.start < e for b, e in inside)
        ]
        outside = [a for a in outside if a.start > start]
        if any(a.quantity.unit for a in outside):
            outside = [a for a in outside if a.quantity.unit or self.folded[a.end : a.end + 2].strip().startswith("%")]
        cells = [(a.start, a.end) for a in outside]
        marks = [
            (start + m.start(), start + m.end())
            for m in compiled(r"(?<=\s)[*†‡§–-]{1,3}(?=\s|$)").finditer(self.folded[start : block.end])
        ]
        cells = self._joined_by_slash(sorted([*cells, *marks]))
        while (
            cells
            and compiled(r"[a-z]").search(
                self.folded[cells[0][1] : cells[1][0] if len(cells) > 1 else block.end].replace("nrv", "")
            )
            and len(cells) > 1
        ):
            cells.pop(0)
        if len(cells) < 2 or not any(c.isalpha() for c in self.folded[start : cells[0][0]]):
            return False
        row = Row((start, block.end), NameReader(self.document, start, cells[0][0], comma=self.comma).read())
        self._settle()
        self._fill(row, cells)
        self._add(row)
        return True

    def _joined_by_slash(self, cells: list[Where]) -> list[Where]:
        """ "820 kJ / 196 kcal" is one cell, and so is an amount with its percent."""
        joined: list[Where] = []
        for cell in cells:
            if joined and self.folded[joined[-1][1] : cell[0]].strip() in ("/", "="):
                joined[-1] = (joined[-1][0], cell[1])
            else:
                joined.append(cell)
        return joined

    def _columns_line(self, words: str) -> bool:
        """A line that holds nothing but headings of columns."""
        rest = _COLUMN_HEADING.sub(" ", words)
        return rest != words and not compiled(r"[a-z0-9]{2}").search(
            compiled(
                r"\b(?:amount|quantity|typical|average|values?|nutritional|serving|nutrients?|medicinal|ingredients?|active|and|of|each|contains?|dv|daily|value|quantite|teneur|valeurs?)\b"
            ).sub(
                " ",
                rest,
            ),
        )

    def _header_line(self, words: str, row: Row | None) -> bool:
        return (
            bool(_HEADER.match(words))
            and (row is None or row.amount is None or bool(_PER.search(words)))
            and identify(words) is None
        )

    def _header_columns(self, start: int, end: int, words: str) -> None:
        """What the columns hold, when their headings stand on one line, or on a line each."""
        found: list[tuple[str, str]] = []
        for match in _COLUMN_HEADING.finditer(words):
            if match["percent"]:
                found.append(("percent", found[-1][1] if found else ""))
            else:
                found.append(("amount", self._basis(start + match.start(), start + match.end())))
        amounts = sum(kind == "amount" for kind, _ in found)
        if amounts > 1 or (
            amounts == 1 and self.columns.kinds and self.columns.kinds[0][1] != found[0][1] and not self.rows
        ):
            self.columns.kinds = found if amounts > 1 else [*self.columns.kinds, *found]
        elif amounts == 1 and not self.rows:
            self.columns.kinds = found

    def _settle(self) -> None:
        """Names that no amount followed: parts of the blend above, or ingredients whose amount is not stated."""
        for block in self.pending:
            begin = max(block.body, block.start)
            words = self.folded[begin : block.end]
            listed = pieces(self.folded, begin, block.end, ",;")
            blend = self._open_blend()
            if blend and (len(listed) >= 2 or block.kind == "item" or len(words) < 100):
                for a, b in listed:
                    self._add(Row((a, b), NameReader(self.document, a, b, comma=self.comma).read()), "part")
            elif (identify(words) and not self.document.is_text) or (identify(words) and block.kind == "row"):
                self._add(Row((begin, block.end), NameReader(self.document, begin, block.end, comma=self.comma).read()))
            elif len(words) < 80 and _HEADER.match(words):
                self.table.framed.append((block.start, block.end))
        self.pending.clear()

    def _open_blend(self) -> bool:
        for mark in reversed(self.marks):
            if mark == "blend":
                return True
            if mark != "part":
                return False
        return False

    def _add(self, row: Row, mark: str = "") -> None:
        name = row.name.name or ""
        folded = name.lower()
        if not mark and _BLEND.search(folded) and not _NOT_A_BLEND.search(folded):
            mark = "blend"
        elif not mark and row.amount is None and self._open_blend():
            mark = "part"
        self.rows.append(row)
        self.marks.append(mark)
        if mark == "blend":
            self._inline_parts(row)

    def _inline_parts(self, row: Row) -> None:
        """ "Calm Blend 500 mg: valerian, hops, passionflower": the parts on the blend's own line or in its brackets."""
        start, end = row.span
        behind = max(
            row.amount.end if row.amount else start,
            row.percent_span[0] if row.percent_span and row.percent_span[0] > start else start,
        )
        at = row.name.span[0]
        for begin, stop in groups(self.folded, start, end):
            inner = trim(self.text, begin + 1, stop - 1)
            if len(pieces(self.folded, *inner, ",;")) >= _LEAST_LIST - 1 and begin > at:
                self._parts(*inner)
                row.name.name = (
                    self.text[row.name.span[0] : begin].strip() if begin < behind or not row.amount else row.name.name
                )
                row.name.sources.clear()
                return
        tail = trim(self.text, behind, end, ":;,.–- *†‡%")
        if (
            tail[0] < tail[1]
            and row.amount
            and tail[0] >= row.amount.end
            and len(pieces(self.folded, *tail, ",;")) >= 2
        ):
            self._parts(*tail)

    def _parts(self, start: int, end: int) -> None:
        for a, b in pieces(self.folded, start, end, ",;"):
            lead = compiled(r"(?:and|et|&) ").match(self.folded[a:b])
            begin = a + lead.end() if lead else a
            row = read_line(self.document, begin, b, comma=self.comma)
            if row is None:
                row = Row(
                    (begin, b),
                    NameReader(self.document, begin, len(self.folded[:b].rstrip(". ")), comma=self.comma).read(),
                )
            if row.name.name:
                self.rows.append(row)
                self.marks.append("part")

    def _sums(self) -> dict[int, int]:
        """Blends whose amount is exactly the sum of the rows behind them: per blend, how many rows those are."""
        tops = [i for i, mark in enumerate(self.marks) if mark != "part"]
        found: dict[int, int] = {}
        for place, index in enumerate(tops):
            whole = self.rows[index].amount
            if self.marks[index] != "blend" or whole is None:
                continue
            count = max(
                (
                    self._summing(place, tops, q)
                    for q in (whole, *self.rows[index].equivalents, *self.rows[index].name.equivalents)
                ),
                default=0,
            )
            if not count and whole.quantity.dimension == "mass":
                count = self._by_activity(place, tops)
            if count:
                found[place] = count
        return found

    def _summing(self, place: int, tops: list[int], whole: Amount) -> int:
        base = {"mass": "ng", "colony-forming units": "CFU"}.get(whole.quantity.dimension or "")
        if base is None:
            return 0
        total, target = Decimal(0), whole.quantity.to(base).value
        for later in range(place + 1, len(tops)):
            amount = self.rows[tops[later]].amount
            if amount is None or amount.quantity.dimension != whole.quantity.dimension:
                return 0
            total += amount.quantity.to(base).value
            if total >= target:
                return later - place if total == target and later - place > 1 else 0
        return 0

    def _by_activity(self, place: int, tops: list[int]) -> int:
        """Rows that state only an activity or a count, behind a blend that states a mass, are its parts."""
        count = 0
        for later in range(place + 1, len(tops)):
            amount = self.rows[tops[later]].amount
            if amount is None or not compiled(r"activity|colony|active|cells").match(amount.quantity.dimension or ""):
                break
            count += 1
        return count

    def _nest(self) -> list[Item[MedicinalIngredient]]:
        """The rows as ingredients, the parts of a blend under their blend."""
        top = self._flat()
        sums = self._sums()
        for place in sorted(sums, reverse=True):
            parts = top[place + 1 : place + 1 + sums[place]]
            item = top[place]
            already = len(item.value.ingredients)
            fresh: dict[str, Where] = {}
            values = nested(fresh, "/ingredients", parts)
            if not already:
                item.spans.update(fresh)
                item.value = item.value.model_copy(update={"ingredients": values, "kind": "blend"})
                item.spans[""] = (item.spans[""][0], max(p.spans[""][1] for p in parts))
                del top[place + 1 : place + 1 + sums[place]]
        return top

    def _flat(self) -> list[Item[MedicinalIngredient]]:
        """The rows as ingredients, with the parts that have no amount of their own under their blend."""
        top: list[Item[MedicinalIngredient]] = []
        parts: dict[int, list[Item[MedicinalIngredient]]] = {}
        for index, row in enumerate(self.rows):
            item = self._with_columns(row.item(nutrition_table=self.nutrition), index)
            if self.marks[index] == "part" and top:
                parts.setdefault(len(top) - 1, []).append(item)
            else:
                top.append(item)
        blends = [i for i, m in enumerate(m for m in self.marks if m != "part") if m == "blend"]
        for index in {*parts, *blends}:
            item = top[index]
            update: dict[str, object] = {"ingredients": nested(item.spans, "/ingredients", parts.get(index, ()))}
            if index in blends and (index in parts or item.value.substance is None):
                update["kind"] = "blend"
            item.value = item.value.model_copy(update=update)
            ends = [s[1] for s in item.spans.values()]
            item.spans[""] = (item.spans[""][0], max(ends))
        return top

    def _with_columns(self, item: Item[MedicinalIngredient], index: int) -> Item[MedicinalIngredient]:
        further = self.further.get(index)
        if further:
            item.spans.update({f"/other_columns/{i}": span for i, (_, span) in enumerate(further)})
            item.value = item.value.model_copy(update={"other_columns": tuple(value for value, _ in further)})
        return item
