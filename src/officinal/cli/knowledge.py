# SPDX-License-Identifier: Apache-2.0
"""`officinal knowledge`: whether the knowledge files hang together, and what is made of them."""

from __future__ import annotations

import click

from officinal.cli.today import today

FAILED = 1


@click.group()
def knowledge() -> None:
    """Audit the knowledge files."""


@knowledge.command()
@click.pass_context
def audit(ctx: click.Context) -> None:
    """Refuse broken files, dangling sources, overlapping periods, impossible dates, unknown units, names with two meanings.

    The exit code is 1 when something is wrong.
    """
    from officinal.knowledge import files
    from officinal.knowledge.audit import audit as complaints_of

    complaints = complaints_of(today=today())
    for complaint in complaints:
        click.echo(complaint)
    if complaints:
        click.echo(f"{len(complaints)} things to mend", err=True)
        ctx.exit(FAILED)
    click.echo(f"sound: {sum(len(files.paths(kind)) for kind in files.KINDS)} files")
