# SPDX-License-Identifier: Apache-2.0
"""A label is published here: what pages and searches need of it is derived, and the version is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db import transaction

from officinal.checks.case import Case
from officinal.errors import OfficinalError
from officinal.knowledge.load import load
from officinal.label import Label, to_json
from officinal.shop.catalogue import search
from officinal.shop.dossier import dossier
from officinal.shop.models import Facet, LabelVersion, Product

LANGUAGES = ("en", "fr")


class NeedsReason(OfficinalError):
    """A label with errors is published only with a reason."""


@transaction.atomic
def publish(
    product: Product, label: Label, *, as_of: dt.date, by: Any = None, reason: str = "", must_have_reason: bool = True
) -> LabelVersion:
    """Make a label the product's own: derive what its pages show, and keep the version with who and why.

    Raises `NeedsReason` when the label has errors and no reason is given.
    """
    dossiers = {
        language: dossier(label, market=product.market, as_of=as_of, regime=product.regime or None, locale=language)
        for language in LANGUAGES
    }
    counts = {severity: sum(each["severity"] == severity for each in dossiers["en"]["findings"]) for severity in ("error", "warning")}
    if counts["error"] and must_have_reason and not reason.strip():
        raise NeedsReason(f"this label has {counts['error']} errors: mend them, or say why it is published all the same")
    product.label_json = to_json(label, indent=None)
    product.__dict__.pop("label", None)
    product.name, product.brand, product.tagline = (label.name or product.slug)[:200], (label.brand or "")[:200], (label.tagline or "")[:400]
    product.dosage_form = label.dosage_form or ""
    product.dossiers = dossiers
    product.errors, product.warnings = counts["error"], counts["warning"]
    product.price_per_day = _price_per_day(product, dossiers["en"])
    product.search_text = " ".join(dict.fromkeys(_search_words(label)))
    product.save()
    search.index(product)
    Facet.objects.filter(product=product).delete()
    Facet.objects.bulk_create(Facet(product=product, kind=kind, value=value[:120]) for kind, value in sorted(set(_facets(product, label, as_of))))
    number = product.versions.count() + 1
    return LabelVersion.objects.create(
        product=product, number=number, label_json=product.label_json, published_by=by, reason=reason,
        errors=counts["error"], warnings=counts["warning"],
    )  # fmt: skip


def _price_per_day(product: Product, shown: dict[str, Any]) -> Decimal | None:
    """What a day costs at the least servings a day, so that no product looks cheaper than it is at the most."""
    days = shown["days"]
    if product.price is None or days is None or not Decimal(days["exact"]):
        return None
    return (product.price / Decimal(days["exact"])).quantize(Decimal("0.0001"))


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
    """What a product can be found by: its names, ingredients in both languages, form, claims."""
    know = load()
    yield from filter(None, (label.brand, label.name, label.tagline, label.dosage_form))
    for row in label.medicinal_ingredients:
        for id_ in (row.substance, *(source.substance for source in row.sources)):
            if id_:
                yield from (know.name(id_, "en"), know.name(id_, "fr"))
        if row.name:
            yield row.name
    yield from (claim.text for claim in label.claims)
    yield from label.badges
