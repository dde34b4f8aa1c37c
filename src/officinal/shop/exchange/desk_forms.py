# SPDX-License-Identifier: Apache-2.0
"""The two steps of bringing products in as forms: the file, and the same file once more with a yes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.errors import OfficinalError, SourceError
from officinal.reading.sources.decode import decode
from officinal.reading.sources.opened import Opened
from officinal.shop.admin.form_parts import Carried, markets
from officinal.shop.exchange.bring_in import BroughtIn, bring_in

MOST_BYTES = 4_000_000
MOST_ROWS = 500


class TermsForm(forms.Form):
    """How the file is to be taken."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"), required=False,
        choices=(("", gettext_lazy("told by its headings")), ("csv", gettext_lazy("our own table")), ("shopify", "Shopify"), ("woocommerce", "WooCommerce")),
    )  # fmt: skip
    market = forms.ChoiceField(label=gettext_lazy("Market of new products"), choices=markets, initial="ca")
    currency = forms.RegexField(
        "^[A-Z]{3}$", label=gettext_lazy("Currency of its prices, where it names none"), required=False, max_length=3,
        help_text=gettext_lazy("Three letters, as CAD. Empty: what is there stays, and new products are priced in CAD."),
    )  # fmt: skip
    keep_labels = forms.BooleanField(
        label=gettext_lazy("Leave the labels of products that are here already as they are"), required=False
    )
    show_new = forms.BooleanField(
        label=gettext_lazy("Show new products in the shop at once, unless the file hides them"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=gettext_lazy("Why labels with errors are published all the same; kept with each of them. Without it they are refused."),
    )  # fmt: skip

    brought: BroughtIn

    def _bring_in(self, data: bytes, name: str, field: str) -> None:
        try:
            self.brought = bring_in(
                data, name, kind=self.cleaned_data.get("kind") or None, most_bytes=MOST_BYTES, most_rows=MOST_ROWS
            )
        except OfficinalError as error:
            self.add_error(field, _with_way_on(error))


class FileForm(TermsForm):
    """The first step: the file."""

    file = forms.FileField(label=gettext_lazy("A CSV file"), max_length=200)
    field_order = ("file",)

    text: str

    def clean(self) -> dict[str, Any]:
        """Read the table."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file: UploadedFile[bytes] | None = cleaned.get("file")
        if file is None:
            return cleaned
        if (file.size or 0) > MOST_BYTES:
            self.add_error("file", too_large())
            return cleaned
        data = file.read()
        self._bring_in(data, str(file.name), "file")
        if not self.errors:
            self.text = as_carried(data, str(file.name))
        return cleaned


class ConfirmForm(TermsForm):
    """The second step: the same file and terms, carried along, with what was seen of them."""

    text = Carried(strip=False, max_length=MOST_BYTES)
    name = Carried(max_length=200)
    seen = Carried(max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in ("kind", "market", "currency", "keep_labels", "show_new"):
            self.fields[field].widget = self.fields[field].hidden_widget()

    def clean(self) -> dict[str, Any]:
        """Read the table once more."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("text"):
            self._bring_in(cleaned["text"].encode(), cleaned.get("name") or "file", "text")
        return cleaned


def as_carried(data: bytes, name: str) -> str:
    """A file's text as a page can carry it along; reads the same again, however the browser ends its lines."""
    return decode(Opened(name=name, data=data, content_type=None, address=None))


def too_large() -> str:
    """What somebody is told whose file is too large for a page."""
    return _(
        "The file is larger than %(most)s MB. Bring it in in several files, or with the command: officinal products import"
    ) % {"most": MOST_BYTES // 10**6}


def _with_way_on(error: OfficinalError) -> str:
    return str(error) if not isinstance(error, SourceError) else error.problem
