# SPDX-License-Identifier: Apache-2.0
"""`officinal customers`: what is kept about somebody who asks, with or without an account; given, or forgotten."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from officinal.cli.django_up import shop_up

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@click.group()
def customers() -> None:
    """Answer somebody who asks what is kept about them, or to be forgotten."""


@customers.command(no_args_is_help=True)
@click.argument("email")
def give(email: str) -> None:
    """Print all that the shop keeps under EMAIL, as JSON: orders, subscriptions, requests, messages.

    Be sure that it is the owner of the address who asks.
    """
    shop_up()
    from officinal.shop.people_shop import given

    click.echo(json.dumps(given(email, _account(email)), ensure_ascii=False, indent=2))


@customers.command(no_args_is_help=True)
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
def forget(email: str, yes: bool) -> None:
    """Take EMAIL, name and address off all that the books need, end the subscriptions, and delete the rest.

    An order that is under way keeps its address until it has arrived and its money is settled. An account stays: its
    owner deletes it on its page. Be sure that it is the owner of the address who asks.
    """
    shop_up()
    from django.utils import timezone

    from officinal.shop.forgetting import forget_customer, kept_of

    account = _account(email)
    before = kept_of(email, account)
    click.echo(f"{email}: orders {before.orders}, subscriptions that go on {before.subscriptions}")
    click.echo("amounts, taxes, days and the province stay, for the books need them")
    if not yes:
        click.confirm("Forget them?", abort=True)
    forget_customer(email, account, now=timezone.now())
    left = kept_of(email, account)
    click.echo(f"orders forgotten: {before.orders - left.orders}; subscriptions ended: {before.subscriptions}")
    if left.orders:
        click.echo(f"orders under way: {left.orders}; `officinal tick` forgets them once they are over")
    if account is not None:
        click.echo("the account is there; its owner deletes it under /account/")


def _account(email: str) -> User | None:
    from django.contrib.auth.models import User

    return User.objects.filter(email__iexact=email).first() if email else None
