# SPDX-License-Identifier: Apache-2.0
"""One row of a facts table, as cells or as a line: name, amount, percent of daily value.

Magnesium (as citrate and oxide) 200 mg 48%
200 mg of magnesium
Vitamin D3 (cholecalciferol) .......... 25 mcg (1,000 IU)   125 %
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from officinal.errors import UnitError
from officinal.knowledge.names import kind_of
from officinal.label import Extract, MedicinalIngredient, Quantity
from officinal.patterns import lazy
from officinal.reading.amounts import NUMBER, Amount, decimal, find_amounts
from officinal.reading.document import Document
from officinal.reading.facts.brackets import groups, holds_a_letter, trim
from officinal.reading.facts.name import read_name
from officinal.reading.facts.name_cell import NameParts
from officinal.reading.item import Item, Where, nested, place_under

_MARKS = "/*†‡§^#+•·.…:;,–—-¥\\ \t\u00a0"
_PERCENT = lazy(
    rf"(?P<less><|less than |moins de )? ?(?P<percent>{NUMBER}) ?%(?: ?\*?(?:d\.?v\.?|daily value|nrv|ri|rda|vq|vnr|ajr|ar|vn|rdi)\b)?"
)
_PERCENT_AT_END = lazy(rf"(?:^|(?<=[\s)\]|(])){_PERCENT.pattern}[\s*†‡§^+)]*$")
_NOT_SET = lazy(r"(?:^|(?<=\s))(?:[*†‡§^¥~]{1,4}|n/?a|not established|dv not established|non etablie?|--|—)\s*$")
_STANDARD_BEFORE = lazy(
    r"(?:\b(?:to|at|minimum|min|least|contain|containing|of|as)|standardi[sz]ed|(?:titree?|normalisee?|standardisee?) a)\s*$"
)
_BARE = lazy(rf"(?<![\w.,/-])({NUMBER})\s*$")
NUTRITION = frozenset(
    [
        "energy",
        "fat",
        "saturated-fat",
        "trans-fat",
        "polyunsaturated-fat",
        "monounsaturated-fat",
        "cholesterol",
        "carbohydrate",
        "sugars",
        "added-sugars",
        "fibre",
        "soluble-fibre",
        "insoluble-fibre",
        "polyols",
        "protein",
        "salt",
        "starch",
        "sugar-alcohols",
    ]
)
_NUTRITION_NAME = lazy(
    r"(?:calories|energy|total fat|fat|(?:of which )?saturate[sd]?(?: fat)?|trans fat|cholesterol|total carbohydrates?|carbohydrates?|(?:of which )?(?:total |added )?sugars?"
    r"|includes? .*added sugars|dietary fib(?:er|re)|fib(?:er|re)|soluble fib(?:er|re)|protein|salt|sugar alcohols?|polyols|mono-?unsaturate[sd]?(?: fat)?|poly-?unsaturate[sd]?(?: fat)?"
    r"|energie|lipides|matieres grasses|(?:dont )?acides gras satures|satures|glucides|(?:dont )?sucres|fibres(?: alimentaires)?|proteines|sel|cholesterol|calories from fat|net carbs)\b(?![\s-]*(?:blend|matrix|hydroly))"
)  # fmt: skip
CALORIES = lazy(r"calories|energy|energie")
_LEADS_IN = lazy(r"(?:includes?|including|contains?|provides?|dont|comprend|incl\.?)")
"""words before an amount that are no name: "Includes 3 g Added Sugars\""""
_OF = lazy(r"(?:of |de |d'|of the )")
Note = Literal["less-than", "not-established"]
Percent = tuple[Decimal | None, Note | None, Where]
"""the percent of the daily value, or the note in its stead, and where it stands"""


@dataclass(slots=True)
class Row:
    """What a row states, before the table says how rows and columns belong together."""

    span: Where
    name: NameParts
    amount: Amount | None = None
    equivalents: list[Amount] = field(default_factory=list)
    percent: Decimal | None = None
    note: Note | None = None
    percent_span: Where | None = None

    def amount_as_stated(self, name: NameParts) -> Quantity | None:
        """The amount; "Calories 20" says its unit in its name."""
        amount = self.amount.quantity if self.amount else None
        if amount is not None and amount.unit is None and CALORIES.match((name.name or "").lower()):
            return amount.model_copy(update={"unit": "kcal"})
        return amount

    def item(self, *, nutrition_table: bool = False) -> Item[MedicinalIngredient]:
        """The row as an ingredient of the record, with its spans."""
        spans: dict[str, Where] = {"": self.span}
        parts = self.name
        if parts.name:
            spans["/name"] = parts.span
        if self.amount:
            spans["/amount"] = (self.amount.start, self.amount.end)
        if self.percent_span:
            spans["/daily_value_percent" if self.percent is not None else "/daily_value_note"] = self.percent_span
        for field_name in ("part", "basis", "strain"):
            if held := getattr(parts, field_name):
                spans[f"/{field_name}"] = held[1]
        if parts.extract:
            place_under(spans, "/extract", parts.extract)
        amount = self.amount_as_stated(parts)
        equivalents = [*self.equivalents, *parts.equivalents]
        for index, each in enumerate(equivalents):
            spans[f"/equivalents/{index}"] = (each.start, each.end)
        value = MedicinalIngredient(
            name=parts.name,
            substance=parts.substance,
            amount=amount,
            sources=nested(spans, "/sources", parts.sources),
            daily_value_percent=self.percent,
            daily_value_note=self.note,
            kind="nutrition" if is_nutrition(parts, self, nutrition_table=nutrition_table) else None,
            part=parts.part[0] if parts.part else None,
            strain=parts.strain[0] if parts.strain else None,
            basis=parts.basis[0] if parts.basis else None,
            equivalents=tuple([each.quantity for each in equivalents]),
            extract=parts.extract.value if parts.extract else None,
            standardisation=nested(spans, "/standardisation", parts.standardisation),
        )
        return Item(value, spans)


def is_nutrition(parts: NameParts, row: Row, *, nutrition_table: bool) -> bool:
    """Energy and the food nutrients are rows of the table, but no medicinal ingredients."""
    if parts.substance in NUTRITION:
        return True
    if nutrition_table and parts.substance in ("sodium", "salt"):
        return True
    return (
        parts.name is not None
        and _NUTRITION_NAME.match(parts.name.lower()) is not None
        and (kind_of(parts.substance) in (None, "nutrient", "allergen"))
    )


def read_percent(document: Document, start: int, end: int, *, comma: bool) -> Percent | None:
    """A cell that holds a percent of the daily value, or the mark that none is established."""
    words = document.folded[start:end].strip()
    match = _PERCENT.match(words) if "%" in words else None
    if match and not words[match.end() :].strip(_MARKS + "()"):
        return decimal(match["percent"], comma=comma), "less-than" if match["less"] else None, (start, end)
    if _NOT_SET.fullmatch(words):
        return None, "not-established", (start, end)
    return None


def read_line(document: Document, start: int, end: int, *, comma: bool = False) -> Row | None:
    """Read a row that stands on one line; None when the line states neither an amount nor a percent."""
    text, folded = document.text, document.folded
    start, end = trim(text, start, end)
    whole = (start, end)
    row = Row(whole, NameParts(None, whole))
    stop = _take_percent(folded, start, end, row, comma=comma)
    inside = groups(folded, start, stop)
    amounts = [a for a in find_amounts(folded, start, stop, comma=comma) if a.quantity.unit != "%"]
    outside = [a for a in amounts if not any(b <= a.start < e for b, e in inside)]
    main = _main(folded, outside, stop, row)
    if main is None:
        main = (
            _bare(folded, start, stop, row, comma=comma)
            if row.percent is not None or CALORIES.match(folded, start)
            else None
        )
    row.amount = main
    if main is None:
        if row.percent is None and row.note is None:
            return None
        row.name = read_name(document, start, stop, comma=comma)
        return row
    left = trim(text, start, main.start, _MARKS)
    if holds_a_letter(folded, *left) and not _LEADS_IN.fullmatch(folded, *left):
        row.name = read_name(document, start, main.start, comma=comma)
        behind(document, main.end, stop, row, comma=comma)
    else:
        of = _OF.match(folded, trim(text, main.end, stop, _MARKS)[0], stop)
        row.name = read_name(document, of.end() if of else main.end, stop, comma=comma)
    return row


def take_line(row: Row, line: Row) -> None:
    """Let a row have what a cell or a line of its own states: amount, percent, how an extract was made."""
    row.amount = line.amount or row.amount
    row.equivalents += [*line.equivalents, *line.name.equivalents]
    row.percent, row.note, row.percent_span = line.percent, line.note, line.percent_span
    take_parts(row.name, line.name)


def take_parts(name: NameParts, more: NameParts) -> None:
    """Add what stands elsewhere in the row to what the name cell holds."""
    name.sources += more.sources
    name.standardisation += more.standardisation
    name.extract = (
        name.extract or more.extract if not (name.extract and more.extract) else _merged(name.extract, more.extract)
    )
    name.part = name.part or more.part
    name.basis = name.basis or more.basis


def _merged(first: Item[Extract], second: Item[Extract]) -> Item[Extract]:
    """Two halves of how an extract was made, from two places of the row."""
    held = {key: getattr(first.value, key) or getattr(second.value, key) for key in Extract.model_fields}
    return Item(Extract(**held), {**second.spans, **first.spans})


def _take_percent(folded: str, start: int, end: int, row: Row, *, comma: bool) -> int:
    """Take the percent, or the mark for "not established", off the end of a line; returns where the rest ends."""
    words = folded[start:end]
    mark = _NOT_SET.search(words)
    if mark and mark.start() > 0:
        rest = words[: mark.start()].rstrip()
        if rest and any(c.isdigit() for c in rest[-14:]):
            inner = _PERCENT_AT_END.search(rest)
            if inner is None:
                row.note, row.percent_span = "not-established", (start + mark.start(), end)
                return start + mark.start()
    match = _PERCENT_AT_END.search(words)
    if match and not _STANDARD_BEFORE.search(words[: match.start()]):
        begin = start + match.start()
        if words[: match.start()].rstrip().endswith("("):
            begin = start + words[: match.start()].rfind("(")
        row.percent = decimal(match["percent"], comma=comma)
        row.note = "less-than" if match["less"] else None
        row.percent_span = (start + match.start(), end)
        return begin
    return end


def _main(folded: str, outside: list[Amount], stop: int, row: Row) -> Amount | None:
    """Which amount is the row's own: the one at the end of the line, else the first."""
    if not outside:
        return None
    last = outside[-1]
    if not folded[last.end : stop].strip(_MARKS + ")]"):
        run = [last]
        for earlier in reversed(outside[:-1]):
            between = folded[earlier.end : run[0].start].strip()
            if between not in ("", "/", "=", "or", "ou") or not _same_again(earlier.quantity, run[0].quantity):
                break
            run.insert(0, earlier)
        if len(run) > 1:
            row.equivalents += run[1:]
            return run[0]
        return last
    return outside[0]


def _same_again(first: Quantity, second: Quantity) -> bool:
    """Whether a second amount says the first again: in another measure, or equal when converted."""
    if first.unit is None or second.unit is None:
        return False
    if first.dimension != second.dimension or first.dimension == "energy":
        return True
    try:
        return first.to(second.unit).value == second.value
    except UnitError:
        return False


def _bare(folded: str, start: int, stop: int, row: Row, *, comma: bool) -> Amount | None:
    """A number whose unit the label left out."""
    match = _BARE.search(folded[start:stop])
    if match is None or start + match.start() == start:
        return None
    at = start + match.start()
    return Amount(Quantity(value=decimal(match[1], comma=comma), unit=None), at, at + len(match[1]))


def behind(document: Document, start: int, stop: int, row: Row, *, comma: bool) -> None:
    """What stands behind the amount: the same amount in another unit, or how the extract was made."""
    rest = trim(document.text, start, stop, _MARKS)
    if rest[0] >= rest[1]:
        return
    more = read_name(document, *rest, comma=comma)
    row.equivalents += more.equivalents
    take_parts(row.name, more)
    if row.equivalents or row.name.sources or row.name.standardisation or row.name.extract:
        return
    for amount in find_amounts(document.folded, *rest, comma=comma):
        if amount.quantity.unit != "%":
            row.equivalents.append(amount)
