# SPDX-License-Identifier: Apache-2.0
"""A label out of whatever a person hands in: a label file, or a page that is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from officinal.label import SCHEMA, Label, from_dict, from_toml
from officinal.reading import Reading, read_opened
from officinal.reading.sources.decode import decode
from officinal.reading.sources.json_text import parse_json
from officinal.reading.sources.opened import Opened

_TOML = re.compile(rf'^schema\s*=\s*["\']{re.escape(SCHEMA)}["\']', re.MULTILINE)
_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A label, and how it was read where it was not a label's file."""

    label: Label
    reading: Reading | None = None


def take_in(data: bytes, name: str) -> TakenIn:
    """The label of a TOML or JSON file of ours, else of a page, its text, or a shop's export of one product.

    Raises `RecordError` for a broken label file, `SourceError` for what cannot be read and for what is no product.
    """
    opened = Opened(name=name, data=data, content_type=None, address=None)
    text = decode(opened)
    if name.lower().endswith(".toml") or _TOML.search(text, 0, _HEAD):
        return TakenIn(from_toml(text, source=name))
    if text.lstrip().startswith("{") and (held := _label_in(parse_json(text, name))) is not None:
        return TakenIn(from_dict(held, source=name))
    reading = read_opened(opened)
    return TakenIn(reading.label, reading)


def _label_in(data: Any) -> Any:
    """The label in JSON of ours, be it the record itself or a reading with its record; None for JSON of others."""
    for held in (data, data.get("label")):
        if isinstance(held, dict) and str(held.get("schema", "")).startswith("officinal.label/"):
            return held
    return None
