# SPDX-License-Identifier: Apache-2.0
"""What is asked before something is done to an order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.admin.stock.shown import lot_name
from officinal.shop.models import LotAllocation
from officinal.shop.models.order import new_token

NAMES_STAY = gettext_lazy("It is kept in the log of the order for good: write nothing about the person.")


def _line(
    label: Any, *, most: int = 200, required: bool = True, help_text: Any = "", size: int = 40
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        widget=forms.TextInput(attrs={"size": size, "autocomplete": "off"}),
    )  # fmt: skip


class KeyedForm(forms.Form):
    """A form that works once, however often it is sent."""

    key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": new_token(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class ShipForm(forms.Form):
    """It is handed over."""

    tracking = _line(
        gettext_lazy("Tracking number"), most=100, required=False, size=24,
        help_text=gettext_lazy("The customer is told of it by mail. Leave it empty where there is none."),
    )  # fmt: skip


class PaidForm(forms.Form):
    """The money was seen."""

    note = _line(
        gettext_lazy("Where you saw it"), required=False, help_text=gettext_lazy("Such as the number of the transfer.")
    )


class ReasonForm(forms.Form):
    """Why it is called off."""

    reason = _line(gettext_lazy("Reason"), help_text=NAMES_STAY)


class NoteForm(KeyedForm):
    """Something that the next person should know."""

    text = _line(
        gettext_lazy("Note for the staff"), most=500, size=60,
        help_text=gettext_lazy("Customers do not see it. When somebody asks to be forgotten, it is deleted."),
    )  # fmt: skip


class ReturnForm(KeyedForm):
    """Units that came back and can be sold again."""

    reason = _line(gettext_lazy("Reason"), help_text=NAMES_STAY)

    def __init__(self, *args: Any, out: Iterable[LotAllocation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in out:
            self.fields[f"units-{each.pk}"] = forms.IntegerField(
                label=_("%(product)s, lot %(lot)s") % {"product": each.line.name, "lot": lot_name(each.lot)},
                min_value=0, max_value=each.quantity - each.returned, required=False,
                help_text=_("%(n)s went out and did not come back") % {"n": each.quantity - each.returned},
            )  # fmt: skip
        self.order_fields([*(name for name in self.fields if name.startswith("units-")), "reason", "key"])

    def clean(self) -> dict[str, Any]:
        """Something came back."""
        asked = super().clean() or self.cleaned_data
        if not self.errors and not self.units():
            self.add_error(None, _("Say how many units of which lot came back."))
        return asked

    def units(self) -> dict[int, int]:
        """How many, by the key of the lot's allocation."""
        named = (
            (name.partition("-")[2], value) for name, value in self.cleaned_data.items() if name.startswith("units-")
        )
        return {int(key): number for key, number in named if number}


class RefundForm(KeyedForm):
    """How much is given back: all that is left, so many units and the delivery, or an amount."""

    how = forms.ChoiceField(
        label=gettext_lazy("What is given back"), widget=forms.RadioSelect,
        choices=[
            ("rest", gettext_lazy("all that is left")),
            ("units", gettext_lazy("units, and the delivery if it is ticked")),
            ("amount", gettext_lazy("an amount, taxes included")),
        ],
    )  # fmt: skip
    delivery = forms.BooleanField(label=gettext_lazy("the delivery too"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("How much money"), min_value=Decimal("0.01"), max_digits=12, decimal_places=2, required=False,
        localize=True, widget=forms.TextInput(attrs={"size": 10, "inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    reason = _line(gettext_lazy("Reason"), help_text=NAMES_STAY)
    seen = forms.DecimalField(max_digits=12, decimal_places=2, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, left: Iterable[tuple[str, int]], **kwargs: Any) -> None:
        """`left`: of each line its name, and of how many units the money was not given back yet."""
        kwargs.setdefault("initial", {}).setdefault("how", "units")
        super().__init__(*args, **kwargs)
        for at, (name, number) in enumerate(left):
            if number:
                self.fields[f"units-{at}"] = forms.IntegerField(
                    label=_("Units of %(product)s") % {"product": name}, min_value=0, max_value=number, required=False,
                    help_text=_("of %(n)s") % {"n": number},
                )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is chosen is said."""
        asked = super().clean() or self.cleaned_data
        how = asked.get("how")
        if how == "amount" and not asked.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Say how much."))
        if how == "units" and not self.units() and not asked.get("delivery") and not self.errors:
            self.add_error(None, _("Say how many units, or tick the delivery."))
        return asked

    def units(self) -> dict[int, int]:
        """How many of each line, counted from 0."""
        named = (
            (name.partition("-")[2], value) for name, value in self.cleaned_data.items() if name.startswith("units-")
        )
        return {int(at): number for at, number in named if number}

    def unit_fields(self) -> list[forms.BoundField]:
        """The fields of the lines."""
        return [self[name] for name in self.fields if name.startswith("units-")]
