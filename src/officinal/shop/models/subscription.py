# SPDX-License-Identifier: Apache-2.0
"""Subscriptions: a product every so many days at a promised price, each delivery a cycle that exists once."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officinal.shop.models.append_only import AppendOnly
from officinal.shop.models.order import Order, money_field, new_token
from officinal.shop.models.product import Product


class Subscription(models.Model):
    """One product, delivered again and again until its customer pauses or ends it."""

    class State(models.TextChoices):
        """Where it stands."""

        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        CANCELLED = "cancelled", _("ended")

    class OutOfStock(models.TextChoices):
        """What its customer wants when the product is out of stock on the day."""

        WAIT = "wait", _("wait until it is back")
        SKIP = "skip", _("leave this delivery out")
        SWAP = "swap", _("send the other product that I chose")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.ACTIVE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="subscriptions"
    )
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, default="en")
    address = models.JSONField(_("address"), default=dict)
    first_order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="begun_subscriptions")
    first_line = models.OneToOneField("shop.OrderLine", on_delete=models.PROTECT, related_name="begun_subscription")

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="subscriptions")
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    every_days = models.PositiveSmallIntegerField(_("every so many days"))
    currency = models.CharField(_("currency"), max_length=3)
    unit_price = money_field(_("promised price"))
    """of one, before the discount; never more than the product's price of the day"""
    percent_off = models.DecimalField(_("percent off"), max_digits=5, decimal_places=2)
    price_until = models.DateField(_("price promised until"))

    gateway = models.CharField(_("paid by"), max_length=20)
    payer = models.CharField(max_length=120, blank=True)
    method = models.CharField(max_length=120, blank=True)
    method_words = models.CharField(_("card"), max_length=60, blank=True)
    """as people know it: Visa •••• 4242"""

    next_on = models.DateField(_("next delivery"), null=True)
    cycle = models.PositiveIntegerField(_("delivery"), default=1)
    """number of the next delivery; that of the first order is 0"""
    resume_on = models.DateField(_("paused until"), null=True)
    out_of_stock = models.CharField(
        _("when out of stock"), max_length=8, choices=OutOfStock.choices, default=OutOfStock.WAIT
    )
    swap_to = models.ForeignKey(Product, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        """The due ones are found by their day."""

        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0) & Q(every_days__gt=0), name="subscription_of_something"),
            models.CheckConstraint(
                condition=Q(state="cancelled", next_on=None) | (Q(next_on__isnull=False) & ~Q(state="cancelled")),
                name="subscription_goes_on_or_ended",
            ),
        ]
        indexes = [
            models.Index(fields=["next_on"], condition=Q(state="active"), name="subscription_due"),
            models.Index(fields=["email"], name="subscription_by_email"),
        ]
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id} every {self.every_days} days"


class Cycle(models.Model):
    """One delivery of a subscription: exists once, has one order at most."""

    class State(models.TextChoices):
        """What became of it."""

        SKIPPED = "skipped", _("left out")
        WAITING = "waiting", _("waiting for stock")
        PAYING = "paying", _("being paid")
        DONE = "done", _("paid")
        FAILED = "failed", _("not paid")

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="cycles")
    number = models.PositiveIntegerField()
    due_on = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="cycle")
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateField(_("next attempt"), null=True)

    class Meta:
        """Two schedulers at once make one."""

        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=["subscription", "number"], name="cycle_once"),
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(state__in=["waiting", "paying"]), name="one_open_cycle"
            ),
        ]
        indexes = [models.Index(fields=["next_try"], condition=Q(state__in=["waiting", "paying"]), name="cycle_to_try")]
        verbose_name = _("delivery of a subscription")
        verbose_name_plural = _("deliveries of a subscription")

    def __str__(self) -> str:
        return f"{self.subscription_id}/{self.number} {self.state}"


class SubscriptionEvent(AppendOnly):
    """What happened to a subscription, when, and by whom."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(_("what"), max_length=30)
    detail = models.JSONField(_("detail"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        """In the order in which it happened."""

        ordering = ("pk",)
        verbose_name = _("event of a subscription")
        verbose_name_plural = _("events of a subscription")

    def __str__(self) -> str:
        return f"{self.subscription_id} {self.kind}"
