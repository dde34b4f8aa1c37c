# SPDX-License-Identifier: Apache-2.0
"""The cited studies that we know: each citation of a page with the file of the publication it names.

A citation is matched by DOI or PubMed number, or by its first author with title, or with journal, year and place in
the volume. A mention by author and year alone is matched to nothing: several works can bear it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from officinal.checks.case import Case
from officinal.checks.evidence.bibliography import doi, family, likeness, pages, same_journal, same_name
from officinal.checks.rule import Cite
from officinal.knowledge import schema
from officinal.knowledge.load import Knowledge
from officinal.label import Citation, Study

NOT_MISLEADING = {
    "ca": Cite("fda-ca", "9(1)"),
    "us": Cite("fdca", "403(a)(1)"),
    "eu": Cite("eu-1169-2011", "art. 7(2)", verified="official"),
    "uk": Cite("uk-1169-2011", "art. 7(2)", verified="official"),
}
"""why a page must tell its studies as they are; a finding cites the publication itself where it rests on one"""

_SAME_TITLE, _TITLE_OF_ANOTHER_YEAR, _NOT_ANOTHER_TITLE = 0.6, 0.85, 0.3


class Cited(NamedTuple):
    """One cited study, and what is known of its publication."""

    pointer: str
    study: Study
    known: schema.Study
    is_mention: bool
    """named by author and year in a sentence, with the full citation elsewhere on the page"""
    said: str
    """all that the page says of this publication, wherever it cites it, headings and all"""

    @property
    def summary(self) -> str:
        """What the page says of it here."""
        return self.study.summary or ""

    @property
    def in_animals(self) -> bool:
        """Whether it was done in animals, or in cells of a laboratory."""
        return self.known.species in ("rat", "mouse", "animal") or self.known.design in ("animal", "in-vitro")


def cited(case: Case) -> tuple[Cited, ...]:
    """Every citation whose publication we know; a mention is of the publication that the page cites in full."""
    return case.once(_cited)


def _cited(case: Case) -> tuple[Cited, ...]:
    studies = case.label.studies
    if not studies:
        return ()
    in_full = _in_full(case)
    all_known = {**_mentioned(studies, in_full), **in_full}
    said: dict[str, str] = defaultdict(str)
    for at, study in enumerate(studies):
        if at in all_known:
            said[all_known[at].id] += f"{study.heading or ''}. {study.summary or ''}. "
    return tuple(
        Cited(f"/studies/{at}", study, all_known[at], at not in in_full, said[all_known[at].id])
        for at, study in enumerate(studies)
        if at in all_known
    )


def _in_full(case: Case) -> dict[int, schema.Study]:
    """The known publications, by the place of the citation that names each beyond doubt."""
    index = _index(case.know)
    found = ((at, index.find(study.citation)) for at, study in enumerate(case.label.studies))
    return {at: known for at, known in found if known is not None}


def _mentioned(studies: tuple[Study, ...], in_full: dict[int, schema.Study]) -> dict[int, schema.Study]:
    """The known publications that a mention names which the page cites in full, where it can be only one."""
    ours = InFull((study.citation, known) for at, study in enumerate(studies) if (known := in_full.get(at)))
    others = InFull((study.citation, None) for at, study in enumerate(studies) if at not in in_full)
    found = {}
    for at, study in enumerate(studies):
        if is_mention(study.citation):
            meant = {known.id: known for known in ours.meant_by(study.citation) if known}
            if len(meant) == 1 and not others.hold(study.citation):
                found[at] = next(iter(meant.values()))
    return found


def told(case: Case) -> Iterator[Cited]:
    """Each known publication that the page says something of, once, at the first place that does."""
    seen: set[str] = set()
    for each in cited(case):
        if each.summary and each.known.id not in seen:
            seen.add(each.known.id)
            yield each


def is_mention(citation: Citation) -> bool:
    """Whether a citation only names a study by author and year, as sentences do."""
    return not any(
        (citation.title, citation.journal, citation.doi, citation.pmid, citation.url, citation.volume, citation.pages)
    )


class InFull:
    """Citations that are given in full, found by the author and year that a mention names."""

    def __init__(self, citations: Iterable[tuple[Citation, schema.Study | None]]) -> None:
        self._by_year: dict[int | None, dict[str, list[schema.Study | None]]] = defaultdict(lambda: defaultdict(list))
        self._asked: dict[tuple[str, int | None], bool] = {}
        for citation, known in citations:
            if citation.first_author is not None and not is_mention(citation):
                self._by_year[citation.year][citation.first_author].append(known)

    def meant_by(self, mention: Citation) -> Iterator[schema.Study | None]:
        """What each citation is known as that gives in full what a mention names by author and year."""
        author = mention.first_author
        if author is None:
            return
        held = self._by_year.values() if mention.year is None else (self._by_year.get(mention.year, {}),)
        for authors in held:
            for each, known in authors.items():
                if same_name(each, author):
                    yield from known

    def hold(self, mention: Citation) -> bool:
        """Whether a citation gives in full what a mention names."""
        asked = (mention.first_author or "", mention.year)
        if asked not in self._asked:
            self._asked[asked] = any(True for _ in self.meant_by(mention))
        return self._asked[asked]


class _Index:
    """The studies that are known, by what citations give."""

    def __init__(self, studies: Iterable[schema.Study]) -> None:
        self._by_id: dict[str, schema.Study] = {}
        self._by_family: dict[str, list[schema.Study]] = defaultdict(list)
        for known in studies:
            for identifier in (doi(known.doi), known.pmid):
                if identifier:
                    self._by_id[identifier] = known
            if known.authors:
                self._by_family[family(known.authors[0])].append(known)

    def by_identifier(self, citation: Citation) -> schema.Study | None:
        """The study whose DOI or PubMed number is printed."""
        printed = (doi(citation.doi), citation.pmid)
        return next((self._by_id[each] for each in printed if each and each in self._by_id), None)

    def find(self, citation: Citation) -> schema.Study | None:
        """The study that a citation names."""
        known = self.by_identifier(citation)
        if known is not None and not _is_of_another(citation, known):
            return known
        if citation.first_author is None:
            return None
        fitting = [
            each for each in self._by_family.get(family(citation.first_author), ()) if _same_work(citation, each)
        ]
        return max(fitting, key=lambda each: (each.year == citation.year, _titles(citation, each)), default=None)


@cache
def _index(know: Knowledge) -> _Index:
    return _Index(know.studies.values())


def of_another(case: Case, citation: Citation) -> schema.Study | None:
    """The known study that the printed DOI or PubMed number belongs to, where author and title are another's."""
    known = _index(case.know).by_identifier(citation)
    return known if known is not None and _is_of_another(citation, known) else None


def _titles(citation: Citation, known: schema.Study) -> float:
    return likeness(citation.title, known.title) if citation.title else 0.0


def _is_of_another(citation: Citation, known: schema.Study) -> bool:
    """Whether author and title, both printed, are those of another work than the printed identifier's."""
    if citation.first_author is None or citation.title is None or not known.authors:
        return False
    author = citation.first_author
    return _titles(citation, known) < _NOT_ANOTHER_TITLE and not any(same_name(author, each) for each in known.authors)


def _same_work(citation: Citation, known: schema.Study) -> bool:
    titles = _titles(citation, known)
    if titles >= _TITLE_OF_ANOTHER_YEAR or (titles >= _SAME_TITLE and citation.year == known.year):
        return True
    if citation.year != known.year or citation.journal is None or not same_journal(citation.journal, known.journal):
        return False
    printed, published = pages(citation.pages), pages(known.pages)
    same_volume = citation.volume is not None and citation.volume == known.volume
    same_page = printed is not None and published is not None and printed.first == published.first
    return same_volume and same_page
