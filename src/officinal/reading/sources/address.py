# SPDX-License-Identifier: Apache-2.0
"""A web address taken apart, and refused where its form alone is reason enough."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urlsplit

from officinal.errors import AddressRefused
from officinal.reading.sources.opened import shown

_MOST_CHARACTERS = 4096
_MOST_HOST = 253
_WAY_ON = "check the address, or save the page in a browser and name the file"
_PORTS = {"http": 80, "https": 443}
_HOST_NAME = re.compile(r"[a-z0-9_-]++(?:\.[a-z0-9_-]++)*+")
_NUMBER = re.compile(r"[0-9]++|0x[0-9a-f]*+")
_AS_IS = "%!$&'()*+,;=:@/?~[]|"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to connect and what to ask for; `host` is an ASCII name or a bare IP address."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def host_header(self) -> str:
        """The host as a request names it: IPv6 in brackets, the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host_header}{self.target}"


def parse_address(text: str, *, any_port: bool = False) -> Address:
    """Take an http or https address apart; raises `AddressRefused` for any other, and for what hides its aim."""
    if len(text) > _MOST_CHARACTERS:
        raise AddressRefused(shown(text), f"is longer than {_MOST_CHARACTERS} characters", _WAY_ON, kind="no-address")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(shown(text), f"is not a web address ({error})", _WAY_ON, kind="no-address") from None
    if parts.scheme not in _PORTS:
        raise AddressRefused(
            shown(text),
            f"leads to a {parts.scheme or 'nameless'} address",
            "give an http or https one",
            kind="scheme",
        )
    if "@" in parts.netloc:
        raise AddressRefused(
            f"{parts.scheme}://…@…", "holds a user name or password", "give the address without it", kind="user-name"
        )
    port = _PORTS[parts.scheme] if port is None else port
    if not any_port and port not in _PORTS.values():
        raise AddressRefused(
            shown(text), f"asks for port {port}; only 80 and 443 are opened", _WAY_ON, kind="port", port=port
        )
    return Address(parts.scheme, _host(parts, text), port, _target(parts))


def _host(parts: SplitResult, text: str) -> str:
    host = _ascii((parts.hostname or "").removesuffix("."))
    if host is None:
        raise AddressRefused(shown(text), "does not name a host", _WAY_ON, kind="no-address")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    if not _HOST_NAME.fullmatch(host):
        raise AddressRefused(shown(text), "does not name a host", _WAY_ON, kind="no-address")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        raise AddressRefused(shown(text), "writes its host as a number", _WAY_ON, kind="private")
    return host


def _ascii(host: str) -> str | None:
    """The host in the letters of the domain name system; None where it has no such form."""
    if not 0 < len(host) <= _MOST_HOST:
        return None
    if host.isascii():
        return host.lower()
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_AS_IS, errors="replace") or "/"
    return f"{path}?{quote(parts.query, safe=_AS_IS, errors='replace')}" if parts.query else path
