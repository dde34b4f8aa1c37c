# SPDX-License-Identifier: Apache-2.0
"""`officinal tick`: what the shop does by the clock; run it every few minutes, or let `officinal serve` do so."""

from __future__ import annotations

import os
import time

import click

from officinal.cli.django_up import shop_up


@click.command()
@click.option("--quiet", is_flag=True, help="Say something only where a step failed.")
@click.option(
    "--every", type=click.IntRange(5, 86_400), help="Do it again every so many seconds, until who began it ends."
)
@click.pass_context
def tick(ctx: click.Context, quiet: bool, every: int | None) -> None:
    """Do what is due in the shop: payments, holds, renewals, reminders, messages. Safe to run twice, or twice at once."""
    shop_up()
    failed = _once(quiet)
    parent = os.getppid()
    while every and os.getppid() == parent:
        time.sleep(every)
        _once(quiet)
    if failed:
        ctx.exit(1)


def _once(quiet: bool) -> bool:
    """Every step once; whether one failed."""
    from django.db import close_old_connections
    from django.utils import timezone

    from officinal.shop.tick import tick as all_steps
    from officinal.site.accounts.tidy import hourly

    failed = False
    close_old_connections()
    for done in all_steps(now=timezone.now(), more=(("sessions and accounts that ran out deleted", hourly),)):
        failed = failed or bool(done.failed)
        if done.failed:
            click.echo(f"{done.what}: failed ({done.failed}); the log tells more", err=True)
        elif not quiet:
            click.echo(f"{done.what}: {done.number}")
    return failed
