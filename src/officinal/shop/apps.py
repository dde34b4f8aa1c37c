# SPDX-License-Identifier: Apache-2.0
"""The shop as one Django app."""

from django.apps import AppConfig


class ShopConfig(AppConfig):
    """Catalogue, and later stock, carts, orders, subscriptions and payments."""

    name = "officinal.shop"
    label = "shop"
    default_auto_field = "django.db.models.BigAutoField"
