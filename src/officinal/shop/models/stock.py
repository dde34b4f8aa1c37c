# SPDX-License-Identifier: Apache-2.0
"""Stock: one row a product, its lots, what is held for people who are paying, and a ledger of every change.

What can be sold is on hand, less what is held, less what is allocated to paid orders. The database itself refuses a row
that promises more than there is. The verbs that change stock stand in `shop/stock/`; nothing else writes here.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from officinal.shop.models.append_only import AppendOnly
from officinal.shop.models.product import Product


class Stock(models.Model):
    """How many of a product there are, and how many of them are promised."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="stock")
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    held = models.PositiveIntegerField(_("held while somebody pays"), default=0)
    allocated = models.PositiveIntegerField(_("allocated to orders"), default=0)
    low_at = models.PositiveIntegerField(_("low at"), default=5)
    """staff are told when no more than this can be sold"""

    class Meta:
        """More is never promised than there is."""

        constraints = [
            models.CheckConstraint(condition=Q(on_hand__gte=F("held") + F("allocated")), name="stock_not_oversold"),
        ]
        verbose_name = _("stock")
        verbose_name_plural = _("stock")

    def __str__(self) -> str:
        return str(self.product)


class Lot(models.Model):
    """Units of a product that were made together: what a recall names."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="lots")
    code = models.CharField(_("lot number"), max_length=60, blank=True)
    """as printed on the jar; empty for units that came without one"""
    expires_on = models.DateField(_("expires on"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("recalled"), null=True, editable=False)
    """since when nothing of it is sold any more, whatever comes back of it"""
    on_hand = models.PositiveIntegerField(_("on hand"), default=0)
    allocated = models.PositiveIntegerField(_("allocated to orders"), default=0)

    class Meta:
        """What expires first is taken first."""

        constraints = [
            models.UniqueConstraint(fields=["product", "code"], name="lot_once"),
            models.CheckConstraint(condition=Q(on_hand__gte=F("allocated")), name="lot_not_oversold"),
        ]
        indexes = [models.Index(fields=["expires_on"], name="lot_expiry")]
        verbose_name = _("lot")
        verbose_name_plural = _("lots")

    def __str__(self) -> str:
        return f"{self.product} {self.code}".strip()


class Hold(models.Model):
    """Units kept for an order that is being paid, until a moment; gone once they are allocated or let go."""

    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, related_name="holds")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="holds", db_index=False)
    quantity = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    class Meta:
        """An order holds a product once, and something of it."""

        constraints = [
            models.UniqueConstraint(fields=["order", "product"], name="hold_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="hold_of_something"),
        ]
        indexes = [models.Index(fields=["product", "until"], name="hold_of_product")]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id} for {self.order_id}"


class LotAllocation(models.Model):
    """Which lot an order's units are from: what a recall looks up."""

    line = models.ForeignKey("shop.OrderLine", on_delete=models.PROTECT, related_name="lots")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="allocations")
    quantity = models.PositiveIntegerField()
    shipped = models.BooleanField(default=False)
    returned = models.PositiveIntegerField(default=0)
    """of those shipped, how many came back into the stock"""

    class Meta:
        """A line has units of a lot once; no more come back than went out."""

        constraints = [
            models.UniqueConstraint(fields=["line", "lot"], name="lot_allocation_once"),
            models.CheckConstraint(condition=Q(quantity__gte=F("returned")), name="no_more_back_than_out"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.lot_id} for line {self.line_id}"


class Movement(AppendOnly):
    """One change of stock: what moved, why, who did it. The sums of a product's movements are its stock row."""

    class Kind(models.TextChoices):
        """What happened."""

        RECEIVED = "received", _("received")
        CORRECTED = "corrected", _("corrected")
        HELD = "held", _("held")
        RELEASED = "released", _("let go")
        ALLOCATED = "allocated", _("allocated")
        FREED = "freed", _("allocation undone")
        SHIPPED = "shipped", _("shipped")
        RETURNED = "returned", _("returned")
        EXPIRED = "expired", _("expired")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="movements")
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, null=True, related_name="movements")
    order = models.ForeignKey("shop.Order", on_delete=models.PROTECT, null=True, related_name="movements")
    kind = models.CharField(_("what"), max_length=12, choices=Kind.choices)
    on_hand = models.IntegerField(_("on hand"), default=0)
    held = models.IntegerField(_("held"), default=0)
    allocated = models.IntegerField(_("allocated"), default=0)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        """Read by product, in the order in which it happened."""

        ordering = ("-pk",)
        indexes = [models.Index(fields=["product", "id"], name="movement_of_product")]
        verbose_name = _("movement of stock")
        verbose_name_plural = _("movements of stock")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on_hand:+} {self.held:+} {self.allocated:+}"
