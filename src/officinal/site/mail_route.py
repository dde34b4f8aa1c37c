# SPDX-License-Identifier: Apache-2.0
"""How mail leaves the site: by a server that an address names, or, where there is none, into files to be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
_SECONDS = 10
"""how long a mail server may take to answer"""


class NoMailRoute(ValueError):
    """The address names no way for mail; its text says what it may be, and never repeats a password."""


def mail_settings(address: str, sender: str, folder: Path) -> dict[str, Any]:
    """Django's settings of mail. Raises `NoMailRoute`.

    >>> mail_settings("smtps://shop:secret@mail.example", "Shop <shop@mail.example>", Path("/data"))["EMAIL_PORT"]
    465
    """
    common = {"DEFAULT_FROM_EMAIL": sender, "SERVER_EMAIL": sender, "EMAIL_TIMEOUT": _SECONDS}
    if not address:
        return common | {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": folder / "mail",
        }
    try:
        parts = urlsplit(address)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise NoMailRoute("write smtp://, smtps:// or smtp+plain://, then user:password@host:port") from None
    if not parts.hostname or parts.path.strip("/") or parts.query:
        raise NoMailRoute("name a host and nothing behind it, as in smtps://user:password@mail.example")
    return common | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
