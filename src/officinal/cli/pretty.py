# SPDX-License-Identifier: Apache-2.0
"""The record for eyes, laid out like an apothecary's facts table, in the order of a careful person's questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.text import Text

from officinal.cli import words
from officinal.cli.account import account
from officinal.cli.explain import explained
from officinal.cli.facts import facts_table
from officinal.cli.layout import entry, joined, rule, section, text, unknown
from officinal.cli.plain import shorten
from officinal.cli.theme import CARE, NAME, STOP, THICK, THIN, WIDEST
from officinal.label import Claim, Label, Part, Study
from officinal.reading import Reading

_LONGEST_SUMMARY = 150


class Page:
    """Lays readings out for a stream: as wide as it is, in colour where it can show colour."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self._console = Console(file=stream, width=width, highlight=False, markup=False, emoji=False)
        self._console.width = min(self._console.width, WIDEST)

    def show(self, reading: Reading, *, heading: str | None = None, explain: bool = False) -> str:
        """The page as text, with the terminal's codes where the stream takes them."""
        with self._console.capture() as captured:
            if heading is not None:  # the address of a file stays whole, to be copied
                self._console.print(text(heading, "reverse"), soft_wrap=True)
            for part in _page(reading, self._console.width, explain):
                self._console.print(part)
        lines = captured.get().replace(words.KEEP, " ").split("\n")
        return "\n".join(line.rstrip() for line in lines)


def _page(reading: Reading, width: int, explain: bool) -> Iterator[RenderableType]:
    label = reading.label
    yield rule(THICK, width)
    yield from _masthead(label)
    if label.parts:
        for part in label.parts:
            yield from _part(part, width)
    else:
        yield from _serving(label)
        yield from facts_table(label.medicinal_ingredients, width)
    yield Text()
    yield from _sections(label)
    yield rule(THIN, width)
    yield from account(reading, width)
    if explain:
        yield rule(THIN, width)
        yield from explained(reading)
    yield rule(THICK, width)


def _masthead(label: Label) -> Iterator[Text]:
    yield text(label.brand) if label.brand else unknown("brand not on the page")
    yield text(label.name, NAME) if label.name else unknown("name not on the page")
    if label.tagline:
        yield text(label.tagline, "italic")
    facts = [text(said) if said else unknown(f"{what} not stated") for what, said in words.identity(label)]
    if label.identity_statement:
        facts.insert(0, text(label.identity_statement))
    yield Text(" · ").join(facts)


def _serving(label: Label | Part) -> Iterator[Text]:
    size = words.serving(label.serving)
    line = text(f"Serving: {size}") if size else unknown("Serving size not stated")
    held = label.servings_per_container
    count = text(f"{words.number(held)} in the container") if held is not None else None
    yield joined(line, Text(" · "), count or unknown("servings per container not stated"))


def _part(part: Part, width: int) -> Iterator[RenderableType]:
    yield Text()
    yield text(part.name, NAME) if part.name else unknown("name of this part not on the page")
    yield from _serving(part)
    yield from facts_table(part.medicinal_ingredients, width)
    if part.non_medicinal_ingredients:
        yield text(f" Non-medicinal: {', '.join(map(words.non_medicinal, part.non_medicinal_ingredients))}")


def _sections(label: Label) -> Iterator[RenderableType]:
    """Everything below the table. What is important and absent is said in its place, the rest in one line."""
    absent: list[str] = []
    for name, lines, important in _all_sections(label):
        if lines or important:
            yield section(name, lines or [unknown("none found on the page")])
        else:
            absent.append(name.replace("\n", " ").lower())
    if absent:
        yield section("Not found", [text(", ".join(absent))])


def _all_sections(label: Label) -> Iterator[tuple[str, list[RenderableType], bool]]:
    inert = ", ".join(map(words.non_medicinal, label.non_medicinal_ingredients))
    if not any(part.non_medicinal_ingredients for part in label.parts):
        yield "Non-medicinal\ningredients", _line(inert), True
    yield "Directions", list(_directions(label)), True
    yield "Risk\ninformation", list(_risk(label)), True
    yield "Contains", _line(", ".join(label.contains)), False
    yield "May contain", _line(", ".join(label.may_contain)), False
    yield "Free from", _line(", ".join(label.free_from)), False
    yield "Highlights", [entry("·", text(each)) for each in label.highlights], False
    yield "Claims", list(_claims(label.claims)), False
    yield "Badges", _line(" · ".join(label.badges)), False
    yield "Studies cited", list(_studies(label.studies)), False
    yield "Storage", [text(each) for each in label.storage], False
    yield "Disclaimers", _line(" · ".join(each.replace("-", " ") for each in label.disclaimers)), False
    yield "Offer", list(_offer(label)), False


def _line(words_of_it: str) -> list[RenderableType]:
    return [text(words_of_it)] if words_of_it else []


def _directions(label: Label) -> Iterator[RenderableType]:
    for how in label.directions:
        whom = words.people(how)
        lead = text(f"{whom}: ", NAME) if whom else unknown("For whom is not stated: ")
        part = text(f"{how.part} · " if how.part else "", NAME)
        yield joined(part, lead, text(" ".join(words.directions(how))))


_KINDS = {
    "contraindication": ("✕", "Do not use", STOP), "caution": ("▲", "Caution", CARE),
    "warning": ("●", "Warning", CARE), "adverse-reaction": ("○", "Adverse reaction", CARE),
}  # fmt: skip


def _risk(label: Label) -> Iterator[RenderableType]:
    for (kind, action), about in words.risk_groups(label.risk_information).items():
        mark, word, style = _KINDS[kind]
        if action and action.lower().replace("don't", "do not").startswith(word.lower()):
            head = text(action[0].upper() + action[1:], style)
        else:
            head = joined(Text(word, style=style), text(f": {action}" if action else ""))
        yield entry(mark, Group(head, *map(text, about)))


_MARKS = {
    "comparative": "comparative", "absolute-safety": "absolute safety", "disease": "names a disease",
}  # fmt: skip


def _claims(claims: tuple[Claim, ...]) -> Iterator[RenderableType]:
    for claim in claims:
        mark = f" [{_MARKS[claim.mark]}]".replace(" ", words.KEEP) if claim.mark else ""
        yield entry("!" if claim.mark else "·", joined(text(claim.text), Text(mark, style=CARE)))


def _studies(studies: tuple[Study, ...]) -> Iterator[RenderableType]:
    before = None
    for count, study in enumerate(studies, 1):
        lines = [text(study.heading, NAME)] if study.heading and study.heading != before else []
        lines.append(text(words.citation(study.citation)))
        if study.summary:
            lines.append(text(shorten(study.summary, _LONGEST_SUMMARY), "italic"))
        before = study.heading
        yield entry(f"{count}.", Group(*lines))


def _offer(label: Label) -> Iterator[RenderableType]:
    offer = label.offer
    if offer is None:
        return
    cost = text(words.price(offer.price)) if offer.price else unknown("price not stated")
    before = text(f" · regular price {words.price(offer.regular_price)}" if offer.regular_price else "")
    yield joined(cost, before)
    if cheaper := offer.subscription:
        said = [f"{words.number(cheaper.percent_off)}%{words.KEEP}less"] if cheaper.percent_off is not None else []
        said += [words.price(cheaper.price)] if cheaper.price else []
        said += [f"every {words.span(cheaper.every)}"] if cheaper.every else []
        yield text(f"by subscription: {', '.join(said) or 'terms not stated'}")
    yield text(offer.availability.replace("_", " ")) if offer.availability else unknown("availability not stated")
    ids = [f"SKU {offer.sku}" if offer.sku else "", f"GTIN {offer.gtin}" if offer.gtin else ""]
    if any(ids):
        yield text(" · ".join(each for each in ids if each))
