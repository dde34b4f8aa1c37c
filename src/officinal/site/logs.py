# SPDX-License-Identifier: Apache-2.0
"""Logs as one JSON object a line: what happened and where, and never what a visitor typed or who they are."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Formats a record; of an error the kind and the place are kept, and not its text, which may quote a visitor."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.msg if record.exc_info else record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            at = record.exc_info[2]
            while at is not None and at.tb_next is not None:
                at = at.tb_next
            line["error"] = record.exc_info[0].__name__
            line["at"] = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else None
            line["message"] = "an error was raised"
        return json.dumps(line, ensure_ascii=False)
