# SPDX-License-Identifier: Apache-2.0
"""A request whose body is larger than anything that we take is refused by its stated size, before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from officinal.site.pages.errors import too_large
from officinal.site.visitors import size


class BoundsMiddleware:
    """Answers 413 in the visitor's language; staff may send larger files, for they import catalogues."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse, or pass on."""
        if size(request) > _most(request):
            return too_large(request)
        return self._get_response(request)


def _most(request: HttpRequest) -> int:
    staff = "/admin/" in request.path_info[:10]
    most: int = settings.MOST_STAFF_BODY_BYTES if staff else settings.MOST_BODY_BYTES
    return most
