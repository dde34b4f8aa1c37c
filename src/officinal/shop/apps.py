# SPDX-License-Identifier: Apache-2.0
"""The shop as one Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class ShopConfig(AppConfig):
    """Catalogue, and later stock, carts, orders, subscriptions and payments."""

    name = "officinal.shop"
    label = "shop"
    verbose_name = gettext_lazy("Shop")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A product that is taken out of the catalogue is taken out of the index too."""
        from django.db.models.signals import post_delete

        from officinal.shop.catalogue.search import forget
        from officinal.shop.people_shop import keep_for_people
        from officinal.shop.seller import seller

        keep_for_people()
        seller()  # a seller's file that cannot be used stops the start
        post_delete.connect(forget, sender="shop.Product", dispatch_uid="officinal.shop.forget")
