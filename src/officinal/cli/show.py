# SPDX-License-Identifier: Apache-2.0
"""Reads the sources one after the other and writes each record in the form that was asked for."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import click

from officinal.cli.counted import counted
from officinal.cli.plain import one_line
from officinal.errors import OfficinalError
from officinal.reading import Reading, read

Write = Callable[[str, Reading], str]


def show_all(sources: tuple[str, ...], *, form: str, explain: bool, allow_private_addresses: bool) -> bool:
    """Write every record; whether all sources could be read. A source that stands alone raises instead."""
    several = len(sources) > 1
    write = _writer(form, several=several, explain=explain)
    all_read = True
    for source in counted(sources, "Reading") if several else sources:
        try:
            reading = read(source, allow_private_addresses=allow_private_addresses)
        except OfficinalError as error:
            if not several:
                raise
            click.echo(f"officinal: {one_line(str(error))}", err=True)
            all_read = False
        else:
            click.echo(write(source, reading), nl=False, color=True)  # the page knows whether to colour
    return all_read


def _writer(form: str, *, several: bool, explain: bool) -> Write:
    """How one record is written, its last line ended."""
    if form == "json":
        return _as_json_line if several else _as_json
    if form == "jsonld":
        return _as_jsonld_line if several else _as_jsonld
    if form == "toml":
        return _as_toml_under_its_source if several else _as_toml
    from officinal.cli.pretty import Page

    page = Page(sys.stdout)
    return lambda source, reading: page.show(reading, heading=source if several else None, explain=explain)


def _as_json(_: str, reading: Reading) -> str:
    return json.dumps(reading.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _as_json_line(source: str, reading: Reading) -> str:
    return json.dumps({"source": _name(source), **reading.to_dict()}, ensure_ascii=False, separators=(",", ":")) + "\n"


def _as_jsonld(_: str, reading: Reading) -> str:
    from officinal.label.as_jsonld import to_jsonld

    return json.dumps(to_jsonld(reading.label), ensure_ascii=False, indent=2) + "\n"


def _as_jsonld_line(_: str, reading: Reading) -> str:
    from officinal.label.as_jsonld import to_jsonld

    return json.dumps(to_jsonld(reading.label), ensure_ascii=False, separators=(",", ":")) + "\n"


def _as_toml(_: str, reading: Reading) -> str:
    from officinal.label.as_toml import to_toml

    return to_toml(reading.label)


def _as_toml_under_its_source(source: str, reading: Reading) -> str:
    return f"# {one_line(_name(source))}\n{_as_toml(source, reading)}\n"


def _name(source: str) -> str:
    """A source's name as it was given; bytes that are no text, which a file's name may hold, become visible."""
    return os.fsencode(source).decode("utf-8", "replace")
