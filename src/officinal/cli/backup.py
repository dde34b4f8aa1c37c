# SPDX-License-Identifier: Apache-2.0
"""`officinal backup`: everything that the shop keeps, as one file, while it is open."""

from __future__ import annotations

import os
from pathlib import Path

import click

from officinal.cli.bar import bar


@click.command(no_args_is_help=True)
@click.argument("to", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Write over a file that exists.")
def backup(to: Path, replace: bool) -> None:
    """Write the database and the secret to one file, while the server runs.

    TO is a file, or a folder in which a file named by the moment is made. Everything that was committed when the
    backup began is in it. The file holds customers' data and the secret: keep it where only you can read it.
    """
    from officinal.cli.django_up import django_up

    django_up()
    from django.utils import timezone

    from officinal.site.backup.make import back_up, secret

    with bar("Backing up") as advance:
        made = back_up(to, now=timezone.now(), replace=replace, advance=advance)
    click.echo(f"{made}: {made.stat().st_size:,} bytes")
    if os.environ.get("OFFICINAL_SECRET_KEY"):
        click.echo("the secret comes from OFFICINAL_SECRET_KEY and is not in the backup; keep it elsewhere", err=True)
    elif not secret().exists():
        click.echo("there is no secret in the data folder; sessions will end when the backup is put back", err=True)
