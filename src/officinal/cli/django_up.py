# SPDX-License-Identifier: Apache-2.0
"""Brings Django up for the commands that work on the shop."""

from __future__ import annotations

import os

from officinal.cli.serve import SiteMissing
from officinal.errors import OfficinalError


class NoShop(OfficinalError):
    """There is no database of the shop, or it is of another version."""


def django_up() -> None:
    """Set Django up with the site's settings; raises `SiteMissing` where the site's packages are not installed."""
    try:
        import django
    except ModuleNotFoundError as error:
        raise SiteMissing(
            f"the site is not installed ({error.name} is missing); run: pip install 'officinal[site]'"
        ) from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "officinal.site.settings")
    django.setup()


def shop_up() -> None:
    """Set Django up for work on the shop's tables; raises `NoShop` where they are not there as this version has them."""
    django_up()
    from django.db import DatabaseError

    from officinal.shop.models import Product

    try:
        Product.objects.first()
    except DatabaseError as error:
        raise NoShop(
            f"the shop's database cannot be used ({' '.join(str(error).split())}); "
            "`officinal serve` makes it and brings it up to date"
        ) from None
