# SPDX-License-Identifier: Apache-2.0
"""What the API answers when something is wrong: always JSON with a `detail`, and the status that fits."""

from __future__ import annotations

import json
from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, Throttled
from ninja.parser import Parser

from officinal.errors import AskedForUnknown, OfficinalError


class Problem(Schema):
    """What went wrong, in one line."""

    detail: str


class Refusal(Schema):
    """What of a request cannot be used: one line, or one entry for each field that is wrong."""

    detail: str | list[dict[str, Any]]


ANSWERS: dict[int | frozenset[int], Any] = {422: Refusal, 429: Problem}
"""what any operation may answer instead of what was asked for"""
NAMED = ANSWERS | {404: Problem}
"""of an operation that asks for something by its name"""
SENT = ANSWERS | {400: Problem, 404: Problem, 413: Problem, 415: Problem}
"""of an operation that takes a body"""


class StrictParser(Parser):
    """Takes JSON that says it is JSON, and only text that can be written down again."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body; raises `HttpError` 415 for another type and 400 for what is not JSON."""
        if request.content_type not in ("application/json", "text/json"):
            raise HttpError(415, "send JSON with the header Content-Type: application/json")
        try:
            data = json.loads(request.body, parse_constant=_no_number)
            json.dumps(data, ensure_ascii=False).encode()
        except json.JSONDecodeError as error:
            place = f"line {error.lineno}, column {error.colno}"
            raise HttpError(400, f"the body is not valid JSON: look at {place}") from None
        except UnicodeError:
            raise HttpError(400, "the body is not text in UTF-8, or holds half a character") from None
        except (ValueError, RecursionError):
            raise HttpError(400, "the body holds a number that is none, or is nested too deeply") from None
        return cast("dict[str, Any]", data)


def _no_number(_: str) -> None:
    raise ValueError


def answer_problems(api: NinjaAPI) -> None:
    """Give each kind of failure its answer."""

    def say(request: HttpRequest, detail: str, status: int) -> HttpResponse:
        return api.create_response(request, {"detail": detail}, status=status)

    @api.exception_handler(OfficinalError)
    def _refused(request: HttpRequest, error: OfficinalError) -> HttpResponse:
        return say(request, str(error), 404 if isinstance(error, AskedForUnknown) else 422)

    @api.exception_handler(Throttled)
    def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
        return say(request, "too many requests; wait as many seconds as Retry-After says", 429)

    @api.exception_handler(RequestDataTooBig)
    def _too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return say(request, "the body is larger than the 6 MB that are taken", 413)

    @api.exception_handler(HttpError)
    def _said(request: HttpRequest, error: HttpError) -> HttpResponse:
        said = error.__cause__ if isinstance(error.__cause__, HttpError) else error  # the parser's own words
        return say(request, str(said), said.status_code)
