# SPDX-License-Identifier: Apache-2.0
"""Names under which shared counts are kept: nobody's address or e-mail can be read off them."""

from __future__ import annotations

from django.utils.crypto import salted_hmac


def hidden(key: str, prefix: str, version: int) -> str:
    """The name of a cached value as the database sees it (Django's `KEY_FUNCTION`)."""
    return salted_hmac("officinal.throttle", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
