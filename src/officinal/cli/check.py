# SPDX-License-Identifier: Apache-2.0
"""`officinal check`: labels in; findings out."""

from __future__ import annotations

from pathlib import Path

import click

from officinal.cli.main import FAILED
from officinal.cli.today import AS_OF

FORMATS = ("text", "json", "sarif", "github", "html")
FOUND = 1


def _codes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for each in given for code in each.replace(" ", "").split(",") if code)


@click.command(no_args_is_help=True)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--market", metavar="MARKET", help="Whose rules: ca, us, eu or uk.")
@AS_OF
@click.option("--regime", metavar="REGIME", help="The labelling regime; in Canada former or facts-table.")
@click.option(
    "--select", multiple=True, callback=_codes, metavar="CODES", help="Only rules whose code begins so: C,D1."
)
@click.option("--ignore", multiple=True, callback=_codes, metavar="CODES", help="No rule whose code begins so.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write the findings.")
@click.option(
    "--fail-on", type=click.Choice(("error", "warning", "info", "never")), help="Exit with 1 from here on; warning."
)
@click.option(
    "--licence", type=click.Path(), metavar="FILE", help="The product's licence, LNHPD's JSON: it beats the monograph."
)
@click.option("--lang", "locale", type=click.Choice(("en", "fr")), help="The findings' language.")
@click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="Settings; the nearest officinal.toml by default."
)
@click.option("--allow-private-addresses", is_flag=True, help="Open addresses of private networks too.")
@click.pass_context
def check(
    ctx: click.Context, /, sources: tuple[str, ...], config: Path | None, fail_on: str | None, **asked: object
) -> None:
    """Hold labels against the rules of a market and say what to mend.

    A SOURCE is a label file (TOML or JSON, as `officinal read` writes it), or anything that `officinal read` reads:
    a page, a text, an address, "-" for standard input.

    The exit code is 0 when nothing was found at or above --fail-on, 1 when something was, and 2 when a source
    could not be read.
    """
    from officinal.cli import project
    from officinal.cli.checking import Wanted, check_all

    path = config or project.find(Path.cwd())
    settings = project.read(path) if path else project.Project()
    wanted = Wanted.of(settings, fail_on=fail_on, **asked)
    if code := check_all(sources, wanted):
        ctx.exit(FAILED if code == FAILED else FOUND)
