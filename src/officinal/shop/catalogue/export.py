# SPDX-License-Identifier: Apache-2.0
"""A product's label as files that others read: TOML, JSON, and JSON-LD with the shop's offer."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

from officinal.label import Label, Offer, Price, Subscription, to_json, to_jsonld, to_toml
from officinal.shop.models import Product


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a label's file."""

    ending: str
    media_type: str
    write: Callable[[Product], str]


def offered(product: Product) -> Label:
    """The label with the shop's own offer in place of what its page once said."""
    printed = product.label.offer
    offer = Offer(
        price=_price(product, product.price),
        subscription=Subscription(
            percent_off=product.subscribe_percent_off, price=_price(product, product.subscription_price)
        )
        if product.subscription_price is not None
        else None,
        availability="in_stock" if product.in_stock else "out_of_stock",
        sku=product.slug,
        gtin=printed.gtin if printed else None,
    )
    return product.label.model_copy(update={"offer": offer})


def _price(product: Product, value: Decimal | None) -> Price | None:
    return None if value is None else Price(value=value, currency=product.currency)


FORMS = {
    form.ending: form
    for form in (
        Form("toml", "application/toml", lambda product: to_toml(product.label)),
        Form("json", "application/json", lambda product: to_json(product.label) + "\n"),
        Form(
            "jsonld",
            "application/ld+json",
            lambda product: json.dumps(to_jsonld(offered(product)), ensure_ascii=False, indent=2) + "\n",
        ),
    )
}


def write_zip(products: Iterable[Product], file: IO[bytes]) -> None:
    """Every product's label in every form; the same labels make the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for product in products:
            for form in FORMS.values():
                entry = zipfile.ZipInfo(f"labels/{product.slug}.{form.ending}")
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, form.write(product))
