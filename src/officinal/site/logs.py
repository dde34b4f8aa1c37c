# SPDX-License-Identifier: Apache-2.0
"""Logs as one JSON object a line: what happened and where, and never what a visitor typed or who they are.

Of a request only the method, the status and the route are kept (`substances/<slug:id>/`): an address may hold what
somebody typed. Of an error the kind and the place in our code are kept, and not its text, which may quote a visitor.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from types import TracebackType

from django.http import HttpRequest


class JsonLines(logging.Formatter):
    """Formats a record."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        request = getattr(record, "request", None)
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            line |= {
                "message": "an error was raised",
                "error": record.exc_info[0].__name__,
                "at": _place(record.exc_info[2]),
            }
        elif isinstance(request, HttpRequest):
            line["message"] = "a request was answered with an error"
        else:
            line["message"] = record.getMessage()
        if isinstance(request, HttpRequest):
            line |= {"method": request.method, "route": _route(request), "status": getattr(record, "status_code", None)}
        return json.dumps(line, ensure_ascii=False)


def _place(trace: TracebackType | None) -> str | None:
    """File and line where an error was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else None


def _route(request: HttpRequest) -> str | None:
    """The pattern that the address was taken for; None for an address that is none of ours."""
    match = request.resolver_match
    return match.route if match is not None else None
