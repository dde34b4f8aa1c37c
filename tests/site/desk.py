# SPDX-License-Identifier: Apache-2.0
"""What the tests of the desk share: a page to read, a web of their own, and what stands on an answer."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from html.parser import HTMLParser
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from tests.reading.sources.conftest import Site

from officinal.site.desk import asked, sources

PUBLIC = "93.184.216.34"
ADDRESS = "http://shop.example/magnesium"
INSIDE = {"inside.example": "10.0.0.1", "localhost": "127.0.0.1", "metadata.example": "169.254.169.254"}
TEXT = "Tidewell\nMagnesium Calm\nMedicinal ingredients\n600 mg\nDirections: Adults take 1 capsule daily.\nNo side effects!"
PAGE = (
    "<!doctype html><html><head><title>Magnésium doux</title></head><body><h1>Magnésium doux</h1>"
    "<p>Supports muscle function without side effects.</p>"
    "<h2>Medicinal ingredients</h2><table><tr><td>Magnesium (as magnesium citrate)</td><td>200 mg</td></tr></table>"
    "<h2>Directions</h2><p>Adults: take 1 capsule daily with food.</p></body></html>"
)


def resolver(answers: dict[str, list[str]] | None = None) -> Callable[[str, int], Any]:
    """A name service: inside names lead inside, a name in `answers` to each of its addresses in turn, others outside."""
    turns = {host: iter(addresses) for host, addresses in (answers or {}).items()}

    def resolve(host: str, port: int) -> list[tuple[Any, ...]]:
        if host == "unknown.example":
            raise socket.gaierror
        address = next(turns[host]) if host in turns else INSIDE.get(host, PUBLIC)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


def only_outside(site: Site) -> Callable[..., socket.socket]:
    """Connections that reach a local site where they go to the one public address, and fail the test elsewhere."""
    real = socket.create_connection

    def create(address: tuple[str, int], timeout: float) -> socket.socket:
        assert address[0] == PUBLIC, f"a connection to {address[0]} was tried"
        return real(("127.0.0.1", site.server_port), timeout)

    return create


class Answer(HTMLParser):
    """A page taken apart: ids, links within it, what its form would send, what it says is wrong."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.inner_links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.form = {
            each["name"]: each.get("value") or ""
            for tag, each in self.elements
            if tag == "input" and each.get("name") and each.get("type") != "file"
        }
        text = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", html, re.DOTALL)
        self.form["text"] = unescape(text[1]) if text else ""
        problem = re.search(r'role="alert"[^>]*>(.*?)</p>', html, re.DOTALL)
        self.problem = unescape(problem[1]).strip("✕ \n") if problem else ""
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
        self.heading = unescape(heading[1]) if heading else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what matters of an element."""
        held = dict(attrs)
        self.elements.append((tag, held))
        if held.get("id"):
            self.ids.append(str(held["id"]))
        if str(held.get("href", "")).startswith("#"):
            self.inner_links.append(str(held["href"])[1:])


def codes(sarif: str) -> list[str]:
    """The rules that a SARIF file names."""
    return [each["ruleId"] for each in json.loads(sarif)["runs"][0]["results"]]


def names(monkeypatch: pytest.MonkeyPatch, answers: dict[str, list[str]] | None = None) -> None:
    """Let the desk ask a name service of the test's own."""
    monkeypatch.setattr(asked, "from_web", partial(sources.from_web, resolve=resolver(answers)))


def open_shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A shop's site on this machine that stands for the whole public internet."""
    with Site() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        monkeypatch.setattr(socket, "create_connection", only_outside(server))
        names(monkeypatch)
        yield server
        server.shutdown()
        thread.join()


def checked(client: Client, prefix: str = "", **sent: Any) -> Any:
    """What the desk answers to a form."""
    return client.post(f"{prefix}/check/", {"market": "ca", "as_of": "2026-11-25", **sent})


def answered(response: Any) -> Answer:
    """Its page, taken apart."""
    return Answer(response.content.decode())
