# SPDX-License-Identifier: Apache-2.0
"""What every page of a subscription begins and ends with: the link's own, kept by nobody, listed by no search engine."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from officinal.shop.models import Subscription


def of_link(token: str) -> Subscription:
    """The subscription of a link; 404 for a link that leads nowhere."""
    everything = Subscription.objects.select_related("product", "swap_to", "first_order")
    return get_object_or_404(everything, token=token[:40].replace("\x00", ""))


def shown(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page for whoever holds the link alone."""
    response = render(request, f"pages/subscription/{template}", context, status=status)
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def back(held: Subscription, *, said: str = "", refused: str = "") -> HttpResponse:
    """To the subscription's page, which says what was done, or why it was not."""
    return redirect(reverse("subscription", args=[held.token], query={"no": refused} if refused else {"said": said}))
