# SPDX-License-Identifier: Apache-2.0
"""Payments: an attempt is written down before anybody is asked for money, and its key is made of that row.

So an answer that gets lost is looked up by the row, never asked for a second time under another key.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officinal.shop.models.order import Order, money_field

OPEN = ("created", "asked", "needs_action", "unknown")
"""states of an attempt from which money may still come"""


class Attempt(models.Model):
    """One attempt to be paid for an order."""

    class State(models.TextChoices):
        """What is known of it."""

        CREATED = "created", _("written down, nobody asked yet")
        ASKED = "asked", _("waiting for the payment")
        NEEDS_ACTION = "needs_action", _("the customer must confirm it")
        UNKNOWN = "unknown", _("no answer: to be looked up")
        SUCCEEDED = "succeeded", _("paid")
        PAID_AGAIN = "paid_again", _("paid a second time: to be given back")
        FAILED = "failed", _("declined")
        CANCELLED = "cancelled", _("called off")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("attempt"))
    gateway = models.CharField(_("by"), max_length=20)
    amount = money_field(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    state = models.CharField(_("state"), max_length=14, choices=State.choices, default=State.CREATED)
    external_id = models.CharField(_("its id at the gateway"), max_length=120, blank=True)
    why = models.CharField(_("why it failed"), max_length=200, blank=True)
    off_session = models.BooleanField(default=False)
    """made by the shop for a renewal, without the customer"""
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    api_version = models.CharField(max_length=40, blank=True)

    class Meta:
        """One attempt at a time, and one success."""

        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="attempt_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(state="succeeded"), name="paid_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(state__in=OPEN), name="one_attempt_at_a_time"),
            models.UniqueConstraint(
                fields=["gateway", "external_id"], condition=~Q(external_id=""), name="one_attempt_a_payment"
            ),
        ]
        indexes = [models.Index(fields=["started_at"], condition=Q(state__in=OPEN), name="attempt_open")]
        verbose_name = _("payment")
        verbose_name_plural = _("payments")

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number} {self.state}"

    @property
    def key(self) -> str:
        """Under which the gateway is asked: the same for this row for ever."""
        return f"officinal-{self.order.token[:12]}-{self.number}"

    @property
    def is_open(self) -> bool:
        """Whether money may still come of it."""
        return self.state in OPEN


class Refund(models.Model):
    """Money given back, in whole or in part; the row is written first, and its key made of it."""

    class State(models.TextChoices):
        """What is known of it."""

        CREATED = "created", _("written down, not asked for yet")
        UNKNOWN = "unknown", _("no answer: to be looked up")
        PENDING = "pending", _("on its way")
        SUCCEEDED = "succeeded", _("given back")
        FAILED = "failed", _("not given back")

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=80, unique=True)
    """of the form that asked for it: the same one gives nothing back twice"""
    amount = money_field(_("amount"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.CREATED)
    external_id = models.CharField(max_length=120, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    why = models.CharField(_("why it failed"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(_("when"))

    class Meta:
        """Something is given back."""

        ordering = ("pk",)
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="refund_of_something")]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")

    def __str__(self) -> str:
        return f"{self.amount} of {self.attempt_id}"


class WebhookEvent(models.Model):
    """An event that a gateway told us of; the row and its effects are one transaction, so that none works twice."""

    gateway = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    received_at = models.DateTimeField()

    class Meta:
        """Each once."""

        constraints = [models.UniqueConstraint(fields=["gateway", "event_id"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.event_id}"


class Payer(models.Model):
    """What a gateway calls a customer who saved a way to pay; no card number is ever here."""

    gateway = models.CharField(max_length=20)
    email = models.EmailField()
    external_id = models.CharField(max_length=120)

    class Meta:
        """One for each gateway and address."""

        constraints = [models.UniqueConstraint(fields=["gateway", "email"], name="payer_once")]

    def __str__(self) -> str:
        return f"{self.gateway} {self.external_id}"
