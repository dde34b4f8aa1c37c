# SPDX-License-Identifier: Apache-2.0
"""Django's admin as an app, with our door."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Named in the settings in the place of Django's own."""

    default_site = "officinal.site.accounts.staff_site.StaffSite"
