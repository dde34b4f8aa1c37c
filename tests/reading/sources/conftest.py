# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Reply = Callable[[BaseHTTPRequestHandler], None]


class Site(ThreadingHTTPServer):
    """A web site on this machine that answers each path as a test has told it, and keeps what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.server_port}"

    def page(self, path: str, body: bytes = b"<p>Magnesium</p>", *, status: int = 200, **headers: str | None) -> str:
        """Answer a path with a body and headers, and say its address."""

        def reply(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            stated = {"Content_Type": "text/html", "Content_Length": str(len(body)), **headers}
            for name, value in stated.items():
                if value is not None:
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        return self.raw(path, reply)

    def raw(self, path: str, reply: Reply) -> str:
        """Answer a path with whatever a function writes, and say its address."""
        self.replies[path] = reply
        return self.address + path

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that hangs up: that is what most tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer as the test said."""
        assert isinstance(self.server, Site)
        self.close_connection = True
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.server.replies[self.path](self)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine, gone after the test."""
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
