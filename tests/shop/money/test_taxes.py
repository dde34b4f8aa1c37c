# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from tests.shop.money.orders import ALL, DAY, a_line

from officinal.errors import AskedForUnknown
from officinal.shop.money import place, priced, tax_book, taxes
from officinal.shop.money.taxes import Taxation


def _taxes(*lines: object, to: str = "CA-ON", shipping: str = "0.00", on: dt.date = DAY, **more: object) -> Taxation:
    registrations = more.get("registrations", ALL)
    return taxes(
        [priced(line) for line in lines],  # type: ignore[arg-type]
        Decimal(shipping),
        to=place(to),
        on=on,
        registrations=registrations,  # type: ignore[arg-type]
    )


def test_a_shop_that_is_not_registered_charges_nothing() -> None:
    """A small supplier charges no tax, and the result says which taxes and why."""
    taxed = _taxes(a_line(), to="CA-QC", registrations={})
    assert taxed.charged == ()
    assert [(each.code, each.reason) for each in taxed.uncharged] == [
        ("gst", "not-registered"),
        ("qst", "not-registered"),
    ]


def test_an_empty_number_is_no_registration() -> None:
    """A setting that was left blank does not charge tax."""
    assert _taxes(a_line(), registrations={"gst": "  "}).charged == ()


def test_the_gst_number_serves_for_the_hst() -> None:
    """One registration covers both, and its number goes with the tax."""
    (tax,) = _taxes(a_line("100.00"), to="CA-NL", registrations={"gst": "123"}).charged
    assert (tax.code, tax.amount, tax.registration) == ("hst", Decimal("15.00"), "123")


def test_taxes_of_one_place_do_not_tax_each_other() -> None:
    """The QST is on the price alone."""
    gst, qst = _taxes(a_line("100.00"), to="CA-QC").charged
    assert (gst.base, qst.base) == (Decimal("100.00"), Decimal("100.00"))


def test_what_is_not_taxed_says_why() -> None:
    """Groceries are zero-rated under the HST and exempt under the PST."""
    food = a_line(tax_class="basic_grocery")
    assert [each.reason for each in _taxes(food).uncharged] == ["zero-rated"]
    assert [each.reason for each in _taxes(food, to="CA-SK").uncharged] == ["zero-rated", "exempt"]
    assert _taxes(food, to="CA-SK", shipping="9.00").charged == ()


def test_delivery_is_shared_between_taxed_and_untaxed_goods() -> None:
    """Two thirds of the goods are taxed, so two thirds of the delivery are."""
    (tax,) = _taxes(a_line("20.00"), a_line("10.00", tax_class="basic_grocery"), shipping="9.00").charged
    assert (tax.goods, tax.delivery, tax.lines) == (Decimal("20.00"), Decimal("6.00"), (0,))


def test_delivery_of_free_goods_is_shared_by_their_number() -> None:
    """Where nothing costs anything, delivery still has a tax."""
    (tax,) = _taxes(a_line("0.00", 2), a_line("0.00", 1, tax_class="prescription"), shipping="9.00").charged
    assert (tax.goods, tax.delivery) == (Decimal("0.00"), Decimal("6.00"))


def test_a_supplement_pays_no_pst_in_british_columbia_and_says_how_sure_that_is() -> None:
    """What was not read at its source is shown as general knowledge."""
    (untaxed,) = _taxes(a_line(), to="CA-BC").uncharged
    assert (untaxed.code, untaxed.reason, untaxed.verified) == ("pst-bc", "exempt", "general-knowledge")


def test_each_tax_tells_its_rate_treatment_and_delivery() -> None:
    """Every number has its source one step away."""
    (tax,) = _taxes(a_line(), to="CA-NS", shipping="9.00").charged
    assert [each.what for each in tax.basis] == ["rate", "treatment", "delivery"]
    assert tax.basis[0].section == "33.6(1) (SOR/2025-77)"
    assert tax.basis[0].verified == "law"
    assert tax.verified == "third-party"
    assert all(each.url and each.read_on for each in tax.basis)


def test_nova_scotia_changes_its_rate_on_the_first_of_april_2025() -> None:
    """The rate is that of the day."""
    before, after = dt.date(2025, 3, 31), dt.date(2025, 4, 1)
    assert [_taxes(a_line("100.00"), to="CA-NS", on=day).charged[0].rate for day in (before, after)] == [15, 14]


def test_goods_that_leave_the_country_bear_no_tax_and_it_is_said() -> None:
    """No tax is computed for a destination abroad, and none is claimed to be included."""
    taxed = _taxes(a_line(), to="US")
    assert (taxed.charged, taxed.uncharged, taxed.abroad) == ((), (), True)
    assert taxed.basis[0].section == "165(3), Schedule VI, Part V, section 12"


@pytest.mark.parametrize(("to", "since"), [("CA-BC", "2013-04-01"), ("CA-SK", "2017-03-23"), ("CA-NS", "2010-07-01")])
def test_a_day_before_our_data_is_refused(to: str, since: str) -> None:
    """A missing rate is no rate of nothing."""
    day_before = dt.date.fromisoformat(since) - dt.timedelta(days=1)
    with pytest.raises(AskedForUnknown, match=f"known from {since}"):
        _taxes(a_line(), to=to, on=day_before)
    assert _taxes(a_line(), to=to, on=dt.date.fromisoformat(since)).charged


def test_a_rate_that_ends_without_another_is_refused() -> None:
    """When a rate has run out, the order stops rather than go out without tax."""
    book = tax_book()
    ended = tuple(rate.model_copy(update={"to": DAY}) if rate.tax == "qst" else rate for rate in book.rates)
    with pytest.raises(AskedForUnknown, match="not every tax of CA-QC"):
        taxes(
            [priced(a_line())],
            Decimal("0.00"),
            to=place("CA", "QC"),
            on=DAY + dt.timedelta(days=1),
            registrations=ALL,
            book=book.model_copy(update={"rates": ended}),
        )


def test_a_registration_that_does_not_exist_is_refused() -> None:
    """A setting with a typing error does not pass as not registered."""
    with pytest.raises(AskedForUnknown, match="there are gst, qst, pst-bc, pst-sk, rst-mb"):
        _taxes(a_line(), registrations={"tvq": "1"})


@pytest.mark.parametrize("code", ["CA", "CA-XX", "ca-qc", "Canada", ""])
def test_a_place_that_does_not_exist_is_refused(code: str) -> None:
    """The error says how a place is written or which provinces there are."""
    with pytest.raises(AskedForUnknown, match=r"CA-QC"):
        place(code)


def test_tax_of_nothing_is_nothing() -> None:
    """An empty cart and a free one pay no tax."""
    assert _taxes().charged == ()
    assert _taxes(a_line("0.00")).charged == ()
