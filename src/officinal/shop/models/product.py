# SPDX-License-Identifier: Apache-2.0
"""Products: each stands on a label record; what pages and searches need of it is derived when the label is published."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from officinal.label import Label, from_json
from officinal.shop.dossier import FORM, dossier
from officinal.shop.money import percent_off

TAX_CLASSES = [
    ("nhp", _("natural health product")),
    ("basic_grocery", _("basic groceries")),
    ("prescription", _("prescription drug")),
    ("general", _("anything else")),
]


class Product(models.Model):
    """One product of the catalogue."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    market = models.CharField(_("market"), max_length=8, default="ca")
    regime = models.CharField(_("labelling regime"), max_length=20, blank=True)
    label_json = models.TextField(_("label"))
    """the published label, as the record's JSON"""
    published = models.BooleanField(_("published"), default=True)

    price = models.DecimalField(_("price"), max_digits=10, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CAD")
    subscribe_percent_off = models.DecimalField(
        _("percent off by subscription"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    tax_class = models.CharField(_("taxed as"), max_length=20, default="nhp", choices=TAX_CLASSES)
    weight_g = models.PositiveIntegerField(_("weight to ship, in grams"), null=True, blank=True)
    in_stock = models.BooleanField(_("in stock"), default=False, editable=False)
    """for shelves and searches; follows the stock row (`shop/stock/`), which alone decides what is sold"""

    # derived from the label when it is published, never edited
    name = models.CharField(max_length=200, editable=False)
    brand = models.CharField(max_length=200, blank=True, editable=False)
    tagline = models.CharField(max_length=400, blank=True, editable=False)
    dosage_form = models.CharField(max_length=60, blank=True, editable=False)
    search_text = models.TextField(editable=False)
    price_per_day = models.DecimalField(max_digits=10, decimal_places=4, null=True, editable=False)
    dossiers = models.JSONField(default=dict, editable=False)
    """everything its page shows, by language"""
    errors = models.PositiveSmallIntegerField(default=0, editable=False)
    warnings = models.PositiveSmallIntegerField(default=0, editable=False)
    updated = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        """Names are the natural order of a shelf, which is read off one index without its products."""

        ordering = ("name", "pk")
        indexes = [models.Index(fields=["name", "id", "published", "in_stock", "price_per_day"], name="product_shelf")]
        verbose_name = _("product")
        verbose_name_plural = _("products")

    def __str__(self) -> str:
        return f"{self.brand} {self.name}".strip()

    def get_absolute_url(self) -> str:
        """Its page, in the language of the moment."""
        return reverse("product", args=[self.slug])

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save all but what the stock says: somebody may have bought the last one while this was edited."""
        if not self._state.adding and kwargs.get("update_fields") is None:
            own = [each.name for each in self._meta.concrete_fields if not each.primary_key and each.name != "in_stock"]
            kwargs["update_fields"] = own
        super().save(*args, **kwargs)

    @cached_property
    def label(self) -> Label:
        """The published label."""
        return from_json(self.label_json, source=self.slug)

    def dossier(self, language: str) -> dict[str, Any]:
        """What its page shows, in a language; made anew where the stored one is of an older form."""
        held: dict[str, Any] | None = self.dossiers.get(language)
        if held is not None and held.get("form") == FORM:
            return held
        return dossier(
            self.label, market=self.market, as_of=timezone.localdate(), regime=self.regime or None, locale=language
        )

    @property
    def subscription_price(self) -> Decimal | None:
        """The price of one by subscription, to the cent, halves up."""
        if self.price is None or self.subscribe_percent_off is None:
            return None
        return percent_off(self.price, self.subscribe_percent_off)


class Facet(models.Model):
    """One thing that a product can be found by: an ingredient, a form, a claim, what it is free from."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="facets")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=120)

    class Meta:
        """Looked up by kind and value; a product has each once."""

        constraints = [models.UniqueConstraint(fields=["product", "kind", "value"], name="facet_once")]
        indexes = [models.Index(fields=["kind", "value", "product"], name="facet_lookup")]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class LabelVersion(models.Model):
    """A label as it was published: what it said, who published it, and why in spite of errors."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    label_json = models.TextField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """The newest first."""

        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["product", "number"], name="version_once")]
        verbose_name = _("version of a label")
        verbose_name_plural = _("versions of a label")

    def __str__(self) -> str:
        return f"{self.product} {self.number}"
