# SPDX-License-Identifier: Apache-2.0
"""Waiting within one deadline: for a name to resolve, for a connection, and for every byte of an answer."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment, on the monotonic clock, by which all must be done."""

    at: float

    @classmethod
    def within(cls, seconds: float) -> Deadline:
        """The deadline so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def left(self) -> float:
        """The seconds that remain; raises `TimeoutError` when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def call_within(deadline: Deadline, call: Callable[[], T]) -> T:
    """The result of a call that knows no timeout of its own, left behind in its thread when the deadline passes.

    Raises `TimeoutError`, or what the call raises.
    """
    future: Future[T] = Future()

    def settle() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=settle, daemon=True).start()
    return future.result(deadline.left())


class TimedSocket:
    """What `http.client` needs of a socket, held to one deadline and to a number of bytes over its whole life."""

    def __init__(self, connected: socket.socket, deadline: Deadline, most_bytes: int) -> None:
        self._connected, self._deadline, self._most_bytes = connected, deadline, most_bytes

    def sendall(self, data: bytes) -> None:
        """Send everything; raises `TimeoutError` when the deadline passes first."""
        self._connected.settimeout(self._deadline.left())
        self._connected.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The answer as a file that ends early at the bound, and raises `TimeoutError` at the deadline."""
        return io.BufferedReader(_TimedReader(self._connected, self._deadline, self._most_bytes))

    def close(self) -> None:
        """Nothing: whoever opened the socket closes it."""


class _TimedReader(io.RawIOBase):
    def __init__(self, connected: socket.socket, deadline: Deadline, most_bytes: int) -> None:
        self._connected, self._deadline, self._left = connected, deadline, most_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        self._connected.settimeout(self._deadline.left())
        with memoryview(buffer) as view:
            size = self._connected.recv_into(view[: self._left]) if self._left else 0
        self._left -= size
        return size
