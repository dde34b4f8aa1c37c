# SPDX-License-Identifier: Apache-2.0
"""What is known of a substance, market by market, each value with its source; and which products hold it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from officinal.knowledge.load import load
from officinal.knowledge.names import identify
from officinal.shop.catalogue.search import shown
from officinal.shop.models import Facet

_LONGEST_QUERY, _MOST_PRODUCTS = 120, 50


def substances(request: HttpRequest) -> HttpResponse:
    """The substances of which numbers, claims or risks are known; any name finds its page."""
    know, language = load(), get_language() or "en"
    query = request.GET.get("q", "")[:_LONGEST_QUERY]
    meant = identify(query) if query.strip() else None
    listed = sorted(
        (know.name(each.id, language), each.id)
        for each in know.substances.values()
        if each.values or each.claims or each.risks
    )
    context = {
        "listed": listed,
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
    today = timezone.localdate()
    markets = [
        (
            know.name_of_market(market.id, language),
            {
                "values": [each for each in known.values if each.market in (market.id, "any")],
                "claims": [each for each in known.claims if each.market in (market.id, "any")],
                "risks": [each for each in known.risks if each.market in (market.id, "any")],
                "statuses": [each for each in known.statuses if each.market in (market.id, "any")],
            },
        )
        for market in know.markets.values()
    ]
    context = {
        "known": known,
        "name": know.name(id, language),
        "markets": [(name, held) for name, held in markets if any(held.values())],
        "sources_of": [(each, know.name(each, language), know.shares_of(each, id)) for each in _suppliers(id)],
        "products": shown()
        .filter(pk__in=Facet.objects.filter(kind__in=("ingredient", "form"), value=id).values("product"))
        .only("slug", "name", "brand")[:_MOST_PRODUCTS],
        "today": today,
    }
    return render(request, "pages/substance.html", context)


def _suppliers(id_: str) -> list[str]:
    know = load()
    return sorted(each for each in know.shares if know.shares_of(each, id_))
