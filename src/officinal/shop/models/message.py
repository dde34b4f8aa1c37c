# SPDX-License-Identifier: Apache-2.0
"""What goes out: messages wait in an outbox that is written with what they tell of; and who asked to be told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from officinal.shop.models.order import new_token
from officinal.shop.models.product import Product


class Message(models.Model):
    """A mail to be sent. Its row is of the same transaction as what it tells of; sending comes later, and may fail."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", _("waiting")
        SENT = "sent", _("sent")
        GIVEN_UP = "given_up", _("given up")

    key = models.CharField(max_length=120, unique=True)
    """what it tells of: the same is told once"""
    kind = models.CharField(_("what"), max_length=40)
    to = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=5, default="en")
    about = models.JSONField(default=dict)
    """keys of what it tells of; its words are made when it is sent"""
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try = models.DateTimeField(_("next attempt"))
    why = models.CharField(_("why it failed"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent on"), null=True)

    class Meta:
        """The waiting ones are found by when to try."""

        ordering = ("-pk",)
        indexes = [models.Index(fields=["next_try"], condition=Q(state="waiting"), name="message_waiting")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class RestockRequest(models.Model):
    """Somebody who asked to be told when a product is back; told once, and only after they confirmed the address."""

    class State(models.TextChoices):
        """Where it stands."""

        UNCONFIRMED = "unconfirmed", _("not confirmed")
        WAITING = "waiting", _("waiting")
        TOLD = "told", _("told")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="restock_requests")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, default="en")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.UNCONFIRMED)
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    told_at = models.DateTimeField(_("told on"), null=True)

    class Meta:
        """An address waits once for a product, first come first told."""

        constraints = [models.UniqueConstraint(fields=["product", "email"], name="restock_request_once")]
        indexes = [
            models.Index(fields=["product", "confirmed_at"], condition=Q(state="waiting"), name="restock_waiting")
        ]
        verbose_name = _("request to be told of stock")
        verbose_name_plural = _("requests to be told of stock")

    def __str__(self) -> str:
        return f"{self.product_id} {self.state}"
