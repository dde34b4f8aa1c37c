# SPDX-License-Identifier: Apache-2.0
"""The forms of second factors, in the house's words."""

from __future__ import annotations

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as theirs
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from django.core.cache import cache
from django.utils.translation import gettext_lazy

from officinal.site.accounts.form_words import HouseWords


class _Once(theirs.BaseAuthenticateForm):
    """A code counts once, for as long as clocks that differ would let it count."""

    def clean_code(self) -> str:
        """The code; refused where it was used before."""
        code: str = super().clean_code()
        if self.authenticator.type == Authenticator.Type.TOTP:
            lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
            digits = "".join(each for each in code if each.isdigit())
            if not cache.add(f"totp-used-{self.user.pk}-{digits}", True, lasts):
                raise get_adapter().validation_error("incorrect_code")
        return code


class FactorCode(HouseWords, _Once, theirs.AuthenticateForm):
    """A code of the app, or a recovery code, while signing in."""


class FactorCodeAgain(HouseWords, _Once, theirs.ReauthenticateForm):
    """The same, before something that matters."""


class FirstCode(HouseWords, ActivateTOTPForm):
    """The first code of an app that has just learnt the secret."""


class AddKey(HouseWords, AddWebAuthnForm):
    """A passkey, which may do without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True
        self.fields["passwordless"].help_text = gettext_lazy("Clear this for a security key that holds few passkeys.")


class NameKey(HouseWords, EditWebAuthnForm):
    """Another name for a passkey."""


class FirstKey(HouseWords, SignupWebAuthnForm):
    """The passkey of a new account."""
