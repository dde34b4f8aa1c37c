# SPDX-License-Identifier: Apache-2.0
"""What templates ask for: prices and dates as people write them, the same page in the other language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse, translate_url
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from officinal.shop.money.written import price

register = template.Library()

_ZONES = {
    "NST": _("NST"), "NDT": _("NDT"), "AST": _("AST"), "ADT": _("ADT"), "EST": _("EST"), "EDT": _("EDT"),
    "CST": _("CST"), "CDT": _("CDT"), "MST": _("MST"), "MDT": _("MDT"), "PST": _("PST"), "PDT": _("PDT"),
}  # fmt: skip
"""Canada's times, which French abbreviates in its own way; other zones are named as the clock names them"""


@register.filter
def money(value: Decimal | None, currency: str = "CAD") -> str:
    """A price as the language writes it: $46.19, 46,19 $; its parts never wrap."""
    return "" if value is None else price(value, currency, get_language() or "en")


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any], language: str) -> str:
    """This very page in another language, its questions kept."""
    address: str = context["request"].get_full_path()
    path, mark, questions = address.partition("?")
    return _path_in(language, path, get_language()) + mark + questions


@lru_cache(maxsize=1000)
def _path_in(language: str, path: str, spoken: str | None) -> str:
    return translate_url(path, language)


@register.simple_tag
def colon() -> str:
    """A colon as the language sets it: French keeps a space before it."""
    return "\u00a0:" if get_language() == "fr" else ":"


@register.filter
def measured(value: Decimal, unit: str | None) -> str:
    """An amount that is known, all its digits, its number never parted from its unit: 320 mg, 1000 UI."""
    from officinal.shop.dossier.pieces import NO_BREAK, number, unit_word

    language = get_language() or "en"
    return f"{number(value, language, 9)}{NO_BREAK}{unit_word(unit, value, language)}".strip()


@register.filter
def dosage_form(form: str) -> str:
    """What a dosage form is called."""
    from officinal.shop.dossier.forms import form_name

    return form_name(form, get_language() or "en")


@register.filter
def known_name(id_: str) -> str:
    """The name of something known, in the language of the page."""
    from officinal.knowledge.load import load

    return load().name(id_, get_language() or "en")


@register.filter
def source_of(fact: Any) -> Any:
    """The document that a fact is taken from."""
    from officinal.knowledge.load import load

    return load().sources[fact.source]


@register.filter
def said(text: Any) -> str:
    """A sentence of knowledge in the language of the page."""
    if text is None:
        return ""
    return str((text.fr or text.en) if get_language() == "fr" else text.en)


@register.filter
def data_block(text: str) -> SafeString:
    """JSON that has been made safe to stand inside a script element of data."""
    return mark_safe(text)


@register.filter
def at(sequence: Any, index: Any) -> Any:
    """The item of a list at a place."""
    try:
        return sequence[index]
    except (IndexError, KeyError, TypeError):
        return None


@register.filter
def isolated(name: str) -> SafeString:
    """A name in the middle of a sentence: whichever way it is written, the words beside it stay where they are."""
    return format_html("<bdi>{}</bdi>", name)


@register.filter
def sentence(text: str) -> str:
    """A finding as a sentence: with a full stop, unless it ends in one already."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


@register.filter
def label_words(dossier: dict[str, Any]) -> SafeString:
    """The attribute that says in which language the label's own words are, where it is not that of the page."""
    language = str(dossier.get("language", "en"))
    return mark_safe("" if language == get_language() else f' lang="{language}"')


@register.filter
def worded(entry: dict[str, Any], key: str) -> str:
    """A label's words as a dossier's entry has them: marked where they are of another language than the page."""
    text: str | None = entry[key]
    language, printed = entry.get(f"{key}_lang"), entry.get(f"{key}_printed")
    if text is None:
        return ""
    if language:
        return format_html('<span lang="{}">{}</span>', language, text)
    other = "en" if get_language() == "fr" else "fr"
    return format_html('{} <span class="quiet" lang="{}">({})</span>', text, other, printed) if printed else text


@register.filter
def worded_list(entries: list[dict[str, Any]]) -> SafeString:
    """Several of a label's words, each marked where it is of another language than the page."""
    return format_html_join(", ", "{}", ((worded(entry, "words"),) for entry in entries))


@register.filter
def lang_of(entry: dict[str, Any], key: str) -> SafeString:
    """The attribute that says in which language an entry's words are, where it is not that of the page."""
    language = entry.get(f"{key}_lang")
    return format_html(' lang="{}"', language) if language else SafeString("")


@register.filter
def substance_page(id_: str) -> str:
    """The address of what is known of a substance, in the language of the page."""
    return _substance_page(id_, get_language())


@lru_cache(maxsize=4_000)
def _substance_page(id_: str, language: str | None) -> str:
    """Kept, as a product's page leads to a hundred of them."""
    with override(language):
        return reverse("substance", args=[id_])


@register.simple_tag
def told(study: str) -> SafeString:
    """What a study that is known to us did and found; nothing where it is known no more."""
    return _told(study, get_language() or "en")


@lru_cache(maxsize=2_000)
def _told(study: str, language: str) -> SafeString:
    """The same on every page of a language, as knowledge does not change while the site runs."""
    from officinal.knowledge.load import load
    from officinal.shop.dossier.studies import told

    know = load()
    if study not in know.studies:
        return SafeString("")
    return render_to_string("parts/told.html", {"study": told(know, know.studies[study], language)})


@register.filter
def study_name(study: str) -> str:
    """By whom a study is, and of which year."""
    from officinal.knowledge.load import load
    from officinal.shop.dossier.studies import short

    known = load().studies.get(study)
    return short(known) if known else study


@register.filter
def day(date: str) -> str:
    """A day of the dossier as people write it."""
    return date_format(dt.date.fromisoformat(date))


@register.filter(expects_localtime=True)
def moment(there: dt.datetime, form: str = "") -> str:
    """A point in time by the shop's clock, with the name of its zone: Nov. 30, 2026, 8:42 p.m. EST."""
    usual = "j F Y à G\u00a0\\h\u00a0i" if get_language() == "fr" else "N\u00a0j, Y, P"
    zone = there.tzname() or ""
    return f"{date_format(there, form or usual)}\u00a0{_ZONES.get(zone, zone)}"


@register.filter
def chosen_any(choices: Any) -> bool:
    """Whether a visitor has chosen one of a facet's values."""
    return any(choice.chosen for choice in choices)


@register.filter
def in_language(words: Any) -> str:
    """Words that are known in both languages, in that of the page."""
    return str(words.said(get_language() or "en"))


@register.filter
def percent(rate: Decimal) -> str:
    """A rate as the language writes it: 9.975 %, 9,975 %."""
    number = format(rate.normalize(), "f")
    return (number.replace(".", ",") if get_language() == "fr" else number) + "\u00a0%"
