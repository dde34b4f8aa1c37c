# SPDX-License-Identifier: Apache-2.0
"""`officinal restore`: a backup put back in the place of the site's data."""

from __future__ import annotations

from pathlib import Path

import click

from officinal.cli.bar import bar


@click.command(no_args_is_help=True)
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Take the place of a database that is there; that one is kept beside.")
def restore(source: Path, replace: bool) -> None:
    """Check a backup and put it in the place of the site's data. Stop the server first.

    FROM is a file that `officinal backup` wrote.
    """
    from officinal.cli.django_up import django_up

    django_up()
    from django.utils import timezone

    from officinal.site.backup.put_back import put_back

    with bar("Restoring") as advance:
        done = put_back(source, now=timezone.now(), replace=replace, advance=advance)
    click.echo(f"restored what was backed up on {done.manifest.made} by Officinal {done.manifest.version}")
    for kept in done.kept:
        click.echo(f"what was there before is kept as {kept}")
    if done.to_upgrade:
        click.echo("it is of an earlier version; `officinal serve` brings it up to date")
