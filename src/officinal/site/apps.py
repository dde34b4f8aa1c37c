# SPDX-License-Identifier: Apache-2.0
"""The site as a Django app: its templates, static files and template tags."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Named so that it does not meet Django's own `sites`."""

    name = "officinal.site"
    label = "officinal_site"

    def ready(self) -> None:
        """Sessions note when they began and what they have proven; people are shown to staff our way."""
        from officinal.site.accounts import people_admin, second_factor, sessions  # noqa: F401
