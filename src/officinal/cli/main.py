# SPDX-License-Identifier: Apache-2.0
"""The `officinal` command: finds the sub-command, and turns what goes wrong into one line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from officinal.cli.plain import one_line
from officinal.errors import OfficinalError

FAILED = 2
STOPPED = 128 + 2
"""by Ctrl-C, as a shell reports a program that a signal ended"""
NO_READER = 128 + 13
"""what we write to was closed, as by `| head`"""

gc.set_threshold(100_000)
"""most of what a command makes lasts until it ends: looking for garbage as often as usual would only cost time"""

_COMMANDS = {
    "backup": "officinal.cli.backup",
    "check": "officinal.cli.check",
    "customers": "officinal.cli.customers",
    "explain": "officinal.cli.explain_rule",
    "knowledge": "officinal.cli.knowledge",
    "products": "officinal.cli.products",
    "read": "officinal.cli.read",
    "restore": "officinal.cli.restore",
    "serve": "officinal.cli.serve",
    "show": "officinal.cli.show_known",
    "tick": "officinal.cli.tick",
    "staff": "officinal.cli.staff",
}


class _Officinal(click.Group):
    """Loads a sub-command when it is asked for, and ends quietly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(_COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        _write_utf8()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except OfficinalError as error:
            click.echo(f"officinal: {one_line(str(error))}", err=True)
            ctx.exit(FAILED)
        except BrokenPipeError:
            _forget_output()
            ctx.exit(NO_READER)
        except KeyboardInterrupt:
            _forget_output()
            ctx.exit(STOPPED)
        return result


def _write_utf8() -> None:
    """What is piped is UTF-8 wherever we run; what a terminal or an encoding cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def _forget_output() -> None:
    """Let nothing be written any more, or Python would complain while it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # standard output is no file of the system


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        _show_version(ctx)


def _show_version(ctx: click.Context) -> NoReturn:
    from importlib.metadata import PackageNotFoundError, version

    try:
        click.echo(f"officinal {version('officinal')}")
    except PackageNotFoundError:
        click.echo("officinal (run from its source, not installed)")
    ctx.exit()


@click.group(cls=_Officinal, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Read the page of a natural health product into one record, check it against cited rules, and show what is known."""
