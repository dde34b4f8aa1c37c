# SPDX-License-Identifier: Apache-2.0
"""The settings that a machine gives the site, read from its environment; a wrong one stops the start and says why.

| name | what | where it is absent |
|---|---|---|
| OFFICINAL_DATA | folder of the database and the secret | `officinal-data` where the command is run |
| DATABASE_URL | another database (`postgres://…`) | SQLite in the data folder |
| OFFICINAL_SECRET_KEY | signs sessions, at least 32 characters | made once and kept in the data folder |
| OFFICINAL_HOSTS | names that the site answers to, with commas | localhost, 127.0.0.1, [::1] |
| OFFICINAL_HTTPS | `yes` where visitors come by https | no |
| OFFICINAL_DEBUG | `yes` shows errors to visitors: never on a public machine | no |
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from officinal.errors import OfficinalError

_SHORTEST_SECRET = 32
_YES, _NO = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class SettingError(OfficinalError):
    """A setting of the environment cannot be used: names it, and says what it may be."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment asks for, each value checked."""

    data: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    https: bool
    debug: bool

    @classmethod
    def read(cls, given: Mapping[str, str] = os.environ) -> Environment:
        """Read the environment; makes the data folder and, where none is given, the secret. Raises `SettingError`."""
        data = Path(given.get("OFFICINAL_DATA") or "officinal-data").resolve()
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingError(
                f"OFFICINAL_DATA: {data} cannot be made ({error.strerror}); name a folder that can be written"
            ) from None
        return cls(
            data=data,
            database_url=given.get("DATABASE_URL") or f"sqlite:///{data / 'officinal.sqlite3'}",
            secret_key=_secret(given.get("OFFICINAL_SECRET_KEY"), data),
            hosts=tuple(
                each.strip()
                for each in (given.get("OFFICINAL_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
                if each.strip()
            ),
            https=_flag(given, "OFFICINAL_HTTPS"),
            debug=_flag(given, "OFFICINAL_DEBUG"),
        )


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise SettingError(f"{name}: {value!r} is neither yes nor no; write yes or no")


def _secret(given: str | None, data: Path) -> str:
    if given is not None:
        if len(given) < _SHORTEST_SECRET:
            raise SettingError(
                f"OFFICINAL_SECRET_KEY: shorter than {_SHORTEST_SECRET} characters; give a longer random one"
            )
        return given
    path = data / "secret-key"
    try:
        with open(path, "x", encoding="ascii", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < _SHORTEST_SECRET:
        raise SettingError(f"{path}: shorter than {_SHORTEST_SECRET} characters; remove the file and a new one is made")
    return kept
