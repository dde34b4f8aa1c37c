# SPDX-License-Identifier: Apache-2.0
"""`officinal show`: all that is known of a substance, each line with its source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import click

from officinal.cli.today import AS_OF, as_date


@click.command()
@click.argument("name")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For eyes, or the data.")
@click.option("--market", metavar="MARKET", help="Only what holds in one market.")
@AS_OF
def show(name: str, form: str, market: str | None, as_of: str | None) -> None:
    """Show all that is known of a substance, with its sources.

    NAME is any name that a label may print ("Vit. B-6", "magnésium"), or an id.
    """
    from officinal.errors import AskedForUnknown
    from officinal.knowledge.load import load
    from officinal.knowledge.names import identify, substances

    known = name if name in substances() else identify(name)
    if known is None:
        near = get_close_matches(name.lower(), substances(), n=3)
        raise AskedForUnknown(f"no substance is called {name!r}{f'; near it: {chr(44).join(near)}' if near else ''}")
    if market:
        load().market(market)
    if form == "json":
        click.echo(json.dumps(_data(known), ensure_ascii=False, indent=2))
        return
    for line in _lines(known, market, as_date(as_of)):
        click.echo(line)


def _data(id_: str) -> object:
    from officinal.knowledge import files, schema

    (path,) = files.ROOT.glob(f"substances/*/{id_}.toml")
    return files.read_file(path, schema.Substance).model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _lines(id_: str, market: str | None, as_of: object) -> Iterator[str]:
    import datetime as dt

    from officinal.knowledge import files, schema
    from officinal.knowledge.load import load
    from officinal.knowledge.names import substances

    assert isinstance(as_of, dt.date)
    know = load()
    (path,) = files.ROOT.glob(f"substances/*/{id_}.toml")
    known: schema.Substance = files.read_file(path, schema.Substance)

    def holds(facts: Iterable[schema.Fact]) -> list[schema.Fact]:
        return [each for each in facts if market is None or each.in_force(market, as_of)]

    def cited(fact: schema.Fact) -> str:
        source = know.sources[fact.source]
        period = f"{fact.from_ or ''}–{fact.to or ''}" if fact.from_ or fact.to else ""
        parts = (source.title, fact.section, period, fact.verified)
        return " · ".join(part for part in parts if part)

    yield f"{known.names.en[0]} / {next(iter(known.names.fr), '–')} ({known.kind})"
    yield f"  also: {', '.join((*known.names.en[1:], *known.names.fr[1:])) or '–'}"
    if known.of:
        yield f"  supplies: {', '.join(map(know.name, known.of))}"
    for title, facts in (
        ("numbers", known.values), ("equivalences", known.equivalences), ("claims", known.claims),
        ("risk information", known.risks), ("formulas", known.forms), ("commercial assay", known.assays),
        ("used for", (known.use,) if known.use else ()), ("made from", known.origins), ("permission", known.statuses),
        ("declared as an allergen", known.declared), ("not declared as an allergen", known.not_declared),
        ("additive", (known.additive,) if known.additive else ()),
    ):  # fmt: skip
        held = holds(facts)
        if held:
            yield f"\n{title}"
            for fact in held:
                yield f"  {_said(fact)}"
                yield f"      {cited(fact)}"
    sources = [each.id for each in substances().values() if id_ in each.of]
    if sources:
        yield "\nsupplied by"
        for each in sources:
            shares = know.shares_of(each, id_)
            percent = ", ".join(f"{share.share * 100:.2f} % ({share.hydrate})" for share in shares)
            yield f"  {know.name(each)}{f': {percent}' if percent else ''}"


def _said(fact: object) -> str:
    """One fact in a line."""
    from officinal.knowledge import schema

    match fact:
        case schema.Value():
            amount = "none set" if fact.none_set else f"{fact.value} {fact.unit}"
            more = [
                fact.basis or "",
                f"as {', '.join(fact.forms)}" if fact.forms else "",
                f"per {fact.per}" if fact.per != "day" else "",
            ]
            return f"{fact.market:<4}{fact.kind:<19}{fact.population:<22}{amount}{''.join(f', {each}' for each in more if each)}"
        case schema.Equivalence():
            return f"1 {fact.one} = {fact.is_} {fact.of}{f' as {chr(44).join(fact.forms)}' if fact.forms else ''}"
        case schema.Claim():
            least = fact.at_least
            dose = (
                ""
                if least is None
                else f" from {least.value} {least.unit}"
                if least.value is not None
                else f" from {least.percent} % of {least.of}"
            )
            return (
                f"{fact.market:<4}{fact.verb} {fact.target}{dose}{f' [{fact.condition.en}]' if fact.condition else ''}"
            )
        case schema.Risk():
            dose = (
                f" above {fact.above.value} {fact.above.unit}"
                if fact.above
                else f" from {fact.at_least.value} {fact.at_least.unit}"
                if fact.at_least
                else ""
            )
            return f"{fact.market:<4}{fact.kind}{dose}: {fact.text.en}"
        case schema.Form():
            return f"{fact.formula} ({fact.hydrate}{', the usual one' if fact.usual else ''})"
        case schema.Assay():
            return f"{fact.percent_from}–{fact.percent_to} % {fact.nutrient}"
        case schema.Use():
            return ", ".join(fact.purposes)
        case schema.Origin():
            return f"{fact.how}: {fact.of}"
        case schema.Status():
            return f"{fact.market:<4}{'permitted' if fact.permitted else 'not permitted'} ({fact.role}){f': {fact.condition.en}' if fact.condition else ''}"
        case schema.Declared():
            return f"{fact.market:<4}{fact.group}{f': {chr(44).join(fact.words.en)}' if fact.words else ''}"
        case schema.NotDeclared():
            return f"{fact.market:<4}{fact.of}{f': {fact.condition.en}' if fact.condition else ''}"
        case schema.Additive():
            return fact.number
    return str(fact)
