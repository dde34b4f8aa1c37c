# SPDX-License-Identifier: Apache-2.0
"""Tell me when it is back: asked on a product's page, confirmed by the address's owner, ended with one click."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from officinal.shop.catalogue.search import shown
from officinal.shop.models import RestockRequest
from officinal.shop.restock import ask as requests
from officinal.site.pages.own_forms import own_form
from officinal.site.visitors import Limit

_ASKS = Limit("restock", 20, 3600)


@require_http_methods(("GET", "HEAD", "POST"))
@own_form
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Write it down; the answer is the same whoever asks. Who comes by a link is led to the product."""
    if request.method != "POST":
        return redirect("product", slug=slug)
    product = get_object_or_404(shown().only("pk", "slug", "name"), slug=slug)
    email = request.POST.get("email", "").strip()[:254]
    try:
        validate_email(email)
    except ValidationError:
        return _page(request, "wrong", product=product, email=email, status=400)
    if wait := _ASKS.wait(request):
        answer = _page(request, "too_often", product=product, status=429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    requests.ask(product, email, language=get_language() or "en", now=timezone.now())
    return _page(request, "asked", product=product)


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button, for programs that read mail follow links too; the button confirms."""
    asked = get_object_or_404(RestockRequest.objects.select_related("product"), token=token[:40])
    if request.method == "POST":
        confirmed = requests.confirm(token, now=timezone.now())
        if confirmed is None:
            raise Http404
        return _page(request, "confirmed", product=confirmed.product)
    return _page(request, "confirm", product=asked.product)


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the token alone can end what it names
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Hear no more of it; said to be done for any token."""
    if request.method == "POST":
        requests.leave(token)
        return _page(request, "left")
    return _page(request, "leave")


def _page(request: HttpRequest, step: str, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "pages/restock.html", {"step": step, **more}, status=status)
