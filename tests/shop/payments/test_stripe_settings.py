# SPDX-License-Identifier: Apache-2.0
"""Amounts as Stripe counts them, and the keys that the environment gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from officinal.errors import MoneyError
from officinal.shop.payments.gateway import Gateway, InBrowser, SavesAlone, SeesRefunds
from officinal.shop.payments.stripe.account import Account
from officinal.shop.payments.stripe.coins import amount, coins
from officinal.shop.payments.stripe.gateway import Stripe
from officinal.site.environment import Environment, SettingError


@pytest.mark.parametrize(
    ("given", "currency", "number"),
    [("29.00", "CAD", 2900), ("0.01", "EUR", 1), ("1500", "JPY", 1500), ("999999.99", "USD", 99999999)],
)
def test_amounts_go_there_and_back(given: str, currency: str, number: int) -> None:
    """As whole coins, in each currency's own."""
    assert coins(Decimal(given), currency) == number
    assert amount(number, currency) == Decimal(given)


def test_a_part_of_a_coin_is_never_asked_for() -> None:
    """It is refused before anybody is asked."""
    with pytest.raises(MoneyError):
        coins(Decimal("1.005"), "CAD")


FULL = {
    "OFFICINAL_GATEWAYS": "stripe,manual",
    "OFFICINAL_STRIPE_KEY": "sk_test_1",
    "OFFICINAL_STRIPE_PUBLIC_KEY": "pk_test_1",
    "OFFICINAL_STRIPE_WEBHOOK_SECRET": "whsec_1",
}


def test_the_environment_gives_the_keys(tmp_path: Path) -> None:
    """All of them, and the gateways in the order in which they are offered."""
    read = Environment.read(FULL | {"OFFICINAL_DATA": str(tmp_path)})
    assert read.gateways == ("stripe", "manual")
    assert Account(**read.stripe) == Account("sk_test_1", "pk_test_1", "whsec_1")
    assert Environment.read({"OFFICINAL_DATA": str(tmp_path)}).stripe == {}


@pytest.mark.parametrize("name", [each for each in FULL if each != "OFFICINAL_GATEWAYS"])
@pytest.mark.parametrize("value", ["", "k3y-of-another-kind"])
def test_a_key_that_is_missing_or_of_another_kind_stops_the_start(tmp_path: Path, name: str, value: str) -> None:
    """The message names the setting and never the key."""
    with pytest.raises(SettingError, match=name) as error:
        Environment.read(FULL | {"OFFICINAL_DATA": str(tmp_path), name: value})
    assert "k3y" not in str(error.value)


def test_without_stripe_its_keys_may_be_wrong_by_nothing(tmp_path: Path) -> None:
    """A key that is given is looked at even where it is not needed."""
    with pytest.raises(SettingError, match="OFFICINAL_STRIPE_KEY"):
        Environment.read({"OFFICINAL_DATA": str(tmp_path), "OFFICINAL_STRIPE_KEY": "pk_the_wrong_one"})


def test_stripe_does_all_that_a_gateway_may_do() -> None:
    """It takes cards in the browser, saves them, and shows refunds that were made without the shop."""
    gate: Gateway = Stripe(Account())
    assert isinstance(gate, InBrowser)
    assert isinstance(gate, SavesAlone)
    assert isinstance(gate, SeesRefunds)


def test_the_real_address_is_stripes() -> None:
    """Without another base the script and the policy name Stripe's own hosts, over https alone."""
    real = Account("sk", "pk", "whsec")
    assert real.script == "https://js.stripe.com/v3/"
    assert all(each.startswith("https://") for sources in real.policy.values() for each in sources)
    assert {host.rpartition(".stripe.com")[1] for sources in real.policy.values() for host in sources} == {
        ".stripe.com"
    }
    assert set(real.policy) == {"script-src", "frame-src", "connect-src"}
    assert django_settings.SHOP_STRIPE == {}
