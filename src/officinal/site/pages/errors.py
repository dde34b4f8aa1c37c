# SPDX-License-Identifier: Apache-2.0
"""Pages for what goes wrong, in the visitor's language, with a way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def _page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, "errors/error.html", {"status": status}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be understood, or is too large."""
    return _page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not allowed."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault."""
    return _page(request, 500)
