# SPDX-License-Identifier: Apache-2.0
"""`officinal tick`: what the shop does by the clock; run it every few minutes."""

from __future__ import annotations

import click

from officinal.cli.django_up import shop_up


@click.command()
@click.option("--quiet", is_flag=True, help="Say something only where a step failed.")
@click.pass_context
def tick(ctx: click.Context, quiet: bool) -> None:
    """Do what is due in the shop: payments, holds, renewals, reminders, messages. Safe to run twice, or twice at once."""
    shop_up()
    from django.utils import timezone

    from officinal.shop.tick import tick as all_steps

    failed = False
    for done in all_steps(now=timezone.now()):
        failed = failed or bool(done.failed)
        if done.failed:
            click.echo(f"{done.what}: failed ({done.failed}); the log tells more", err=True)
        elif not quiet:
            click.echo(f"{done.what}: {done.number}")
    if failed:
        ctx.exit(1)
