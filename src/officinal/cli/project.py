# SPDX-License-Identifier: Apache-2.0
"""`officinal.toml`: how a project wants its labels checked.

[check]
market = "ca"
select = ["D", "C1"]
ignore = ["L107"]
fail-on = "error"
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from officinal.errors import OfficinalError
from officinal.label.toml_lines import line_of

NAME = "officinal.toml"
_LISTS = ("select", "ignore")
_WORDS = ("market", "regime", "fail-on", "licence", "locale")
_KEYS = (*_WORDS, *_LISTS, "as-of")


class ConfigError(OfficinalError):
    """The project's settings are broken: names the file, the line and the key."""


@dataclass(frozen=True, slots=True)
class Project:
    """What a project's file sets; None where it sets nothing."""

    path: Path | None = None
    market: str | None = None
    as_of: str | None = None
    regime: str | None = None
    fail_on: str | None = None
    licence: str | None = None
    locale: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def find(start: Path) -> Path | None:
    """The nearest settings file, in a folder or above it."""
    return next((folder / NAME for folder in (start, *start.parents) if (folder / NAME).is_file()), None)


def read(path: Path) -> Project:
    """Read a settings file; raises `ConfigError`."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be opened ({error.strerror}); name a file that exists") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not valid TOML ({error}); mend that line") from None
    for key in data:
        if key != "check":
            raise ConfigError(
                f"{path}:{line_of(text, (key,)) or 1}: {key}: there is no such table; [check] is the only one"
            )
    held = data.get("check", {})
    for key, value in held.items():
        if problem := _problem(key, value):
            raise ConfigError(f"{path}:{line_of(text, ('check', key)) or 1}: check.{key}: {problem}")
    return Project(path, **{key.replace("-", "_"): _plain(value) for key, value in held.items()})


def _problem(key: str, value: Any) -> str | None:
    if key not in _KEYS:
        return f"there is no such key; those there are: {', '.join(_KEYS)}"
    if key in _LISTS and not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        return 'write a list of codes, as in ["D", "C101"]'
    if key in _WORDS and not isinstance(value, str):
        return "write words in quotes"
    if key == "as-of" and not isinstance(value, (str, dt.date)):
        return "write a date, as in 2026-11-25"
    return None


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return value.isoformat() if isinstance(value, dt.date) else value
