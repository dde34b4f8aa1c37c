# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from officinal.errors import AddressRefused
from officinal.reading.sources.address import parse_address
from officinal.reading.sources.public import is_public


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTP://Example.COM:80/A%20b?c=d&e#part", "http://example.com/A%20b?c=d&e"),
        ("https://example.com:80/", "https://example.com:80/"),
        ("https://example.com./x", "https://example.com/x"),
        ("https://exämple.ca/Magnésium pur", "https://xn--exmple-cua.ca/Magn%C3%A9sium%20pur"),
        ("https://example.com/\r\nHost: evil", "https://example.com/Host:%20evil"),
        ("http://[2606:4700::1]/x", "http://[2606:4700::1]/x"),
        ("http://１.１.１.１/", "http://1.1.1.1/"),
    ],
)
def test_an_address_is_made_plain(text: str, parsed: str) -> None:
    """An address keeps its aim, in the characters that a request may hold."""
    assert str(parse_address(text)) == parsed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ftp://example.com/", "leads to a ftp address"),
        ("//example.com/", "leads to a nameless address"),
        ("https:///path", "does not name a host"),
        ("https://user:secret@example.com/", "holds a user name or password"),
        ("https://good.example\\@evil.example/", "holds a user name or password"),
        ("https://evil.example\\.good.example/", "does not name a host"),
        ("https://exa mple.com/", "does not name a host"),
        ("https://example.com:22/", "asks for port 22"),
        ("https://example.com:0/", "asks for port 0"),
        ("https://example.com:99999/", "is not a web address"),
        ("https://example.com:x/", "is not a web address"),
        ("https://[::1/", "is not a web address"),
        ("https://a..b/", "does not name a host"),
        ("https://" + "a" * 300 + "/", "does not name a host"),
        ("https://" + "é" * 300 + "/", "does not name a host"),
        ("https://example.com/" + "a" * 5000, "is longer than"),
        ("http://2130706433/", "writes its host as a number"),
        ("http://017700000001/", "writes its host as a number"),
        ("http://0x7f000001/", "writes its host as a number"),
        ("http://0x7f.1/", "writes its host as a number"),
        ("http://127.1/", "writes its host as a number"),
        ("http://0177.0.0.1/", "writes its host as a number"),
        ("http://127.0.0.1.5/", "writes its host as a number"),
    ],
)
def test_an_address_that_hides_its_aim_is_refused(text: str, problem: str) -> None:
    """Other schemes and ports, names within names, and numbers in place of names are not gone to."""
    with pytest.raises(AddressRefused) as caught:
        parse_address(text)
    assert problem in str(caught.value)
    assert "secret" not in str(caught.value)


@given(st.text(max_size=60))
def test_no_address_can_write_into_the_request(rest: str) -> None:
    """Whatever follows the host, the target is printable ASCII without spaces."""
    try:
        target = parse_address(f"http://example.com{rest}").target
    except AddressRefused:
        return
    assert all("!" <= each <= "~" for each in target)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1.1.1.1", "2002:7f00:1::", "2002:a00:1::",
        "2001:0:102:304::1", "2001:db8::1", "3fff::1", "100::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0",
        "fec0::1", "ff02::1", "5f00::1",
    ],
)  # fmt: skip
def test_an_inside_address_is_not_public(address: str) -> None:
    """Private, shared, local, multicast, reserved and documentation addresses are inside, however they are written."""
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "93.184.216.34",
        "172.32.0.1",
        "2606:4700::1111",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1",
        "2002:101:101::",
    ],
)
def test_an_outside_address_is_public(address: str) -> None:
    """Addresses of the internet are public, and so are IPv6 forms of them."""
    assert is_public(ip_address(address))
