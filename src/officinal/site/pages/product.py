# SPDX-License-Identifier: Apache-2.0
"""The product page: every statement of the label, each of which opens to where it comes from."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.label import to_jsonld_text
from officinal.shop.catalogue.search import shown
from officinal.shop.catalogue.state import state
from officinal.shop.dossier.amounts import GROUPS
from officinal.shop.models import Product
from officinal.site.kept import keep


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


def product(request: HttpRequest, slug: str) -> HttpResponse:
    """One product, in the visitor's language, with amounts for the group that they chose."""
    before = state(slug, timezone.now())
    found = shown().filter(slug=slug).first()
    if found is None:
        raise Http404(slug)
    found.in_stock = bool(before and before[-1] > 0)  # at this moment, not as of the last sweep
    chosen = request.GET.get("for", "woman")
    group = chosen if chosen in GROUPS else "woman"
    shown_dossier = found.dossier(get_language() or "en")
    context = {
        "product": found,
        "dossier": shown_dossier,
        "bars": shown_dossier["bars"].get(group, []),
        "group": group,
        "groups": group_names(),
        "jsonld": json_ld(found),
    }
    return keep(render(request, "pages/product.html", context), before, lambda: state(slug, timezone.now()))


def json_ld(found: Product) -> str:
    """The label as schema.org data for search engines, with the shop's own offer."""
    from officinal.label import Offer, Price

    offer = Offer(
        price=None if found.price is None else Price(value=found.price, currency=found.currency),
        availability="in_stock" if found.in_stock else "out_of_stock",
        sku=found.slug,
    )
    return to_jsonld_text(found.label.model_copy(update={"offer": offer}))
