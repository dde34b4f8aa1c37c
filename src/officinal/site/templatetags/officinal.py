# SPDX-License-Identifier: Apache-2.0
"""What templates ask for: prices and dates as people write them, the same page in the other language."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.urls import translate_url
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.filter
def money(value: Decimal | None, currency: str = "CAD") -> str:
    """A price as the language writes it: $46.19, 46,19 $; its parts never wrap."""
    if value is None:
        return ""
    sign = {"CAD": "$", "USD": "US$", "EUR": "€", "GBP": "£"}.get(currency, currency + "\u00a0")
    amount = f"{value.quantize(Decimal('0.01')):,.2f}"
    if get_language() == "fr":
        return amount.replace(",", "\u202f").replace(".", ",") + "\u00a0" + sign
    return f"{sign}{amount}"


@register.simple_tag(takes_context=True)
def other_language(context: dict[str, Any], language: str) -> str:
    """This very page in another language, its questions kept."""
    return translate_url(context["request"].get_full_path(), language)


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
def sentence(text: str) -> str:
    """A finding as a sentence: with a full stop, unless it ends in one already."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


@register.filter
def label_words(dossier: dict[str, Any]) -> SafeString:
    """The attribute that says in which language the label's own words are, where it is not that of the page."""
    language = str(dossier.get("language", "en"))
    return mark_safe("" if language == get_language() else f' lang="{language}"')


@register.filter
def chosen_any(choices: Any) -> bool:
    """Whether a visitor has chosen one of a facet's values."""
    return any(choice.chosen for choice in choices)
