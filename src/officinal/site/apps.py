# SPDX-License-Identifier: Apache-2.0
"""The site as a Django app: its templates, static files and template tags."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Named so that it does not meet Django's own `sites`."""

    name = "officinal.site"
    label = "officinal_site"
