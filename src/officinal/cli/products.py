# SPDX-License-Identifier: Apache-2.0
"""`officinal products`: products of the shop in from a table, and out as one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from officinal.cli.bar import watched
from officinal.cli.plain import clean, shorten
from officinal.errors import SourceError

if TYPE_CHECKING:
    from officinal.shop.exchange.weigh import Change

REFUSED = 1
_SIGNS = {"new": "+", "changed": "~", "unchanged": "=", "refused": "✕"}
_LONGEST = 60


@click.group()
def products() -> None:
    """Bring products into the shop from a table, and take them out as one."""


@products.command("import", no_args_is_help=True)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--from",
    "kind",
    type=click.Choice(("csv", "shopify", "woocommerce")),
    help="Whose table it is; told by its headings by default.",
)
@click.option("--apply", is_flag=True, help="Keep what is shown; without it nothing is kept.")
@click.option(
    "--reason", default="", help="Why labels with errors are published all the same; without it they are refused."
)
@click.option("--market", default="ca", show_default=True, help="Market of new products that name none.")
@click.option("--currency", help="Currency of the prices, where the table names none; CAD for new products by default.")
@click.option("--keep-labels", is_flag=True, help="Leave the labels of products that are there already as they are.")
@click.option("--show-new", is_flag=True, help="Show new products in the shop at once, unless the table hides them.")
@click.option("--all", "show_all", is_flag=True, help="List unchanged products too, and every value that changes.")
@click.pass_context
def import_(ctx: click.Context, /, file: Path, kind: str | None, apply: bool, show_all: bool, **chosen: Any) -> None:
    """Show what a table of products would change in the shop, line by line; with --apply, change it.

    FILE is a CSV file: our own table as `officinal products export` writes it, or the product export of Shopify or
    WooCommerce. Descriptions are read into label records.

    The exit code is 1 when a line is refused.
    """  # fmt: skip
    from officinal.cli.django_up import shop_up

    shop_up()
    from django.utils import timezone

    from officinal.shop.exchange.bring_in import bring_in
    from officinal.shop.exchange.carry_out import carry_out_all
    from officinal.shop.exchange.table import MOST_BYTES
    from officinal.shop.exchange.weigh import Terms, weigh_all

    with file.open("rb") as opened:
        brought = bring_in(opened.read(MOST_BYTES + 1), file.name, kind=kind)
    terms = Terms(as_of=timezone.localdate(), **chosen)
    entries = brought.entries()
    changes = carry_out_all(entries, terms, now=timezone.now()) if apply else weigh_all(entries, terms)
    counted = dict.fromkeys(_SIGNS, 0)
    told: list[str] = []
    try:
        for change in watched(changes, "Taking in" if apply else "Looking", len(brought.table.rows)):
            counted[change.kind] += 1
            told += _told(change, show_all=show_all)
    finally:  # behind the bar, and also of what was done when somebody stops it
        click.echo("".join(f"{clean(line)}\n" for line in told), nl=False)
    if brought.unused:
        click.echo(f"nothing is done with these columns: {', '.join(brought.unused)}", err=True)
    said = ", ".join(f"{count} {name}" for name, count in counted.items())
    click.echo(said if apply else f"{said}; nothing is kept without --apply")
    if counted["refused"]:
        ctx.exit(REFUSED)


@products.command("export")
@click.argument("file", default="-", type=click.Path(dir_okay=False))
def export(file: str) -> None:
    """Write every product of the shop as a CSV table to FILE, or to standard output."""
    from officinal.cli.django_up import shop_up

    shop_up()
    from officinal.shop.exchange.export import for_export, write_csv
    from officinal.shop.models import Product

    held = Product.objects.all()
    lines = write_csv(for_export(held))
    if file == "-":
        for line in lines:
            sys.stdout.write(line)
        return
    part = Path(f"{file}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as opened:
            opened.writelines(watched(lines, "Taking out", held.count() + 1))
        os.replace(part, file)
    except OSError as error:
        raise SourceError(file, f"cannot be written ({error.strerror})", "name another file") from None
    click.echo(f"{held.count()} products are in {file}", err=True)


def _told(change: Change, *, show_all: bool) -> list[str]:
    """One change on a line, and what changes in it below."""
    if change.kind == "unchanged" and not show_all:
        return []
    head = f"{_SIGNS[change.kind]} line {change.line} {change.slug}"
    lines = [f"{head}: {change.reason}" if change.reason else f"{head} ({change.kind})"]
    if change.errors:
        lines.append(f"    ! its label has errors: {change.errors}")
    lines += [f"    ! {note}" for note in change.notes]
    few = [
        each for each in change.fields if show_all or change.kind == "changed" or not each.field.startswith("label/")
    ]
    return lines + [f"    {each.field}: {_value(each.before)} → {_value(each.after)}" for each in few]


def _value(text: str) -> str:
    return shorten(text, _LONGEST) if text else "–"
