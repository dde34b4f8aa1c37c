# SPDX-License-Identifier: Apache-2.0
"""Fetching one page from the public web: never from a private network, never without bounds.

Each address, and each that a redirect leads to, is checked in the same way: its form, then every network address
that its name resolves to; the connection goes to the very addresses that were checked. Proxies set in the
environment are not used, for they would resolve the name again.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin

from officinal.errors import AddressRefused, SourceError
from officinal.reading.sources.address import Address, parse_address
from officinal.reading.sources.answer import LATER, SAVE, redirection, take_page
from officinal.reading.sources.connect import Resolve, connected, network_addresses
from officinal.reading.sources.opened import MOST_BYTES, Opened, shown
from officinal.reading.sources.public import is_public
from officinal.reading.sources.timed import Deadline, TimedSocket

_MOST_FRAMING = 2**20  # headers and chunk sizes, beyond the body itself


def fetch(
    address: str,
    *,
    allow_private_addresses: bool = False,
    resolve: Resolve = socket.getaddrinfo,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = 20,
    most_redirects: int = 5,
    accept_language: str | None = None,
) -> Opened:
    """Fetch a page; raises `AddressRefused` for an address we do not go to, `SourceError` where no page comes back.

    `allow_private_addresses` opens private networks and ports other than 80 and 443: for tests and one's own machine.
    """
    deadline = Deadline.within(most_seconds)
    visit = _Visit(shown(address), allow_private_addresses, resolve, most_bytes, deadline, accept_language)
    place, seen = parse_address(address, any_port=allow_private_addresses), set[str]()
    with _in_plain_words(visit.name, most_seconds):
        while len(seen) <= most_redirects:
            seen.add(str(place))
            answer = visit.ask(place)
            if isinstance(answer, Opened):
                return answer
            place = _onward(place, answer, any_port=allow_private_addresses)
            if str(place) in seen:
                raise AddressRefused(visit.name, "redirects in a circle", SAVE, kind="redirects")
    raise AddressRefused(visit.name, f"redirects more than {most_redirects} times", SAVE, kind="redirects")


@dataclass(frozen=True, slots=True)
class _Visit:
    """What holds for one fetch, through all its redirects."""

    name: str
    allow_private_addresses: bool
    resolve: Resolve
    most_bytes: int
    deadline: Deadline
    accept_language: str | None

    def ask(self, place: Address) -> Opened | str:
        """The page at an address, or where it redirects to."""
        addresses = network_addresses(place, self.resolve, self.deadline)
        if not self.allow_private_addresses and not all(map(is_public, addresses)):
            problem = f"{shown(place.host)} is not on the public internet"
            raise AddressRefused(self.name, problem, SAVE, kind="private")
        with connected(place, addresses, self.deadline) as wire:
            connection = http.client.HTTPConnection(place.host, place.port)
            connection.sock = TimedSocket(wire, self.deadline, self.most_bytes + _MOST_FRAMING)
            connection.request("GET", place.target, headers=self._headers(place))
            with connection.getresponse() as response:
                return redirection(response) or take_page(response, self.name, str(place), self.most_bytes)

    def _headers(self, place: Address) -> dict[str, str]:
        headers = {
            "Host": place.host_header,
            "User-Agent": _user_agent(),
            "Accept": "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        return headers | {"Accept-Language": self.accept_language} if self.accept_language else headers


def _onward(place: Address, location: str, *, any_port: bool) -> Address:
    """Where a redirect leads; raises `AddressRefused` where that is a step down from https, or no place to go."""
    onward = parse_address(urljoin(str(place), location), any_port=any_port)
    if place.scheme == "https" and onward.scheme == "http":
        raise AddressRefused(shown(str(place)), "redirects from https to http", SAVE, kind="redirects")
    return onward


@contextmanager
def _in_plain_words(name: str, most_seconds: float) -> Iterator[None]:
    """Whatever goes wrong on the network as a `SourceError`."""
    try:
        yield
    except TimeoutError:
        problem = f"was not read within {most_seconds:g} seconds"
        raise SourceError(name, problem, LATER, kind="time-out", seconds=most_seconds) from None
    except socket.gaierror:
        way_on = "check the address and the connection"
        raise SourceError(name, "its host is not known", way_on, kind="unknown-host") from None
    except ssl.SSLCertVerificationError as error:
        reason = shown(error.verify_message or "not valid")
        problem = f"its site cannot prove who it is ({reason})"
        raise SourceError(name, problem, "check the address", kind="certificate") from None
    except http.client.IncompleteRead:
        raise SourceError(name, "ended before it was complete", LATER, kind="cut-short") from None
    except http.client.HTTPException:
        raise SourceError(name, "its site's answer is not understood", SAVE, kind="not-understood") from None
    except OSError as error:
        problem = f"no connection ({error.strerror or 'closed by the site'})"
        raise SourceError(name, problem, LATER, kind="no-connection") from None
    except ValueError as error:  # from unpacking the body, and from oddities inside http.client
        raise SourceError(name, shown(str(error)), LATER, kind="not-understood") from None


@cache
def _user_agent() -> str:
    try:
        return f"officinal/{version('officinal')}"
    except PackageNotFoundError:
        return "officinal"
