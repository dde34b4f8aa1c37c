# SPDX-License-Identifier: Apache-2.0
"""Answers that are given again, whole, as long as what they stand on has not changed; before Django is asked.

A view says so of its answer with `keep`, and names the state that it stands on: a small thing that is looked up anew
before each answer that is given again. So a new price, stock or label shows at once, in every process.

Kept are only answers that are the same for everybody: of views from which `same_for_all` hides what may differ, for
visitors who are not signed in, and none that sets or varies by a cookie.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from urllib.parse import parse_qsl, urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse, QueryDict, parse_cookie
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import has_vary_header
from django.utils.http import parse_etags

MOST_BYTES = 32_000_000
"""of answers that a process keeps; the ones longest unasked-for go first"""
BESIDE = 3_000
"""bytes that an answer takes beside its content: its headers, its address, its state"""
_LONGEST_QUERY = 1_000
_OF_NO_CONTENT = ("Cache-Control", "Content-Location", "ETag", "Expires", "Vary")
"""the headers of an answer that has no content (RFC 9110, 15.4.5)"""

View = Callable[..., HttpResponse]
State = object
Asked = tuple[tuple[str, str], ...]
"""what an address asks, of what the views name: (("for", "man"), ("panel", "us"))"""
Site = tuple[str | None, ...]
"""host and scheme, as the server and a proxy before it tell them"""
Key = tuple[Site, str, Asked, bool]
"""site, path, what is asked, and whether the answer may be compressed"""

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
            for cookie in request.COOKIES.keys() - {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}:
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

    def holds(self) -> bool:
        """Whether the answer still is what would be made; not where the database does not tell."""
        try:
            return self.state == self.now()
        except Error:
            return False

    def give(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """The answer once more; only its head for a visitor who holds it already."""
        held = parse_etags(environ.get("HTTP_IF_NONE_MATCH", ""))
        if "*" in held or self.headers["ETag"] in (each.removeprefix("W/") for each in held):
            start("304 Not Modified", [(name, self.headers[name]) for name in _OF_NO_CONTENT if name in self.headers])
            return []
        start("200 OK", list(self.headers.items()))
        return [self.content]


class KeptPages:
    """The site, which gives the answers that it keeps, and keeps those of which a view says that they may be."""

    def __init__(self, site: WSGIApplication) -> None:
        self._site, self._store = site, Store(MOST_BYTES)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer."""
        key = _key(environ)
        if key is None:
            return self._site(environ, start)
        kept = self._store.get(key)
        if kept is None or not kept.holds():
            begun: list[tuple[str, list[tuple[str, str]]]] = []
            made = self._site(environ, lambda *told: begun.append((told[0], told[1])))  # type: ignore[arg-type]
            kept = _kept(made)
            if kept is None:
                start(*begun[0])
                return made
            self._store.put((*key[:2], made.__dict__["_asked"], key[3]), kept)
            made.close()  # type: ignore[attr-defined]
        return kept.give(environ, start)


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


def _key(environ: WSGIEnvironment) -> Key | None:
    """Where the answer would be kept; None for a request whose answer may be its own."""
    query = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] != "GET" or len(query) > _LONGEST_QUERY:
        return None
    if "HTTP_COOKIE" in environ and settings.SESSION_COOKIE_NAME in parse_cookie(environ["HTTP_COOKIE"]):
        return None
    site = (environ.get("HTTP_HOST"), environ["wsgi.url_scheme"], environ.get("HTTP_X_FORWARDED_PROTO"))
    may_compress = bool(re_accepts_gzip.search(environ.get("HTTP_ACCEPT_ENCODING", "")))
    return site, environ["PATH_INFO"], _asked(query, _NAMED), may_compress


def _asked(query: str, questions: Mapping[str, Collection[str]]) -> Asked:
    """What a query asks of what is named, in the order of names; of a question that is put twice, the last."""
    if not query:
        return ()
    last = dict(parse_qsl(query))
    return tuple((name, last[name]) for name in sorted(questions) if last.get(name) in questions[name])


def _kept(made: Iterable[bytes]) -> Kept | None:
    """The answer with a mark that visitors hold it by; None where it may not be given again."""
    if not isinstance(made, HttpResponse) or not {"_stands_on", "_asked"} <= made.__dict__.keys():
        return None
    if made.status_code != 200 or made.cookies or has_vary_header(made, "Cookie"):
        return None
    state, now = made.__dict__["_stands_on"]
    headers = {
        "Cache-Control": "no-cache",  # a browser may keep it, and asks each time whether it still holds
        "ETag": f'"{hashlib.sha256(made.content).hexdigest()[:24]}"',
        **dict(made.headers.items()),
    }
    return Kept(state, now, made.content, headers)
