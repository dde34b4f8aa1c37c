# SPDX-License-Identifier: Apache-2.0
"""E003: a citation whose authors, year, volume, issue, pages or DOI are not the publication's."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.bibliography import Pages, doi, family, letters, pages, same_name
from officinal.checks.evidence.cited import NOT_MISLEADING, Cited, cited, of_another
from officinal.checks.rule import Found, Rule
from officinal.knowledge.schema import Text
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en": "The citation gives {part} {printed}; the publication has {published}",
        "fr": "La référence donne {part} {printed}; la publication porte {published}",
        "en-few": "The citation names {printed} of the publication's {published} authors, without “et al.”",
        "fr-few": "La référence nomme {printed} des {published} auteurs de la publication, sans «et al.»",
        "en-stranger": "{printed} is not among the publication's authors ({published})",
        "fr-stranger": "{printed} ne figure pas parmi les auteurs de la publication ({published})",
        "en-order": "The citation names the authors in another order than the publication ({published})",
        "fr-order": "La référence nomme les auteurs dans un autre ordre que la publication ({published})",
        "en-short": "The citation gives the pages {printed}, {count} in all; for a review of the literature that is hardly the whole article",
        "fr-short": "La référence donne les pages {printed}, soit {count} en tout; pour une revue de la littérature, ce n’est guère l’article entier",
        "en-other": "The {part} given belongs to another publication: {published}",
        "fr-other": "Le {part} indiqué appartient à une autre publication: {published}",
    },
    advice={
        "en": "Correct the citation from the publication itself",
        "fr": "Corriger la référence d’après la publication elle-même",
        "en-few": "Name all the authors, or end the list with “et al.”",
        "fr-few": "Nommer tous les auteurs, ou terminer la liste par «et al.»",
        "en-short": "Look the last page up in the publication itself",
        "fr-short": "Vérifier la dernière page dans la publication elle-même",
    },
    cite=NOT_MISLEADING,
)

_NUMBERS = lazy(r"\d+")
_ONLINE_FIRST = 3
"""years that may lie between an article's appearing online and its volume"""
_SHORT_REVIEW = 2
"""pages; a review of the literature has more"""


def check(case: Case) -> Iterator[Found]:
    """Each part that both the page and the file give."""
    for each in cited(case):
        if each.is_mention:
            continue
        yield from _authors(case, each)
        yield from _year(each)
        yield from _numbers(each)
        yield from _pages(each)
        yield from _identifiers(each)
    for at, study in enumerate(case.label.studies):
        if (other := of_another(case, study.citation)) is not None:
            part = "doi" if doi(study.citation.doi) == doi(other.doi) else "pmid"
            values = {"part": "DOI" if part == "doi" else "PMID", "published": other.title}
            yield Found(f"/studies/{at}/citation/{part}", values, fact=other, variant="other")


# --- authors


def _authors(case: Case, each: Cited) -> Iterator[Found]:
    """The list of names, where the publication's is known in full."""
    printed, published = each.study.citation.authors, each.known.authors
    if not printed or each.known.author_count != len(published):
        return
    pointer, names = f"{each.pointer}/citation/authors", ", ".join(published)
    strangers = [name for name in printed if not any(same_name(name, one) for one in published)]
    if strangers:
        values = {"printed": ", ".join(strangers), "published": names}
        yield Found(pointer, values, fact=each.known, variant="stranger")
    elif _in_another_order(printed, published):
        yield Found(pointer, {"published": names}, fact=each.known, variant="order")
    if not each.study.citation.et_al and not strangers:
        line = _line(case, each)
        left_out = [name for name in published if not any(same_name(name, one) for one in printed)]
        if left_out and not any(family(name) in line for name in left_out):
            counts = {"printed": len(printed), "published": len(published)}
            yield Found(pointer, counts, fact=each.known, variant="few")


def _in_another_order(printed: tuple[str, ...], published: tuple[str, ...]) -> bool:
    """Whether names that are each one author's follow each other otherwise than in the publication."""
    families = [family(name) for name in published]
    places = [families.index(family(name)) for name in printed if families.count(family(name)) == 1]
    return places != sorted(places)


def _line(case: Case, each: Cited) -> str:
    """The citation as it stood in the source, where it was read from one; letters only."""
    span = case.reading.spans.get(f"{each.pointer}/citation") if case.reading else None
    return letters(case.reading.text[slice(*span)]) if case.reading and span else ""


# --- year, volume, issue, pages, identifiers

_PARTS = {
    "year": Text(en="the year", fr="l’année"),
    "volume": Text(en="volume", fr="le volume"),
    "issue": Text(en="issue", fr="le numéro"),
    "pages": Text(en="pages", fr="les pages"),
    "doi": Text(en="DOI", fr="le DOI"),
    "pmid": Text(en="PubMed number", fr="le numéro PubMed"),
}


def _year(each: Cited) -> Iterator[Found]:
    """The year of the printed volume; an article may have appeared online some years before its volume."""
    printed, published = each.study.citation.year, each.known.year
    if printed is None or printed == published:
        return
    same_volume = each.study.citation.volume is not None and each.study.citation.volume == each.known.volume
    if same_volume or not 0 < published - printed <= _ONLINE_FIRST:
        yield _differs(each, "year", str(printed), str(published))


def _numbers(each: Cited) -> Iterator[Found]:
    for part in ("volume", "issue"):
        printed, published = getattr(each.study.citation, part), getattr(each.known, part)
        if (
            printed
            and published
            and _NUMBERS.fullmatch(printed)
            and _NUMBERS.fullmatch(published)
            and int(printed) != int(published)
        ):
            yield _differs(each, part, printed, published)


def _pages(each: Cited) -> Iterator[Found]:
    written = each.study.citation.pages
    printed, published = pages(written), pages(each.known.pages)
    if printed is None or written is None or printed.last < printed.first:
        return
    if published is not None:
        if not _fit(printed, published):
            yield _differs(each, "pages", written, each.known.pages or "")
    elif each.known.pages is None and each.known.design in ("narrative-review", "systematic-review"):
        count = printed.last - printed.first + 1
        if printed.printed_as_range and count <= _SHORT_REVIEW:
            values = {"printed": written, "count": count}
            yield Found(f"{each.pointer}/citation/pages", values, fact=each.known, severity="info", variant="short")


def _fit(printed: Pages, published: Pages) -> bool:
    """Whether the pages are the same; a first page alone stands for its range, and an article's number for itself."""
    if not published.printed_as_range:
        return printed.printed_as_range or printed.first == published.first
    return printed.first == published.first and (not printed.printed_as_range or printed.last == published.last)


def _identifiers(each: Cited) -> Iterator[Found]:
    """DOI and PubMed number; the versions of one review have DOIs of one beginning."""
    printed, published = doi(each.study.citation.doi), doi(each.known.doi)
    if printed and published and printed.partition(".pub")[0] != published.partition(".pub")[0]:
        yield _differs(each, "doi", each.study.citation.doi or "", each.known.doi or "")
    if each.study.citation.pmid and each.known.pmid and each.study.citation.pmid.lstrip("0") != each.known.pmid:
        yield _differs(each, "pmid", each.study.citation.pmid, each.known.pmid)


def _differs(each: Cited, part: str, printed: str, published: str) -> Found:
    values = {"part": _PARTS[part], "printed": printed, "published": published}
    return Found(f"{each.pointer}/citation/{part}", values, fact=each.known)
