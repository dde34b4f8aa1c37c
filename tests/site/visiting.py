# SPDX-License-Identifier: Apache-2.0
"""Visitors of tests who ask a site as a server does, and so get the answers that it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core import signals
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import RequestFactory

from officinal.site.kept import KeptPages, View


class Visitor:
    """Somebody with cookies."""

    def __init__(self, site: WSGIApplication) -> None:
        self.site = site
        self.cookies: dict[str, str] = {}

    def get(self, page: str, headers: dict[str, str] | None = None, *, method: str = "GET") -> HttpResponse:
        """What the site answers."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request = RequestFactory().generic(method, page, headers={"Cookie": cookies, **(headers or {})})
        begun: list[tuple[str, list[tuple[str, str]]]] = []
        with _connected():
            body = self.site(request.environ, lambda *told: begun.append((told[0], told[1])))  # type: ignore[arg-type]
            content = b"".join(body)
            getattr(body, "close", lambda: None)()
        [(status, heads)] = begun
        return HttpResponse(content, status=int(status[:3]), headers=dict(heads))


def of_view(view: View) -> Visitor:
    """Somebody who visits a site of one view."""

    def site(environ: WSGIEnvironment, start: StartResponse) -> HttpResponse:
        answer = view(WSGIRequest(environ))
        start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
        return answer

    return Visitor(KeptPages(site))


@contextmanager
def _connected() -> Iterator[None]:
    """The database of the test is not let go of when a request begins and ends, as Django's own client has it."""
    ends = (signals.request_started, signals.request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    try:
        yield
    finally:
        for end in ends:
            end.connect(close_old_connections)
