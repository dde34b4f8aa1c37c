# SPDX-License-Identifier: Apache-2.0
"""The gateways of the suite, each with what its customers and its own books do: the tests speak to all in one language."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from decimal import Decimal
from typing import Any

from tests.shop.orders_made import NOW
from tests.shop.payments import fake
from tests.shop.payments.fake import ANSWER_BY
from tests.shop.payments.shim import GOOD, Shim

from officinal.shop.models import Attempt, Order, Refund
from officinal.shop.payments.attempts import begin, mark_paid
from officinal.shop.payments.gateway import Outcome, Stands
from officinal.shop.payments.reconcile import look_up
from officinal.shop.payments.refunds import mark_sent

Message = tuple[bytes, dict[str, str]]
NOBODY = "fake-of-nobody"


class Manual:
    """People: the customer's e-transfer is seen by staff."""

    name = "manual"
    loses = False
    """whether it is asked over a network, and tells of things by itself"""

    def pays(self, order: Order, card: str = "good") -> Attempt:
        """Money comes; nothing else can."""
        begin(order, now=NOW)
        paid = mark_paid(order, now=NOW, by=None)
        assert paid is not None
        return paid

    def taken(self, order: Order) -> list[Decimal]:
        """What came, by what staff wrote down."""
        return [each.amount for each in order.attempts.filter(state__in=("succeeded", "paid_again"))]

    def returned(self, order: Order) -> Decimal:
        """What went back: staff send what waits for them."""
        for each in Refund.objects.filter(attempt__order=order, state="pending"):
            mark_sent(each, now=NOW)
        sent = Refund.objects.filter(attempt__order=order, state="succeeded").values_list("amount", flat=True)
        return sum(sent, Decimal(0))


class Fake:
    """The one within the tests."""

    name = "fake"
    loses = True
    faults: Any = fake.BOOKS

    def reset(self) -> None:
        """As new."""
        fake.BOOKS.__init__()  # type: ignore[misc]

    def asked(self, order: Order) -> tuple[Attempt, Outcome | None]:
        """The customer goes to pay."""
        attempt, outcome = begin(order, now=NOW)
        assert attempt is not None
        return attempt, outcome

    def gives(self, order: Order, card: str) -> None:
        """The customer's browser gives the newest attempt a card: good, declined, or one that must be confirmed."""
        payment = fake.BOOKS.of(_newest(order))
        assert payment is not None
        fake.settle(payment, card)

    def confirms(self, order: Order, *, agrees: bool) -> None:
        """The bank asked, and its customer agreed or not."""
        self.gives(order, "good" if agrees else "declined")

    def pays(self, order: Order, card: str = "good") -> Attempt:
        """Goes to pay, gives a card, comes back."""
        attempt, _ = self.asked(order)
        self.gives(order, card)
        return look_up(attempt, now=NOW)

    def taken(self, order: Order) -> list[Decimal]:
        """What the gateway took for an order, by its own books."""
        return [each.amount for each in self._of(order) if each.state == "succeeded"]

    def returned(self, order: Order) -> Decimal:
        """What it gave back, by its own books."""
        return sum((each.amount - each.left for each in self._of(order)), Decimal(0))

    def _of(self, order: Order) -> list[fake.Payment]:
        return [each for each in fake.BOOKS.payments.values() if order.token[:12] in each.key]

    def forget_keys(self) -> None:
        """Keys are forgotten after a day: the books still know what was done under them."""
        for number, each in enumerate(list(fake.BOOKS.payments.values())):
            fake.BOOKS.payments[f"old-{number}"] = fake.BOOKS.payments.pop(each.key)

    def staff_give_back(self, order: Order, amount: Decimal) -> None:
        """Somebody gives money back in the gateway's own pages."""
        (paid,) = self._of(order)
        paid.back[f"staff-{len(paid.back)}"] = amount

    def disputes(self, order: Order, stands: Stands, id_: str = "du_1") -> None:
        """The customer's bank disputes the payment, or the dispute comes to an end."""
        (paid,) = self._of(order)
        paid.disputed[id_] = stands

    def tells(
        self, order: Order | None, kind: str = "payment.succeeded", *, ours: bool = True, id_: str = ""
    ) -> Message:
        """A message about the newest payment of an order."""
        attempt = _newest(order) if order else None
        payment = fake.BOOKS.of(attempt) if attempt else None
        about = {"payment": payment.id if payment else NOBODY, "key": payment.key if payment else "officinal-x-1"}
        told = {"id": id_ or f"event-{next(_events)}", "kind": kind, "ours": ours, **about}
        return json.dumps(told).encode(), {"Fake-Signature": "right"}

    def forged(self, order: Order) -> Message:
        """The same from somebody else."""
        return self.tells(order)[0], {"Fake-Signature": "wrong"}


CARDS = {"good": GOOD, "declined": "4000000000009995", "confirm": "4000000000003220"}
WEBHOOK_SECRET = "whsec_of_the_tests"
PUBLIC = "pk_test_of_the_tests"


class AtStripe:
    """localstripe behind the shim."""

    name = "stripe"
    loses = True

    def __init__(self, shim: Shim) -> None:
        self.faults = shim
        self.reset = shim.reset
        self.forget_keys = shim.forget_keys

    asked = Fake.asked

    def intents(self, order: Order) -> list[dict[str, Any]]:
        """What is there of an order."""
        _, told = self.faults.straight("GET", "/v1/payment_intents", {"limit": "100"})
        return [each for each in told["data"] if order.token[:12] in each["metadata"].get("officinal_key", "")]

    def _open(self, order: Order) -> dict[str, Any]:
        key = _newest(order).key
        return next(each for each in self.intents(order) if each["metadata"]["officinal_key"] == key)

    def gives(self, order: Order, card: str) -> None:
        """The customer's browser gives the newest attempt a card."""
        intent = self._open(order)
        fields = {
            "key": PUBLIC, "client_secret": intent["client_secret"],
            "payment_method_data[card][number]": CARDS.get(card, card),
        }  # fmt: skip
        self.faults.asked("POST", f"/v1/payment_intents/{intent['id']}/confirm", fields, "")

    def confirms(self, order: Order, *, agrees: bool) -> None:
        """The bank asked, and its customer agreed or not."""
        intent = self._open(order)
        fields = {"client_secret": intent["client_secret"], "success": str(agrees).lower()}
        self.faults.straight("POST", f"/v1/payment_intents/{intent['id']}/_authenticate", fields)

    pays = Fake.pays

    def taken(self, order: Order) -> list[Decimal]:
        """What was taken for an order, by localstripe's own books."""
        return [Decimal(each["amount"]) / 100 for each in self.intents(order) if each["status"] == "succeeded"]

    def returned(self, order: Order) -> Decimal:
        """What was given back."""
        paid = {each["id"] for each in self.intents(order)}
        _, told = self.faults.straight("GET", "/v1/refunds", {"limit": "100"})
        return sum(
            (Decimal(each["amount"]) / 100 for each in told["data"] if each["payment_intent"] in paid), Decimal(0)
        )

    def staff_give_back(self, order: Order, amount: Decimal) -> None:
        """Somebody gives money back in Stripe's own pages."""
        paid = next(each for each in self.intents(order) if each["status"] == "succeeded")
        fields = {"payment_intent": paid["id"], "amount": str(int(amount * 100))}
        self.faults.straight("POST", "/v1/refunds", fields)

    def disputes(self, order: Order, stands: Stands, id_: str = "du_1") -> None:
        """As Stripe has it: `needs_response`, then `won` or `lost`."""
        paid = next(each for each in self.intents(order) if each["status"] == "succeeded")
        status = {Stands.OPEN: "needs_response", Stands.KEPT: "won", Stands.TAKEN: "lost"}[stands]
        self.faults.disputes[id_] = dispute(id_, paid["id"], paid["amount"], status)

    def tells(
        self, order: Order | None, kind: str = "payment_intent.succeeded", *, ours: bool = True, id_: str = ""
    ) -> Message:
        """A message about the newest payment of an order, signed as Stripe signs."""
        about: dict[str, Any] = {"object": "payment_intent", "id": "pi_of_nobody", "metadata": {}}
        if order:
            about = self._open(order)
        elif ours:
            about["metadata"] = {"officinal_key": "officinal-nobody-1", "officinal_shop": "http://localhost:8000"}
        if "refund" in kind:
            about = {"object": "charge", "id": "ch_1", "payment_intent": about["id"], "metadata": {}}
        if "dispute" in kind:
            about = dispute("du_1", about["id"], 1, "needs_response")
        told = {"id": id_ or f"evt_{next(_events)}", "object": "event", "type": kind, "data": {"object": about}}
        return signed(json.dumps(told).encode())

    def forged(self, order: Order) -> Message:
        """The same from somebody else."""
        return signed(self.tells(order)[0], secret="whsec_of_somebody_else")


def dispute(id_: str, payment: str, coins: int, status: str) -> dict[str, Any]:
    """A dispute as Stripe's reference of its API shows it, but for the evidence, which the shop does not read."""
    details = {"due_by": int(ANSWER_BY.timestamp()), "has_evidence": False, "past_due": False, "submission_count": 0}
    return {
        "id": id_, "object": "dispute", "amount": coins, "balance_transactions": [], "charge": "ch_1",
        "created": 1764000000, "currency": "cad", "evidence": {}, "evidence_details": details,
        "is_charge_refundable": status.startswith("warning"), "livemode": False, "metadata": {},
        "payment_intent": payment, "reason": "general", "status": status,
    }  # fmt: skip


def signed(body: bytes, *, secret: str = WEBHOOK_SECRET, age: int = 0) -> Message:
    """A body and Stripe's signature of it, made so many seconds ago."""
    at = int(time.time()) - age  # noqa: TID251 - the SDK reads the machine's own clock
    mark = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return body, {"Stripe-Signature": f"t={at},v1={mark}"}


Bank = Manual | Fake | AtStripe
Online = Fake | AtStripe
_events = itertools.count()


def _newest(order: Order) -> Attempt:
    return order.attempts.order_by("number").reverse()[0]
