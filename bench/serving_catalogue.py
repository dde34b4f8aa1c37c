# SPDX-License-Identifier: Apache-2.0
"""A shop of any number of products for the benchmark: `python -m bench.serving_catalogue 10000 FOLDER`.

The demonstration catalogue is published as it is. Every further product is one of its labels under another brand and
name, at another price and stock. What is derived from a label (what its page shows, its facets, what it can be found
by) is worked out once a label, and brand and name are put in: to publish ten thousand labels one by one would take
minutes and give the same rows. Only the history of versions is left out, which no page of the shop reads.

FOLDER then holds the database, static files, and `products.json`: the same products in plain words for other shops.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Iterator
from copy import copy
from decimal import Decimal
from html import escape
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from officinal.shop.models import Product

AS_OF = dt.date(2026, 11, 25)
NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
UNITS = 60
_FIRST = ("Alder", "Aspen", "Birch", "Cedar", "Elder", "Fern", "Hazel", "Heather", "Juniper", "Larch", "Linden", "Maple", "Rowan", "Sage", "Spruce", "Willow")  # fmt: skip
_SECOND = ("acre", "bank", "beck", "bridge", "crest", "dale", "fell", "field", "ford", "gate", "grove", "holt", "mead", "ridge", "shore", "well")  # fmt: skip
_LINES = ("Balance", "Base", "Classic", "Core", "Daily", "Essential", "Everyday", "Foundation", "Home", "Morning", "Original", "Plain", "Pure", "Select")  # fmt: skip
_AT_ONCE = 250


def main(number: int, folder: Path) -> None:
    """Make the shop in a folder."""
    os.environ |= {"OFFICINAL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "officinal.site.settings"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from officinal.shop.catalogue.demo import load_demo
    from officinal.shop.models import Product

    bases = list(load_demo(as_of=AS_OF, now=NOW))
    _put(_varied(bases, number - len(bases)))
    listed = [_told(each) for each in Product.objects.order_by("pk").iterator(_AT_ONCE)]
    (folder / "products.json").write_text(json.dumps(listed), encoding="utf-8")


def _varied(bases: list[Product], number: int) -> Iterator[tuple[Product, Product]]:
    """Each further product beside the one that it is made from."""
    names = product(_FIRST, _SECOND)
    for at, (first, second) in enumerate(names):
        for base in bases[: max(0, number - at * len(bases))]:
            yield _another(base, brand=first + second, line=_LINES[at % len(_LINES)], at=at), base


def _another(base: Product, *, brand: str, line: str, at: int) -> Product:
    """The product under another brand and name, at another price."""
    made = copy(base)
    made.pk, made._state = None, copy(base._state)
    made._state.adding = True
    made.name, made.brand = f"{base.name} {line}", brand
    made.slug = f"{base.slug}-{brand.lower()}"[:80]
    made.label_json = json.dumps({**json.loads(base.label_json), "brand": brand, "name": made.name})
    made.__dict__.pop("label", None)
    made.dossiers = {key: {**each, "brand": brand, "name": made.name} for key, each in base.dossiers.items()}
    made.search_text = (
        f"{brand} {made.name} {base.search_text.replace(base.brand, '') if base.brand else base.search_text}"
    )
    share = Decimal(80 + at % 41) / 100
    made.price = None if base.price is None else (base.price * share).quantize(Decimal("0.01"))
    made.price_per_day = (
        None if base.price_per_day is None else (base.price_per_day * share).quantize(Decimal("0.0001"))
    )
    made.in_stock = at % 7 > 0
    return made


def _put(varied: Iterator[tuple[Product, Product]]) -> None:
    """Keep them, with their facets, and let searches find them."""
    from django.db import transaction

    from officinal.shop.catalogue import search
    from officinal.shop.models import Facet, Lot, Movement, Product, Stock

    held: dict[int, list[tuple[str, str]]] = {}
    for base, kind, value in Facet.objects.values_list("product", "kind", "value"):
        held.setdefault(base, []).append((kind, value))
    while some := list(islice(varied, _AT_ONCE)):
        with transaction.atomic():
            made = Product.objects.bulk_create([each for each, _ in some])
            Facet.objects.bulk_create(
                Facet(product=each, kind=kind, value=value)
                for each, (_, base) in zip(made, some, strict=True)
                for kind, value in held[base.pk]
            )
            stocked = [each for each in made if each.in_stock]
            Stock.objects.bulk_create(Stock(product=each, on_hand=UNITS) for each in stocked)
            lots = Lot.objects.bulk_create(Lot(product=each, on_hand=UNITS) for each in stocked)
            Movement.objects.bulk_create(
                Movement(product=lot.product, lot=lot, kind=Movement.Kind.RECEIVED, on_hand=UNITS, at=NOW)
                for lot in lots
            )
            for each in made:
                search.index(each)


def _told(each: Product) -> dict[str, Any]:
    """A product in the words that any shop can hold: a title, a text, and lines of attributes."""
    shown = each.dossiers["en"]
    rows = [row for table in shown["facts"] for row in table["rows"]]
    risks = [
        " ".join(filter(None, (risk["kind"], risk["trigger"], risk["what"], risk["action"]))) for risk in shown["risks"]
    ]
    words = [each["words"] for each in (*shown["badges"], *shown["storage"])]
    texts = [shown["tagline"], *words, *(study["citation"] for study in shown["studies"])]
    return {
        "slug": each.slug,
        "title": str(each),
        "text": "".join(f"<p>{escape(text)}</p>" for text in texts if text),
        "price": str(each.price or 0),
        "stock": UNITS * each.in_stock,
        "attributes": {
            "licence": shown["licence_number"] or "",
            "form": shown["dosage_form"] or "",
            "serving": ", ".join(str(table["serving"]) for table in shown["facts"] if table["serving"]),
            "ingredients": ", ".join(f"{row['name'] or ''} {row['amount'] or ''}".strip() for row in rows),
            "others": ", ".join(other["name"] or "" for other in shown["others"]),
            "directions": "; ".join(str(dose["servings"]) for dose in shown["timetable"]),
            "cautions": "; ".join(risks),
            "claims": "; ".join(claim["text"] for claim in shown["claims"]),
        },
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
