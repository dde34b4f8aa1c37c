# SPDX-License-Identifier: Apache-2.0
"""Where a subscription goes is changed by the form that the checkout has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from officinal.shop.subscriptions import words
from officinal.shop.subscriptions.address import change_address
from officinal.shop.subscriptions.change import CannotChange
from officinal.site.pages.checkout_form import AddressForm
from officinal.site.pages.subscription.found import back, of_link, shown


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, token: str) -> HttpResponse:
    """Ask where it goes, and write it down."""
    held, problem = of_link(token), ""
    form = AddressForm(request.POST or None, initial=_known(held.address))
    if request.method == "POST" and form.is_valid():
        try:
            change_address(held.pk, form.address, now=timezone.now())
            return back(held, said="address")
        except CannotChange as error:
            problem = words.refused(error.code)
    return shown(request, "address.html", {"held": held, "form": form, "problem": problem})


def _known(kept: dict[str, str]) -> dict[str, str]:
    """An address as the form shows it."""
    inland = kept.get("country") == "CA"
    fields = {name: kept.get(name, "") for name in ("name", "line1", "line2", "city", "postal_code")}
    to = f"CA-{kept.get('province', '')}" if inland else kept.get("country", "")
    return fields | {"to": to, "state": "" if inland else kept.get("province", "")}
