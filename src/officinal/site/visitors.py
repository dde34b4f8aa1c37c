# SPDX-License-Identifier: Apache-2.0
"""How often a visitor may ask for what costs us much. Nothing of it is written anywhere but in this process's memory.

Each process counts for itself, so with several workers a visitor may ask as many times as often at the most: these
limits keep one visitor from taking the whole machine, and are no accounts.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

BYTES_OF_ONE = 100_000


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds, for each visitor."""

    name: str
    most: int
    seconds: int

    def wait(self, request: HttpRequest) -> int | None:
        """Count one more; None where it is still allowed, else the seconds until it is again.

        What is large takes long to work on, so it counts once for each `BYTES_OF_ONE` that are sent.
        """
        now = time.monotonic()
        window = int(now // self.seconds)
        key = f"limit-{self.name}-{window}-{visitor(request)}"
        kept = caches["process"]
        kept.add(key, 0, self.seconds)
        try:
            count = kept.incr(key, 1 + size(request) // BYTES_OF_ONE)
        except ValueError:  # thrown out between the two lines, as the cache was full
            return None
        return None if count <= self.most else max(1, ceil((window + 1) * self.seconds - now))


def size(request: HttpRequest) -> int:
    """How many bytes a request says that its body has."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 20 else 0


def visitor(request: HttpRequest) -> str:
    """The network address that a request comes from; of IPv6 the part that a household or firm has as its own."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        passed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = passed[-min(settings.TRUSTED_PROXIES, len(passed))].strip() or address
    try:
        known = ip_address(address)
    except ValueError:
        return "nowhere"
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or known.exploded[:19])
    return str(known)
