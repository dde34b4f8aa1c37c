# SPDX-License-Identifier: Apache-2.0
"""Two to four products side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from officinal.shop.catalogue.search import shown
from officinal.shop.models import Product
from officinal.site.comparison import ingredients
from officinal.site.pages.product import price_per_amount

MOST = 4
_MOST_CHOICES, _MOST_ASKED, _LONGEST_SLUG = 200, 50, 80


@dataclass(frozen=True, slots=True)
class Column:
    """A product and what its own page would show."""

    product: Product
    dossier: dict[str, Any]
    by_amount: dict[str, Any] | None


def compare(request: HttpRequest) -> HttpResponse:
    """The products that the address names (`?p=one&p=two`): elements a day, forms, cost, cautions, free-from."""
    language = get_language() or "en"
    asked = [each for each in request.GET.getlist("p")[:_MOST_ASKED] if each]
    slugs = list(dict.fromkeys(each for each in asked if len(each) <= _LONGEST_SLUG and each.isprintable()))
    by_slug = {each.slug: each for each in shown().filter(slug__in=slugs)}
    known = [by_slug[slug] for slug in slugs if slug in by_slug]
    chosen, left_out = known[:MOST], known[MOST:]
    columns = [_column(each, language) for each in chosen]
    dossiers = [each.dossier for each in columns]
    context = {
        "columns": columns,
        "remarks": _remarks(asked, known, left_out),
        "rows": ingredients(dossiers, language),
        "nameless": any(row["name"] is None for each in dossiers for table in each["facts"] for row in table["rows"]),
        "may_contain": any(each["may_contain"] for each in dossiers),
        "all": _choices(chosen),
        "asked": [each.slug for each in chosen],
        "slots": range(MOST),
    }
    return render(request, "pages/compare.html", context)


def _column(product: Product, language: str) -> Column:
    dossier = product.dossier(language)
    return Column(product, dossier, price_per_amount(product, dossier["main"]))


def _remarks(asked: list[str], known: list[Product], left_out: list[Product]) -> list[str]:
    """What of the question was not answered as it was asked, and what to do."""
    said = []
    if unknown := len(set(asked) - {each.slug for each in known}):
        said.append(
            ngettext(
                "%(n)s product that was asked for is not on the shelf.",
                "%(n)s products that were asked for are not on the shelf.",
                unknown,
            )
            % {"n": unknown}
        )
    if left_out:
        names = ", ".join(each.name for each in left_out)
        said.append(_("Four are compared at once; left out: %(names)s.") % {"names": names})
    if any(times > 1 for times in Counter(asked).values()):
        said.append(_("A product that was chosen twice is shown once."))
    if len(known) == 1:
        said.append(_("Choose one more, to compare it with."))
    return said


def _choices(chosen: list[Product]) -> list[Product]:
    """What the page offers to choose from; of a long shelf its beginning, as the shelf itself lets one tick the rest."""
    listed = list(shown().only("slug", "name", "brand")[:_MOST_CHOICES])
    return [*listed, *(each for each in chosen if each not in listed)]
