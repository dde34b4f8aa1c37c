# SPDX-License-Identifier: Apache-2.0
"""What the fields of every form about people are called: the same word everywhere, no placeholder in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    _Form = forms.Form
else:
    _Form = object

LABELS = {
    "login": gettext_lazy("E-mail address"),
    "email": gettext_lazy("E-mail address"),
    "password": gettext_lazy("Password"),
    "oldpassword": gettext_lazy("Present password"),
    "password1": gettext_lazy("New password"),
    "remember": gettext_lazy("Stay signed in on this device for 30 days"),
    "code": gettext_lazy("Code"),
    "name": gettext_lazy("What to call this passkey"),
    "passwordless": gettext_lazy("Let me sign in with this passkey alone, without a password"),
}
_NEW_PASSWORD = gettext_lazy("At least 12 characters, none of the passwords that everybody uses. A few words do well.")


class HouseWords(_Form):
    """Mixed into a form before it: our labels, our help, and a new password typed once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in LABELS:
                field.label, field.help_text = LABELS[name], ""
        if "password1" in self.fields:
            self.fields["password1"].help_text = _NEW_PASSWORD
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}
