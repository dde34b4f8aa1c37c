# SPDX-License-Identifier: Apache-2.0
"""The forms by which staff change the stock: a delivery, a count, a date, a reason."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.stock.receive import LONGEST_CODE, MOST, MOST_OF_A_LOT
from officinal.shop.stock.rows import MOST_OF_A_REASON

_DATE = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?")


def last_day(text: str) -> dt.date:
    """The day until which a label says that it is good; the last of the month where it names no day. Raises `ValueError`.

    >>> last_day("2028-02"), last_day("2028/02/09")
    (datetime.date(2028, 2, 29), datetime.date(2028, 2, 9))
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    year, month = int(found[1]), int(found[2])
    if not (1 <= month <= 12 and year):
        raise ValueError(text)
    return dt.date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))


class ExpiryField(forms.CharField):
    """A date as labels print it: year and month, with or without a day."""

    def __init__(self, **kwargs: Any) -> None:
        hint = gettext_lazy("As on the jar: 2028-03-31, or 2028-03 for the end of that month.")
        super().__init__(
            label=gettext_lazy("Expires on"), max_length=12, help_text=hint,
            widget=forms.TextInput(attrs={"size": 12, "autocomplete": "off"}), **kwargs,
        )  # fmt: skip

    def clean(self, value: Any) -> Any:
        """The day itself; None for none."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return last_day(text)
        except ValueError:
            raise forms.ValidationError(_("Write the date as year and month, or year, month and day.")) from None


class ReasonField(forms.CharField):
    """Why: kept in the ledger for good."""

    def __init__(self, help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(
            label=gettext_lazy("Reason"), max_length=MOST_OF_A_REASON, help_text=help_text,
            widget=forms.TextInput(attrs={"size": 50}), **kwargs,
        )  # fmt: skip


class ReceiveForm(forms.Form):
    """A delivery of one lot."""

    quantity = forms.IntegerField(label=gettext_lazy("Units"), min_value=1, max_value=MOST)
    lot = forms.CharField(
        label=gettext_lazy("Lot number"), max_length=LONGEST_CODE, required=False,
        help_text=gettext_lazy("As printed on the jar. Leave it empty only where there is none: no recall can name such units."),
        widget=forms.TextInput(attrs={"size": 20, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    expires_on = ExpiryField(required=False)
    reason = ReasonField(gettext_lazy("Such as the number of the delivery note."))
    after = forms.IntegerField(widget=forms.HiddenInput)
    """the newest delivery when the page was opened: the same form sent twice is one delivery"""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_expires_on(self) -> dt.date | None:
        """Not a day that is over."""
        date: dt.date | None = self.cleaned_data["expires_on"]
        if date and date < self._today:
            raise forms.ValidationError(_("That day is over: such units cannot be sold."))
        return date


class CountForm(forms.Form):
    """What somebody counted of a lot."""

    counted = forms.IntegerField(
        label=gettext_lazy("Counted"), min_value=0, max_value=MOST_OF_A_LOT,
        help_text=gettext_lazy("Every unit of this lot that is still here, also those packed for orders and not sent yet."),
    )  # fmt: skip
    count_reason = ReasonField(gettext_lazy("Such as: broken, lost, counted at the end of the year."))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class DateForm(forms.Form):
    """Another day on which a lot expires."""

    expires_on = ExpiryField(required=False)
    date_reason = ReasonField()


class RecallForm(forms.Form):
    """Why a lot is recalled."""

    reason = ReasonField(gettext_lazy("Such as the number of the recall."))
