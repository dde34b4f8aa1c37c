# SPDX-License-Identifier: Apache-2.0
"""How often a visitor may ask the API."""

from __future__ import annotations

from threading import local

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

from officinal.site.visitors import Limit

REQUESTS = Limit("api", 120, 60)


class PerVisitor(BaseThrottle):
    """Counts in this process's memory; what a thread waits for is its own."""

    def __init__(self) -> None:
        self._own = local()

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether the visitor may ask once more."""
        self._own.wait = REQUESTS.wait(request)
        return self._own.wait is None

    def wait(self) -> float | None:
        """The seconds until they may, where they may not."""
        waits: float | None = self._own.wait
        return waits
