# SPDX-License-Identifier: Apache-2.0
"""Answers that are given again, whole, as long as what they stand on has not changed.

A view says so of its answer with `keep`, and names the state that it stands on: a small thing that is looked up anew
before each answer that is given again. So a new price, stock or label shows at once, in every process.

Kept are only answers that are the same for everybody: of views from which `same_for_all` hides what may differ, for
visitors who are not signed in, and none that sets or varies by a cookie.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response, has_vary_header

MOST_BYTES = 32_000_000
"""of answers that a process keeps; the ones longest unasked-for go first"""
BESIDE = 3_000
"""bytes that an answer takes beside its content: its headers, its address, its state"""
_LONGEST_QUERY = 1_000

View = Callable[..., HttpResponse]
State = object
Asked = tuple[tuple[str, str], ...]
"""what an address asks, of what the views name: (("for", "man"), ("panel", "us"))"""
Key = tuple[str | None, bool, str, Asked, bool]
"""host, whether by https, path, what is asked, and whether the answer may be compressed"""

_NAMED: dict[str, set[str]] = {}
"""the questions that any view names, with the values that mean something"""


def same_for_all(questions: Mapping[str, Collection[str]]) -> Callable[[View], View]:
    """Hide from a view all cookies, save of who is signed in, and the address's questions, save those with a known value.

    So an answer that is kept holds nothing that its first visitor brought along, and what others bring along costs nothing.
    """
    for name, values in questions.items():
        _NAMED.setdefault(name, set()).update(values)

    def shield(view: View) -> View:
        @wraps(view)
        def shielded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            asked = _asked(request.META.get("QUERY_STRING", ""), questions)
            request.META["QUERY_STRING"] = urlencode(asked)
            request.GET = QueryDict(request.META["QUERY_STRING"])
            for cookie in request.COOKIES.keys() - _of_one_visitor() - {settings.CSRF_COOKIE_NAME}:
                del request.COOKIES[cookie]
            answer = view(request, *args, **kwargs)
            answer.__dict__["_asked"] = asked
            return answer

        return shielded

    return shield


def keep(answer: HttpResponse, state: State, now: Callable[[], State]) -> HttpResponse:
    """Let an answer be given again while its state is what `now` finds; take the state before the answer is made."""
    answer.__dict__["_stands_on"] = (state, now)
    return answer


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, the state that it stands on, and how to find the state of the moment."""

    state: State
    now: Callable[[], State]
    content: bytes
    headers: dict[str, str]

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The answer once more; only its head for a visitor who holds it already."""
        again = HttpResponse(self.content, headers=self.headers)
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return again
        return get_conditional_response(request, etag=self.headers["ETag"], response=again) or again


class KeptPagesMiddleware:
    """Gives kept answers, and keeps those of which a view says that they may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.DEBUG:
            raise MiddlewareNotUsed("templates may change while somebody works on them")
        self._get_response = get_response
        self._store = Store(MOST_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        key = _key(request)
        if key is None:
            return self._get_response(request)
        kept = self._store.get(key)
        if kept is None or kept.state != kept.now():
            response = self._get_response(request)
            kept = _kept(response)
            if kept is None:
                return response
            self._store.put((*key[:3], response.__dict__["_asked"], key[4]), kept)
        return kept.answer(request)


class Store:
    """Kept answers by their address, as many as fit."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._answers: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Kept | None:
        """What is kept of an address."""
        with self._lock:
            if (kept := self._answers.get(key)) is not None:
                self._answers.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep an answer in place of the one before; others go where there is no room."""
        with self._lock:
            if (before := self._answers.pop(key, None)) is not None:
                self._held -= len(before.content) + BESIDE
            self._answers[key] = kept
            self._held += len(kept.content) + BESIDE
            while self._held > self._most:
                _, gone = self._answers.popitem(last=False)
                self._held -= len(gone.content) + BESIDE


def _key(request: HttpRequest) -> Key | None:
    """Where the answer would be kept; None for a request whose answer may be its own."""
    told = request.META
    query = told.get("QUERY_STRING", "")
    if request.method != "GET" or len(query) > _LONGEST_QUERY:
        return None
    if "HTTP_COOKIE" in told and request.COOKIES.keys() & _of_one_visitor():
        return None
    may_compress = bool(re_accepts_gzip.search(told.get("HTTP_ACCEPT_ENCODING", "")))
    return told.get("HTTP_HOST"), request.is_secure(), request.path_info, _asked(query, _NAMED), may_compress


def _of_one_visitor() -> set[str]:
    """The cookies whose visitors get answers of their own; the one that guards forms lets no answer be kept that reads it."""
    return {settings.SESSION_COOKIE_NAME}


def _asked(query: str, questions: Mapping[str, Collection[str]]) -> Asked:
    """What a query asks of what is named, in the order of names; of a question that is put twice, the last."""
    if not query:
        return ()
    last = dict(parse_qsl(query))
    return tuple((name, last[name]) for name in sorted(questions) if last.get(name) in questions[name])


def _kept(response: HttpResponse) -> Kept | None:
    """The answer with a mark that visitors hold it by; None where it may not be given again."""
    stands_on: tuple[State, Callable[[], State]] | None = response.__dict__.get("_stands_on")
    if stands_on is None or "_asked" not in response.__dict__:
        return None
    if response.status_code != 200 or response.cookies or has_vary_header(response, "Cookie"):
        return None
    headers = {
        "Cache-Control": "no-cache",  # a browser may keep it, and asks each time whether it still holds
        "ETag": f'"{hashlib.sha256(response.content).hexdigest()[:24]}"',
        **dict(response.headers.items()),
    }
    state, now = stands_on
    return Kept(state, now, response.content, headers)
