# SPDX-License-Identifier: Apache-2.0
"""A label is published: its errors need a reason, its version is kept, and searches find what visitors may see."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from tests.shop.shelf import stock_up

from officinal.errors import RecordError
from officinal.label import Label, from_dict
from officinal.shop.catalogue.publish import NeedsReason, change_offer, publish
from officinal.shop.catalogue.search import find, shown
from officinal.shop.models import Facet, LabelVersion, Product

TODAY = dt.date(2026, 11, 25)


def zinc(**more: Any) -> Label:
    """A label with errors: it shows no licence number, for one."""
    return from_dict(
        {
            "brand": "Tidewell",
            "name": "Zinc Citrate",
            "dosage_form": "capsule",
            "serving": {"count": "1", "unit": "capsule"},
            "servings_per_container": "60",
            "medicinal_ingredients": [{"name": "Zinc", "substance": "zinc", "amount": {"value": "15", "unit": "mg"}}],
            "directions": [
                {"population": "adult", "servings": {"min": "1", "max": "2", "unit": "capsule"}, "per": "day"}
            ],
            **more,
        }
    )


def product(**more: Any) -> Product:
    """A product that is not kept yet."""
    return Product(**{"slug": "zinc", "market": "ca", "price": Decimal("12.00"), **more})


@pytest.mark.django_db
def test_errors_need_a_reason() -> None:
    """Without one nothing is kept, with one who and why are; blanks are no reason."""
    for reason in ("", "  \n"):
        with pytest.raises(NeedsReason, match=r"errors: mend them, or say why"):
            publish(product(), zinc(), as_of=TODAY, reason=reason)
    assert not Product.objects.exists()
    assert not LabelVersion.objects.exists()
    keeper = User.objects.create_user("keeper")
    version = publish(product(), zinc(), as_of=TODAY, by=keeper, reason="the licence comes tomorrow")
    assert (version.number, version.published_by, version.reason) == (1, keeper, "the licence comes tomorrow")
    assert version.errors > 0
    assert version.errors == Product.objects.get().errors


@pytest.mark.django_db
def test_every_version_is_kept_in_order() -> None:
    """The product carries the newest; older ones stay as they were, and a number is never given twice."""
    shelf = product()
    for name in ("One", "Two", "Three"):
        publish(shelf, zinc(name=name), as_of=TODAY, reason="a test")
    assert [each.number for each in shelf.versions.all()] == [3, 2, 1]
    assert '"Two"' in shelf.versions.get(number=2).label_json
    assert Product.objects.get().label.name == "Three"
    shelf.versions.get(number=1).delete()
    assert publish(shelf, zinc(name="Four"), as_of=TODAY, reason="a test").number == 4


@pytest.mark.django_db
def test_a_product_out_of_the_shop_is_published_but_not_found() -> None:
    """Its version is kept; searches find it once it is shown, and no more when it is withdrawn or deleted."""
    shelf = product(published=False)
    assert publish(shelf, zinc(), as_of=TODAY, reason="a test").number == 1
    assert not _found("zinc")
    shelf.published = True
    change_offer(shelf)
    assert _found("zinc") == [shelf.pk]
    publish(shelf, zinc(name="Picolinate"), as_of=TODAY, reason="a test")
    assert _found("picolinate") == [shelf.pk]
    shelf.published = False
    publish(shelf, zinc(name="Picolinate"), as_of=TODAY, reason="a test")
    assert not _found("picolinate")
    shelf.published = True
    change_offer(shelf)
    shelf.delete()
    assert not find("picolinate")


def _found(words: str) -> list[int]:
    return [*shown().filter(pk__in=find(words)).values_list("pk", flat=True)]


@pytest.mark.django_db
def test_a_new_offer_leaves_the_label_alone() -> None:
    """Price and the price of a day change, what the stock says does not; no version is made and no reason asked."""
    shelf = product()
    publish(shelf, zinc(), as_of=TODAY, reason="a test")
    assert shelf.price_per_day == Decimal("0.4")
    stock_up(shelf, 7)
    shelf.price, shelf.in_stock = Decimal("24.00"), False  # as somebody read it before
    change_offer(shelf)
    kept = Product.objects.get()
    assert (kept.price_per_day, kept.in_stock, kept.versions.count()) == (Decimal("0.8"), True, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("servings", "most", "price"),
    [
        ("60", "0", "1.00"),
        ("0", "1", "1.00"),
        ("1", "9999999999", "99999.99"),
        ("9" * 39, "1", "1.00"),
        ("1", "1", "99999999.99"),
    ],
)
def test_odd_numbers_of_servings_do_not_stop_it(servings: str, most: str, price: str) -> None:
    """A price of a day that no column holds is none."""
    label = zinc(
        servings_per_container=servings,
        directions=[{"servings": {"min": "0", "max": most, "unit": "capsule"}, "per": "day"}],
    )
    shelf = product(price=Decimal(price))
    publish(shelf, label, as_of=TODAY, reason="a test")
    assert Product.objects.get().price_per_day is None or Product.objects.get().price_per_day >= 0


@pytest.mark.django_db
def test_long_words_are_cut_only_where_they_are_derived() -> None:
    """Two claims that begin alike, a form and a name beyond any column: the label keeps every letter."""
    long = "very " * 60
    label = zinc(
        name=long + "long",
        brand=long,
        tagline=long,
        dosage_form="a" * 110,
        claims=[{"text": long + end, "verb": "maintain", "target": long + end} for end in ("one", "two")],
        free_from=[long + "one", long + "two"],
    )
    publish(product(), label, as_of=TODAY, reason="a test")
    kept = Product.objects.get()
    assert kept.label == label
    assert len(kept.name) == 200
    assert Facet.objects.filter(kind="dosage-form").count() == 1


@pytest.mark.django_db
def test_a_name_turns_nothing_round() -> None:
    """What a page shows as name, brand and tagline has none of the marks that turn writing; the record keeps them."""
    made, turning = product(), "\u202eZinc\u2067 of\u200f\tthe\u2028sea\u202c"
    publish(made, zinc(name=turning, brand=turning, tagline=turning), as_of=TODAY, reason="as printed")
    made.refresh_from_db()
    assert {made.name, made.brand, made.tagline} == {"Zinc of the sea"}
    for dossier in made.dossiers.values():
        assert {dossier["name"], dossier["brand"], dossier["tagline"]} == {"Zinc of the sea"}
    assert made.label.name == turning
    publish(made, zinc(name="\u202e"), as_of=TODAY, reason="nothing that can be seen")
    assert made.name == "zinc"


@pytest.mark.django_db
def test_what_no_database_keeps_is_refused() -> None:
    """A NUL character is named, and nothing is kept; the six letters of its escape are words like others."""
    with pytest.raises(RecordError, match="cannot be kept"):
        publish(product(), zinc(name="zinc\x00"), as_of=TODAY, reason="a test")
    assert not Product.objects.exists()
    assert publish(product(), zinc(name=r"zinc\u0000"), as_of=TODAY, reason="a test").number == 1
