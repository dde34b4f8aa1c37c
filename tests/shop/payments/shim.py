# SPDX-License-Identifier: Apache-2.0
"""Stands before localstripe and adds what it lacks of Stripe: keys that are honoured, refunds within what was paid, a
browser that gives a card, declines for their reason. It also loses answers when told to.

What is added follows Stripe's documentation; nothing here was held against Stripe itself.
"""

from __future__ import annotations

import http.client
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Fields = dict[str, str]
Answer = tuple[int, dict[str, Any]]

SECRET = "sk_test_of_the_tests"
GOOD = "4242424242424242"
DECLINES = {
    "4000000000000002": "generic_decline",
    "4000000000009995": "insufficient_funds",
    "4000000000009979": "stolen_card",
    "4000000000000341": "generic_decline",
}
"""Stripe's test numbers that are declined, and what the bank says"""
_DECLINED_BY_LOCALSTRIPE = "4000000000000341"
_INTENT = re.compile(r"/v1/payment_intents/(pi_\w+)")
_UNKNOWN_THERE = ("setup_future_usage", "description", "created[gte]")
"""legal with Stripe, refused by localstripe"""
SCRIPT = Path(__file__).with_name("stripe.js")


@dataclass
class Shim:
    """One in a test; `reset` between two."""

    behind: int
    """localstripe's port"""
    lose: int = 0
    """so many answers to POSTs are lost after all was done"""
    deaf: int = 0
    """so many POSTs are never heard"""
    sick: int = 0
    """so many POSTs are answered with a 500 before anything was done"""
    busy: int = 0
    """so many POSTs are told that another one under the same key is still being answered"""
    honours_keys: bool = True
    ties_cards: bool = True
    """as Stripe does: a card that is saved with a payment is tied to its customer"""
    owner_must_confirm: bool = False
    """a saved card that needs confirming is declined while its owner is away, as with Stripe; localstripe asks at once"""
    refunds_are: str = "succeeded"
    """the state of every refund, as Stripe would tell it"""
    disputes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """what banks dispute, by id; localstripe knows no disputes"""
    missing_customer: str = ""
    """a customer whom somebody deleted"""
    seen: list[tuple[str, str, Fields, str]] = field(default_factory=list)
    """method, path, fields and key of what was asked"""

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: dict[str, tuple[str, Answer | None]] = {}
        self._reasons: dict[str, str] = {}
        self._to_save: set[str] = set()
        self._away: dict[str, str] = {}

    def reset(self) -> None:
        """As new."""
        self.forget_keys()
        self.lose = self.deaf = self.sick = self.busy = 0
        self.honours_keys = self.ties_cards = True
        self.owner_must_confirm = False
        self.refunds_are, self.missing_customer = "succeeded", ""
        self.seen.clear()
        for each in (self._reasons, self._to_save, self._away, self.disputes):
            each.clear()
        self.straight("DELETE", "/_config/data", {})

    def forget_keys(self) -> None:
        """As Stripe does after a day."""
        self._keys.clear()

    def keys_sent(self) -> list[str]:
        """Keys of what was changed; empty for a question without one."""
        return [key for method, _, _, key in self.seen if method == "POST"]

    def straight(self, method: str, path: str, fields: Fields, *, secret: str = SECRET) -> Answer:
        """Ask localstripe itself."""
        link = http.client.HTTPConnection("127.0.0.1", self.behind, timeout=10)
        try:
            headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/x-www-form-urlencoded"}
            sent = urlencode(fields)
            target, body = (f"{path}?{sent}", None) if method == "GET" and sent else (path, sent)
            link.request(method, target, body, headers)
            answer = link.getresponse()
            read = answer.read()
            return answer.status, json.loads(read) if read.startswith(b"{") else {}
        finally:
            link.close()

    def asked(self, method: str, path: str, fields: Fields, key: str) -> Answer | None:
        """Answer as Stripe would; None for an answer that is lost."""
        with self._lock:
            self.seen.append((method, path, fields, key))
            if method == "POST" and self._falls("deaf"):
                return None
            if method == "POST" and self._falls("sick"):
                return self._in_trouble(path, fields, key)
            if method == "POST" and self._falls("busy"):
                return _no(409, "idempotency_error", "idempotency_key_in_use")
            lost = method == "POST" and self._falls("lose")
            answer = self._once(method, path, fields, key)
        return None if lost else answer

    def _in_trouble(self, path: str, fields: Fields, key: str) -> Answer:
        """An error of Stripe's own is repeated under its key, like any answer."""
        answer = 500, {"error": {"type": "api_error", "message": "in trouble"}}
        if key:
            self._keys[key] = (json.dumps([path, sorted(fields.items())]), answer)
        return answer

    def _falls(self, name: str) -> bool:
        left: int = getattr(self, name)
        setattr(self, name, max(0, left - 1))
        return left > 0

    def _once(self, method: str, path: str, fields: Fields, key: str) -> Answer:
        if method != "POST" or not key or not self.honours_keys:
            return self._done(method, path, fields)
        what = json.dumps([path, sorted(fields.items())])
        before = self._keys.get(key)
        if before is not None and before[0] != what:
            return _no(400, "idempotency_error", "idempotency_key_reused")
        if before is not None and before[1] is not None:
            return before[1]
        answer = self._done(method, path, fields)
        self._keys[key] = (what, answer)
        return answer

    def _done(self, method: str, path: str, fields: Fields) -> Answer:
        if method == "POST" and path.endswith("/confirm") and "client_secret" in fields and "payment_intents" in path:
            return self._confirmed(path.split("/")[3], fields)
        if method == "POST" and path == "/v1/refunds" and (refused := self._more_than_is_left(fields)):
            return refused
        if method == "GET" and path == "/v1/disputes":
            found = [each for each in self.disputes.values() if each["payment_intent"] == fields["payment_intent"]]
            return 200, {"object": "list", "data": found, "has_more": False, "url": path}
        if method == "POST" and path == "/v1/refunds" and self._charged_back(fields["payment_intent"]):
            return _no(400, "invalid_request_error", "charge_disputed")
        if self.missing_customer and fields.get("customer") == self.missing_customer:
            status, said = _no(400, "invalid_request_error", "resource_missing")
            return status, {"error": said["error"] | {"param": "customer"}}
        since = int(fields.get("created[gte]", 0))
        known = {name: value for name, value in fields.items() if name not in _UNKNOWN_THERE}
        status, told = self.straight(method, path, known)
        if path == "/v1/refunds" and method == "GET" and status == 500:
            return 200, {"object": "list", "data": [], "has_more": False}  # of a payment that never came
        if path == "/v1/payment_intents" and method == "GET":
            told["data"] = [self._as_stripe(each) for each in told["data"] if each["created"] >= since]
            return status, told
        if path == "/v1/payment_intents" and "setup_future_usage" in fields and status == 200:
            self._to_save.add(told["id"])
        if method == "POST" and path == "/v1/payment_intents" and fields.get("off_session") and status == 200:
            return self._owner_is_away(told)
        return status, self._as_stripe(told)

    def _as_stripe(self, told: dict[str, Any]) -> dict[str, Any]:
        if told.get("object") == "refund":
            return told | {"status": self.refunds_are}
        if told.get("object") != "payment_intent":
            return told
        self._tie(told)
        paid = told["status"] == "succeeded"
        told = told | {"amount_received": told["amount"] if paid else 0}
        if told.get("last_payment_error") and (reason := self._reasons.get(told["id"])):
            told["last_payment_error"] = told["last_payment_error"] | {"decline_code": reason}
        if told["id"] in self._away and told["status"] == "requires_action":
            error = {"code": "authentication_required", "payment_method": {"id": self._away[told["id"]]}}
            return told | {"status": "requires_payment_method", "last_payment_error": error, "payment_method": None}
        return told

    def _tie(self, told: dict[str, Any]) -> None:
        if self.ties_cards and told["id"] in self._to_save and told["status"] == "succeeded":
            card = told["payment_method"]
            card = card["id"] if isinstance(card, dict) else card
            self.straight("POST", f"/v1/payment_methods/{card}/attach", {"customer": told["customer"]})
            self._to_save.discard(told["id"])
            if isinstance(told["payment_method"], dict):
                told["payment_method"]["customer"] = told["customer"]

    def _owner_is_away(self, told: dict[str, Any]) -> Answer:
        if not self.owner_must_confirm or told["status"] != "requires_action":
            return 200, self._as_stripe(told)
        self._away[told["id"]] = told["payment_method"]
        error = {"type": "card_error", "code": "authentication_required", "payment_intent": self._as_stripe(told)}
        return 402, {"error": error | {"message": "the owner must confirm"}}

    def _confirmed(self, id_: str, fields: Fields) -> Answer:
        """What a browser does with its public key and the payment's secret: gives a card, or confirms the one there is."""
        _, told = self.straight("GET", f"/v1/payment_intents/{id_}", {})
        if told.get("client_secret") != fields["client_secret"]:
            return _no(401, "invalid_request_error", "")
        if self._away.pop(id_, None) or told["status"] == "requires_action":
            _, told = self.straight("GET", f"/v1/payment_intents/{id_}", {})
            return 200, self._as_stripe(told)
        if told["status"] != "requires_payment_method":
            return 400, {"error": {"type": "invalid_request_error", "payment_intent": self._as_stripe(told)}}
        number = fields.get("payment_method_data[card][number]", "")
        if reason := DECLINES.get(number):
            self._reasons[id_], number = reason, _DECLINED_BY_LOCALSTRIPE
        card = {f"card[{name}]": value for name, value in CARD.items()} | {"type": "card", "card[number]": number}
        _, made = self.straight("POST", "/v1/payment_methods", card)
        if "id" not in made:
            return _no(402, "card_error", "incorrect_number")
        self.straight("POST", f"/v1/payment_intents/{id_}", {"payment_method": made["id"]})
        status, said = self.straight("POST", f"/v1/payment_intents/{id_}/confirm", {})
        if status == 200:
            return 200, self._as_stripe(said)
        error = {"type": "card_error", "decline_code": self._reasons.get(id_), "message": "Your card was declined."}
        return status, {"error": said["error"] | error}

    def _charged_back(self, payment: str) -> bool:
        """What a bank took back is not given back a second time, says Stripe."""
        taken = (each for each in self.disputes.values() if not each["is_charge_refundable"])
        return any(each["payment_intent"] == payment for each in taken)

    def _more_than_is_left(self, fields: Fields) -> Answer | None:
        payment = fields["payment_intent"]
        _, paid = self.straight("GET", f"/v1/payment_intents/{payment}", {})
        _, went = self.straight("GET", "/v1/refunds", {"payment_intent": payment, "limit": "100"})
        left = paid["amount"] - sum(each["amount"] for each in went["data"])
        if left <= 0:
            return _no(400, "invalid_request_error", "charge_already_refunded")
        return _no(400, "invalid_request_error", "amount_too_large") if int(fields["amount"]) > left else None


CARD = {"exp_month": "12", "exp_year": "2050", "cvc": "123"}


def _no(status: int, kind: str, code: str) -> Answer:
    return status, {"error": {"type": kind, "code": code, "message": f"{kind} {code}".strip()}}


def serve(shim: Shim) -> ThreadingHTTPServer:
    """Let a shim answer at a port of its own, until `shutdown` and `server_close`."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/js.stripe.com/v3/":
                self._send(200, SCRIPT.read_bytes(), "text/javascript")
                return
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            fields = dict(parse_qsl(parts.query) + parse_qsl(sent))
            if "key" not in fields and self.headers.get("Authorization") != f"Bearer {SECRET}":
                self._send(401, b'{"error": {"type": "invalid_request_error"}}', "application/json")
                return
            answer = shim.asked(self.command, parts.path, fields, self.headers.get("Idempotency-Key", ""))
            self.close_connection = True
            if answer is not None:
                self._send(answer[0], json.dumps(answer[1]).encode(), "application/json")

        def _send(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_DELETE = _answer

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server
