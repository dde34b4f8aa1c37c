# SPDX-License-Identifier: Apache-2.0
"""`officinal explain`: a rule's page, or one line for each rule."""

from __future__ import annotations

import sys

import click


@click.command()
@click.argument("code", required=False, metavar="[CODE]")
@click.option("--list", "listed", is_flag=True, help="One line for each rule.")
def explain(code: str | None, listed: bool) -> None:
    """Show what a rule finds, why, by which provision, and the cases that it is held to.

    CODE is a rule's code (D102) or name (above-monograph-maximum).
    """
    if listed == (code is not None):
        raise click.UsageError("Name one rule, or ask for all with --list.")
    from officinal.checks import rule, rules

    if code is None:
        for each in rules():
            click.echo(
                f"{each.code}  {each.rule.severity:<7}  {','.join(each.markets or ('any',)):<5}  {each.name}: {each.summary()}"
            )
        return
    from officinal.checks.explained import explained

    page = explained(rule(code))
    if not sys.stdout.isatty():
        click.echo(page)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(page))
