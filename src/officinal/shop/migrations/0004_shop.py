# SPDX-License-Identifier: Apache-2.0
"""The shop: stock, carts, orders, payments, subscriptions, messages."""

from decimal import Decimal
from typing import Any

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import officinal.shop.models.order


def _into_lots(apps: Any, editor: Any) -> None:
    """What a product had on hand becomes a lot without a number, and a movement that says so."""
    model = {name: apps.get_model("shop", name) for name in ("Product", "Stock", "Lot", "Movement")}
    for product in model["Product"].objects.filter(on_hand__gt=0).only("pk", "on_hand"):
        model["Stock"].objects.create(product=product, on_hand=product.on_hand)
        lot = model["Lot"].objects.create(product=product, on_hand=product.on_hand)
        model["Movement"].objects.create(
            product=product,
            lot=lot,
            kind="received",
            on_hand=product.on_hand,
            reason="opening stock",
            at=timezone.now(),
        )
    model["Product"].objects.filter(on_hand__gt=0).update(in_stock=True)


class Migration(migrations.Migration):
    """After the catalogue."""

    atomic = False  # PostgreSQL alters no table whose rows were changed in the same transaction

    dependencies = [
        ("shop", "0003_find_by_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="attempt")),
                ("gateway", models.CharField(max_length=20, verbose_name="by")),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "written down, nobody asked yet"),
                            ("asked", "waiting for the payment"),
                            ("needs_action", "the customer must confirm it"),
                            ("unknown", "no answer: to be looked up"),
                            ("succeeded", "paid"),
                            ("failed", "declined"),
                            ("cancelled", "called off"),
                        ],
                        default="created",
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=120, verbose_name="its id at the gateway")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it failed")),
                ("off_session", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("api_version", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Cart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=40, unique=True)),
                ("touched", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="CartLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveSmallIntegerField(default=1)),
                ("every_days", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Cycle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("skipped", "left out"),
                            ("waiting", "waiting for stock"),
                            ("paying", "being paid"),
                            ("done", "paid"),
                            ("failed", "not paid"),
                        ],
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_try", models.DateField(null=True, verbose_name="next attempt")),
            ],
            options={
                "verbose_name": "delivery of a subscription",
                "verbose_name_plural": "deliveries of a subscription",
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=60, verbose_name="lot number")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                ("on_hand", models.PositiveIntegerField(default=0, verbose_name="on hand")),
                ("allocated", models.PositiveIntegerField(default=0, verbose_name="allocated to orders")),
            ],
            options={
                "verbose_name": "lot",
                "verbose_name_plural": "lots",
            },
        ),
        migrations.CreateModel(
            name="LotAllocation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("quantity", models.PositiveIntegerField()),
                ("shipped", models.BooleanField(default=False)),
                ("returned", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, unique=True)),
                ("kind", models.CharField(max_length=40, verbose_name="what")),
                ("to", models.EmailField(max_length=254, verbose_name="to")),
                ("language", models.CharField(default="en", max_length=5, verbose_name="language")),
                ("about", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("sent", "sent"), ("given_up", "given up")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_try", models.DateTimeField(verbose_name="next attempt")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it failed")),
                ("created_at", models.DateTimeField(verbose_name="written")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sent on")),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("corrected", "corrected"),
                            ("held", "held"),
                            ("released", "let go"),
                            ("allocated", "allocated"),
                            ("freed", "allocation undone"),
                            ("shipped", "shipped"),
                            ("returned", "returned"),
                            ("expired", "expired"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("on_hand", models.IntegerField(default=0, verbose_name="on hand")),
                ("held", models.IntegerField(default=0, verbose_name="held")),
                ("allocated", models.IntegerField(default=0, verbose_name="allocated")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "movement of stock",
                "verbose_name_plural": "movements of stock",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(default=officinal.shop.models.order.new_token, max_length=40, unique=True)),
                ("key", models.CharField(max_length=80, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("awaiting", "awaiting payment"),
                            ("paid", "paid, to pack"),
                            ("packed", "packed"),
                            ("shipped", "shipped"),
                            ("cancelled", "cancelled"),
                        ],
                        default="awaiting",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(default="en", max_length=5, verbose_name="language")),
                ("address", models.JSONField(default=dict, verbose_name="address")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
                ("gateway", models.CharField(max_length=20, verbose_name="paid by")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("subtotal", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="products")),
                ("shipping", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="shipping")),
                ("tax", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="taxes")),
                ("total", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="total")),
                (
                    "paid",
                    models.DecimalField(decimal_places=2, default=Decimal("0.00"), max_digits=12, verbose_name="paid"),
                ),
                (
                    "refunded",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.00"), max_digits=12, verbose_name="refunded"
                    ),
                ),
                ("quote", models.JSONField(default=dict)),
                ("placed_at", models.DateTimeField(db_index=True, verbose_name="placed")),
                ("pay_by", models.DateTimeField(null=True, verbose_name="to be paid by")),
                ("paid_at", models.DateTimeField(null=True, verbose_name="paid on")),
                ("shipped_at", models.DateTimeField(null=True, verbose_name="shipped on")),
                ("tracking", models.CharField(blank=True, max_length=100, verbose_name="tracking number")),
            ],
            options={
                "verbose_name": "order",
                "verbose_name_plural": "orders",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="OrderEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30, verbose_name="what")),
                ("detail", models.JSONField(default=dict, verbose_name="detail")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "event of an order",
                "verbose_name_plural": "events of an order",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=400, verbose_name="product")),
                ("quantity", models.PositiveSmallIntegerField(verbose_name="quantity")),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="price of one")),
                (
                    "percent_off",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0.00"), max_digits=5, verbose_name="percent off"
                    ),
                ),
                ("total", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="together")),
                ("every_days", models.PositiveSmallIntegerField(null=True, verbose_name="every so many days")),
                ("label_version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "line of an order",
                "verbose_name_plural": "lines of an order",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Payer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gateway", models.CharField(max_length=20)),
                ("email", models.EmailField(max_length=254)),
                ("external_id", models.CharField(max_length=120)),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "written down, not asked for yet"),
                            ("unknown", "no answer: to be looked up"),
                            ("pending", "on its way"),
                            ("succeeded", "given back"),
                            ("failed", "not given back"),
                        ],
                        default="created",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=120)),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it failed")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="RestockRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(default="en", max_length=5, verbose_name="language")),
                ("token", models.CharField(default=officinal.shop.models.order.new_token, max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("unconfirmed", "not confirmed"), ("waiting", "waiting"), ("told", "told")],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
                ("told_at", models.DateTimeField(null=True, verbose_name="told on")),
            ],
            options={
                "verbose_name": "request to be told of stock",
                "verbose_name_plural": "requests to be told of stock",
            },
        ),
        migrations.CreateModel(
            name="Stock",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="stock",
                        serialize=False,
                        to="shop.product",
                    ),
                ),
                ("on_hand", models.PositiveIntegerField(default=0, verbose_name="on hand")),
                ("held", models.PositiveIntegerField(default=0, verbose_name="held while somebody pays")),
                ("allocated", models.PositiveIntegerField(default=0, verbose_name="allocated to orders")),
                ("low_at", models.PositiveIntegerField(default=5, verbose_name="low at")),
            ],
            options={
                "verbose_name": "stock",
                "verbose_name_plural": "stock",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(default=officinal.shop.models.order.new_token, max_length=40, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "active"), ("paused", "paused"), ("cancelled", "ended")],
                        default="active",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("language", models.CharField(default="en", max_length=5, verbose_name="language")),
                ("address", models.JSONField(default=dict, verbose_name="address")),
                ("quantity", models.PositiveSmallIntegerField(default=1, verbose_name="quantity")),
                ("every_days", models.PositiveSmallIntegerField(verbose_name="every so many days")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12, verbose_name="promised price")),
                ("percent_off", models.DecimalField(decimal_places=2, max_digits=5, verbose_name="percent off")),
                ("price_until", models.DateField(verbose_name="price promised until")),
                ("gateway", models.CharField(max_length=20, verbose_name="paid by")),
                ("payer", models.CharField(blank=True, max_length=120)),
                ("method", models.CharField(blank=True, max_length=120)),
                ("method_words", models.CharField(blank=True, max_length=60, verbose_name="card")),
                ("next_on", models.DateField(null=True, verbose_name="next delivery")),
                ("cycle", models.PositiveIntegerField(default=1, verbose_name="delivery")),
                ("resume_on", models.DateField(null=True, verbose_name="paused until")),
                (
                    "out_of_stock",
                    models.CharField(
                        choices=[
                            ("wait", "wait until it is back"),
                            ("skip", "leave this delivery out"),
                            ("swap", "send the other product that I chose"),
                        ],
                        default="wait",
                        max_length=8,
                        verbose_name="when out of stock",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
            ],
            options={
                "verbose_name": "subscription",
                "verbose_name_plural": "subscriptions",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="SubscriptionEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=30, verbose_name="what")),
                ("detail", models.JSONField(default=dict, verbose_name="detail")),
                ("at", models.DateTimeField(verbose_name="when")),
            ],
            options={
                "verbose_name": "event of a subscription",
                "verbose_name_plural": "events of a subscription",
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gateway", models.CharField(max_length=20)),
                ("event_id", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=80)),
                ("received_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name="product",
            name="product_shelf",
        ),
        migrations.AddField(
            model_name="product",
            name="in_stock",
            field=models.BooleanField(default=False, editable=False, verbose_name="in stock"),
        ),
        migrations.AddField(
            model_name="product",
            name="weight_g",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="weight to ship, in grams"),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["name", "id", "published", "in_stock", "price_per_day"], name="product_shelf"),
        ),
        migrations.AddField(
            model_name="cart",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="carts",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="cartline",
            name="cart",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="shop.cart"),
        ),
        migrations.AddField(
            model_name="cartline",
            name="product",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="shop.product"),
        ),
        migrations.AddField(
            model_name="hold",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="lots", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="lotallocation",
            name="lot",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="shop.lot"
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["next_try"], name="message_waiting"),
        ),
        migrations.AddField(
            model_name="movement",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="lot",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="shop.lot"
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="orders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="order",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="shop.order"
            ),
        ),
        migrations.AddField(
            model_name="hold",
            name="order",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="shop.order"),
        ),
        migrations.AddField(
            model_name="cycle",
            name="order",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="cycle", to="shop.order"
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="attempts", to="shop.order"
            ),
        ),
        migrations.AddField(
            model_name="orderevent",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="orderevent",
            name="order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="shop.order"
            ),
        ),
        migrations.AddField(
            model_name="orderline",
            name="order",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="shop.order"),
        ),
        migrations.AddField(
            model_name="orderline",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="order_lines", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="lotallocation",
            name="line",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="shop.orderline"
            ),
        ),
        migrations.AddConstraint(
            model_name="payer",
            constraint=models.UniqueConstraint(fields=("gateway", "email"), name="payer_once"),
        ),
        migrations.AddField(
            model_name="refund",
            name="attempt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="shop.attempt"
            ),
        ),
        migrations.AddField(
            model_name="refund",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="restockrequest",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="restock_requests", to="shop.product"
            ),
        ),
        migrations.AddConstraint(
            model_name="stock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "on_hand__gte",
                        django.db.models.expressions.CombinedExpression(models.F("held"), "+", models.F("allocated")),
                    )
                ),
                name="stock_not_oversold",
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="first_line",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="begun_subscription", to="shop.orderline"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="first_order",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="begun_subscriptions", to="shop.order"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="subscriptions", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="swap_to",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="shop.product"
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="subscriptions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="subscription",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="shop.subscription",
                verbose_name="subscription",
            ),
        ),
        migrations.AddField(
            model_name="cycle",
            name="subscription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="cycles", to="shop.subscription"
            ),
        ),
        migrations.AddField(
            model_name="subscriptionevent",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="subscriptionevent",
            name="subscription",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="shop.subscription"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookevent",
            constraint=models.UniqueConstraint(fields=("gateway", "event_id"), name="event_once"),
        ),
        migrations.AddConstraint(
            model_name="cartline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("every_days", None)), fields=("cart", "product"), name="cart_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="cartline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("every_days__isnull", False)),
                fields=("cart", "product"),
                name="cart_line_subscribed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cartline",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="cart_line_of_something"),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["expires_on"], name="lot_expiry"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(fields=("product", "code"), name="lot_once"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_hand__gte", models.F("allocated"))), name="lot_not_oversold"
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["product", "id"], name="movement_of_product"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.UniqueConstraint(fields=("order", "product"), name="hold_once"),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="hold_of_something"),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state__in", ("created", "asked", "needs_action", "unknown"))),
                fields=["started_at"],
                name="attempt_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(fields=("order", "number"), name="attempt_once"),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "succeeded")), fields=("order",), name="paid_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("created", "asked", "needs_action", "unknown"))),
                fields=("order",),
                name="one_attempt_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("gateway", "external_id"),
                name="one_attempt_a_payment",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="order_line_of_something"),
        ),
        migrations.AddConstraint(
            model_name="lotallocation",
            constraint=models.UniqueConstraint(fields=("line", "lot"), name="lot_allocation_once"),
        ),
        migrations.AddConstraint(
            model_name="lotallocation",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gte", models.F("returned"))), name="no_more_back_than_out"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="refund_of_something"),
        ),
        migrations.AddIndex(
            model_name="restockrequest",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["product", "confirmed_at"], name="restock_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="restockrequest",
            constraint=models.UniqueConstraint(fields=("product", "email"), name="restock_request_once"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(condition=models.Q(("state", "active")), fields=["next_on"], name="subscription_due"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["email"], name="subscription_by_email"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity__gt", 0), ("every_days__gt", 0)), name="subscription_of_something"
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["state", "id"], name="order_by_state"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["email"], name="order_by_email"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(condition=models.Q(("state", "awaiting")), fields=["pay_by"], name="order_to_be_paid"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("paid__lte", models.F("total"))), name="order_not_paid_twice"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("refunded__lte", models.F("paid"))), name="order_not_refunded_twice"
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(("refunded__gte", 0), ("paid__gte", 0)), name="order_money_not_negative"
            ),
        ),
        migrations.AddIndex(
            model_name="cycle",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "paying"])), fields=["next_try"], name="cycle_to_try"
            ),
        ),
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(fields=("subscription", "number"), name="cycle_once"),
        ),
        migrations.RunPython(_into_lots, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="product",
            name="on_hand",
        ),
    ]
