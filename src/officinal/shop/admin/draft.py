# SPDX-License-Identifier: Apache-2.0
"""A label as it stands in the making: its TOML, and what is wrong with it or found in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.checks.report import Report, checked
from officinal.errors import OfficinalError, RecordError
from officinal.label import Label, from_toml
from officinal.label.toml_lines import line_of_pointer
from officinal.shop.catalogue.storable import storable

MOST = 500_000
"""characters of a label that staff may write"""

_PLACE = re.compile(r"[^/]*?: (/[^:]*): (.*)", re.DOTALL)
_SYNTAX_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a label in the making: either what is wrong with it, or the label with what checks find."""

    toml: str
    label: Label | None = None
    report: Report | None = None
    problem: str = ""
    pointer: str = ""
    line: int | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors, those accepted left out."""
        return self.report.counts()["error"] if self.report else 0

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Each finding that is not accepted, with its line in the TOML."""
        return [each for each in self._found() if each["finding"].accepted is None]

    @property
    def accepted(self) -> list[dict[str, Any]]:
        """Each finding that the label itself accepts, with its line."""
        return [each for each in self._found() if each["finding"].accepted is not None]

    def _found(self) -> list[dict[str, Any]]:
        if self.report is None:
            return []
        return [
            {"finding": each, "line": line_of_pointer(self.toml, each.pointer) if each.pointer else None}
            for each in self.report.findings
        ]


def drafted(toml: str, *, market: str, regime: str, as_of: dt.date) -> Draft:
    """Read and check a label in the making; what is wrong is part of the answer, not raised."""
    toml = toml.replace("\r\n", "\n")
    if len(toml) > MOST:
        return Draft(toml, problem=_("This label is longer than %(most)s characters; shorten it.") % {"most": MOST})
    try:
        label = storable(from_toml(toml, source=_("label")))
    except RecordError as error:
        return _broken(toml, str(error))
    try:
        report = checked(
            label,
            source=_("label"),
            market=market,
            as_of=as_of,
            regime=regime or None,
            file_text=toml,
            locale=language(),
        )
    except OfficinalError as error:
        return Draft(toml, label=label, problem=str(error))
    return Draft(toml, label=label, report=report)


def place_of(error: str) -> tuple[str, str]:
    """The pointer that an error about a record names, and what it says of it; no pointer where it names none.

    >>> place_of("label: /net_amount/value: a number must be exact")
    ('/net_amount/value', 'a number must be exact')
    """
    named = _PLACE.fullmatch(error)
    return (named[1], named[2]) if named else ("", error)


def language() -> str:
    """The language of findings."""
    return "fr" if get_language() == "fr" else "en"


def _broken(toml: str, error: str) -> Draft:
    pointer, problem = place_of(error)
    if pointer:
        return Draft(toml, problem=problem, pointer=pointer, line=line_of_pointer(toml, pointer))
    line = _SYNTAX_LINE.search(error)
    return Draft(toml, problem=problem, line=int(line[1]) if line else None)
