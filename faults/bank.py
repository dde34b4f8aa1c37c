# SPDX-License-Identifier: Apache-2.0
"""A bank that moves no money: a process of its own, whose record outlives whoever asks it. `python -m faults.bank PORT FILE`.

It keeps each charge under its key, so that the same key is charged once, and answers late or not at all if it is told
to. Its record is a SQLite file that is written before it answers.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE IF NOT EXISTS payment (key TEXT PRIMARY KEY, amount TEXT NOT NULL, state TEXT NOT NULL, orders TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS refund (key TEXT PRIMARY KEY, payment TEXT NOT NULL, amount TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS asked (what TEXT NOT NULL, key TEXT NOT NULL);
"""


class Bank:
    """The record, and how badly the bank behaves."""

    def __init__(self, path: str) -> None:
        self._link = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._link.executescript(_TABLES)
        self._lock = threading.Lock()
        self.loses, self.waits = 0.0, 0.0

    def charge(self, key: str, amount: str, order: str) -> dict[str, str]:
        """Charge once for each key."""
        with self._lock:
            self._link.execute("INSERT INTO asked VALUES ('charge', ?)", [key])
            self._link.execute("INSERT OR IGNORE INTO payment VALUES (?, ?, 'succeeded', ?)", [key, amount, order])
        return self.payment(key)

    def payment(self, key: str) -> dict[str, str]:
        """What is known under a key."""
        with self._lock:
            row = self._link.execute("SELECT key, amount, state FROM payment WHERE key = ?", [key]).fetchone()
        return {"id": row[0], "amount": row[1], "state": row[2]} if row else {"state": "unheard"}

    def call_off(self, key: str) -> dict[str, str]:
        """Take no money under a key any more; too late where it was taken."""
        with self._lock:
            self._link.execute("INSERT OR IGNORE INTO payment VALUES (?, '0', 'cancelled', '')", [key])
        return self.payment(key)

    def refund(self, key: str, payment: str, amount: str) -> dict[str, str]:
        """Give back once for each key."""
        with self._lock:
            self._link.execute("INSERT INTO asked VALUES ('refund', ?)", [key])
            self._link.execute("INSERT OR IGNORE INTO refund VALUES (?, ?, ?)", [key, payment, amount])
        return {"state": "succeeded", "id": key}

    def refund_known(self, key: str) -> dict[str, str]:
        """What is known of a refund."""
        with self._lock:
            row = self._link.execute("SELECT key FROM refund WHERE key = ?", [key]).fetchone()
        return {"state": "succeeded", "id": row[0]} if row else {"state": "unheard"}


class Window(BaseHTTPRequestHandler):
    """Where the bank is asked: a JSON object in, one out."""

    bank: Bank
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Answer, late or not at all where it behaves badly."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        what = self.path.strip("/")
        if what == "behave":
            self.bank.loses, self.bank.waits = asked["loses"], asked["waits"]
            answer: dict[str, str] = {}
        else:
            answer = getattr(self.bank, what)(**asked)
            time.sleep(random.random() * self.bank.waits)
            if random.random() < self.bank.loses:
                self.close_connection = True
                return  # it did what was asked, and the answer is lost
        body = json.dumps(answer).encode()
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
