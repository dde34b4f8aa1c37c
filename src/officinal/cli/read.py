# SPDX-License-Identifier: Apache-2.0
"""`officinal read`: a page, a file or an address in; its record out."""

from __future__ import annotations

from pathlib import Path

import click

from officinal.cli.main import FAILED

EXAMPLE = Path(__file__).parent.parent / "examples" / "electrolyte-drink.html"
FORMATS = ("pretty", "toml", "json", "jsonld")


@click.command(no_args_is_help=True)
@click.argument("sources", nargs=-1, metavar="SOURCE...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="pretty", help="How to write the record.")
@click.option("--explain", is_flag=True, help="Show where in the source each value stood, and what was not read.")
@click.option("--example", is_flag=True, help="Read the example page that comes with Officinal.")
@click.option("--allow-private-addresses", is_flag=True, help="Open addresses of private networks too.")
@click.pass_context
def read(
    ctx: click.Context, sources: tuple[str, ...], form: str, explain: bool, example: bool, allow_private_addresses: bool
) -> None:
    """Read product pages or label texts and show their records.

    A SOURCE is a file (HTML, text, or a shop's product JSON), an http or https address, or "-" for standard input.

    \b
    pretty   for eyes
    toml     the record, to keep and edit
    json     the record, the place of each value, and what was not read
    jsonld   the record as schema.org Product and DietarySupplement

    Several sources give one line of json or jsonld each.

    The exit code is 0 when every source was read, and 2 when one could not be.
    """
    if example and sources:
        raise click.UsageError("--example reads the example page alone; name no source beside it.")
    if explain and form != "pretty":
        raise click.UsageError("--explain is for eyes; leave --format away. The json format has the spans as numbers.")
    if not sources and not example:
        raise click.UsageError('Name a file, an address, or "-" for standard input; --example shows an example.')
    from officinal.cli.show import show_all

    chosen = (str(EXAMPLE),) if example else sources
    if not show_all(chosen, form=form, explain=explain, allow_private_addresses=allow_private_addresses):
        ctx.exit(FAILED)
