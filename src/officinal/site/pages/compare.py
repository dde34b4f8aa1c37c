# SPDX-License-Identifier: Apache-2.0
"""Two to four products side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from officinal.knowledge.load import load
from officinal.shop.catalogue.search import shown
from officinal.shop.models import Product

MOST = 4
_MOST_CHOICES = 200


def compare(request: HttpRequest) -> HttpResponse:
    """The products that the address names (`?p=one&p=two`): elements a day, forms, cost, cautions, free-from."""
    language = get_language() or "en"
    asked = list(dict.fromkeys(each for each in request.GET.getlist("p")[:20] if each))[:MOST]
    by_slug = {each.slug: each for each in shown().filter(slug__in=asked)}
    chosen = [by_slug[slug] for slug in asked if slug in by_slug]
    columns = [(each, each.dossier(language)) for each in chosen]
    context = {
        "columns": columns,
        "rows": _elements(columns, language),
        "all": _choices(chosen),
        "asked": [each.slug for each in chosen],
        "slots": range(MOST),
    }
    return render(request, "pages/compare.html", context)


def _choices(chosen: list[Product]) -> list[Product]:
    """What the page offers to choose from; of a long shelf its beginning, as the shelf itself lets one tick the rest."""
    listed = list(shown().only("slug", "name", "brand")[:_MOST_CHOICES])
    return [*listed, *(each for each in chosen if each not in listed)]


def _elements(columns: list[tuple[Any, dict[str, Any]]], language: str) -> list[tuple[str, str, list[str | None]]]:
    """Each nutrient that any of them supplies, with its daily amount in each."""
    know = load()
    held = [{bar["substance"]: _amount(bar) for bar in dossier["bars"]["woman"]} for _, dossier in columns]
    order = dict.fromkeys(substance for each in held for substance in each)
    return [(substance, know.name(substance, language), [each.get(substance) for each in held]) for substance in order]


def _amount(bar: dict[str, Any]) -> str:
    """A day's amount in words; what could not be brought into the unit is not known, and never nothing."""
    if bar["not_known"]:
        return _("not known")
    number = bar["high"] if bar["low"] == bar["high"] else f"{bar['low']}–{bar['high']}"
    return f"{'≥' + chr(160) if bar['at_least'] else ''}{number}\u00a0{bar['unit']}"
