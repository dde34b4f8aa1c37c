# SPDX-License-Identifier: Apache-2.0
"""How signing in behaves here: what it says, what it makes, and that it never fails for want of a mail server."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.site.accounts.person import nameless
from officinal.site.visitors import visitor

_LOG = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's own, in the house's words."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed."),
        "email_password_mismatch": gettext_lazy("The e-mail address and the password do not belong together."),
        "duplicate_email": gettext_lazy("This is your address already."),
        "same_as_current": gettext_lazy("This is your address already."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "incorrect_password": gettext_lazy("This is not your password."),
        "incorrect_code": gettext_lazy("This is not the right code."),
        "too_many_login_attempts": gettext_lazy("Too many attempts. Wait a few minutes, then try again."),
        "rate_limited": gettext_lazy("Too many attempts. Wait a minute, then try again."),
        "invalid_password_reset": gettext_lazy("This link is no longer valid."),
    }

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """A name that says nothing."""
        user.username = nameless()  # type: ignore[attr-defined]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address as the whole site knows it; `::` where the server was told none."""
        address = visitor(request)
        if address == "nowhere":
            return "::"
        return f"{address}::" if address.count(":") == 3 else address

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not within minutes of signing in: that was proof enough."""
        if not super().is_reauthentication_required(app=app, **more):
            return False
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record.get("at", 0) for record in records), default=0)
        return bool(timezone.now().timestamp() - newest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or say that it could not be sent; the visitor can have it sent again."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            _LOG.error("a mail could not be sent: %s", type(error).__name__)
            messages.error(self.request, _("We could not send the e-mail just now. Try again in a few minutes."))
