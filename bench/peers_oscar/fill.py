# SPDX-License-Identifier: Apache-2.0
"""Fill the django-oscar shop: `python -m bench.peers_oscar.fill products.json`; writes its pages' addresses to stdout."""

from __future__ import annotations

import json
import os
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

_CATEGORIES = 10


def main(file: Path) -> None:
    """Put every product of the file on the shelf, each with its attributes and its stock, and index all."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peers_oscar.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    listed = json.loads(file.read_text(encoding="utf-8"))
    _fill(listed)
    call_command("rebuild_index", interactive=False, verbosity=0, batch_size=len(listed))
    from oscar.apps.catalogue.models import Product

    print(json.dumps([each.get_absolute_url() for each in Product.objects.order_by("pk").only("slug")]))


def _fill(listed: list[dict[str, Any]]) -> None:
    from django.contrib.contenttypes.models import ContentType
    from oscar.apps.catalogue.categories import create_from_breadcrumbs
    from oscar.apps.catalogue.models import (
        Product,
        ProductAttribute,
        ProductAttributeValue,
        ProductCategory,
        ProductClass,
    )
    from oscar.apps.partner.models import Partner, StockRecord

    ContentType.objects.clear_cache()
    kind = ProductClass.objects.create(name="Natural health product", requires_shipping=True, track_stock=True)
    attributes = {
        code: ProductAttribute.objects.create(product_class=kind, code=code, name=code.capitalize(), type="text")
        for code in listed[0]["attributes"]
    }
    shelves = [create_from_breadcrumbs(f"Shop > Shelf {number}") for number in range(_CATEGORIES)]
    partner = Partner.objects.create(name="The house")
    products = Product.objects.bulk_create(
        Product(product_class=kind, title=each["title"], slug=each["slug"], description=each["text"]) for each in listed
    )
    pairs = list(zip(products, listed, strict=True))
    ProductAttributeValue.objects.bulk_create(
        ProductAttributeValue(product=held, attribute=attributes[code], value_text=text)
        for held, each in pairs
        for code, text in each["attributes"].items()
    )
    StockRecord.objects.bulk_create(
        StockRecord(
            product=held,
            partner=partner,
            partner_sku=each["slug"],
            price=Decimal(each["price"]),
            num_in_stock=each["stock"],
        )
        for held, each in pairs
    )
    ProductCategory.objects.bulk_create(
        ProductCategory(product=held, category=shelves[at % len(shelves)]) for at, held in enumerate(products)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
