# SPDX-License-Identifier: Apache-2.0
"""Our own table: what goes out comes back unchanged, and what a person changes in it is seen before it is kept."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.shop.exchange.conftest import Bring, units
from tests.shop.exchange.tables import BODY, table
from tests.shop.shelf import NOW
from tests.site.conftest import TODAY, magnesium
from tests.strategies import labels

from officinal.errors import RecordError
from officinal.label import Label, to_json, to_toml
from officinal.shop.catalogue.publish import publish
from officinal.shop.exchange.bring_in import bring_in
from officinal.shop.exchange.carry_out import carry_out_all
from officinal.shop.exchange.export import COLUMNS, for_export, write_csv
from officinal.shop.exchange.sources.own import OFFER
from officinal.shop.exchange.weigh import Terms, weigh_all
from officinal.shop.models import LabelVersion, Movement, Product


def exported() -> bytes:
    """The whole shop as our own table."""
    return "".join(write_csv(for_export(Product.objects.all()))).encode()


def fields(change: object) -> dict[str, tuple[str, str]]:
    """What a change changes, by field."""
    return {each.field: (each.before, each.after) for each in change.fields}  # type: ignore[attr-defined]


@pytest.mark.slow
class TestRoundTrip(TestCase):
    """Whatever a label and an offer hold."""

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
    @given(
        label=labels(),
        price=st.none() | st.decimals(0, "99999999.99", places=2),
        percent=st.none() | st.decimals(0, "99.99", places=2),
        weight=st.none() | st.integers(0, 1_000_000),
        published=st.booleans(),
    )
    def test_what_goes_out_comes_back_unchanged(
        self, label: Label, price: Decimal | None, percent: Decimal | None, weight: int | None, published: bool
    ) -> None:
        """Exported and brought in again, a product is unchanged; brought into an empty shop, it is the same."""
        made = Product(slug="it", price=price, subscribe_percent_off=percent, weight_g=weight, published=published)
        try:
            publish(made, label, as_of=TODAY, must_have_reason=False)
        except RecordError:
            return  # a label that no database keeps
        terms = Terms(as_of=TODAY, reason="as it was")
        data = exported()
        (again,) = weigh_all(bring_in(data, "products.csv").entries(), terms)
        assert (again.kind, again.fields, again.reason) == ("unchanged", (), "")
        made.delete()
        (new,) = carry_out_all(bring_in(data, "products.csv").entries(), terms, now=NOW)
        assert (new.kind, new.reason) == ("new", "")
        kept = Product.objects.get(slug="it")
        assert kept.label_json == to_json(label, indent=None)
        assert (kept.price, kept.subscribe_percent_off, kept.weight_g) == (price, percent, weight)
        assert (kept.published, kept.currency, kept.market) == (published, "CAD", "ca")
        assert exported() == data


def test_no_cell_of_an_export_is_a_formula(shelf: dict[str, Product]) -> None:
    """A hostile name stands guarded in the table, and is itself again when it comes back."""
    publish(shelf["clean"], magnesium(name="=cmd|'/C calc'!A0", brand="@SUM(1)"), as_of=TODAY, must_have_reason=False)
    data = exported()
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert "'=cmd|'/C calc'!A0" in cells
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    (change, _) = weigh_all(bring_in(data, "products.csv").entries(), Terms(as_of=TODAY))
    assert change.kind == "unchanged"


def test_a_look_changes_nothing(shelf: dict[str, Product], look: Bring) -> None:
    """What would be new, changed field by field, unchanged and refused is told with its line, and nothing is kept."""
    before = list(Product.objects.order_by("pk").values())
    data = table(
        ["slug", "price", "published", "label"],
        [
            {"slug": "magnesium", "price": "26,00", "published": "yes", "label": to_json(magnesium(badges=["vegan"]), indent=None)},
            {"slug": "plain", "price": "24.90", "published": "oui"},
            {"slug": "zinc", "price": "9", "published": "no", "label": to_toml(magnesium(name="Zinc"))},
            {"slug": "nothing", "price": "9", "published": "no"},
            {"slug": "plain", "price": "1", "published": "no"},
            {"slug": "a b", "price": "1", "published": "no"},
            {"slug": "dear", "price": "much", "published": "no"},
        ],
    )  # fmt: skip
    changes = look(data)
    assert [(each.line, each.kind) for each in changes[:2]] == [(2, "changed"), (3, "unchanged")]
    assert fields(changes[0]) == {"price": ("24.90", "26.00"), "label/badges/0": ("", "vegan")}
    assert {each.slug: each.kind for each in changes[2:4]} == {"zinc": "new", "nothing": "refused"}
    assert "a new one needs a label" in changes[3].reason
    assert "already gives the product plain" in changes[4].reason
    assert [each.kind for each in changes[4:]] == ["refused"] * 3
    assert "much" in changes[6].reason
    assert list(Product.objects.order_by("pk").values()) == before


def test_an_absent_column_leaves_things_and_an_empty_cell_takes_them_away(
    shelf: dict[str, Product], apply: Bring
) -> None:
    """A price list is a slug and a price; the label stays the version that it was."""
    versions = LabelVersion.objects.count()
    apply(table(["slug", "price"], [["magnesium", "30"], ["plain", ""]]))
    assert Product.objects.get(slug="magnesium").price == Decimal("30.00")
    assert Product.objects.get(slug="plain").price is None
    assert Product.objects.get(slug="magnesium").price_per_day == Decimal("1.0000")
    assert LabelVersion.objects.count() == versions


def test_two_names_for_one_product_are_refused(shelf: dict[str, Product], look: Bring) -> None:
    """The columns for eyes must agree with the label, for nobody knows which of the two is meant."""
    assert look(table(["slug", "name"], [["plain", "Plain Magnesium"]]))[0].kind == "unchanged"
    (refused,) = look(table(["slug", "name"], [["plain", "Strong Magnesium"]]))
    assert refused.kind == "refused"
    assert "Strong Magnesium" in refused.reason


def test_a_label_with_errors_needs_a_reason(look: Bring, apply: Bring) -> None:
    """Without a reason it is refused; with one it is published, and the version keeps it."""
    label = to_json(magnesium(medicinal_ingredients=[{"amount": {"value": "600", "unit": "mg"}}]), indent=None)
    data = table(["slug", "label"], [["synergy", label]])
    assert look(data)[0].kind == "refused"
    (made,) = apply(data, reason="as the maker prints it")
    assert (made.kind, made.errors > 0) == ("new", True)
    assert LabelVersion.objects.get(product__slug="synergy").reason == "as the maker prints it"


def test_a_new_product_stays_out_of_the_shop_until_it_is_asked_for(apply: Bring) -> None:
    """Published by its own column or by the person's choice, and else not."""
    label = to_json(magnesium(), indent=None)
    apply(table(["slug", "label"], [["one", label]]))
    apply(table(["slug", "label"], [["two", label]]), show_new=True)
    apply(table(["slug", "label", "published"], [["three", label, "yes"]]))
    assert set(Product.objects.filter(published=True).values_list("slug", flat=True)) == {"two", "three"}


def test_opening_stock_is_received_once(shelf: dict[str, Product], apply: Bring) -> None:
    """Where stock was never counted it is received, with a movement; where it was, it is left alone and said so."""
    data = table(["slug", "opening_stock"], [["plain", "7"], ["magnesium", "99"]])
    first, second = apply(data)
    assert (first.kind, second.kind) == ("changed", "unchanged")
    assert "counted here already" in second.notes[0]
    assert units(Product.objects.get(slug="plain")) == 7
    assert Movement.objects.get(product__slug="plain").reason == "opening stock"
    assert [each.kind for each in apply(data)] == ["unchanged", "unchanged"]
    assert units(Product.objects.get(slug="plain")) == 7


def test_the_label_column_takes_the_text_of_a_page(apply: Bring) -> None:
    """A page's text becomes a record, named by the row where it names itself not."""
    (made,) = apply(table(["slug", "name", "label"], [["m", "Magnesium", BODY]]), reason="x")
    assert made.kind == "new", made.reason
    label = Product.objects.get(slug="m").label
    assert label.name == "Magnesium"
    assert label.medicinal_ingredients[0].substance == "magnesium"


@pytest.mark.parametrize(
    ("column", "text"),
    [("market", "mars"), ("market", ""), ("regime", "old"), ("currency", "$"), ("published", "maybe"),
     ("subscribe_percent_off", "150"), ("weight_g", "-1"), ("tax_class", "gold"), ("opening_stock", "1.5"), ("label", "{broken"),
     ("label", "nothing at all"), ("label", '{"schema": "officinal.label/1", "colour": "blue"}')],
)  # fmt: skip
def test_a_wrong_cell_refuses_its_row_alone(shelf: dict[str, Product], apply: Bring, column: str, text: str) -> None:
    """The row is refused with a reason; the next one is carried out."""
    wrong, right = apply(table(["slug", "price", column], [["plain", "1", text], ["magnesium", "2", ""]]))[:2]
    assert wrong.kind == "refused"
    assert wrong.reason
    assert Product.objects.get(slug="plain").price == Decimal("24.90")
    if column in ("subscribe_percent_off", "weight_g", "opening_stock", "label", "regime"):
        assert right.kind == "changed"


def test_a_mistyped_heading_is_told(shelf: dict[str, Product]) -> None:
    """Columns that nothing is done with are named; those that an export writes for eyes are not."""
    assert bring_in(table(["slug", "prise"], [["plain", "1"]]), "x.csv").unused == ("prise",)
    assert bring_in(exported(), "x.csv").unused == ()


def test_every_field_that_staff_set_is_in_the_table() -> None:
    """A field that is added to products is a column too, or is among those that follow from others."""
    follow = {"label_json", "in_stock"}
    set_by_staff = {each.name for each in Product._meta.concrete_fields if each.editable and not each.primary_key}
    assert set_by_staff - follow <= COLUMNS.keys()
    assert set_by_staff - follow - {"slug"} <= OFFER.keys()
