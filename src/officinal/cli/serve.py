# SPDX-License-Identifier: Apache-2.0
"""`officinal serve`: the site on this machine: database brought up to date, then the server."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from officinal.errors import OfficinalError

TICK_SECONDS = 60
THREADS = 8
"""that answer in each process: so many connections to the database does a process hold at the most"""


class SiteMissing(OfficinalError):
    """The site's packages are not installed."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
@click.option("--demo/--no-demo", default=False, help="Load the demonstration catalogue first.")
@click.option(
    "--tick/--no-tick", default=True, help="Do by the clock what is due in the shop; else run officinal tick."
)
def serve(host: str, port: int, workers: int, demo: bool, tick: bool) -> None:
    """Bring up the shop and the desk at http://127.0.0.1:8000."""
    try:
        import django
        import granian  # noqa: F401
    except ModuleNotFoundError as error:
        raise SiteMissing(
            f"the site is not installed ({error.name} is missing); run: pip install 'officinal[site]'"
        ) from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "officinal.site.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if demo:
        call_command("load_demo")
    click.echo(f"Officinal is at http://{host}:{port}/ and in French at http://{host}:{port}/fr/; Ctrl-C stops it")
    timer = _timer() if tick else None
    try:
        _answer(host, port, workers)
    finally:
        if timer is not None:
            timer.terminate()


def _timer() -> subprocess.Popen[bytes]:
    """A process of its own, so that renewals never make a visitor wait; it ends when this one does."""
    command = "from officinal.cli.main import main; main()"
    return subprocess.Popen([sys.executable, "-c", command, "tick", "--quiet", "--every", str(TICK_SECONDS)])


def _answer(host: str, port: int, workers: int) -> None:
    import granian
    from granian.constants import Interfaces

    granian.Granian(
        "officinal.site.wsgi:application",
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        interface=Interfaces.WSGI,
        log_enabled=False,
    ).serve()
