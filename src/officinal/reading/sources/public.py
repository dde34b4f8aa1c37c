# SPDX-License-Identifier: Apache-2.0
"""Which network addresses belong to the public internet; the rest is somebody's inside and none of ours."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

# RFC 4291: the only block of IPv6 that is handed out as global unicast.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
# RFC 6052: the well-known prefix under which NAT64 shows an IPv4 address.
_NAT64 = IPv6Network("64:ff9b::/96")
# Special-purpose blocks of the IANA registries that older Pythons count as global.
_SPECIAL_4 = tuple(map(IPv4Network, ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24")))
_SPECIAL_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "3fff::/20")))


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address, and any IPv4 address inside it, is one of the public internet."""
    if isinstance(address, IPv4Address):
        special = address.is_multicast or address.is_reserved or any(address in each for each in _SPECIAL_4)
        return address.is_global and not special
    inner = _inner(address)
    if inner is not None:
        return is_public(inner)
    return address in _GLOBAL_UNICAST and address.is_global and not any(address in each for each in _SPECIAL_6)


def _inner(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for: mapped, 6to4 or NAT64."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
