# SPDX-License-Identifier: Apache-2.0
"""Read a page into its record, and hold a record against the rules of a market."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema
from pydantic import WithJsonSchema

from officinal.checks import check as check_label
from officinal.errors import OfficinalError
from officinal.label import from_dict, to_dict
from officinal.reading import Reading, read_html, read_text
from officinal.site.api.v1.paging import as_json
from officinal.site.api.v1.problems import SENT
from officinal.site.api.v1.shapes import Checked, Read

MOST = 5_000_000
router = Router()


class ReadIn(Schema):
    """A page or a label's text to read."""

    text: str = Field(min_length=1, max_length=MOST, description="The text of a label or page, or its HTML.")
    form: Literal["text", "html"] = Field("text", description="Whether it is text as it is read, or HTML.")


class CheckIn(Schema):
    """A label to check: a record, or a text to read first."""

    label: Annotated[
        dict[str, Any] | None, WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "null"}], "default": None})
    ] = Field(None, description="A label record, as `read` gives it.")
    text: str | None = Field(None, max_length=MOST, description="A page or label to read first.")
    form: Literal["text", "html"] = Field("text", description="Whether the text is HTML.")
    market: str = Field("ca", description="Whose rules; GET markets lists them.")
    as_of: dt.date | None = Field(None, description="The rules of which day; today's where it is left out.")
    regime: str | None = Field(None, description="One of the market's labelling regimes; else the oldest still lawful.")
    locale: Literal["en", "fr"] = Field("en", description="The language of messages and advice.")


@router.post("/read", response={200: Read, **SENT}, operation_id="read", summary="Read a page into a record")
def read(request: HttpRequest, asked: ReadIn) -> HttpResponse:
    """Read a text or a page: its label, the span behind each value, what was not read, and the share accounted for."""
    return as_json(_read(asked.text, asked.form).to_dict())


def _read(text: str, form: str) -> Reading:
    return read_html(text) if form == "html" else read_text(text)


@router.post("/check", response={200: Checked, **SENT}, operation_id="check", summary="Check a label")
def check(request: HttpRequest, asked: CheckIn) -> HttpResponse:
    """Hold a label against the rules of a market on a day. Give either a label or a text."""
    if (asked.label is None) == (asked.text is None):
        raise OfficinalError("give either a label or a text")
    reading = _read(asked.text, asked.form) if asked.text is not None else None
    label = reading.label if reading else from_dict(asked.label)
    as_of = asked.as_of or timezone.localdate()
    findings = check_label(
        label, market=asked.market, as_of=as_of, regime=asked.regime, reading=reading, locale=asked.locale
    )
    return as_json(
        {
            "findings": [each.to_dict() for each in findings],
            "market": asked.market,
            "as_of": as_of.isoformat(),
            "regime": asked.regime,
            "label": to_dict(label),
        }
    )
