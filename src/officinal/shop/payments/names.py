# SPDX-License-Identifier: Apache-2.0
"""What the ways to pay are called, for people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

_NAMES = {"manual": _("invoice or e-transfer"), "stripe": _("card")}


def in_words(gateway: str) -> str:
    """The way to pay by a gateway; the gateway's own name where we have no words for it."""
    return str(_NAMES.get(gateway, gateway))
