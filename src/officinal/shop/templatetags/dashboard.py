# SPDX-License-Identifier: Apache-2.0
"""The desk on the first page of the staff side."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from officinal.shop.admin.dashboard.desk import DUE_WITHIN, EXPIRES_WITHIN, desk

register = template.Library()


@register.inclusion_tag("admin/shop/dashboard/desk.html", takes_context=True)
def staff_desk(context: dict[str, Any]) -> dict[str, Any]:
    """What is to be done, for whoever looks."""
    now = timezone.now()
    return {
        "desk": desk(context["request"], now=now), "perms": context["perms"], "today": timezone.localdate(now),
        "expires_within": EXPIRES_WITHIN.days, "due_within": DUE_WITHIN.days,
    }  # fmt: skip
