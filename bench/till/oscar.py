# SPDX-License-Identifier: Apache-2.0
"""Let the django-oscar shop sell: a country to send to, and stock; prints the keys of its products."""

from __future__ import annotations

import json
import os
import sys


def main(units: int) -> None:
    """Make the till ready."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.peers_oscar.settings"
    import django

    django.setup()
    from oscar.apps.address.models import Country
    from oscar.apps.partner.models import StockRecord

    Country.objects.create(
        iso_3166_1_a2="CA", iso_3166_1_a3="CAN", iso_3166_1_numeric="124", printable_name="Canada", name="Canada",
        is_shipping_country=True,
    )  # fmt: skip
    StockRecord.objects.update(num_in_stock=units)
    keys = StockRecord.objects.exclude(price=0).order_by("product_id").values_list("product_id", flat=True)
    print(json.dumps([str(key) for key in keys]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
