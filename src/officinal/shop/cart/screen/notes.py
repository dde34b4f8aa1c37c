# SPDX-License-Identifier: Apache-2.0
"""What is noticed when labels stand beside each other: each kind of note a function, listed in `KINDS`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import permutations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officinal.knowledge.load import load
from officinal.knowledge.schema import Value
from officinal.shop.cart.screen.facts import Facts, Supplied, added, limit
from officinal.shop.catalogue.upright import upright
from officinal.shop.dossier.pieces import NO_BREAK, number, unit_word

SEVERITIES = ("contraindication", "warning", "caution", "info")
"""the gravest first"""
_FROM, _TO = "\u2068", "\u2069"
"""between them a name's own direction of writing holds, and none of its own can stand"""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A product of the cart with its label's facts."""

    name: str
    slug: str
    facts: Facts

    @property
    def named(self) -> str:
        """Its name, to stand in a sentence."""
        return f"{_FROM}{upright(self.name)}{_TO}"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was noticed, as a sentence, with where its number is from."""

    kind: str
    severity: str
    said: str
    """the sentence, each product's name between Unicode's marks of isolation"""
    products: tuple[str, ...]
    """slugs"""
    source: str = ""
    section: str = ""
    url: str | None = None

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return self.said.replace(_FROM, "").replace(_TO, "")

    @property
    def html(self) -> SafeString:
        """The sentence for a page, where no name can turn the words beside it round."""
        return mark_safe(escape(self.said).replace(_FROM, "<bdi>").replace(_TO, "</bdi>"))


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom, when, in which language, and which allergens are to be looked for."""

    as_of: dt.date
    locale: str
    avoided: tuple[str, ...] = field(default=())


def _amount(value: Decimal, unit: str, locale: str) -> str:
    return f"{number(value, locale)}{NO_BREAK}{unit_word(unit, value, locale)}"


def _between(held: Supplied, locale: str) -> str:
    most = _amount(held.high, held.unit, locale)
    if held.high == 0:
        return _("an amount not known")
    span = most if held.low in (held.high, 0) else f"{number(held.low, locale)}–{most}"
    return span if held.known else _("at least %(amount)s") % {"amount": span}


def _names(products: Sequence[Placed]) -> str:
    listed = [each.named for each in products]
    return (
        listed[0]
        if len(listed) == 1
        else _("%(some)s and %(last)s") % {"some": ", ".join(listed[:-1]), "last": listed[-1]}
    )


def totals(shelf: Sequence[Placed], asked: Asked) -> Iterator[Note]:
    """What several products supply together: what goes above an upper level each by itself, the rest in one line."""
    shared: dict[tuple[Placed, ...], list[str]] = {}
    for substance in dict.fromkeys(substance for each in shelf for substance in each.facts.supplied):
        having = tuple(each for each in shelf if substance in each.facts.supplied)
        total, upper = _together(substance, having), _upper(substance, having, asked)
        if upper is not None and upper.value is not None and total.high > upper.value:
            yield _above(substance, having, total, upper, asked)
        elif len(having) > 1:
            shared.setdefault(having, []).append(
                f"{load().name(substance, asked.locale)} {_between(total, asked.locale)}"
            )
    for having, amounts in shared.items():
        text = _("%(products)s supply the same, in a day together: %(amounts)s.") % {
            "products": _names(having), "amounts": ", ".join(amounts),
        }  # fmt: skip
        yield Note("same_active", "caution", text, tuple(each.slug for each in having))


def _together(substance: str, having: Sequence[Placed]) -> Supplied:
    first, *more = (each.facts.supplied[substance] for each in having)
    for other in more:
        same_unit = other.unit == first.unit
        first = added(first, other) if same_unit else Supplied(first.low, first.high, first.unit, known=False)
    return first


def _upper(substance: str, having: Sequence[Placed], asked: Asked) -> Value | None:
    """The upper level of the first product's market, where it is in the unit that is reckoned in."""
    upper = limit(substance, having[0].facts.market, asked.as_of, ("upper", "safe-level"))
    return upper if upper is not None and upper.unit == having[0].facts.supplied[substance].unit else None


def _above(substance: str, having: Sequence[Placed], total: Supplied, upper: Value, asked: Asked) -> Note:
    assert upper.value is not None
    text = (
        _("%(products)s supply %(amount)s of %(what)s a day together: above the upper level for adults, %(upper)s.")
        if len(having) > 1
        else _("%(products)s supplies %(amount)s of %(what)s a day: above the upper level for adults, %(upper)s.")
    ) % {
        "products": _names(having), "what": load().name(substance, asked.locale),
        "amount": _between(total, asked.locale), "upper": _amount(upper.value, total.unit, asked.locale),
    }  # fmt: skip
    if upper.basis == "supplemental":
        text += " " + _("That level counts supplements alone, not food.")
    source = load().sources[upper.source]
    slugs = tuple(each.slug for each in having)
    return Note("above_upper", "warning", text, slugs, source.title, upper.section or "", source.url)


def same_herb(shelf: Sequence[Placed], asked: Asked) -> Iterator[Note]:
    """The same active in two products, where no amount can be added up."""
    know = load()
    counted = {substance for each in shelf for substance in each.facts.supplied}
    for substance in sorted({each for placed in shelf for each in placed.facts.contents} - counted):
        known = know.substances.get(substance)
        if known is None or known.kind not in ("botanical", "organism"):
            continue
        having = [each for each in shelf if substance in each.facts.contents]
        if len(having) > 1:
            text = _("%(products)s have the same active: %(what)s.") % {
                "products": _names(having), "what": know.name(substance, asked.locale),
            }  # fmt: skip
            yield Note("same_active", "caution", text, tuple(each.slug for each in having))


def cautions(shelf: Sequence[Placed], asked: Asked) -> Iterator[Note]:
    """One label warns of what another product has in it."""
    know = load()
    for one, other in permutations(shelf, 2):
        for substance, severity in _warned_of(one, other).items():
            text = (
                _(
                    "The label of %(one)s says not to use it with %(what)s, and %(other)s has %(what)s in it. Ask a pharmacist before you take both."
                )
                if severity == "contraindication"
                else _(
                    "The label of %(one)s warns of %(what)s, and %(other)s has %(what)s in it. Ask a pharmacist before you take both."
                )
            ) % {"one": one.named, "other": other.named, "what": know.name(substance, asked.locale)}
            yield Note("warns_of_other", severity, text, (one.slug, other.slug))


def _warned_of(one: Placed, other: Placed) -> dict[str, str]:
    """What one label warns of and another product has in it, each with the gravest kind of warning."""
    graves: dict[str, str] = {}
    for caution in one.facts.cautions:
        severity = caution.kind if caution.kind in SEVERITIES[:2] else "caution"
        for substance in sorted(caution.names & other.facts.contents):
            graves[substance] = min(severity, graves.get(substance, severity), key=SEVERITIES.index)
    return graves


def apart(shelf: Sequence[Placed], asked: Asked) -> Iterator[Note]:
    """One label wants to be taken apart from what another product has in it."""
    know = load()
    for one, other in permutations(shelf, 2):
        for rule in one.facts.apart:
            for substance in sorted(rule.names & other.facts.contents):
                words = {"one": one.named, "other": other.named, "what": know.name(substance, asked.locale)}
                if rule.hours is None:
                    text = (
                        _("Take %(one)s and %(other)s at different times: its label wants it apart from %(what)s.")
                        % words
                    )
                else:
                    hours = int(rule.hours) if rule.hours == int(rule.hours) else 2
                    text = ngettext(
                        "Take %(one)s and %(other)s %(hours)s hour apart: its label wants it apart from %(what)s.",
                        "Take %(one)s and %(other)s %(hours)s hours apart: its label wants it apart from %(what)s.",
                        hours,
                    ) % (words | {"hours": number(rule.hours, asked.locale)})
                yield Note("keep_apart", "caution", text, (one.slug, other.slug))


def allergens(shelf: Sequence[Placed], asked: Asked) -> Iterator[Note]:
    """For each allergen that the shopper named, what each label lets one know. Never that it is safe."""
    know = load()
    for allergen in asked.avoided:
        for each in shelf:
            severity, text = _allergen(allergen, each.facts)
            words = {"product": each.named, "what": know.name(allergen, asked.locale)}
            yield Note("allergen", severity, text % words, (each.slug,))


def _allergen(allergen: str, held: Facts) -> tuple[str, str]:
    if allergen in held.contains:
        return "contraindication", _("%(product)s contains %(what)s.")
    if allergen in held.may_contain:
        return "warning", _("%(product)s may contain %(what)s.")
    if held.nameless:
        return "warning", _(
            "%(product)s: whether it contains %(what)s is not known, for an ingredient has lost its name."
        )
    if allergen in held.free_from:
        return "info", _(
            "%(product)s is said to be free from %(what)s, and nothing that we know of its ingredients speaks against it."
        )
    return "info", _(
        "%(product)s: we found no %(what)s among its ingredients, and its label does not say that it is free from it."
    )


KINDS: tuple[Callable[[Sequence[Placed], Asked], Iterator[Note]], ...] = (cautions, totals, same_herb, apart, allergens)
