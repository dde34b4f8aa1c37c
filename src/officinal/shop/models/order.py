# SPDX-License-Identifier: Apache-2.0
"""Orders: what was agreed at which price, what became of it, and a log that is only added to."""

from __future__ import annotations

import secrets
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from officinal.shop.models.append_only import AppendOnly
from officinal.shop.models.product import Product

ZERO = Decimal("0.00")


def new_token() -> str:
    """A token that nobody guesses: 192 random bits."""
    return secrets.token_urlsafe(24)


def money_field(name: Any, **options: Any) -> models.DecimalField[Any, Any]:
    """An amount of money in the order's currency, to the cent."""
    return models.DecimalField(name, max_digits=12, decimal_places=2, **options)


class Order(models.Model):
    """An order, with all that was agreed when it was placed: later changes of products or rates leave it as it is."""

    class State(models.TextChoices):
        """Where it stands. Refunds are told by `refunded`, beside the state."""

        AWAITING = "awaiting", _("awaiting payment")
        PAID = "paid", _("paid, to pack")
        PACKED = "packed", _("packed")
        SHIPPED = "shipped", _("shipped")
        CANCELLED = "cancelled", _("cancelled")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    """in the link by which the customer sees it without an account"""
    key = models.CharField(max_length=80, unique=True)
    """of the form or the renewal that placed it: the same one places no second order"""
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.AWAITING)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="orders")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, default="en")
    address = models.JSONField(_("address"), default=dict)
    """name, line1, line2, city, province, postal_code, country"""
    note = models.CharField(_("note"), max_length=500, blank=True)
    gateway = models.CharField(_("paid by"), max_length=20)

    currency = models.CharField(_("currency"), max_length=3)
    subtotal = money_field(_("products"))
    shipping = money_field(_("shipping"))
    tax = money_field(_("taxes"))
    total = money_field(_("total"))
    paid = money_field(_("paid"), default=ZERO)
    refunded = money_field(_("refunded"), default=ZERO)
    quote = models.JSONField(default=dict)
    """the whole reckoning as it was agreed: lines, shipping choice, each tax with its rate and source"""

    subscription = models.ForeignKey(
        "shop.Subscription", null=True, on_delete=models.PROTECT, related_name="orders", verbose_name=_("subscription")
    )
    """of a renewal: which subscription it is of; an order that begins one is named by that one's `first_order`"""

    placed_at = models.DateTimeField(_("placed"), db_index=True)
    pay_by = models.DateTimeField(_("to be paid by"), null=True)
    paid_at = models.DateTimeField(_("paid on"), null=True)
    shipped_at = models.DateTimeField(_("shipped on"), null=True)
    tracking = models.CharField(_("tracking number"), max_length=100, blank=True)

    class Meta:
        """Nothing is refunded that was not paid, and nothing paid twice."""

        ordering = ("-pk",)
        permissions = [("refund_order", "Can give money back")]
        constraints = [
            models.CheckConstraint(condition=Q(paid__lte=F("total")), name="order_not_paid_twice"),
            models.CheckConstraint(condition=Q(refunded__lte=F("paid")), name="order_not_refunded_twice"),
            models.CheckConstraint(condition=Q(refunded__gte=0) & Q(paid__gte=0), name="order_money_not_negative"),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="order_by_state"),
            models.Index(fields=["email"], name="order_by_email"),
            models.Index(fields=["pay_by"], condition=Q(state="awaiting"), name="order_to_be_paid"),
        ]
        verbose_name = _("order")
        verbose_name_plural = _("orders")

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What people call it by: at least six digits."""
        return f"{self.pk:06d}" if self.pk else "–"

    @property
    def is_paid(self) -> bool:
        """Whether it was paid and not cancelled."""
        return self.state in (self.State.PAID, self.State.PACKED, self.State.SHIPPED)


class OrderLine(models.Model):
    """One product of an order, at the price that was agreed."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="order_lines")
    name = models.CharField(_("product"), max_length=400)
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    unit_price = money_field(_("price of one"))
    percent_off = models.DecimalField(_("percent off"), max_digits=5, decimal_places=2, default=ZERO)
    total = money_field(_("together"))
    every_days = models.PositiveSmallIntegerField(_("every so many days"), null=True)
    """of a line that begins a subscription"""
    label_version = models.PositiveIntegerField(default=0)
    """which published label was shown when it was bought"""

    class Meta:
        """In the order in which they were put into the cart."""

        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="order_line_of_something")]
        verbose_name = _("line of an order")
        verbose_name_plural = _("lines of an order")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.name}"


class OrderEvent(AppendOnly):
    """What happened to an order, when, and by whom."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=30)
    detail = models.JSONField(_("detail"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """a member of staff; None: the customer, or the shop by itself"""
    at = models.DateTimeField(_("when"))

    class Meta:
        """In the order in which it happened."""

        ordering = ("pk",)
        indexes = [models.Index(fields=["order"], condition=Q(kind="forget_asked"), name="order_to_forget")]
        verbose_name = _("event of an order")
        verbose_name_plural = _("events of an order")

    def __str__(self) -> str:
        return f"{self.order_id} {self.kind}"
