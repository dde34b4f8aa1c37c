# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from officinal.errors import AddressRefused, SourceError
from officinal.reading.sources import connect
from officinal.reading.sources.connect import Resolve
from officinal.reading.sources.opened import Opened
from officinal.reading.sources.web import fetch

if TYPE_CHECKING:
    from conftest import Site

PUBLIC = "93.184.216.34"


def _resolver(*addresses: str) -> Resolve:
    """A name service that gives every host the same addresses."""
    return lambda _, port: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]


def _fetch(address: str, **options: Any) -> Opened:
    return fetch(address, **({"allow_private_addresses": True, "most_seconds": 5} | options))


def _error(address: str, **options: Any) -> str:
    with pytest.raises(SourceError) as caught:
        _fetch(address, **options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def _redirect(site: Site, path: str, location: str, status: int = 302) -> str:
    return site.page(path, b"", status=status, Location=location)


@pytest.fixture
def public_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The local site, reached whenever a connection goes to the one public address; any other fails the test."""

    def create(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] == PUBLIC
        return real(("127.0.0.1", site.server_port), timeout)

    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", create)
    return site


def test_a_page_is_fetched(site: Site) -> None:
    """A page comes back with its type and its final address, asked for politely."""
    address = site.page("/magnesium?size=120", b"<p>Magnesium</p>", Content_Type="text/html; charset=utf-8")
    opened = _fetch(address + "#reviews", accept_language="fr-CA")
    assert opened == Opened(address + "#reviews", b"<p>Magnesium</p>", "text/html; charset=utf-8", address)
    ((path, headers),) = site.asked
    assert path == "/magnesium?size=120"
    assert headers["Host"] == f"127.0.0.1:{site.server_port}"
    assert headers["User-Agent"].startswith("officinal")
    assert headers["Accept-Language"] == "fr-CA"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(site: Site, status: int) -> None:
    """Each kind of redirect leads on, also by a relative address with letters outside ASCII."""
    page = site.page("/produit/magn%C3%A9sium")
    start = _redirect(site, "/start/here", "../produit/magn\xc3\xa9sium", status)
    assert _fetch(start).address == page


def test_names_are_resolved_once_and_the_answer_is_used(public_site: Site) -> None:
    """The connection goes to the address that was checked: a second answer of the name service is never asked for."""
    answers = iter([_resolver(PUBLIC), _resolver("127.0.0.1")])
    public_site.page("/")
    fetch("http://shop.example/", resolve=lambda host, port: next(answers)(host, port))
    assert next(answers)("", 0), "the name was resolved a second time"
    assert public_site.asked[0][1]["Host"] == "shop.example"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "192.168.0.1", "172.16.0.1",
        "::1", "::ffff:127.0.0.1", "fe80::1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("public_site")
def test_a_name_of_an_inside_address_is_refused(address: str) -> None:
    """A name that resolves to an inside address is refused, also where a public one stands beside it."""
    for answers in ((address,), (PUBLIC, address), (address, PUBLIC)):
        with pytest.raises(AddressRefused, match=r"shop\.example is not on the public internet"):
            fetch("http://shop.example/", resolve=_resolver(*answers))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://127.1/", "http://user@127.0.0.1/", "http://１２７.0.0.1/",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("public_site")
def test_an_inside_address_is_refused_however_it_is_written(address: str) -> None:
    """An inside address given as a number is refused, and the name service could not say otherwise."""
    with pytest.raises(AddressRefused):
        fetch(address, resolve=_resolver(PUBLIC))


@pytest.mark.usefixtures("public_site")
def test_localhost_is_refused() -> None:
    """The machine's own name is refused by what it really resolves to."""
    with pytest.raises(AddressRefused):
        fetch("http://localhost/")


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("http://127.0.0.1/", "not on the public internet"),
        ("http://inside.example/", "not on the public internet"),
        ("//169.254.169.254/latest", "not on the public internet"),
        ("http://2130706433/", "writes its host as a number"),
        ("http://shop.example:8080/", "asks for port 8080"),
        ("file:///etc/passwd", "leads to a file address"),
        ("gopher://shop.example/", "leads to a gopher address"),
        ("http://admin:pw@shop.example/", "user name or password"),
    ],
)
def test_a_redirect_inside_is_refused(public_site: Site, location: str, problem: str) -> None:
    """Each step of a redirect is checked like the first address."""

    def resolve(host: str, port: int) -> Any:
        return _resolver("10.0.0.1" if host == "inside.example" else PUBLIC)(host, port)

    _redirect(public_site, "/", location)
    with pytest.raises(AddressRefused, match=problem):
        fetch("http://shop.example/", resolve=resolve)
    assert len(public_site.asked) == 1


def test_redirects_in_a_circle_end(site: Site) -> None:
    """A circle of redirects is left when it closes."""
    start = _redirect(site, "/a", "/b")
    _redirect(site, "/b", "/a")
    with pytest.raises(AddressRefused, match="redirects in a circle"):
        _fetch(start)
    assert [path for path, _ in site.asked] == ["/a", "/b"]


def test_endless_redirects_end(site: Site) -> None:
    """A chain of ever new redirects is left after five."""
    for step in range(10):
        _redirect(site, f"/{step}", f"/{step + 1}")
    with pytest.raises(AddressRefused, match="redirects more than 5 times"):
        _fetch(site.address + "/0")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "the site answered 404 Not Found; check the address"),
        (403, "the site answered 403 Forbidden; try again later, or save the page in a browser and name the file"),
        (503, "the site answered 503 Service Unavailable"),
        (799, "the site answered 799;"),
        (302, "the site answered 302 Found"),
    ],
)
def test_a_refusal_of_the_site_is_said(site: Site, status: int, said: str) -> None:
    """The site's own refusal is said with its number and the way on."""
    assert said in _error(site.page("/", status=status))


@pytest.mark.parametrize("content_type", ["application/pdf", "image/png", "application/octet-stream", "video/mp4"])
def test_another_type_is_refused(site: Site, content_type: str) -> None:
    """What the site itself calls no page is not read."""
    assert f"is {content_type}, not a page" in _error(site.page("/", Content_Type=content_type))


@pytest.mark.parametrize(
    "content_type", ["text/html", "application/xhtml+xml", "TEXT/PLAIN; x=y", "application/json", None]
)
def test_readable_types_are_read(site: Site, content_type: str | None) -> None:
    """Pages, plain text, JSON, and what states no type are read."""
    assert _fetch(site.page("/", Content_Type=content_type)).content_type == content_type


def _deflate_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("x-gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", _deflate_raw)],
)
def test_packed_pages_are_unpacked(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    """A page sent packed is unpacked, in both readings of deflate."""
    page = b"<p>Magnesium</p>" * 100
    assert _fetch(site.page("/", pack(page), Content_Encoding=encoding)).data == page


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("gzip", gzip.compress(b"x" * 1000, mtime=0)[:-12], "ended before it was complete"),
        ("gzip", b"no gzip at all", "was damaged on its way"),
        ("br", b"x", "is packed in a way that was not asked for"),
        ("gzip, gzip", b"x", "is packed in a way that was not asked for"),
    ],
)
def test_badly_packed_pages_are_refused(site: Site, encoding: str, body: bytes, said: str) -> None:
    """A packed page that is cut, damaged or packed otherwise is said to be so."""
    assert said in _error(site.page("/", body, Content_Encoding=encoding))


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_bomb_is_refused(site: Site, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    """A small body that unpacks to a huge one is left at the bound."""
    bomb = site.page("/", pack(bytes(4 * 2**20)), Content_Encoding=encoding)
    assert "holds more than the 1 MiB" in _error(bomb, most_bytes=2**20)


def test_a_body_announced_too_big_is_not_read(site: Site) -> None:
    """A body whose stated size is beyond the bound is refused by that alone."""
    assert "holds 2048 MiB, more than the 16 MiB" in _error(site.page("/", Content_Length=str(2**31)))


def _writing(*, head: bytes, piece: bytes, pause: float = 0) -> Callable[[BaseHTTPRequestHandler], None]:
    """Write a head, then a piece for ever, or until the client hangs up."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(piece)
            time.sleep(pause)

    return reply


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK + b"\r\n", b"x" * 65536),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    ],
)
def test_an_endless_body_is_left_at_the_bound(site: Site, head: bytes, piece: bytes) -> None:
    """A body without end is refused when the bound is passed, in whatever way it is sent."""
    assert "holds more than the 1 MiB" in _error(site.raw("/", _writing(head=head, piece=piece)), most_bytes=2**20)


def test_a_chunk_of_negative_size_is_left_at_the_bound(site: Site) -> None:
    """A chunk of size -1, which reads as "everything", ends at the bound of the whole connection."""
    head = OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n"
    endless = site.raw("/", _writing(head=head, piece=b"x" * 65536))
    assert "ended before it was complete" in _error(endless, most_bytes=2**20)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK + b"\r\n", b"x"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"Trailer: x\r\n"),
        (OK, b"X-Slow: x\r\n"),
        (b"HTTP/1.1 ", b"2"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_slow_drip_is_left_at_the_deadline(site: Site, head: bytes, piece: bytes) -> None:
    """A site that sends a little at a time is left when the time for the whole fetch is over."""
    start = time.monotonic()
    said = _error(site.raw("/", _writing(head=head, piece=piece, pause=0.02)), most_seconds=0.15)
    assert "was not read within 0.15 seconds" in said
    assert time.monotonic() - start < 1


def test_a_silent_site_is_left_at_the_deadline() -> None:
    """A site that accepts and says nothing is left, over http and https alike."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        for scheme in ("http", "https"):
            address = f"{scheme}://127.0.0.1:{server.getsockname()[1]}/"
            assert "was not read within 0.1 seconds" in _error(address, most_seconds=0.1)


def test_a_name_service_that_hangs_is_left_at_the_deadline() -> None:
    """A name that never resolves costs no more than the time for the fetch."""
    answered = threading.Event()

    def resolve(_: str, __: int) -> list[tuple[Any, ...]]:
        answered.wait(5)
        return []

    assert "was not read within 0.1 seconds" in _error("http://shop.example/", resolve=resolve, most_seconds=0.1)
    answered.set()


def test_an_unknown_host_is_said() -> None:
    """A name without an address is said to be unknown, whether the name service fails or says nothing."""

    def fail(_: str, __: int) -> list[tuple[Any, ...]]:
        raise socket.gaierror(-2, "Name or service not known")

    for resolve in (fail, _resolver()):
        assert "its host is not known" in _error("http://shop.example/", resolve=resolve)


def test_the_next_address_is_tried(site: Site) -> None:
    """Where a host has several addresses, one that does not answer is passed over."""
    site.page("/")
    address = f"http://shop.example:{site.server_port}/"
    assert _fetch(address, resolve=_resolver("127.0.0.2", "127.0.0.1")).address == address


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "its site's answer is not understood"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "its site's answer is not understood"),
        (OK + b"X: " + b"x" * 70000 + b"\r\n\r\n", "its site's answer is not understood"),
        (OK + b"X: x\r\n" * 200 + b"\r\n", "its site's answer is not understood"),
        (OK + b"Content-Length: 100\r\n\r\nshort", "ended before it was complete"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n64\r\nshort", "ended before it was complete"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "ended before it was complete"),
        (OK + b"Content-Length: 0\r\n\r\n", "is an empty page"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "is an empty page"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://[x\r\n\r\n", ""),
    ],
)
def test_a_broken_answer_is_said_in_one_line(site: Site, answer: bytes, said: str) -> None:
    """Whatever a site answers, there is a page or one clear line."""
    assert said in _error(site.raw("/", lambda handler: handler.wfile.write(answer) and None))


def test_a_closed_port_is_said() -> None:
    """Where nobody listens, the connection's own reason is said."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "no connection (Connection refused)" in _error(f"http://127.0.0.1:{port}/")


def test_a_header_cannot_be_smuggled_in(site: Site) -> None:
    """A language with a line end in it is refused before anything is sent."""
    _error(site.page("/"), accept_language="fr\r\nX-Evil: 1")
    assert site.asked == []


@pytest.fixture
def secure_site(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The local site over TLS, with a certificate for shop.example that is trusted for this test."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("makes its certificate with openssl")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = f"{openssl} req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=shop.example"
    made = [*make.split(), "-addext", "subjectAltName=DNS:shop.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    site.socket = context.wrap_socket(site.socket, server_side=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    connect._tls.cache_clear()
    yield site
    connect._tls.cache_clear()


def test_the_host_must_prove_its_name(secure_site: Site) -> None:
    """Over https the certificate must be for the very host of the address, not for the network address."""
    secure_site.page("/")
    right, wrong = (f"https://{host}.example:{secure_site.server_port}/" for host in ("shop", "other"))
    assert _fetch(right, resolve=_resolver("127.0.0.1")).address == right
    assert "its site cannot prove who it is (Hostname mismatch" in _error(wrong, resolve=_resolver("127.0.0.1"))


def test_an_unknown_authority_is_refused(secure_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate that nobody trusted vouches for is refused."""
    monkeypatch.delenv("SSL_CERT_FILE")
    connect._tls.cache_clear()
    address = f"https://shop.example:{secure_site.server_port}/"
    assert "its site cannot prove who it is (self-signed" in _error(address, resolve=_resolver("127.0.0.1"))


def test_a_step_down_to_http_is_refused(secure_site: Site) -> None:
    """A redirect from https to http is not followed."""
    _redirect(secure_site, "/", "http://shop.example/")
    address = f"https://shop.example:{secure_site.server_port}/"
    with pytest.raises(AddressRefused, match="redirects from https to http"):
        _fetch(address, resolve=_resolver("127.0.0.1"))
