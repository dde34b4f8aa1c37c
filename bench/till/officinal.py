# SPDX-License-Identifier: Apache-2.0
"""Fill an Officinal shop for the till: `python -m bench.till.officinal PRODUCTS UNITS ORDERS` prints its products' slugs.

Its orders are copies of one that was really placed, paid by hand and sent, with all rows that belong to it, written by
the database itself: a million one by one would take hours and give the same rows.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_NUMBERS = {
    "sqlite": "WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < %s)",
    "postgresql": "WITH series(n) AS (SELECT generate_series(1, %s))",
}


def main(products: int, units: int, orders: int) -> None:
    """Make the shop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "officinal.site.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    slugs = _fill(products, units)
    if orders:
        _multiply(_one_order(slugs[0]), orders)
    print(json.dumps(slugs))


def _fill(number: int, units: int) -> list[str]:
    from bench.serving_catalogue import AS_OF, NOW, _put, _varied
    from officinal.shop.catalogue.demo import load_demo
    from officinal.shop.models import Product
    from officinal.shop.stock.receive import receive

    bases = list(load_demo(as_of=AS_OF, now=NOW))
    _put(_varied(bases, number - len(bases)))
    sold = list(Product.objects.exclude(price=None).order_by("pk"))
    for each in sold:
        receive(each, units, now=NOW)
    return [each.slug for each in sold]


def _one_order(slug: str) -> Any:
    """Placed, paid, packed, and sent."""
    from django.contrib.auth.models import User
    from django.utils import timezone

    from officinal.shop.models import Product
    from officinal.shop.orders.place import Customer, Item, Terms, place
    from officinal.shop.orders.send import pack, ship
    from officinal.shop.payments.attempts import begin, mark_paid

    now = timezone.now()
    address = {"name": "A. Buyer", "line1": "1 Test St", "city": "Toronto", "province": "ON", "country": "CA"}
    items = [Item(Product.objects.get(slug=slug), 1)]
    customer = Customer("buyer@example.com", address | {"postal_code": "M5V 2T6"})
    order = place(items, customer, Terms(gateway="manual", shipping="standard", key="first"), now=now)
    begin(order, now=now)
    by = User.objects.create_user("staff")
    mark_paid(order, now=now, by=by)
    pack(order, now=now, by=by)
    ship(order, now=now, by=by)
    return order


def _multiply(order: Any, times: int) -> None:
    """So many orders like it, each with lines, events, payments and movements of its own."""
    from django.db import connection

    from officinal.shop.models import Attempt, LotAllocation, Message, Movement, Order, OrderEvent, OrderLine

    line, attempt = order.lines.get(), order.attempts.get()
    own = f"{order.pk} + n"
    rows: list[tuple[Any, Any, dict[str, str]]] = [
        (Order, [order.pk], {"key": "'copy-' || n", "token": "'copy-of-an-order-' || n"}),
        (OrderLine, [line.pk], {"order_id": own}),
        (Attempt, [attempt.pk], {"order_id": own, "external_id": "'copy-' || n"}),
        (OrderEvent, list(order.events.values_list("pk", flat=True)), {"order_id": own}),
        (Movement, list(Movement.objects.filter(order=order).values_list("pk", flat=True)), {"order_id": own}),
        (LotAllocation, list(line.lots.values_list("pk", flat=True)), {"line_id": f"{line.pk} + n"}),
        (Message, list(Message.objects.values_list("pk", flat=True)), {"key": "key || '-copy-' || n"}),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        for model, keys, changed in rows:
            for place, key in enumerate(keys):
                _copy(cursor, model, key, changed | {"id": _next(model, place, times, key)}, times)
        if connection.vendor == "postgresql":
            for model, _, _ in rows:
                table = model._meta.db_table
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("ANALYZE")


def _next(model: Any, place: int, times: int, key: int) -> str:
    """The keys of copies: behind all that are there, in the copies' order."""
    from django.db.models import Max

    behind = key if not place and not model.objects.filter(pk__gt=key).exists() else None
    newest = model.objects.aggregate(newest=Max("pk"))["newest"]
    return f"{behind if behind is not None else newest} + n"


def _copy(cursor: Any, model: Any, key: int, changed: dict[str, str], times: int) -> None:
    columns = [each.column for each in model._meta.concrete_fields]
    values = ", ".join(changed.get(each, f'one."{each}"') for each in columns)
    names = ", ".join(f'"{each}"' for each in columns)
    table, vendor = model._meta.db_table, cursor.db.vendor
    insert = f"INSERT INTO {table} ({names}) "
    select = f"SELECT {values} FROM series CROSS JOIN {table} one WHERE one.id = {key}"
    cursor.execute(f"{insert} {_NUMBERS[vendor]} {select}", [times])


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:4]))
