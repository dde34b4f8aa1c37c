# SPDX-License-Identifier: Apache-2.0
"""What is known of a substance, market by market, each value with its source; and which products hold it."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.knowledge.names import identify
from officinal.knowledge.schema import Substance
from officinal.shop.catalogue.search import shown
from officinal.shop.models import Facet, Product
from officinal.site.known import equivalences, markets, medicines, studies, suppliers

_LONGEST_QUERY, _MOST_PRODUCTS, _MOST_NAMES = 120, 50, 8


def substances(request: HttpRequest) -> HttpResponse:
    """The substances of which numbers, claims or risks are known; any name finds its page."""
    know, language = load(), get_language() or "en"
    query = "".join(each for each in request.GET.get("q", "")[:_LONGEST_QUERY] if each.isprintable()).strip()
    meant = identify(query) if query else None
    listed = sorted(
        (know.name(each.id, language), each.id)
        for each in know.substances.values()
        if each.values or each.claims or each.risks
    )
    context = {
        "listed": sorted(listed, key=lambda each: each[0].casefold()),
        "query": query,
        "meant": meant if meant in know.substances else None,
        "name": know.name(meant, language) if meant else None,
    }
    return render(request, "pages/substances.html", context)


def substance(request: HttpRequest, id: str) -> HttpResponse:
    """One substance."""
    know, language = load(), get_language() or "en"
    known = know.substances.get(id)
    if known is None:
        raise Http404(id)
    names = known.names.fr if language == "fr" else known.names.en
    products = _products(known)
    context = {
        "known": known,
        "name": know.name(id, language),
        "kind": _kinds()[known.kind],
        "also": names[1 : _MOST_NAMES + 1],
        "markets": markets(know, known, today=timezone.localdate(), language=language),
        "equivalences": equivalences(known, language),
        "suppliers": suppliers(know, id, language),
        "medicines": medicines(know, id, language),
        "studies": studies(know, id),
        "products": products[:_MOST_PRODUCTS],
        "more_products": products.count() - _MOST_PRODUCTS,
    }
    return render(request, "pages/substance.html", context)


def _kinds() -> dict[str, str]:
    return {
        "nutrient": _("nutrient"),
        "compound": _("compound"),
        "botanical": _("plant"),
        "organism": _("organism"),
        "enzyme": _("enzyme"),
        "amino-acid": _("amino acid"),
        "fatty-acid": _("fatty acid"),
        "non-medicinal": _("non-medicinal ingredient"),
        "allergen": _("allergen"),
        "other": _("other substance"),
    }


def _products(known: Substance) -> QuerySet[Product]:
    """The products that hold it: as a medicinal ingredient or its source by their facets, as another by their label."""
    holding = Q(pk__in=Facet.objects.filter(kind__in=("ingredient", "form"), value=known.id).values("product"))
    if known.kind in ("non-medicinal", "allergen", "other"):
        holding |= Q(label_json__contains=f'"substance": "{known.id}"')
    return shown().filter(holding).only("slug", "name", "brand")
