# SPDX-License-Identifier: Apache-2.0
"""Pages for what goes wrong, in the visitor's language, with a way on; for the API the same in JSON.

They are drawn without the database and without whatever else a page usually asks: any of that may be what is broken.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

_API = "/api/"
_FOR_PROGRAMS = {
    400: "the request cannot be understood",
    403: "this is not allowed",
    404: "there is no such address; /api/v1/openapi.json lists those there are",
    405: "this address does not take that method",
    413: "the request is larger than what is taken",
    429: "too many requests; wait as long as Retry-After says",
    500: "something of ours broke",
    503: "too busy; try again in a moment",
}


def page(request: HttpRequest, status: int, *, wait: int | None = None) -> HttpResponse:
    """The page of a status; `wait` are the seconds after which it is worth trying again."""
    headers = {} if wait is None else {"Retry-After": str(wait)}
    if request.path_info.startswith(_API):
        return JsonResponse({"detail": _FOR_PROGRAMS[status]}, status=status, headers=headers)
    html = render_to_string("errors/error.html", {"request": request, "status": status, "wait": wait})
    return HttpResponse(html, status=status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be understood, or is too large."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed."""
    return page(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or was open for too long."""
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return page(request, 404)


def not_taken(request: HttpRequest) -> HttpResponse:
    """The page does not take that method."""
    return page(request, 405)


def too_large(request: HttpRequest) -> HttpResponse:
    """More than is taken."""
    return page(request, 413)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault."""
    return page(request, 500)
