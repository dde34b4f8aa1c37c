# SPDX-License-Identifier: Apache-2.0
"""Connecting to a host: only to network addresses that were checked, and over TLS only to whom it says it is."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from officinal.reading.sources.address import Address
from officinal.reading.sources.timed import Deadline, call_within

Resolve = Callable[[str, int], Iterable[tuple[Any, ...]]]


def network_addresses(place: Address, resolve: Resolve, deadline: Deadline) -> list[IPv4Address | IPv6Address]:
    """Every network address of a host, each once; raises `OSError` where it has none."""
    with suppress(ValueError):
        return [ip_address(place.host)]
    answers = call_within(deadline, lambda: list(resolve(place.host, place.port)))
    addresses = list(dict.fromkeys(ip_address(answer[4][0]) for answer in answers))
    if not addresses:
        raise socket.gaierror
    return addresses


@contextmanager
def connected(
    place: Address, addresses: list[IPv4Address | IPv6Address], deadline: Deadline
) -> Iterator[socket.socket]:
    """A connection to one of some addresses of a place, secured for https, closed in the end; raises `OSError`."""
    with _connect(addresses, place.port, deadline) as plain:
        if place.scheme == "http":
            yield plain
            return
        plain.settimeout(deadline.left())
        with _tls().wrap_socket(plain, server_hostname=place.host) as secured:
            yield secured


def _connect(addresses: list[IPv4Address | IPv6Address], port: int, deadline: Deadline) -> socket.socket:
    """A connection to the first address that answers, each given its share of the time."""
    for after, address in enumerate(addresses[:-1]):
        share = deadline.left() / (len(addresses) - after)
        with suppress(OSError):
            return socket.create_connection((str(address), port), timeout=share)
    return socket.create_connection((str(addresses[-1]), port), timeout=deadline.left())


@cache
def _tls() -> ssl.SSLContext:
    """The machine's trusted authorities, host names verified; read once, for that takes some 20 ms."""
    return ssl.create_default_context()
