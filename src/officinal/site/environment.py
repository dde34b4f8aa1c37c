# SPDX-License-Identifier: Apache-2.0
"""The settings that a machine gives the site, read from its environment; a wrong one stops the start and says why.

| name | what | where it is absent |
|---|---|---|
| OFFICINAL_DATA | folder of the database and the secret | `officinal-data` where the command is run |
| DATABASE_URL | another database (`postgres://…`) | SQLite in the data folder |
| OFFICINAL_SECRET_KEY | signs sessions, at least 32 characters | made once and kept in the data folder |
| OFFICINAL_HOSTS | names that the site answers to, with commas | localhost, 127.0.0.1, [::1] |
| OFFICINAL_HTTPS | `yes` where visitors come by https | no |
| OFFICINAL_PROXIES | how many proxies of one's own stand before the site and name the visitor's address | 1 with https, else none |
| OFFICINAL_MAIL | the server that sends mail: `smtp://user:password@host` (STARTTLS), `smtps://…`, `smtp+plain://…` | files in the folder `mail` of the data |
| OFFICINAL_MAIL_FROM | from whom mail is, `Shop <shop@example.com>` | `Officinal <officinal@` and the first host `>` |
| OFFICINAL_ADDRESS | where the site is found, for links in mail: `https://shop.example.com` | the first host, by http or https |
| OFFICINAL_SHOP | the seller's file: who sells, on what terms | the demonstration's |
| OFFICINAL_GATEWAYS | how one can pay, with commas, the one offered first in front: manual, stripe | manual |
| OFFICINAL_STRIPE_KEY | Stripe's secret key, `sk_…` or `rk_…`; needed where stripe is among the gateways | none |
| OFFICINAL_STRIPE_PUBLIC_KEY | Stripe's publishable key, `pk_…`; needed with it | none |
| OFFICINAL_STRIPE_WEBHOOK_SECRET | signs what Stripe tells `/webhooks/stripe/`, `whsec_…`; needed with it | none |
| OFFICINAL_STRIPE_API_BASE | another address that answers as Stripe's API does, for tests | Stripe's own |
| OFFICINAL_DEBUG | `yes` shows errors to visitors: never on a public machine | no |
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from officinal.errors import OfficinalError
from officinal.site.mail_route import NoMailRoute, mail_settings

_SHORTEST_SECRET = 32
_DEMO_SELLER = Path(__file__).parent.parent / "shop" / "demo" / "seller.toml"
_GATEWAYS = ("manual", "stripe")
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
    proxies: int
    mail: Mapping[str, Any]
    """Django's settings of mail"""
    address: str
    seller: Path
    gateways: tuple[str, ...]
    stripe: Mapping[str, str]
    """keys of Stripe by what they are for; empty where it is not used"""

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
        hosts = tuple(
            each.strip()
            for each in (given.get("OFFICINAL_HOSTS") or "localhost,127.0.0.1,[::1]").split(",")
            if each.strip()
        )
        https = _flag(given, "OFFICINAL_HTTPS")
        gateways = _gateways(given)
        return cls(
            data=data,
            database_url=given.get("DATABASE_URL") or f"sqlite:///{data / 'officinal.sqlite3'}",
            secret_key=_secret(given.get("OFFICINAL_SECRET_KEY"), data),
            hosts=hosts,
            https=https,
            debug=_flag(given, "OFFICINAL_DEBUG"),
            proxies=_count(given, "OFFICINAL_PROXIES", absent=int(https)),  # we speak no https: a proxy does
            mail=_mail(given, hosts[0] if hosts else "localhost", data),
            address=_address(given, hosts[0] if hosts else "localhost", https=https),
            seller=Path(given.get("OFFICINAL_SHOP") or _DEMO_SELLER).resolve(),
            gateways=gateways,
            stripe=_stripe(given, needed="stripe" in gateways),
        )


def _flag(given: Mapping[str, str], name: str) -> bool:
    value = given.get(name, "").strip().lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise SettingError(f"{name}: {value!r} is neither yes nor no; write yes or no")


def _count(given: Mapping[str, str], name: str, *, absent: int) -> int:
    value = given.get(name, "").strip() or str(absent)
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise SettingError(f"{name}: {value!r} is no small number; write 0, 1 or 2")
    return int(value)


def _address(given: Mapping[str, str], host: str, *, https: bool) -> str:
    address = given.get("OFFICINAL_ADDRESS", "").strip().rstrip("/")
    if not address:
        return f"https://{host}" if https else f"http://{host}:8000"
    if not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+", address):
        raise SettingError(f"OFFICINAL_ADDRESS: {address!r} is no site's address; write https://shop.example.com")
    return address


def _gateways(given: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(each.strip() for each in (given.get("OFFICINAL_GATEWAYS") or "manual").split(",") if each.strip())
    for name in names:
        if name not in _GATEWAYS:
            raise SettingError(f"OFFICINAL_GATEWAYS: there is no {name!r}; there are {', '.join(_GATEWAYS)}")
    return names or ("manual",)


_STRIPE = {
    "key": ("OFFICINAL_STRIPE_KEY", r"[sr]k_\w+"),
    "public_key": ("OFFICINAL_STRIPE_PUBLIC_KEY", r"pk_\w+"),
    "webhook_secret": ("OFFICINAL_STRIPE_WEBHOOK_SECRET", r"whsec_\S+"),
    "api_base": ("OFFICINAL_STRIPE_API_BASE", r"https?://[A-Za-z0-9.:\[\]-]+"),
}


def _stripe(given: Mapping[str, str], *, needed: bool) -> Mapping[str, str]:
    """Keys are never shown, not even wrong ones."""
    found = {what: given.get(name, "").strip() for what, (name, _) in _STRIPE.items()}
    for what, (name, shape) in _STRIPE.items():
        if not found[what] and needed and what != "api_base":
            raise SettingError(f"{name}: missing, and OFFICINAL_GATEWAYS names stripe; Stripe's dashboard shows it")
        if found[what] and not re.fullmatch(shape, found[what], re.ASCII):
            raise SettingError(f"{name}: not of the shape {shape}; copy it from Stripe's dashboard")
    return found if any(found.values()) else {}


def _mail(given: Mapping[str, str], host: str, data: Path) -> Mapping[str, Any]:
    sender = given.get("OFFICINAL_MAIL_FROM", "").strip() or f"Officinal <officinal@{host}>"
    if "@" not in parseaddr(sender)[1]:
        raise SettingError("OFFICINAL_MAIL_FROM: no e-mail address; write Shop <shop@example.com>")
    try:
        return mail_settings(given.get("OFFICINAL_MAIL", "").strip(), sender, data)
    except NoMailRoute as error:
        raise SettingError(f"OFFICINAL_MAIL: {error}") from None


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
