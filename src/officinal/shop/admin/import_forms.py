# SPDX-License-Identifier: Apache-2.0
"""The two steps of an import as forms: what is handed in, and what is to be kept of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.errors import OfficinalError
from officinal.shop.admin.asked import newest
from officinal.shop.admin.draft import MOST, Draft, drafted
from officinal.shop.admin.form_parts import (
    Carried,
    TomlField,
    check_regime,
    errors_need_a_reason,
    markets,
    regimes,
    said_with_place,
)
from officinal.shop.catalogue.take_in import TakenIn, take_in
from officinal.shop.models import Product

MOST_BYTES = 5_000_000


class SourceForm(forms.Form):
    """The first step: what is handed in, and for which market."""

    file = forms.FileField(label=gettext_lazy("A file"), required=False)
    text = forms.CharField(
        label=gettext_lazy("or the text or HTML of a page, or a label"), required=False, max_length=MOST_BYTES, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "cols": 90, "spellcheck": "false"}),
    )  # fmt: skip
    market = forms.ChoiceField(label=gettext_lazy("Market"), choices=markets, initial="ca")
    regime = forms.ChoiceField(label=gettext_lazy("Labelling regime"), choices=regimes, required=False)

    taken: TakenIn

    def __init__(self, *args: Any, product: Product | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _for_its_market(self, product)

    def clean(self) -> dict[str, Any]:
        """Read what is handed in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file: UploadedFile[bytes] | None = cleaned.get("file")
        if file is None and not cleaned.get("text", "").strip():
            self.add_error(None, _("Choose a file, or paste a text."))
        elif file is not None and (file.size or 0) > MOST_BYTES:
            self.add_error("file", _("The file is larger than 5 MB; save the page alone, without its pictures."))
        else:
            data, name = (
                (file.read(), str(file.name))
                if file is not None
                else (cleaned["text"].encode("utf-8", "replace"), _("what you pasted"))
            )
            try:
                self.taken = take_in(data, name)
            except OfficinalError as error:
                self.add_error("file" if file else "text", str(error))
        return _with_regime(self, cleaned)


class ConfirmForm(forms.Form):
    """The second step: the label as it was read, open to be mended, and why it is published."""

    label_toml = TomlField(label=gettext_lazy("The label that was read"), max_length=MOST, strip=False)
    slug = forms.SlugField(label=gettext_lazy("Address"), max_length=80, required=False)
    market = forms.ChoiceField(label=gettext_lazy("Market"), choices=markets)
    regime = forms.ChoiceField(label=gettext_lazy("Labelling regime"), choices=regimes, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=gettext_lazy("Why this label is published. Needed where it has errors; kept with the version."),
    )  # fmt: skip
    version_seen = Carried(required=False)

    def __init__(self, data: Any, *, product: Product | None, to_publish: bool) -> None:
        super().__init__(data)
        self.product, self.to_publish = product, to_publish
        _for_its_market(self, product)
        if product is not None:
            del self.fields["slug"]
        asked = (
            {"market": product.market, "regime": product.regime}
            if product
            else {"market": str(data.get("market", "")), "regime": str(data.get("regime", ""))}
        )
        self.draft: Draft = drafted(str(data.get("label_toml", "")), as_of=timezone.localdate(), **asked)

    def is_valid(self) -> bool:
        """Nothing is published while the person only looks."""
        return super().is_valid() and self.to_publish

    def clean(self) -> dict[str, Any]:
        """What stands in the way of publishing, each at its field."""
        cleaned = _with_regime(self, super().clean() or self.cleaned_data)
        if self.draft.report is None and "label_toml" not in self.errors:
            self.add_error("label_toml", said_with_place(self.draft.line, self.draft.pointer, self.draft.problem))
        if self.to_publish and self.draft.errors and not cleaned.get("reason", "").strip():
            self.add_error("reason", errors_need_a_reason(self.draft.errors))
        if self.product is None and cleaned.get("slug") is not None:
            self._check_address(cleaned)
        if self.product is not None and self.to_publish and cleaned.get("version_seen") != str(newest(self.product)):
            self.add_error(None, _("Meanwhile another version was published; look at what changes, and confirm again."))
            self.data = {
                **self.data,
                "label_toml": self.draft.toml,
                "reason": cleaned.get("reason", ""),
                "version_seen": str(newest(self.product)),
            }
        return cleaned

    def _check_address(self, cleaned: dict[str, Any]) -> None:
        name = self.draft.label.name if self.draft.label else ""
        cleaned["slug"] = cleaned["slug"] or slugify(name or "")[:80]
        if not cleaned["slug"]:
            self.add_error("slug", _("Give an address: the label has no name to make one of."))
        elif Product.objects.filter(slug=cleaned["slug"]).exists():
            self.add_error("slug", _("There is a product at this address; give another, or import into that product."))


def _for_its_market(form: forms.Form, product: Product | None) -> None:
    """A product keeps its market and regime."""
    if product is not None:
        del form.fields["market"], form.fields["regime"]


def _with_regime(form: forms.Form, cleaned: dict[str, Any]) -> dict[str, Any]:
    if cleaned.get("market"):
        try:
            check_regime(cleaned["market"], cleaned.get("regime", ""))
        except OfficinalError as error:
            form.add_error("regime", str(error))
    return cleaned
