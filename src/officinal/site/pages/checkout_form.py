# SPDX-License-Identifier: Apache-2.0
"""What is asked at the checkout: only what is needed to send the parcel and to tell of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from officinal.errors import AskedForUnknown
from officinal.shop.money.books import shipping_book
from officinal.shop.money.place import Place, place, provinces
from officinal.shop.orders.place import Customer

_CANADIAN = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d")
_COUNTRIES = {"US": gettext_lazy("United States")}


def destinations() -> list[tuple[str, str]]:
    """Where parcels are sent: provinces by their names, then other countries."""
    language = get_language() or "en"
    sent_to = {code for zone in shipping_book().zones for code in zone.places}
    own = sorted(
        ((code, names.said(language)) for code, names in provinces().items() if {code, "CA"} & sent_to),
        key=lambda each: each[1],
    )
    others = [(code, str(_COUNTRIES.get(code, code))) for code in sorted(sent_to) if not code.startswith("CA")]
    return [("", _("choose")), *own, *others]


def _text(label: Any, most: int, autocomplete: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.TextInput(attrs={"autocomplete": autocomplete})
    )


class AddressForm(forms.Form):
    """Where it goes."""

    name = _text(gettext_lazy("Name"), 120, "name")
    line1 = _text(gettext_lazy("Street and number"), 120, "address-line1")
    line2 = _text(gettext_lazy("Apartment, if any"), 120, "address-line2", required=False)
    city = _text(gettext_lazy("City"), 80, "address-level2")
    to = forms.ChoiceField(
        label=gettext_lazy("Province, or country"),
        choices=destinations,
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    state = _text(gettext_lazy("State, outside Canada"), 60, "address-level1", required=False)
    postal_code = _text(gettext_lazy("Postal code"), 12, "postal-code")

    def clean(self) -> dict[str, Any]:
        """A Canadian postal code has its form; another country needs its state."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        to, code = cleaned.get("to", ""), str(cleaned.get("postal_code", "")).upper().strip()
        if to.startswith("CA") and code:
            if not _CANADIAN.fullmatch(code):
                self.add_error("postal_code", _("A Canadian postal code is written like H2X 1Y4."))
            else:
                cleaned["postal_code"] = f"{code[:3]} {code[-3:]}"
        elif to and not cleaned.get("state"):
            self.add_error("state", _("Give the state that it goes to."))
        return cleaned

    def full_clean(self) -> None:
        """The first field with an error has the focus when the page comes back."""
        super().full_clean()
        for name, field in self.fields.items():
            if name in self.errors:
                field.widget.attrs["autofocus"] = True
                return

    @property
    def place(self) -> Place | None:
        """Where it goes, as soon as that alone is known."""
        try:
            to = str(self.data.get("to", ""))
            return place(to[:2], to[3:]) if to else None
        except AskedForUnknown:
            return None

    @property
    def address(self) -> dict[str, str]:
        """The address of a valid form, as it is kept."""
        given = self.cleaned_data
        country, _dash, province = given["to"].partition("-")
        return {
            "name": given["name"], "line1": given["line1"], "line2": given["line2"], "city": given["city"],
            "province": province or given["state"], "postal_code": given["postal_code"], "country": country,
        }  # fmt: skip


class CheckoutForm(AddressForm):
    """Who orders and where it goes."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    note = forms.CharField(
        label=gettext_lazy("A note for us, if any"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("email",)

    def clean_email(self) -> str:
        """Addresses are compared without regard to case."""
        return str(self.cleaned_data["email"]).lower()

    def customer(self, *, language: str, user: Any) -> Customer:
        """The customer of a valid form."""
        given = self.cleaned_data
        return Customer(
            email=given["email"], address=self.address, language=language, note=given["note"], user=user
        )  # fmt: skip
