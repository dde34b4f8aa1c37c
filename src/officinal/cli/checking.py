# SPDX-License-Identifier: Apache-2.0
"""Opens each source, checks its label, and writes the reports in the form that was asked for."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from officinal.checks import Licence, Severity, chosen, read_licence
from officinal.checks.report import Report, checked, to_github, to_html, to_json, to_json_line, to_sarif, to_text
from officinal.checks.rule import Loaded
from officinal.cli.counted import counted
from officinal.cli.main import FAILED
from officinal.cli.plain import clean, one_line
from officinal.cli.project import Project
from officinal.cli.today import as_date
from officinal.errors import OfficinalError, SourceError
from officinal.knowledge.load import load
from officinal.label import Label, from_json, from_toml

if TYPE_CHECKING:
    from officinal.reading import Reading

FOUND = 1
_LARGEST_LABEL = 5_000_000
_COLOURS = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "green", "bold": True},
    "code": {"fg": "cyan"},
    "quiet": {"dim": True},
    "strong": {"bold": True},
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: on the command line, else in the project's settings, else by default."""

    market: str
    as_of: dt.date
    regime: str | None
    rules: tuple[Loaded, ...]
    form: str
    fail_on: Severity | None
    licence: Licence | None
    locale: str
    allow_private_addresses: bool

    @classmethod
    def of(cls, project: Project, *, fail_on: str | None, **asked: Any) -> Wanted:
        """Bring the three together; raises `AskedForUnknown` for what does not exist."""
        market = asked["market"] or project.market
        if market is None:
            known = ", ".join(sorted(load().markets))
            raise click.UsageError(f"Say whose rules with --market ({known}), or set market in officinal.toml.")
        load().market(market)
        fails = fail_on or project.fail_on or "warning"
        if fails not in ("error", "warning", "info", "never"):
            raise click.UsageError(f"fail-on is error, warning, info or never, not {fails!r}.")
        licence = asked["licence"] or (project.licence and str((project.path or Path()).parent / project.licence))
        return cls(
            market=market,
            as_of=as_date(asked["as_of"] or project.as_of),
            regime=asked["regime"] or project.regime,
            rules=chosen(asked["select"] or project.select, asked["ignore"] or project.ignore),
            form=asked["form"],
            fail_on=None if fails == "never" else fails,  # type: ignore[arg-type]
            licence=read_licence(licence) if licence else None,
            locale=asked["locale"] or project.locale or "en",
            allow_private_addresses=asked["allow_private_addresses"],
        )


def check_all(sources: tuple[str, ...], wanted: Wanted) -> int:
    """Write every report; 0, 1 for findings that fail, 2 when a source could not be read. A single source raises."""
    several = len(sources) > 1
    all_read, failing = True, False
    reports: list[Report] = []
    for source in counted(sources, "Checking") if several else sources:
        try:
            report = _report(source, wanted)
        except OfficinalError as error:
            if not several:
                raise
            click.echo(f"officinal: {one_line(str(error))}", err=True)
            all_read = False
            continue
        failing = failing or report.fails(wanted.fail_on)
        if wanted.form in ("sarif", "html", "github"):
            reports.append(report)
        else:
            click.echo(_written(report, wanted, several=several), nl=False)
    if wanted.form in ("sarif", "html", "github"):
        click.echo(_all_written(reports, wanted), nl=False)
    return FAILED if not all_read else FOUND if failing else 0


def _report(source: str, wanted: Wanted) -> Report:
    label, reading, text = open_label(source, allow_private_addresses=wanted.allow_private_addresses)
    return checked(
        label,
        source=source,
        market=wanted.market,
        as_of=wanted.as_of,
        regime=wanted.regime,
        reading=reading,
        file_text=text,
        licence=wanted.licence,
        rules=wanted.rules,
        locale=wanted.locale,
    )


def open_label(source: str, *, allow_private_addresses: bool = False) -> tuple[Label, Reading | None, str | None]:
    """A source as its label: a label file with its text, or a page with its reading."""
    if source.lower().endswith(".toml"):
        text = _text(source)
        return from_toml(text, source=source), None, text
    if source.lower().endswith(".json") and "://" not in source:
        text = _text(source)
        if '"officinal.label/' in text:
            return from_json(text, source=source), None, text
    from officinal.reading import read  # a label file needs none of it

    reading = read(source, allow_private_addresses=allow_private_addresses)
    return reading.label, reading, None


def _text(path: str) -> str:
    try:
        raw = Path(path).read_bytes()
        if len(raw) > _LARGEST_LABEL:
            raise SourceError(path, f"is larger than {_LARGEST_LABEL:,} bytes, more than a label is", "give one label")
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(path, f"cannot be opened ({error.strerror})", "name a file that exists") from None
    except UnicodeDecodeError as error:
        raise SourceError(path, f"is not UTF-8 text (at byte {error.start})", "save the label as UTF-8") from None


def _written(report: Report, wanted: Wanted, *, several: bool) -> str:
    if wanted.form == "json":
        return to_json_line(report) if several else to_json(report)
    return to_text(report, locale=wanted.locale, style=_style) + ("\n" if several else "")


def _style(words: str, style: str) -> str:
    """Words made safe, for a page's words must not command the terminal, and in colour where it can be seen."""
    return click.style(clean(words), **_COLOURS.get(style, {})) if sys.stdout.isatty() else clean(words)  # type: ignore[arg-type]


def _all_written(reports: list[Report], wanted: Wanted) -> str:
    if wanted.form == "sarif":
        return to_sarif(reports, version=_version())
    return to_html(reports, locale=wanted.locale) if wanted.form == "html" else to_github(reports)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("officinal")
    except PackageNotFoundError:
        return "0"
