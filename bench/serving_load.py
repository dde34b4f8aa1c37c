# SPDX-License-Identifier: Apache-2.0
"""The benchmark's visitors: two at a time, each over one connection that stays open, on this machine alone.

They write requests and read answers on bare sockets, so that little of the machine goes into asking. A burst ends after
its time or its number of requests, whichever comes first; an answer other than 200 ends the benchmark.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import median

VISITORS = 2
HOST = "127.0.0.1"
_PATIENCE = 120.0


@dataclass(slots=True)
class Burst:
    """What visitors saw of one page: the time of each answer in milliseconds, and answers a second."""

    times: list[float] = field(default_factory=list)
    rate: float = 0.0
    size: int = 0
    """bytes of the largest body"""


@dataclass(slots=True)
class Served:
    """How one page was served, over all bursts."""

    bursts: list[Burst] = field(default_factory=list)

    @property
    def best(self) -> float:
        """Answers a second in the best burst."""
        return max(each.rate for each in self.bursts)

    @property
    def middle(self) -> float:
        """Answers a second, the median of the bursts."""
        return median(each.rate for each in self.bursts)

    @property
    def times(self) -> list[float]:
        """All times in order."""
        return sorted(time for each in self.bursts for time in each.times)

    def within(self, share: float) -> float:
        """The time, in milliseconds, within which this share of all answers came."""
        times = self.times
        return times[min(len(times) - 1, int(share * len(times)))]


class Visitors:
    """Two processes that ask; kept from burst to burst."""

    def __init__(self) -> None:
        self._pool = ProcessPoolExecutor(VISITORS, mp_context=get_context("spawn"))

    def __enter__(self) -> Visitors:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def burst(
        self, port: int, paths: Sequence[str], *, seconds: float, most: int, gzip: bool = False, cookie: str = ""
    ) -> Burst:
        """Let both visit the pages in turn, each from another start."""
        apart = len(paths) // VISITORS
        asked = [(path, request(path, port, gzip=gzip, cookie=cookie)) for path in paths]
        jobs = [
            self._pool.submit(visit, port, [*asked[at * apart :], *asked[: at * apart]], seconds, most // VISITORS)
            for at in range(VISITORS)
        ]
        whole = Burst()
        for job in jobs:
            times, taken, size = job.result()
            whole.times += times
            whole.rate += len(times) / taken
            whole.size = max(whole.size, size)
        return whole


def visit(
    port: int, requests: Sequence[tuple[str, bytes]], seconds: float, most: int
) -> tuple[list[float], float, int]:
    """One visitor's burst of requests by their paths: times in milliseconds, seconds in all, bytes of the largest body."""
    times, largest = [], 0
    with connect(port) as link:
        started = time.perf_counter()
        for at in range(most):
            path, asked = requests[at % len(requests)]
            before = time.perf_counter()
            link.sendall(asked)
            status, _, size = answer(link)
            now = time.perf_counter()
            if status != 200:
                raise RuntimeError(f"http://{HOST}:{port}{path} answered {status}")
            times.append((now - before) * 1e3)
            largest = max(largest, size)
            if now - started > seconds:
                break
        return times, time.perf_counter() - started, largest


def connect(port: int) -> socket.socket:
    """A connection to a server of this machine."""
    link = socket.create_connection((HOST, port), timeout=_PATIENCE)
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


def request(path: str, port: int, *, gzip: bool = False, cookie: str = "") -> bytes:
    """What a browser would send, in short."""
    more = ("Accept-Encoding: gzip\r\n" if gzip else "") + (f"Cookie: {cookie}\r\n" if cookie else "")
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept: text/html\r\n{more}\r\n".encode("ascii")


def answer(link: socket.socket) -> tuple[int, bytes, int]:
    """Read one answer: its status, its head, and the size of its body, which must be announced."""
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(link)
    head = got[:end].lower()
    at = head.find(b"\r\ncontent-length:")
    if at < 0:
        raise RuntimeError("an answer does not announce its length")
    size = int(head[at + 17 :].split(b"\r\n", 1)[0])
    missing = size - (len(got) - end - 4)
    while missing > 0:
        missing -= len(_more(link))
    return int(head[9:12]), head, size


def _more(link: socket.socket) -> bytes:
    got = link.recv(1 << 18)
    if not got:
        raise RuntimeError("a server closed a connection that was to stay open")
    return got
