# SPDX-License-Identifier: Apache-2.0
"""The one place of the command that looks at the calendar; everything below it is told the date."""

from __future__ import annotations

import datetime as dt

import click

from officinal.errors import AskedForUnknown


def today() -> dt.date:
    """Today, where the person is."""
    return dt.date.today()  # noqa: DTZ011, TID251


def as_date(given: str | None) -> dt.date:
    """A date as asked for on the command line; today where none was; raises `AskedForUnknown`."""
    if given is None:
        return today()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise AskedForUnknown(f"there is no date {given!r}; write it as 2026-11-25") from None


AS_OF = click.option("--as-of", metavar="DATE", help="The day whose rules hold (2026-11-25); today by default.")
