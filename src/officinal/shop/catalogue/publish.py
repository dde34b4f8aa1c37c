# SPDX-License-Identifier: Apache-2.0
"""A label is published here: what pages and searches need of it is derived, and the version is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from officinal.checks.case import Case
from officinal.errors import OfficinalError
from officinal.knowledge.load import load
from officinal.label import Label, to_json
from officinal.shop.catalogue import search
from officinal.shop.catalogue.storable import storable
from officinal.shop.catalogue.upright import upright
from officinal.shop.dossier import dossier
from officinal.shop.dossier.forms import form_name
from officinal.shop.models import Facet, LabelVersion, Product

LANGUAGES = ("en", "fr")
_NO_PRICE_OF_A_DAY = 1_000_000


class NeedsReason(OfficinalError):
    """A label with errors is published only with a reason."""


@transaction.atomic
def publish(
    product: Product, label: Label, *, as_of: dt.date, by: Any = None, reason: str = "", must_have_reason: bool = True
) -> LabelVersion:
    """Make a label the product's own: derive what its pages show, and keep the version with who and why.

    Raises `NeedsReason` when the label has errors and no reason is given, `RecordError` when it cannot be kept.
    """
    storable(label)
    dossiers = {
        language: dossier(label, market=product.market, as_of=as_of, regime=product.regime or None, locale=language)
        for language in LANGUAGES
    }
    counts = {
        severity: sum(each["severity"] == severity for each in dossiers["en"]["findings"])
        for severity in ("error", "warning")
    }
    if counts["error"] and must_have_reason and not reason.strip():
        raise NeedsReason(
            f"this label has {counts['error']} errors: mend them, or say why it is published all the same"
        )
    product.label_json = to_json(label, indent=None)
    product.__dict__.pop("label", None)
    named = {part: upright(getattr(label, part)) for part in ("name", "brand", "tagline")}
    for each in dossiers.values():
        each |= {part: text or None for part, text in named.items()}
    product.name, product.brand, product.tagline = (
        (named["name"] or product.slug)[:200],
        named["brand"][:200],
        named["tagline"][:400],
    )
    product.dosage_form = (label.dosage_form or "")[:60]
    product.dossiers = dossiers
    product.errors, product.warnings = counts["error"], counts["warning"]
    product.price_per_day = _price_per_day(product)
    product.search_text = " ".join(dict.fromkeys(_search_words(label)))
    product.save()
    search.index(product)
    Facet.objects.filter(product=product).delete()
    facets = sorted({(kind, value[:120]) for kind, value in _facets(product, label, as_of)})
    Facet.objects.bulk_create(Facet(product=product, kind=kind, value=value) for kind, value in facets)
    number = (product.versions.aggregate(newest=Max("number"))["newest"] or 0) + 1
    return LabelVersion.objects.create(
        product=product, number=number, label_json=product.label_json, published_by=by, reason=reason,
        errors=counts["error"], warnings=counts["warning"],
    )  # fmt: skip


@transaction.atomic
def change_offer(product: Product) -> None:
    """Keep a new price, stock or place on the shelf; the label stays as it was published."""
    product.price_per_day = _price_per_day(product)
    product.save()
    search.index(product)


def _price_per_day(product: Product) -> Decimal | None:
    """What a day costs at the least servings a day, so that no product looks cheaper than it is at the most."""
    days = product.dossiers["en"]["days"]
    if product.price is None or days is None or not Decimal(days["exact"]):
        return None
    price = Decimal(product.price) / Decimal(days["exact"])
    return price.quantize(Decimal("0.0001")) if price < _NO_PRICE_OF_A_DAY else None


def _facets(product: Product, label: Label, as_of: dt.date) -> Iterator[tuple[str, str]]:
    know = load()
    case = Case(label, know=know, market=know.market(product.market), as_of=as_of, regime=product.regime or None)
    for row in case.rows:
        if row.substance and row.item.kind != "nutrition":
            yield "ingredient", row.substance
        yield from (("form", source) for source in row.sources)
    if label.dosage_form:
        yield "dosage-form", label.dosage_form
    yield from (("free-from", meaning) for _, _, meaning in case.free_from if meaning)
    yield from (("claim", target) for said in case.claims for target in said.targets)


def _search_words(label: Label) -> Iterator[str]:
    """What a product can be found by: its names, its ingredients and form in both languages, claims."""
    know = load()
    yield from filter(None, (label.brand, label.name, label.tagline))
    if label.dosage_form:
        yield from (form_name(label.dosage_form, language) for language in LANGUAGES)
    for row in label.medicinal_ingredients:
        for id_ in (row.substance, *(source.substance for source in row.sources)):
            if id_:
                yield from (know.name(id_, "en"), know.name(id_, "fr"))
        if row.name:
            yield row.name
    yield from (claim.text for claim in label.claims)
    yield from label.badges
