# SPDX-License-Identifier: Apache-2.0
"""The desk's work: the source is read into its record, and the record held against the rules."""

from __future__ import annotations

from dataclasses import dataclass

from officinal.checks.report import Report, checked
from officinal.label import Label, from_json, from_toml
from officinal.reading import Reading, read_opened
from officinal.site.desk.asked import Asked

_OWN = ('"officinal.label/', 'schema = "officinal.label/')
_MARK_WITHIN = 400


@dataclass(frozen=True, slots=True)
class Answer:
    """A record, how it was read (not at all, where the source was a label's own file), and what was found."""

    label: Label
    reading: Reading | None
    report: Report


def answer(asked: Asked, *, locale: str) -> Answer:
    """Read and check; raises `SourceError`, `NotAProduct` and `RecordError`."""
    source = asked.source
    reading: Reading | None = None
    if any(mark in source.text[:_MARK_WITHIN] for mark in _OWN):
        own = from_json if source.text.lstrip().startswith("{") else from_toml
        label = own(source.text, source=source.name)
    else:
        reading = read_opened(source.opened())
        label = reading.label
    report = checked(
        label,
        source=source.name,
        market=asked.market,
        as_of=asked.as_of,
        regime=asked.regime,
        reading=reading,
        file_text=None if reading else source.text,
        locale=locale,
    )
    return Answer(label, reading, report)
