# SPDX-License-Identifier: Apache-2.0
"""A cart: what somebody means to buy. It promises nothing: stock is held only when they pay."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from officinal.shop.models.product import Product


class Cart(models.Model):
    """Known by its token, which is in its owner's cookie."""

    token = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="carts")
    touched = models.DateTimeField(db_index=True)
    """when it was last changed: carts that nobody touches any more are removed"""

    def __str__(self) -> str:
        return f"cart {self.pk}"


class CartLine(models.Model):
    """A product, once or by subscription, and how many of it."""

    cart = models.ForeignKey(Cart, on_delete=models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)
    every_days = models.PositiveSmallIntegerField(null=True)
    """of a subscription: how many days lie between two deliveries; None: bought once"""

    class Meta:
        """A product stands in a cart at most twice: once and by subscription."""

        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["cart", "product"], condition=Q(every_days=None), name="cart_line_once"),
            models.UniqueConstraint(
                fields=["cart", "product"], condition=Q(every_days__isnull=False), name="cart_line_subscribed_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="cart_line_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"
