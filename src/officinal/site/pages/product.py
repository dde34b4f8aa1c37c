# SPDX-License-Identifier: Apache-2.0
"""The product page: every statement of the label, each of which opens to where it comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.label import to_jsonld_text
from officinal.shop.cart.cadence import choices, suggested
from officinal.shop.catalogue.export import offered
from officinal.shop.catalogue.search import shown
from officinal.shop.catalogue.state import state
from officinal.shop.dossier.bars import GROUPS
from officinal.shop.dossier.percents import SHOWN
from officinal.shop.models import Product
from officinal.shop.seller import seller
from officinal.site.kept import keep, same_for_all

_GROUP = "woman"
"""shown where nobody is chosen"""


def group_names() -> dict[str, str]:
    """What the groups of people are called."""
    return {
        "woman": _("a woman of 19 to 50"),
        "man": _("a man of 19 to 50"),
        "woman-51": _("a woman over 50"),
        "man-51": _("a man over 50"),
        "pregnancy": _("somebody who is pregnant"),
        "breastfeeding": _("somebody who is breastfeeding"),
        "teen": _("a teenager of 14 to 18"),
        "child": _("a child of 4 to 8"),
    }


@same_for_all({"for": GROUPS, "panel": SHOWN})
def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product, in the visitor's language, with amounts for the group that they chose."""
    before = _state(slug)
    if before is None:
        raise Http404(slug)
    found = get_object_or_404(shown(), slug=slug)
    found.in_stock = before[-1]  # at this moment, not as of the last sweep
    context = {
        "product": found,
        "label_state": (found.pk, found.updated.timestamp(), get_language()),
        "offer_state": (found.price, found.currency, found.subscribe_percent_off, found.in_stock),
        **_chosen(request, found.dossier(get_language() or "en")),
        **_told_to_others(request, found),
    }
    days = context["dossier"]["days"]
    context |= {"cadences": choices(days), "suggested_days": suggested(days), "most": seller().most_of_one}
    context["price_per_amount"] = price_per_amount(found, context["dossier"]["main"])
    return keep(render(request, "pages/product.html", context), before, lambda: _state(slug))


def _state(slug: str) -> tuple[Any, ...] | None:
    """What the page stands on; of its stock, whether there is any, so that a sale that leaves some makes no page anew."""
    found = state(slug, timezone.now())
    return found and (*found[:-1], found[-1] > 0)


def _chosen(request: HttpRequest, dossier: dict[str, Any]) -> dict[str, Any]:
    """What is shown of the dossier, for the group of people and by the market's facts table that the visitor chose."""
    asked_for, asked_panel = request.GET.get("for", _GROUP), request.GET.get("panel")
    group = asked_for if asked_for in GROUPS else _GROUP
    panels = dossier["panels"]
    panel = next((each for each in panels if each["market"] == asked_panel), panels[0])
    questions = {"for": group} if group != _GROUP else {}
    ways = [
        (each, urlencode({**({"panel": each["market"]} if each is not panels[0] else {}), **questions}))
        for each in panels
    ]
    return {
        "dossier": dossier,
        "bars": dossier["bars"].get(group, []),
        "group": group,
        "groups": group_names(),
        "panel": panel,
        "panel_asked": panel["market"] if panel is not panels[0] else None,
        "panels": ways,
    }


def _told_to_others(request: HttpRequest, found: Product) -> dict[str, Any]:
    """What search engines and those who share the page's address are told: its one address, a card, the label as data."""
    address = request.build_absolute_uri(found.get_absolute_url())
    return {
        "address": address,
        "card": request.build_absolute_uri(static("officinal/card.png")),
        "jsonld": lambda: to_jsonld_text(offered(found), sold_at=address),
    }


def price_per_amount(found: Product, main: dict[str, Any] | None) -> dict[str, Any] | None:
    """What so much of the main ingredient costs: `price` (None where it cannot be known), `amount`, `of`.

    None where the product has no main ingredient.
    """
    if main is None:
        return None
    count = None if main["count"] is None else Decimal(main["count"])
    price = found.price / count if found.price is not None and count else None
    return {"price": price, "amount": main["amount"], "of": main["name"]}
