# SPDX-License-Identifier: Apache-2.0
"""What a check says: a finding at its place, with the provision it rests on and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
_WIDE = Context(prec=200)
"""figures that a rounded number may have: more than any number of a label, or what is reckoned of two of them"""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""from the gravest"""


@dataclass(frozen=True, slots=True)
class Provision:
    """Where it is written: document, section, date of the version that was read, address."""

    document: str
    section: str | None = None
    date: dt.date | None = None
    url: str | None = None
    verified: str | None = None
    """how we came to know it: law, official, third-party, computed, general-knowledge"""

    def to_dict(self) -> dict[str, Any]:
        """As plain data, the date in ISO form."""
        return {
            "document": self.document,
            "section": self.section,
            "date": self.date.isoformat() if self.date else None,
            "url": self.url,
            "verified": self.verified,
        }


class Finding(NamedTuple):
    """One thing to know or mend: code, severity, message, place in the record and in the source, provision, advice."""

    code: str
    name: str
    severity: Severity
    message: str
    pointer: str
    """JSON pointer into the label; "" is the whole label"""
    advice: str
    provision: Provision
    numbers: Mapping[str, str] = MappingProxyType({})
    """the figures behind an arithmetic finding, by name"""
    span: tuple[int, int] | None = None
    """start and end in the source text, where the label was read from one"""
    excerpt: str | None = None
    accepted: str | None = None
    """the reason, where the label's file accepts this finding"""

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the form that `--format json` prints."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "message": self.message,
            "pointer": self.pointer,
            "span": list(self.span) if self.span else None,
            "excerpt": self.excerpt,
            "advice": self.advice,
            "provision": self.provision.to_dict(),
            **({"numbers": dict(self.numbers)} if self.numbers else {}),
            **({"accepted": self.accepted} if self.accepted is not None else {}),
        }


def figure(number: Decimal, places: int = 2, locale: str = "en") -> str:
    """A number for people: rounded half up, without trailing zeros, with the decimal sign of the language.

    >>> figure(Decimal("47.6190")), figure(Decimal("200.00")), figure(Decimal("6.9"), locale="fr")
    ('47.62', '200', '6,9')
    """
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_WIDE)
    if rounded == 0 and number:  # too small for these places: keep two figures
        rounded = number.quantize(Decimal(1).scaleb(number.adjusted() - 1), rounding=ROUND_HALF_UP, context=_WIDE)
    text = format(rounded, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if locale == "fr" else text
