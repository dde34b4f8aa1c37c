# SPDX-License-Identifier: Apache-2.0
"""The headings of a table's columns: what each column holds, and per what."""

from __future__ import annotations

from officinal.knowledge.names import identify
from officinal.patterns import compiled, lazy
from officinal.reading.facts.row import Row
from officinal.reading.facts.sheet import Sheet
from officinal.reading.item import Where

HEADER = lazy(
    r"(?:amount|quantity|%|daily value|dv\b|nrv|per |pour |par |medicinal ingredient|ingredient|nutrient|typical|average|serving|quantite|teneur|valeur|active|dose|"
    r"% ?vq|vnr|each |chaque |\d+ (?:capsule|scoop|tablet|softgel|gelule|mesure|comprime)|children|adults?|enfants|adultes|ingredients? actifs?|strength|qty|value|nutriment|for |two |one |deux |une |vitamins?$|minerals?$|vitamins? (?:and|&) minerals?|other$|\*)"
)
_PER = lazy(
    r"(?:\bper|\bpour|\bpar|\beach|\bchaque) ?\d{0,5} ?[a-z]|^\d+ ?(?:g|ml|capsule|scoop|tablet|softgel|gumm|mesure|gelule|comprime|drop|teaspoon)|^(?:children|adult|enfant)"
)
_PERCENT_COLUMN = lazy(
    r"%|daily value|\bdv\b|nrv|\bri\b|\bvq\b|\bvnr\b|\bar\b|valeur quotidienne|apports? de reference"
)
_COLUMN_HEADING = lazy(
    r"(?P<percent>% ?(?:dv|nrv|ri|vnr|vq|rda|daily value|ar)\b\**(?: ?\(?(?:per|pour) [^)%]{1,20}(?=$|%|per))?(?: ?\([^)]{0,20}\))?)|(?:per|pour|par) (?:\d+ ?)?[a-z]+(?: \(\d+ ?[a-z]+\))?|\b\d+ (?:scoops?|capsules?|tablets?|gumm(?:y|ies)|softgels?|gelules?|comprimes?|mesures?|teaspoons?)\b"
)
_NUMBER_CELL = lazy(r"[<~]? ?[\d.,\s]+%?[*†‡]*$")


def read_header(sheet: Sheet, cells: list[Where]) -> list[tuple[str, str]] | None:
    """What the columns hold, if a row of cells is the table's heading."""
    if sheet.rows and not HEADER.match(sheet.folded, *cells[0]):
        return None
    words = [sheet.folded[a:b] for a, b in cells]
    per = [bool(_PER.search(w)) for w in words]
    if any(_NUMBER_CELL.fullmatch(w) for w in words[1:] if not _PER.search(w)):
        return None
    likely = sum(bool(HEADER.match(w)) or p for w, p in zip(words, per, strict=True))
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
            basis = basis_of(sheet, a, b)
        kinds.append(("percent" if percent else "amount", basis))
    return kinds[1:] if not per[0] or len(cells) == 1 or not any(per[1:]) else kinds


def basis_of(sheet: Sheet, start: int, end: int) -> str:
    """What a heading says its column is per, as printed."""
    text = compiled(
        r"(?i)^(?:average |typical |nutritional )?(?:amount|quantity|values?|quantité|teneur|valeurs?)?\s*(?:per|pour|par|/)\s*"
    ).sub(
        "",
        sheet.text[start:end],
    )
    text = compiled(r"^(\d+)(g|ml|mL)\b").sub(r"\1 \2", text.strip(" ():"))
    return text or sheet.text[start:end]


def kinds_for(sheet: Sheet, count: int) -> list[tuple[str, str]]:
    """The kinds of some cells: those of the headings, from the right where the headings are fewer."""
    kinds = sheet.columns
    if not kinds or len(kinds) == count:
        return kinds
    if len(kinds) > count:
        amounts = [k for k in kinds if k[0] == "amount"]
        return amounts if len(amounts) == count else []
    return [*([("amount", kinds[0][1])] * (count - len(kinds))), *kinds]


def is_columns_line(sheet: Sheet, words: str) -> bool:
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


def is_header_line(sheet: Sheet, words: str, row: Row | None) -> bool:
    """Whether a line reads like the heading of a table."""
    return (
        bool(HEADER.match(words))
        and (row is None or row.amount is None or bool(_PER.search(words)))
        and identify(words) is None
    )


def read_columns_line(sheet: Sheet, start: int, end: int, words: str) -> None:
    """What the columns hold, when their headings stand on one line, or on a line each."""
    found: list[tuple[str, str]] = []
    for match in _COLUMN_HEADING.finditer(words):
        if match["percent"]:
            found.append(("percent", found[-1][1] if found else ""))
        else:
            found.append(("amount", basis_of(sheet, start + match.start(), start + match.end())))
    amounts = sum(kind == "amount" for kind, _ in found)
    if amounts > 1 or (amounts == 1 and sheet.columns and sheet.columns[0][1] != found[0][1] and not sheet.rows):
        sheet.columns = found if amounts > 1 else [*sheet.columns, *found]
    elif amounts == 1 and not sheet.rows:
        sheet.columns = found
