# SPDX-License-Identifier: Apache-2.0
"""E001: a citation that lacks what a reader needs to find the publication."""

from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.cited import InFull, cited, is_mention
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.schema import Study, Text
from officinal.label import Citation

RULE = Rule(
    severity="info",
    message={
        "en": "This citation lacks: {missing}",
        "fr": "Il manque à cette référence: {missing}",
    },
    advice={
        "en": "Complete the citation so that a reader can find the publication",
        "fr": "Compléter la référence pour que le lecteur puisse retrouver la publication",
        "en-known": "Complete the citation; the publication is {identifier}",
        "fr-known": "Compléter la référence; il s’agit de la publication {identifier}",
    },
    cite=Cite("nlm-citing-medicine", "chapter 1, Journals", verified="third-party"),
)

_PARTS = {
    "first_author": Text(en="author", fr="auteur"),
    "year": Text(en="year", fr="année"),
    "journal": Text(en="journal", fr="revue"),
    "volume": Text(en="volume", fr="volume"),
    "pages": Text(en="pages", fr="pages"),
}
_IDENTIFIER = Text(en="DOI, PubMed number or address", fr="DOI, numéro PubMed ou adresse")


def check(case: Case) -> Iterator[Found]:
    """Each citation without DOI, PubMed number or address; a mention that another citation gives in full is complete."""
    citations = [study.citation for study in case.label.studies]
    in_full = InFull((each, None) for each in citations)
    known = {each.pointer: each.known for each in cited(case)}
    for at, citation in enumerate(citations):
        if citation.doi or citation.pmid or citation.url:
            continue
        if is_mention(citation) and in_full.hold(citation):
            continue
        missing = [said for part, said in _PARTS.items() if _lacks(citation, part)]
        identifier = _identifier(known.get(f"/studies/{at}"))
        yield Found(
            f"/studies/{at}/citation",
            {"missing": (*missing, _IDENTIFIER), "identifier": identifier},
            variant="known" if identifier else "",
        )


def _lacks(citation: Citation, part: str) -> bool:
    """Pages or volume do without each other: electronic journals number their articles."""
    other = {"volume": citation.pages, "pages": citation.volume}.get(part)
    return not getattr(citation, part) and not other


def _identifier(known: Study | None) -> str:
    """The publication's DOI or PubMed number, where it was read."""
    if known is None or known.verified == "general-knowledge":
        return ""
    return f"doi:{known.doi}" if known.doi else f"PMID {known.pmid}" if known.pmid else ""
