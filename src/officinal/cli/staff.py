# SPDX-License-Identifier: Apache-2.0
"""`officinal staff`: who may enter the staff side. No password is ever typed here: a link is printed."""

from __future__ import annotations

from types import ModuleType

import click


@click.group()
def staff() -> None:
    """Say who may enter the staff side at /admin/."""


@staff.command(no_args_is_help=True)
@click.argument("email")
@click.option("--superuser", is_flag=True, help="May also change people and what they may do.")
@click.option("--at", "site", help="Address of the site, for the link; by default as the settings say.")
def add(email: str, superuser: bool, site: str | None) -> None:
    """Make EMAIL staff, and print a link by which its owner chooses a password: good once, for a day.

    For somebody who is staff already, a new link is printed. They set up a second factor when they first sign in.
    """
    people = _people()
    user = people.add(email, superuser=superuser)
    click.echo(f"{user.email} is {'a superuser' if user.is_superuser else 'staff'}. Give them this link:")
    click.echo(people.link(user, site or _site()))


@staff.command("list")
def list_() -> None:
    """List the staff: address, what they are, whether they have a second factor."""
    people = _people()
    for user, factor in people.listed():
        what = "superuser" if user.is_superuser else "staff"
        closed = "" if user.is_active else ", closed"
        click.echo(f"{user.email or user.get_username()}  {what}{closed}, {'a' if factor else 'no'} second factor")


@staff.command(no_args_is_help=True)
@click.argument("email")
def remove(email: str) -> None:
    """Take EMAIL off the staff and sign its owner out everywhere; the account itself stays."""
    people = _people()
    click.echo(f"{people.remove(email).email} is no longer staff")


@staff.command("forget-factors", no_args_is_help=True)
@click.argument("email")
def forget_factors(email: str) -> None:
    """Take the second factors off EMAIL, whose owner has lost them, and sign its owner out everywhere.

    Be sure that it is they who ask.
    """
    people = _people()
    click.echo(f"{people.forget_factors(email).email} sets up a new second factor when they next sign in")


def _people() -> ModuleType:
    """What changes people, once the database is as it must be."""
    from officinal.cli.django_up import django_up

    django_up()
    from django.core.management import call_command

    from officinal.site.accounts import staff as people

    call_command("migrate", verbosity=0)
    return people


def _site() -> str:
    from django.conf import settings

    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return f"https://{host}" if settings.SECURE_SSL_REDIRECT else f"http://{host}:8000"
