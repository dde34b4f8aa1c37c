# SPDX-License-Identifier: Apache-2.0
"""What the list of products is narrowed by."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from officinal.shop.models import Product


class _Chosen(SimpleListFilter):
    """A filter of named conditions."""

    @property
    def conditions(self) -> dict[str, tuple[str, Q]]:
        """By the word in the address: what it is called, and which products it means."""
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The words and what they are called."""
        return [(word, name) for word, (name, _condition) in self.conditions.items()]

    def queryset(self, request: HttpRequest, products: QuerySet[Product]) -> QuerySet[Product]:
        """The products that the chosen word means; all for a word that there is not."""
        chosen = self.conditions.get(self.value() or "")
        return products.filter(chosen[1]) if chosen else products


class HasFindings(_Chosen):
    """By what was found in the label when it was published."""

    title = gettext_lazy("findings")
    parameter_name = "found"

    @property
    def conditions(self) -> dict[str, tuple[str, Q]]:
        """Errors, warnings, neither."""
        return {
            "errors": (_("with errors"), Q(errors__gt=0)),
            "warnings": (_("with warnings"), Q(warnings__gt=0)),
            "clean": (_("with neither"), Q(errors=0, warnings=0)),
        }


class InStock(_Chosen):
    """By whether one can be sold now."""

    title = gettext_lazy("stock")
    parameter_name = "stock"

    @property
    def conditions(self) -> dict[str, tuple[str, Q]]:
        """In stock or out of it."""
        return {"in": (_("in stock"), Q(in_stock=True)), "out": (_("out of stock"), Q(in_stock=False))}
