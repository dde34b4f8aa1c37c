# SPDX-License-Identifier: Apache-2.0
"""Forms that stand on pages which are the same for everybody, and so can hold no token of the visitor's own.

Such a form is taken where the browser says that it was sent from a page of ours. Where it says nothing, the visitor is
shown what they asked for, once more, in a form of their own with a token; where it names another site, it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, ensure_csrf_cookie

View = Callable[..., HttpResponse]
_MOST_FIELDS, _LONGEST = 20, 500


def own_form(view: View) -> View:
    """Let a view take forms of our own kept pages; what only asks needs no guard, and may change nothing."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        ours = _from_our_page(request)
        if ours is None and "csrfmiddlewaretoken" not in request.POST:
            return _ask_again(request)
        if ours is not True:
            refused = _check(request, view)
            if refused is not None:
                return refused
        return view(request, *args, **kwargs)

    return guarded


def _from_our_page(request: HttpRequest) -> bool | None:
    """Whether the browser says that the form was sent from our own page; None where it says nothing."""
    ours = (request.scheme, request.get_host())
    for header in ("HTTP_ORIGIN", "HTTP_REFERER"):
        said = request.META.get(header)
        if said and said != "null":
            try:
                parts = urlsplit(said)
            except ValueError:
                return False
            return (parts.scheme, parts.netloc) == ours
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    return None if site is None else site == "same-origin"


def _check(request: HttpRequest, view: View) -> HttpResponse | None:
    """The usual check of tokens."""
    guard = CsrfViewMiddleware(lambda _: HttpResponse())
    guard.process_request(request)
    return guard.process_view(request, _unguarded, (), {})


def _unguarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@ensure_csrf_cookie
def _ask_again(request: HttpRequest) -> HttpResponse:
    fields = [
        (name[:50], value[:_LONGEST])
        for name in list(request.POST)[:_MOST_FIELDS]
        for value in request.POST.getlist(name)[:1]
    ]
    return render(request, "pages/ask_again.html", {"fields": fields, "address": request.get_full_path()})
