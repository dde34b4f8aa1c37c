# SPDX-License-Identifier: Apache-2.0
"""E002: a citation with a year, DOI or page range that no publication can have."""

import datetime as dt
from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.checks.evidence.bibliography import doi, pages
from officinal.checks.rule import Cite, Found, Rule
from officinal.knowledge.schema import Fact
from officinal.patterns import lazy

RULE = Rule(
    severity="warning",
    message={
        "en-year": "The year {printed} cannot be that of a published study",
        "fr-year": "L’année {printed} ne peut pas être celle d’une étude publiée",
        "en-doi": "“{printed}” is not a DOI: one begins with 10, a point and a number, then a slash and a name",
        "fr-doi": "«{printed}» n’est pas un DOI: un DOI commence par 10, un point et un nombre, puis une barre oblique et un nom",
        "en-pages": "The pages {printed} run backwards",
        "fr-pages": "Les pages {printed} vont à rebours",
    },
    advice={
        "en": "Correct it from the publication itself",
        "fr": "La corriger d’après la publication elle-même",
        "en-year": "Correct it from the publication itself",
        "fr-year": "La corriger d’après la publication elle-même",
        "en-doi": "Copy the DOI from the publication itself",
        "fr-doi": "Copier le DOI de la publication elle-même",
        "en-pages": "Correct them from the publication itself",
        "fr-pages": "Les corriger d’après la publication elle-même",
    },
    cite=Cite("nlm-citing-medicine", "chapter 1, Journals", verified="third-party"),
)

_DOI = lazy(r"10\.\d{2,9}(?:\.\d{1,9})*/\S+")
_FORM_OF_A_DOI = Fact(source="doi-handbook", section="2.2", verified="third-party")
_FIRST_YEAR = 1800
_AHEAD = dt.timedelta(days=184)
"""journals date their issues, and publish them online, up to half a year ahead"""


def check(case: Case) -> Iterator[Found]:
    """Year, DOI and pages of each citation."""
    for at, study in enumerate(case.label.studies):
        cited, pointer = study.citation, f"/studies/{at}/citation"
        if cited.year is not None and not _FIRST_YEAR <= cited.year <= (case.as_of + _AHEAD).year:
            yield Found(f"{pointer}/year", {"printed": str(cited.year)}, variant="year")
        if cited.doi is not None and not _DOI.fullmatch(doi(cited.doi) or ""):
            yield Found(f"{pointer}/doi", {"printed": cited.doi}, fact=_FORM_OF_A_DOI, variant="doi")
        printed = pages(cited.pages)
        if printed is not None and printed.last < printed.first:
            yield Found(f"{pointer}/pages", {"printed": cited.pages}, variant="pages")
