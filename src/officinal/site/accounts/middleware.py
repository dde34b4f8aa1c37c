# SPDX-License-Identifier: Apache-2.0
"""Pages about a person are kept by nobody: not by a proxy, not by the back button of a shared computer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers


class PersonalPagesMiddleware:
    """Forbids keeping answers under /account/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self._get_response(request)
        if request.path_info.removeprefix("/fr").startswith("/account/"):
            add_never_cache_headers(response)
        return response
