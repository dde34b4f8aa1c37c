# SPDX-License-Identifier: Apache-2.0
"""Cited studies: which lines are citations, and their parts (Vancouver, APA, and looser)."""

from __future__ import annotations

import re
from collections.abc import Callable

from officinal.label import Citation
from officinal.patterns import compiled, lazy
from officinal.reading.document import Document
from officinal.reading.facts.brackets import trim
from officinal.reading.item import Item, Where

_IN_A_CENTURY = r"[12](?<!\d[12])(?:(?<=1)[89]|(?<=2)0)\d\d"
"""a year from 1800 on; the digit stands before what it follows, so that a search goes from digit to digit"""
_YEAR = lazy(rf"{_IN_A_CENTURY}(?!\d)")
_DOI = lazy(r"(?:doi:? ?|https?://(?:dx\.)?doi\.org/)?(?P<doi>10\.\d{4,9}/[^\s\"<>,;]{1,120})", re.I)
_PMID = lazy(r"\bpmid:? ?(?P<pmid>\d{4,9})\b", re.I)
_URL = lazy(r"https?://[^\s\"<>]{4,300}")
_VANCOUVER_TAIL = lazy(
    rf"(?P<year>{_IN_A_CENTURY})"
    r"(?: ?[A-Z][a-zé]{2,8}\.?(?: ?[-–/] ?[A-Z][a-zé]{2,8})?\.?(?: \d{1,2}(?: ?[-–] ?\d{1,2})?)?)? ?(?:;|,|\.) ?(?:vol\.? ?)?(?P<volume>[A-Z]?\d{1,4}[A-Z]?)?(?: ?\((?P<issue>[^)]{1,20})\))? ?(?:[:,] ?(?:pp?\.? ?)?(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?: ?[-–‐‑—] ?[A-Za-z]{0,3}\d[\w.]*)?))?"
)
_APA_YEAR = lazy(r"\((?P<year>(?:1[89]|20)\d\d)[a-z]?(?:, [A-Z][a-z]+(?: \d{1,2})?)?\)[.,:]?")
_APA_TAIL = lazy(
    r",? (?P<volume>\d{1,4})(?: ?\((?P<issue>[^)]{1,20})\))?,? ?(?:Article |art\. ?|pp?\. ?)?(?P<pages>[A-Za-z]{0,3}\d[\w.]*(?: ?[-–‐‑—] ?[A-Za-z]{0,3}\d[\w.]*)?)?(?=[.,;\s]|$)"
)
_AUTHOR_VANCOUVER = lazy(
    r"^(?P<family>(?:(?:van|von|de|del|della|di|da|le|la|el|al|den|der|dos|ten) )*[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-ZÀ-Þ][\w'’À-ÿ-]{2,})?),? (?P<initials>(?:[A-ZÀ-Þ]\.?[ -]?){1,4})(?:Jr|Sr|II|III)?$"
)
_INITIALS = lazy(r"(?:[A-ZÀ-Þ][ -]?){1,4}")
_FAMILY = lazy(r"(?:(?:van|von|de|del|di|da|le|la|den|der) )*[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-ZÀ-Þ][\w'’À-ÿ-]+)?")
_POINT = lazy(r"\.(?<=[A-Z].)(?=[A-Z ,&]|$)")
"""behind an initial"""
_AUTHOR_FULL = lazy(r"^(?P<first>[A-ZÀ-Þ][\w'’À-ÿ.-]+(?: [A-ZÀ-Þ]\.)?) (?P<family>[A-ZÀ-Þ][\w'’À-ÿ-]+)$")
_ET_AL = lazy(r",? ?(?:\bet al\b\.?|and colleagues|and others|et coll\.?)")
_ET_AL_WORDS = ("et al", "and colleagues", "and others", "et coll")
_LOOSE = lazy(
    r"(?P<family>[A-ZÀ-Þ][\w'’À-ÿ-]+(?: [A-Z]{1,3})?)(?:,? et al\.?,?| and colleagues,?| (?:and|&) (?P<second>[A-ZÀ-Þ][\w'’À-ÿ-]+),?|,) ?\(?(?P<year>(?:1[89]|20)\d\d)\)?"
)
_LEADS = lazy(r"(?::|—|–|\bsee|\bsource)\s+(?=[A-ZÀ-Þ])")
_MENTION = lazy(
    r"(?P<family>[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?)(?: et al\.?,?| (?:and|&) [A-ZÀ-Þ][\w'’-]+,?) ?\(?(?P<year>(?:19|20)\d\d)\)?"
)
_NUMBERED = lazy(r"^\s*(?:\[?\d{1,3}[\].)]|\(\d{1,3}\)|[•*·-])\s*")
_NAMED_AT_THE_END = lazy(r"[a-z]{3,} \([A-ZÀ-Þ][^()]{2,60}? (?:19|20)\d\d[a-z]?\)\.?\s*$")
"""a sentence that ends in "(Halvorsen et al., 2014)" names a study and is none"""
_PUBLISHED = lazy(r"\bPublished (?:online )?(?:18|19|20)\d\d\b")
_AUTHORS_END = lazy(
    r"[.:](?:(?<=\.)(?:(?<![A-Z]\.)\s+|(?<=[A-Z]\.)\s+(?=[A-Z][a-z]{2,}|[A-Z]\w* [a-z])|(?<=al\.)\s*)|(?<=\w:) (?=[A-Z]))"
)
_CLOSING = lazy(r"^[.?\]\s]*")
_SHORTEST_REST = 5
_LONGEST = 1_200
_Put = Callable[[str, object, Where | None], None]
"""holds a part of a citation, with its place in the line where it has one"""


def citation_start(document: Document, start: int, end: int) -> int | None:
    """Where in a line a citation begins: at its start, or behind words that lead to it; None where there is none."""
    if is_citation(document, start, end):
        return start
    for match in _LEADS.finditer(document.text, start, min(end, start + 400)):
        if (
            is_citation(document, match.end(), end)
            and _authors(compiled(r"[.(]").split(document.text[match.end() : end], maxsplit=1)[0])[0]
        ):
            return match.end()
    return None


def mentioned_citations(document: Document, start: int, end: int) -> list[Item[Citation]]:
    """The studies that a sentence names by author and year: "(Halvorsen et al., 2014)"."""
    found = []
    for match in _MENTION.finditer(document.text, start, min(end, start + 3_000)):
        value = Citation(first_author=match["family"], year=int(match["year"]), et_al="et al" in match[0])
        spans = {"": match.span(), "/first_author": match.span("family"), "/year": match.span("year")}
        found.append(Item(value, spans))
    return found


def is_citation(document: Document, start: int, end: int) -> bool:
    """Whether a line is a citation rather than a sentence that speaks of one."""
    if not 20 <= end - start <= _LONGEST:
        return False
    text = document.text[start:end]
    if not _YEAR.search(text):
        return False
    lead = _NUMBERED.match(text)
    body = text[lead.end() :] if lead else text
    if body.rstrip().endswith((")", ").")) and _NAMED_AT_THE_END.search(body):
        return False
    head = compiled(r"[.(:;]").split(body, maxsplit=1)[0]
    authored = _authors(head)[0] != [] or _says_et_al(body[:160])
    tail = _VANCOUVER_TAIL.search(body)
    vancouver = bool(tail and tail["pages"] and (tail["volume"] or tail["issue"]))
    apa = _APA_YEAR.search(body)
    short = end - start < 60
    return bool(
        (vancouver and (authored or body.count(".") >= 2))
        or ("10." in body and _DOI.search(body) and (authored or vancouver or (apa is not None and apa.start() < 400)))
        or (apa is not None and authored and apa.start() < 500 and len(body) - apa.end() > 15)
        or (_LOOSE.match(body) and (short or _APA_TAIL.search(body, 20) is not None))
        or (authored and tail is not None and tail["volume"] and body.count(".") >= 2)
        or (authored and _says_et_al(body[:200]) and compiled(r"(?:18|19|20)\d\d[).]*$").search(body.rstrip(". ")))
        or (
            authored and body.count(".") >= 2 and len(body) < 500 and compiled(r"[.,;] ?(?:19|20)\d\d\.?$").search(body)
        )
    )


def read_citation(document: Document, start: int, end: int) -> Item[Citation]:
    """The parts of a citation; what it does not give stays null."""
    text = document.text
    start, end = trim(text, start, end)
    line = text[start:end]
    lead = _NUMBERED.match(line)
    offset = start + (lead.end() if lead else 0)
    body = text[offset:end]
    held: dict[str, object] = {}
    spans: dict[str, Where] = {"": (start, end)}

    def put(key: str, value: object, where: Where | None) -> None:
        if value not in (None, "", ()):
            held[key] = value
            if where is not None:
                spans[f"/{key}"] = (offset + where[0], offset + where[1])

    doi = _DOI.search(body) if "10." in body else None
    if doi:
        put(
            "doi",
            doi["doi"].rstrip(".").rstrip(")") if "(" not in doi["doi"] else doi["doi"].rstrip("."),
            doi.span("doi"),
        )
    pmid = _PMID.search(body) if "pmid" in body.lower() else None
    if pmid:
        put("pmid", pmid["pmid"], pmid.span("pmid"))
    url = _URL.search(body)
    if url and "doi.org" not in url[0]:
        put("url", url[0].rstrip(".,;)"), url.span())
    core_end = min([m.start() for m in (doi, pmid, url) if m] or [len(body)])
    published = _PUBLISHED.search(body) if "Published " in body else None
    core = body[: min(core_end, published.start() if published else core_end)]
    apa = _APA_YEAR.search(core)
    if apa and apa.start() < 500 and _authors(core[: apa.start()])[0]:
        _apa(core, apa, put)
    else:
        _vancouver(core if len(core) > 25 else body, put)
    return Item(Citation.model_validate(held), spans)


def _authors(text: str) -> tuple[list[str], bool]:
    """The authors of a list of names, family name first, and whether it ends in "et al."."""
    et_al = _says_et_al(text)
    text = (_ET_AL.sub("", text) if et_al else text).replace("…", ", ").strip(" .,")
    text = _POINT.sub("", text) if "." in text else text
    text = text.replace("&", ",").replace(" and ", ", ").replace(" et ", ", ").replace(";", ",")
    parts = [stripped for part in text.split(",") if (stripped := part.strip())]
    found: list[str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        follows = parts[index + 1] if index + 1 < len(parts) else ""
        if _INITIALS.fullmatch(follows) and _FAMILY.fullmatch(part):
            found.append(f"{part} {_closed_up(follows)}")
            index += 2
            continue
        name = _AUTHOR_VANCOUVER.match(part)
        if name:
            found.append(f"{name['family']} {_closed_up(name['initials'])}")
        elif full := _AUTHOR_FULL.match(part):
            if not found and len(parts) < 2 and not et_al:
                return [], et_al
            found.append(f"{full['family']} {full['first'][0]}")
        elif et_al and not found and compiled(r"[A-ZÀ-Þ][\w'’À-ÿ-]+").fullmatch(part):
            found.append(part)
        else:
            return ([], et_al) if not found else (found, et_al)
        index += 1
    return found, et_al


def _closed_up(initials: str) -> str:
    return initials.replace(" ", "").replace(".", "")


def _says_et_al(text: str) -> bool:
    """Whether a text says that there are further authors."""
    return any(words in text for words in _ET_AL_WORDS) and _ET_AL.search(text) is not None


def _put_authors(text: str, put: _Put, known: tuple[list[str], bool] | None = None) -> None:
    authors, et_al = known or _authors(text)
    if authors:
        first_end = text.find(",") if "," in text else len(text.rstrip())
        put("first_author", authors[0], (0, max(first_end, 1)))
        put("authors", tuple(authors), (0, len(text.rstrip(" ."))))
    if et_al:
        match = _ET_AL.search(text)
        put("et_al", True, match.span() if match else None)


def _vancouver(body: str, put: _Put) -> None:
    """Authors. Title. Journal Year;Volume(Issue):Pages."""
    loose = _LOOSE.match(body)
    if loose and _authors(compiled(r"\. ").split(body, maxsplit=1)[0])[0] == []:
        _loose(body, loose, put)
        return
    tails = [m for m in _VANCOUVER_TAIL.finditer(body) if m["volume"] or m["pages"]] or list(
        _VANCOUVER_TAIL.finditer(body)
    )
    tail = tails[-1] if tails else None
    if tail is None:
        _put_authors(compiled(r"\. ").split(body, maxsplit=1)[0], put)
        return
    _year(tail, put)
    head = body[: tail.start()]
    stop = _AUTHORS_END.search(head)
    named = _authors(head[: stop.start()]) if stop else ([], False)
    if stop is None or not named[0]:
        at = 0
    else:
        _put_authors(head[: stop.start()], put, named)
        at = stop.end()
    rest = head[at:].rstrip(" .,(")
    cut = max(rest.rfind(". "), rest.rfind("? "), rest.rfind("?."), rest.rfind("] "), rest.rfind("]. "))
    if cut > 0:
        begin = at + len(rest) - len(_CLOSING.sub("", rest[cut:], count=1))
        title_end = at + cut + (1 if rest[cut] in "?]" else 0)
        put("title", body[at:title_end].strip(" ."), (at, title_end))
        put("journal", rest[begin - at :].strip(" .,"), (begin, at + len(rest)))
    elif rest:
        if "," in rest and len(rest) > 60:
            comma = rest.rfind(",")
            put("title", rest[:comma].strip(" ."), (at, at + comma))
            put("journal", rest[comma + 1 :].strip(" ."), (at + comma + 1, at + len(rest)))
        elif tail["volume"] or len(rest) < 40:
            put("journal", rest.strip(" .,"), (at, at + len(rest)))
        else:
            put("title", rest.strip(" ."), (at, at + len(rest)))


def _loose(body: str, loose: re.Match[str], put: _Put) -> None:
    """Author et al., year, and whatever follows: "Smith et al., 2014. Journal 9(3), 201-210"."""
    put("first_author", loose["family"], loose.span("family"))
    put("year", int(loose["year"]), loose.span("year"))
    if "et al" in loose[0]:
        put("et_al", True, loose.span())
    rest = body[loose.end() :]
    if len(rest.strip(" .")) > _SHORTEST_REST:
        _published(rest, loose.end(), put)


def _year(tail: re.Match[str], put: _Put) -> None:
    put("year", int(tail["year"]), tail.span("year"))
    for key in ("volume", "issue"):
        if tail[key]:
            put(key, tail[key].strip(), tail.span(key))
    if tail["pages"]:
        put("pages", _pages(tail["pages"]), tail.span("pages"))


def _pages(text: str) -> str:
    return compiled(r"\s*[–‐‑—−-]\s*").sub("-", text).rstrip(".")


def _apa(body: str, apa: re.Match[str], put: _Put) -> None:
    """Authors (Year). Title. Journal, Volume(Issue), Pages."""
    _put_authors(body[: apa.start()], put)
    put("year", int(apa["year"]), apa.span("year"))
    _published(body[apa.end() :], apa.end(), put)


def _published(rest: str, base: int, put: _Put) -> None:
    """Title. Journal, Volume(Issue), Pages: what stands behind the year."""
    tail = None
    for match in _APA_TAIL.finditer(rest):
        if match["volume"] and match.start() > 5:
            tail = match
            if match["pages"] or match["issue"]:
                break
    head = rest[: tail.start()] if tail else rest.rstrip(" .")
    if tail:
        for key in ("volume", "issue"):
            if tail[key]:
                put(key, tail[key].strip(), (base + tail.start(key), base + tail.end(key)))
        if tail["pages"]:
            put("pages", _pages(tail["pages"]), (base + tail.start("pages"), base + tail.end("pages")))
    lead = len(head) - len(head.lstrip(" ."))
    cut = max(head.rfind(". "), head.rfind("? "))
    if cut > lead:
        put("title", head[lead : cut + (1 if head[cut] == "?" else 0)].strip(), (base + lead, base + cut))
        put("journal", head[cut + 2 :].strip(" .,"), (base + cut + 2, base + len(head)))
    elif head.strip(" ."):
        put("title" if tail is None else "journal", head.strip(" .,"), (base + lead, base + len(head)))
