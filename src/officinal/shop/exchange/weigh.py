# SPDX-License-Identifier: Apache-2.0
"""An entry is weighed against the shop: what would be new, what would change field by field, and what is refused."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from officinal.checks import check
from officinal.checks.check import regime_of
from officinal.errors import OfficinalError
from officinal.knowledge.load import load
from officinal.label import Label, to_dict, to_json
from officinal.shop.catalogue.storable import storable
from officinal.shop.exchange.cells import Unclear
from officinal.shop.exchange.difference import FieldChange, differences
from officinal.shop.exchange.entry import Entry, Refused
from officinal.shop.models import Product, Stock

Kind = Literal["new", "changed", "unchanged", "refused"]
KINDS: tuple[Kind, ...] = ("new", "changed", "unchanged", "refused")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a file is to be taken: by whom and on what day, and what of it."""

    as_of: dt.date
    reason: str = ""
    """why labels with errors are published all the same"""
    currency: str | None = None
    """of prices in a file that names none; None leaves what is there, and CAD for new products"""
    market: str = "ca"
    """of new products that name none"""
    keep_labels: bool = False
    """products that are there keep their labels"""
    show_new: bool = False
    """new products are shown in the shop at once, unless the file hides them"""


@dataclass(frozen=True, slots=True)
class Change:
    """What would come of one entry."""

    kind: Kind
    line: int
    slug: str
    name: str = ""
    fields: tuple[FieldChange, ...] = ()
    reason: str = ""
    """why it is refused"""
    notes: tuple[str, ...] = ()
    offer: tuple[tuple[str, Any], ...] = ()
    """the product's fields that would be set"""
    label: Label | None = None
    """the label that would be published; None where the published one stays"""
    opening_stock: int | None = None
    errors: int = 0
    """of the label that would be published"""


def weigh_all(entries: Iterable[Entry | Refused], terms: Terms) -> Iterator[Change]:
    """Each entry in turn; a second one for the same product is refused."""
    seen: dict[str, int] = {}
    for entry in entries:
        if isinstance(entry, Entry) and entry.slug in seen:
            reason = _("line %(line)s already gives the product %(slug)s") % {
                "line": seen[entry.slug],
                "slug": entry.slug,
            }
            yield Change("refused", entry.line, entry.slug, entry.name, reason=reason)
            continue
        if isinstance(entry, Entry):
            seen[entry.slug] = entry.line
        yield weigh(entry, terms)


def weigh(entry: Entry | Refused, terms: Terms) -> Change:
    """What would come of one entry, by the shop as it stands; whatever is wrong with it makes it refused."""
    if isinstance(entry, Refused):
        return Change("refused", entry.line, entry.slug, reason=entry.reason)
    try:
        found = Product.objects.filter(slug=entry.slug).defer("dossiers", "search_text").first()
        return _new(entry, terms) if found is None else _known(entry, found, terms)
    except OfficinalError as error:
        return Change("refused", entry.line, entry.slug, entry.name, reason=str(error), notes=entry.notes)


def fingerprint(changes: Iterable[Change]) -> str:
    """The same for the same changes: what somebody saw is what they confirm."""
    digest = hashlib.sha256()
    for change in changes:
        digest.update(repr((change.kind, change.slug, change.fields, change.reason, change.opening_stock)).encode())
    return digest.hexdigest()


def _new(entry: Entry, terms: Terms) -> Change:
    if entry.read_label is None:
        raise Unclear(_("there is no such product yet, and a new one needs a label"))
    label, share = entry.read_label()
    _agree(entry, label)
    offer = {"market": terms.market, "regime": "", "currency": terms.currency or "CAD", **entry.offer}
    offer.setdefault("published", terms.show_new and entry.shown)
    errors = _errors(label, offer["market"], offer["regime"], terms)
    fields = [FieldChange(name, "", _said(value)) for name, value in offer.items() if value not in (None, "")]
    if entry.opening_stock:
        fields.append(FieldChange("opening_stock", "", str(entry.opening_stock)))
    fields += _in_label({}, label)
    return Change(
        "new", entry.line, entry.slug, entry.name or label.name or "", tuple(fields), notes=entry.notes + _understood(share), offer=tuple(offer.items()),
        label=label, opening_stock=entry.opening_stock, errors=errors,
    )  # fmt: skip


def _known(entry: Entry, product: Product, terms: Terms) -> Change:
    offer = _offer_changes(entry, product, terms)
    market, regime = offer.get("market", product.market), offer.get("regime", product.regime)
    label, changed = _label_changes(entry, product, terms)
    moved = "market" in offer or "regime" in offer
    if moved and label is None:
        label = product.label
    errors = _errors(label, market, regime, terms) if label is not None else 0
    fields = [FieldChange(name, _said(getattr(product, name)), _said(value)) for name, value in offer.items()]
    change = Change(
        "changed", entry.line, entry.slug, entry.name or product.name, (*fields, *changed), notes=entry.notes,
        offer=tuple(offer.items()), label=label, errors=errors,
    )  # fmt: skip
    if entry.opening_stock:
        change = _stock(entry, product, change)
    return change if change.fields else replace(change, kind="unchanged")


def _offer_changes(entry: Entry, product: Product, terms: Terms) -> dict[str, Any]:
    """The fields that would change."""
    stated = dict(entry.offer)
    if terms.currency and "price" in stated and "currency" not in stated:
        stated["currency"] = terms.currency
    return {name: value for name, value in stated.items() if value != getattr(product, name)}


def _label_changes(entry: Entry, product: Product, terms: Terms) -> tuple[Label | None, tuple[FieldChange, ...]]:
    if entry.read_label is None or terms.keep_labels:
        _agree(entry, product.label if entry.read_label is None and entry.agree else None)
        return None, ()
    label, _share = entry.read_label()
    _agree(entry, label)
    if to_json(label, indent=None) == product.label_json:
        return None, ()
    changed = _in_label(to_dict(product.label), label)
    return (label if changed else None), changed


def _in_label(before: dict[str, Any], label: Label) -> tuple[FieldChange, ...]:
    return tuple(each._replace(field=f"label{each.field}") for each in differences(before, to_dict(label)))


def _understood(share: int | None) -> tuple[str, ...]:
    if share is None:
        return ()
    return (_("%(share)s %% of its text stands behind a field of the label") % {"share": share},)


def _agree(entry: Entry, label: Label | None) -> None:
    """Columns for eyes must say what the label says, for nobody knows which of two names is meant."""
    if label is None:
        return
    for name, text in entry.agree.items():
        said = getattr(label, name) or ""
        if " ".join(text.split()) != " ".join(said.replace("\0", " ").split()):
            raise Unclear(
                _("its %(column)s is “%(text)s” here and “%(said)s” in its label; change it in the label")
                % {"column": name, "text": text[:80], "said": said[:80]}
            )


def _errors(label: Label, market: str, regime: str, terms: Terms) -> int:
    """How many errors the label has; raises `Unclear` where that takes a reason and none is given."""
    regime_of(load().market(market), regime or None, terms.as_of)
    findings = check(storable(label), market=market, as_of=terms.as_of, regime=regime or None)
    errors = sum(each.severity == "error" and each.accepted is None for each in findings)
    if errors and not terms.reason.strip():
        raise Unclear(
            ngettext(
                "its label has %(n)s error: mend it, or say why it is published all the same",
                "its label has %(n)s errors: mend them, or say why it is published all the same",
                errors,
            )
            % {"n": errors}
        )
    return errors


def _stock(entry: Entry, product: Product, change: Change) -> Change:
    """Stock that was never counted here is taken as it is stated; any other is left alone."""
    if not Stock.objects.filter(product=product).exists():
        field = FieldChange("opening_stock", "", str(entry.opening_stock))
        return replace(change, fields=(*change.fields, field), opening_stock=entry.opening_stock)
    note = _("its stock of %(units)s is left out: stock is counted here already") % {"units": entry.opening_stock}
    return replace(change, notes=(*change.notes, note))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
