# SPDX-License-Identifier: Apache-2.0
"""What holds with Stripe alone: its keys, and when it cannot be asked. It is held against localstripe behind our shim,
not against Stripe itself.
"""

from __future__ import annotations

import ast
import logging
import socket
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import stripe
from tests.shop.orders_made import NOW, make_order
from tests.shop.payments.banks import PUBLIC, AtStripe
from tests.shop.payments.books import saved_card, stands
from tests.shop.payments.test_events import told

import officinal.shop.payments.stripe as package
from officinal.shop.models import Attempt
from officinal.shop.orders.refund import refund
from officinal.shop.payments import registry
from officinal.shop.payments.attempts import begin, call_off, charge
from officinal.shop.payments.gateway import NoAnswer
from officinal.shop.payments.reconcile import AFTER, look_up, reconcile
from officinal.shop.payments.refunds import send_all
from officinal.shop.payments.stripe import account
from officinal.shop.payments.stripe.account import API_VERSION

State = Attempt.State
CHANGES = {"create", "update", "cancel", "confirm", "capture", "attach", "detach", "delete"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_retries")]


def _calls() -> list[tuple[str, ast.Call]]:
    """Each call in the package that changes something at Stripe, with where it stands."""
    modules = sorted(Path(str(package.__file__)).parent.glob("*.py"))
    nodes = [(path.name, node) for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    return [
        (f"{name}:{node.lineno}", node)
        for name, node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES
        if ".v1." in ast.unparse(node.func)
    ]


def test_whatever_changes_something_carries_a_key() -> None:
    """Without one the SDK makes up another for each call, and a second run of a job would charge again."""
    calls = _calls()
    assert len(calls) == 6
    assert [where for where, call in calls if "idempotency_key" not in ast.unparse(call)] == []


def test_each_key_is_made_of_a_row_of_ours(at_stripe: AtStripe) -> None:
    """Of the attempt, the refund or the payer; what names an attempt is the order's token, which no other database has."""
    order = make_order(gateway="stripe", every_days=30)
    at_stripe.pays(order, "declined")
    at_stripe.pays(order)
    refund(order, Decimal(5), reason="a dented jar", key="form-7", now=NOW)
    send_all(now=NOW)
    by_shop = [
        (path, key) for method, path, fields, key in at_stripe.faults.seen if method == "POST" and "key" not in fields
    ]
    of_order = f"officinal-{order.token[:12]}-"
    assert [key for path, key in by_shop if path == "/v1/payment_intents"] == [f"{of_order}1", f"{of_order}2"]
    assert [key for path, key in by_shop if path == "/v1/refunds"] == [f"{of_order}2-form-7"]
    assert next(key for path, key in by_shop if path == "/v1/customers").startswith("officinal-payer-")
    assert all(key.startswith("officinal-") for _, key in by_shop)
    assert len({key for _, key in by_shop}) == len(by_shop)


def test_no_mail_address_is_in_a_key(at_stripe: AtStripe) -> None:
    """Keys are written into logs: they name nobody."""
    at_stripe.asked(make_order(gateway="stripe", every_days=30, email="camille@example.com"))
    assert not [key for key in at_stripe.faults.keys_sent() if "camille" in key or "@" in key]


def test_an_answer_that_is_lost_once_is_asked_for_again_at_once(
    at_stripe: AtStripe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the same call, under the same key: nobody notices."""
    monkeypatch.setattr(account, "TRIES_AGAIN", 2)
    card, order = saved_card(at_stripe), make_order(gateway="stripe")
    at_stripe.faults.lose = 1
    paid = charge(order, card, now=NOW)
    assert paid is not None
    assert paid.state == State.SUCCEEDED
    assert at_stripe.taken(order) == [order.total]


def test_an_error_that_stays_under_its_key_is_got_over(at_stripe: AtStripe) -> None:
    """Stripe repeats even its own errors for a day: once it is known that nothing was made, there is another attempt."""
    order = make_order(gateway="stripe")
    at_stripe.faults.sick = 1
    for _ in range(2):
        attempt, _outcome = begin(order, now=NOW)
        assert attempt is not None
        assert attempt.state == State.UNKNOWN
    assert reconcile(now=NOW + AFTER) == 1
    assert at_stripe.pays(order).number == 2
    assert stands(order) == ("paid", order.total, 0)


def test_a_key_that_somebody_else_asks_under_now_is_no_answer(at_stripe: AtStripe) -> None:
    """Another process asked the same a moment earlier: nobody knows yet what it heard, and asking again finds out."""
    order = make_order(gateway="stripe")
    at_stripe.faults.busy = 1
    attempt, _ = begin(order, now=NOW)
    assert attempt is not None
    assert attempt.state == State.UNKNOWN
    assert at_stripe.pays(order).number == 1


def test_the_version_of_the_api_is_ours_and_written_down(at_stripe: AtStripe) -> None:
    """Neither the account nor an update of the SDK changes how we are answered."""
    attempt, _ = at_stripe.asked(make_order(gateway="stripe"))
    assert attempt.api_version == API_VERSION == stripe.api_version


def test_without_a_key_nobody_is_asked_and_nothing_is_lost(at_stripe: AtStripe, settings: Any) -> None:
    """The shop stopped using Stripe: orders of that time can be looked at, and wait until there is a key again."""
    order = make_order(gateway="stripe")
    at_stripe.asked(order)
    keys, settings.SHOP_STRIPE = settings.SHOP_STRIPE, {}
    registry.gateway.cache_clear()
    with pytest.raises(NoAnswer):
        look_up(order.attempts.get(), now=NOW)
    assert reconcile(now=NOW + AFTER) == 0
    assert told(at_stripe, at_stripe.tells(order)) == 400
    settings.SHOP_STRIPE = keys
    registry.gateway.cache_clear()
    at_stripe.gives(order, "good")
    assert reconcile(now=NOW + AFTER) == 1


def test_a_wrong_key_is_no_answer(at_stripe: AtStripe, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Nobody knows then what became of anything; the log says that it is the key, and never which."""
    order = make_order(gateway="stripe")
    settings.SHOP_STRIPE = settings.SHOP_STRIPE | {"key": "pk_not_a_secret_one"}
    registry.gateway.cache_clear()
    with caplog.at_level(logging.WARNING, "officinal"):
        attempt, _ = begin(order, now=NOW)
    assert attempt is not None
    assert attempt.state == State.UNKNOWN
    assert "AuthenticationError 401" in caplog.text
    assert "not_a_secret_one" not in caplog.text


def test_a_silent_server_is_waited_for_so_long_and_no_longer(
    db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the question and says nothing."""
    monkeypatch.setattr(account, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        base = f"http://127.0.0.1:{silent.getsockname()[1]}"
        settings.SHOP_STRIPE = {"key": "sk_test_x", "public_key": PUBLIC, "webhook_secret": "whsec_x", "api_base": base}
        attempt, _ = begin(make_order(gateway="stripe"), now=NOW)
    assert attempt is not None
    assert attempt.state == State.UNKNOWN


def test_a_payment_in_another_currency_is_left_to_people(at_stripe: AtStripe, caplog: pytest.LogCaptureFixture) -> None:
    """It is somebody's mistake: nothing is recorded, and the log says it."""
    order = make_order(gateway="stripe")
    at_stripe.asked(order)
    at_stripe.gives(order, "good")
    Attempt.objects.update(currency="USD")
    with pytest.raises(NoAnswer):
        look_up(order.attempts.get(), now=NOW)
    assert "is in cad" in caplog.text


def test_a_payment_that_is_not_there_any_more_is_over(at_stripe: AtStripe) -> None:
    """The account was changed, from test to live: what waits in the other one is closed, and the order can be dropped."""
    order = make_order(gateway="stripe")
    at_stripe.asked(order)
    at_stripe.faults.straight("DELETE", "/_config/data", {})
    over = call_off(order, now=NOW)
    assert over is not None
    assert over.state == State.CANCELLED


def test_an_attempt_is_found_among_many(at_stripe: AtStripe) -> None:
    """Its answer was lost, and the shop is busy: page after page is looked through."""
    order = make_order(gateway="stripe")
    at_stripe.faults.lose = 1
    begin(order, now=NOW)
    for _ in range(130):
        at_stripe.faults.straight("POST", "/v1/payment_intents", {"amount": "100", "currency": "cad"})
    at_stripe.faults.forget_keys()
    attempt, outcome = begin(order, now=NOW)
    assert outcome is not None
    assert len(at_stripe.intents(order)) <= 1
    assert attempt is not None
    assert outcome.external_id == attempt.external_id != ""
