# SPDX-License-Identifier: Apache-2.0
"""The edit page of a product as a form: the shop's own fields, the label, and why it is published."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.errors import OfficinalError
from officinal.label import Label, to_toml
from officinal.shop.admin.draft import MOST
from officinal.shop.admin.form_parts import (
    Carried,
    TomlField,
    check_regime,
    errors_need_a_reason,
    markets,
    regimes,
    said_with_place,
)
from officinal.shop.admin.workbench import Workbench, laid_out, worked_on
from officinal.shop.models import LabelVersion, Product

CURRENCIES = ("CAD", "USD", "EUR", "GBP")
_HIGHEST_PRICE = Decimal("99999.99")


if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Product]
else:
    _ModelForm = forms.ModelForm


class ProductForm(_ModelForm):
    """A product and its label. A valid form holds a label that can be published, with its reason where one is needed."""

    slug = forms.SlugField(
        label=gettext_lazy("Address"), max_length=80, required=False,
        help_text=gettext_lazy("The last part of the page's address; made of the name where it is left empty. It stays for good."),
    )  # fmt: skip
    market = forms.ChoiceField(label=gettext_lazy("Market"), choices=markets)
    regime = forms.ChoiceField(label=gettext_lazy("Labelling regime"), choices=regimes, required=False)
    price = forms.DecimalField(
        label=gettext_lazy("Price"),
        min_value=Decimal(0),
        max_value=_HIGHEST_PRICE,
        max_digits=7,
        decimal_places=2,
        required=False,
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=[(each, each) for each in CURRENCIES])
    subscribe_percent_off = forms.DecimalField(
        label=gettext_lazy("Percent off by subscription"), min_value=Decimal(0), max_value=Decimal(99), max_digits=4, decimal_places=2,
        required=False, help_text=gettext_lazy("Empty: not sold by subscription."),
    )  # fmt: skip
    weight_g = forms.IntegerField(
        label=gettext_lazy("Weight to ship, in grams"), min_value=1, max_value=99_999, required=False,
        help_text=gettext_lazy("Of one, packed. Empty: not known; it is then shipped at the flat rate."),
    )  # fmt: skip
    published = forms.BooleanField(label=gettext_lazy("Shown in the shop"), required=False)
    label_toml = TomlField(label=gettext_lazy("Label as TOML"), max_length=MOST, strip=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text=gettext_lazy("Saving publishes the label where it changed. Say why: needed where it has errors, and kept with the version."),
    )  # fmt: skip
    drawn_from = Carried(required=False, strip=False, max_length=MOST)
    version_seen = Carried(required=False)

    class Meta:
        """The fields of the shop's own; the label's stand above."""

        model = Product
        fields = ("slug", "market", "regime", "price", "currency", "subscribe_percent_off", "weight_g", "published")

    bench: Workbench

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product, today = self.instance, timezone.localdate()
        self.before = product.label if product.pk else Label()
        if not self.is_bound:
            market, regime = product.market, product.regime
            self.bench = laid_out(self.before, market=market, regime=regime, as_of=today)
        else:
            self.bench = worked_on(self.data, as_of=today)
        self.newest = _newest(product)
        self.initial["label_toml"] = self.initial["drawn_from"] = to_toml(self.before)
        self.initial["version_seen"] = str(self.newest.number if self.newest else 0)

    # --- what the page shows again

    @property
    def only_checks(self) -> bool:
        """Whether the person asked for findings, not to save."""
        return self.is_bound and ("_check" in self.data or "more_rows" in self.data)

    def is_valid(self) -> bool:
        """Nothing is saved while the person only looks."""
        return super().is_valid() and not self.only_checks

    def clean(self) -> dict[str, Any]:
        """Take the label of the workbench; what is wrong with it stands at its field, with its place."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_market(cleaned)
        self._check_label()
        if not self.only_checks:
            self._check_reason(cleaned)
            self._check_version(cleaned)
        if not cleaned.get("slug") and not self.instance.pk and self.bench.draft.label:
            cleaned["slug"] = slugify(self.bench.draft.label.name or "")[:80]
            if not cleaned["slug"]:
                self.add_error("slug", _("Give an address: the label has no name to make one of."))
        self._show("label_toml", self.bench.draft.toml)
        self._show("drawn_from", self.bench.drawn_from)
        return cleaned

    def _check_market(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("market"):
            try:
                check_regime(cleaned["market"], cleaned.get("regime", ""))
            except OfficinalError as error:
                self.add_error("regime", str(error))

    def _check_label(self) -> None:
        draft = self.bench.draft
        if draft.label is None and "label_toml" not in self.errors:
            self.add_error("label_toml", said_with_place(draft.line, draft.pointer, draft.problem))
        if self.bench.form.errors:
            self.add_error(None, _("Something in the label's form cannot be taken over; it is marked there."))

    def _check_reason(self, cleaned: dict[str, Any]) -> None:
        if self.is_new_label and self.bench.draft.errors and not cleaned.get("reason", "").strip():
            self.add_error("reason", errors_need_a_reason(self.bench.draft.errors))

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        if self.newest and self.is_new_label and cleaned.get("version_seen") != str(self.newest.number):
            who = self.newest.published_by or _("somebody")
            self.add_error(None, _(
                "Since you opened this page, %(who)s published version %(number)s of the label. "
                "Compare yours with it under Versions; saving again publishes yours over it."
            ) % {"who": who, "number": self.newest.number})  # fmt: skip
            self._show("version_seen", str(self.newest.number))

    def _show(self, name: str, value: str) -> None:
        """What the page shows next in a field, in place of what was sent."""
        sent: Any = self.data
        shown = sent.copy()
        shown[name] = value
        self.data = shown

    # --- what is saved

    @property
    def label(self) -> Label:
        """The label of a valid form."""
        assert self.bench.ready is not None
        return self.bench.ready

    @property
    def is_new_label(self) -> bool:
        """Whether saving publishes: the label differs, or other rules hold for it, or somebody gives a reason."""
        if not self.instance.pk or self.newest is None or self.cleaned_data.get("reason", "").strip():
            return True
        judged_anew = {"market", "regime"} & set(self.changed_data)
        return bool(judged_anew) or self.bench.draft.label != self.before


def _newest(product: Product) -> LabelVersion | None:
    if not product.pk:
        return None
    newest: LabelVersion | None = product.versions.select_related("published_by").defer("label_json").first()
    return newest
