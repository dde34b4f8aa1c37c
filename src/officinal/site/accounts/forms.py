# SPDX-License-Identifier: Apache-2.0
"""The forms of signing in and up, in the house's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from officinal.site.accounts.form_words import HouseWords


class LogIn(HouseWords, theirs.LoginForm):
    """E-mail address and password."""


class SignUp(HouseWords, theirs.SignupForm):
    """An address, and a password where no passkey takes its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "password1" in self.fields:
            self.fields["password1"].label = gettext_lazy("Password")

    def try_save(self, request: HttpRequest) -> Any:
        """As long as making an account takes, so that the time does not tell that there is one."""
        if self.account_already_exists and (password := self.cleaned_data.get("password1")):
            User().set_password(password)
        return super().try_save(request)


class NewAddress(HouseWords, theirs.AddEmailForm):
    """Another address in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = gettext_lazy("New e-mail address")


class ChangePassword(HouseWords, theirs.ChangePasswordForm):
    """The present password, and the one that takes its place."""


class SetPassword(HouseWords, theirs.SetPasswordForm):
    """A password for an account that has none."""


class ForgottenPassword(HouseWords, theirs.ResetPasswordForm):
    """Whereto the link is to be sent."""


class NewPassword(HouseWords, theirs.ResetPasswordKeyForm):
    """The password of somebody who came by a link."""


class PasswordAgain(HouseWords, theirs.ReauthenticateForm):
    """The password once more, before something that matters."""


class AskForCode(HouseWords, theirs.RequestLoginCodeForm):
    """Whereto the code is to be sent."""


class LogInCode(HouseWords, theirs.ConfirmLoginCodeForm):
    """The code that was sent."""


class AddressCode(HouseWords, theirs.ConfirmEmailVerificationCodeForm):
    """The code that was sent to an address."""
