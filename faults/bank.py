# SPDX-License-Identifier: Apache-2.0
"""A bank that moves no money: a process of its own, whose record outlives whoever asks it. `python -m faults.bank PORT FILE`.

It keeps each charge under its key, so that the same key is charged once; it answers late, or not at all, declines, and
tells of payments by itself, all as it is told to behave. Its record is a SQLite file that is written before it answers.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_SECRET = b"of the fault tests"
_TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS payment (key TEXT PRIMARY KEY, amount TEXT NOT NULL, state TEXT NOT NULL, orders TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS refund (key TEXT PRIMARY KEY, payment TEXT NOT NULL, amount TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS told (event TEXT NOT NULL, status INTEGER NOT NULL);
"""
_TIMES = 60
_AGAIN = 0.5
"""an event that is not taken is told again so often, after so many seconds"""


def signed(body: bytes) -> str:
    """The bank's signature under a message."""
    return hmac.new(_SECRET, body, hashlib.sha256).hexdigest()


def event(key: str, state: str) -> bytes:
    """The message that tells what became of a payment; one for each end of it."""
    return json.dumps({"id": f"{state}-{key}", "kind": f"payment.{state}", "payment": key}).encode()


@dataclass
class Manner:
    """How the bank behaves."""

    loses: float = 0.0
    """the share of answers that never arrive"""
    mute: bool = False
    """no answer to a charge arrives"""
    waits: float = 0.0
    """seconds that it takes at the most"""
    declines: float = 0.0
    """the share of payments that it refuses"""
    early: int = 0
    """how often, at once, it tells of a payment before it answers"""
    late: int = 0
    """how often, at once, it tells of a payment afterwards, until it is taken"""
    tells: str = ""
    """where"""


class Bank:
    """The record, and how the bank behaves."""

    def __init__(self, path: str) -> None:
        self._link = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._link.executescript(_TABLES)
        self._lock = threading.Lock()
        self.manner = Manner()

    def _ask(self, statement: str, *values: object) -> Any:
        with self._lock:
            return self._link.execute(statement, values).fetchone()

    def behave(self, **manner: Any) -> dict[str, str]:
        """From now on; what is not named is as with a good bank."""
        self.manner = Manner(**manner)
        return {}

    def charge(self, key: str, amount: str, order: str) -> dict[str, str]:
        """Charge once for each key."""
        state = "declined" if random.random() < self.manner.declines else "succeeded"
        self._ask("INSERT OR IGNORE INTO payment VALUES (?, ?, ?, ?)", key, amount, state, order)
        return self.payment(key)

    def payment(self, key: str) -> dict[str, str]:
        """What is known under a key."""
        row = self._ask("SELECT key, amount, state FROM payment WHERE key = ?", key)
        return {"id": row[0], "amount": row[1], "state": row[2]} if row else {"state": "unheard"}

    def call_off(self, key: str) -> dict[str, str]:
        """Take no money under a key any more; too late where it was taken."""
        self._ask("INSERT OR IGNORE INTO payment VALUES (?, '0', 'cancelled', '')", key)
        return self.payment(key)

    def refund(self, key: str, payment: str, amount: str) -> dict[str, str]:
        """Give back once for each key."""
        self._ask("INSERT OR IGNORE INTO refund VALUES (?, ?, ?)", key, payment, amount)
        return self.refund_known(key)

    def refund_known(self, key: str) -> dict[str, str]:
        """What is known of a refund."""
        row = self._ask("SELECT key FROM refund WHERE key = ?", key)
        return {"state": "succeeded", "id": row[0]} if row else {"state": "unheard"}

    def tell(self, said: dict[str, str], times: int, *, until_taken: bool) -> list[threading.Thread]:
        """Tell of a payment, so often at once."""
        body = event(said["id"], said["state"])
        threads = [threading.Thread(target=self._tell, args=(body, until_taken), daemon=True) for _ in range(times)]
        for each in threads:
            each.start()
        return threads

    def _tell(self, body: bytes, until_taken: bool) -> None:
        where = self.manner.tells
        for _ in range(_TIMES if until_taken else 1):
            status = _sent(where, body)
            self._ask("INSERT INTO told VALUES (?, ?)", json.loads(body)["id"], status)
            if status == 200:
                return
            time.sleep(_AGAIN)


def _sent(where: str, body: bytes) -> int:
    headers = {"X-Bank": signed(body), "Content-Type": "application/json"}
    try:
        with urllib.request.urlopen(urllib.request.Request(where, body, headers), timeout=30) as answer:
            status: int = answer.status
            return status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


class Window(BaseHTTPRequestHandler):
    """Where the bank is asked: a JSON object in, one out."""

    bank: Bank
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer, late or not at all where it behaves so; then it did what was asked all the same."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        what, manner = self.path.strip("/"), self.bank.manner
        said: dict[str, str] = getattr(self.bank, what)(**asked)
        if what != "behave":
            if what == "charge":
                for each in self.bank.tell(said, manner.early, until_taken=False):
                    each.join()
                self.bank.tell(said, manner.late, until_taken=True)
            time.sleep(random.uniform(0.5, 1.0) * manner.waits)
            if random.random() < manner.loses or (manner.mute and what == "charge"):
                self.close_connection = True
                return
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def main(port: int, path: str) -> None:
    """Open the bank."""
    Window.bank = Bank(path)
    ThreadingHTTPServer(("127.0.0.1", port), Window).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
