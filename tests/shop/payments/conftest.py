# SPDX-License-Identifier: Apache-2.0
"""The gateways that the suite runs against: by hand, one within the tests, and Stripe's stand-in localstripe."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from tests.shop.orders_made import NOW
from tests.shop.payments.banks import PUBLIC, WEBHOOK_SECRET, AtStripe, Bank, Fake, Manual, Online
from tests.shop.payments.shim import SECRET, Shim, serve
from tests.shop.stock.conftest import raced

from officinal.shop.payments import registry

__all__ = ["raced"]

LONGEST = 30
"""seconds that localstripe may take to start"""


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@pytest.fixture(scope="session")
def shim_served() -> Iterator[tuple[Shim, str]]:
    """localstripe in a process of its own, and the shim before it with its address."""
    if importlib.util.find_spec("localstripe") is None:
        pytest.skip("localstripe is not installed: make setup")
    port = _free_port()
    command = [sys.executable, "-m", "localstripe", "--from-scratch", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    shim = Shim(port)
    server = serve(shim)
    try:
        _wait(port, process)
        yield shim, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        process.terminate()
        process.wait(10)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as link:
            if link.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"localstripe did not start at port {port}")


@pytest.fixture(autouse=True)
def _one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads the clock reads the moment of the tests, however long they have been running by now."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _gateways(settings: Any) -> Iterator[None]:
    """The fake is a gateway among the others; none is remembered from one test to the next."""
    settings.SHOP_GATEWAY_MAKERS = settings.SHOP_GATEWAY_MAKERS | {"fake": "tests.shop.payments.fake.Fake"}
    settings.SHOP_GATEWAYS = ("manual", "fake", "stripe")
    registry.gateway.cache_clear()
    Fake().reset()
    yield
    registry.gateway.cache_clear()


@pytest.fixture
def at_stripe(request: pytest.FixtureRequest, settings: Any) -> AtStripe:
    """Stripe's stand-in, as new."""
    shim, address = request.getfixturevalue("shim_served")
    settings.SHOP_STRIPE = {
        "key": SECRET, "public_key": PUBLIC, "webhook_secret": WEBHOOK_SECRET, "api_base": address,
    }  # fmt: skip
    shim.reset()
    return AtStripe(shim)


@pytest.fixture
def no_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost answer is lost at once."""
    if importlib.util.find_spec("stripe") is not None:
        monkeypatch.setattr("officinal.shop.payments.stripe.account.TRIES_AGAIN", 0)


def _bank(name: str, request: pytest.FixtureRequest) -> Bank:
    request.getfixturevalue("no_retries")
    if name == "stripe":
        made: AtStripe = request.getfixturevalue("at_stripe")
        return made
    return Manual() if name == "manual" else Fake()


@pytest.fixture(params=["manual", "fake", "stripe"])
def bank(request: pytest.FixtureRequest, db: None) -> Bank:
    """Each gateway."""
    return _bank(request.param, request)


@pytest.fixture(params=["fake", "stripe"])
def online(request: pytest.FixtureRequest, db: None) -> Online:
    """Each gateway that is asked over a network."""
    made = _bank(request.param, request)
    assert not isinstance(made, Manual)
    return made
