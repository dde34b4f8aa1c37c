# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shop.money.orders import NOTHING, a_line, an_order, orders

from officinal.errors import MoneyError
from officinal.shop.money import (
    Quote,
    Refund,
    left_to_refund,
    nothing_refunded,
    refund,
    refund_amount,
    refund_rest,
)


def _amounts(refunded: Refund) -> tuple[Decimal, ...]:
    return (*refunded.lines, refunded.shipping, *refunded.taxes)


@given(orders(), st.data())
def test_returning_every_unit_one_by_one_gives_everything_back(order: Quote, data: st.DataObject) -> None:
    """In whatever order the units and the delivery go back, the refunds sum to the order and none is negative."""
    steps: list[int | None] = [place for place, line in enumerate(order.lines) for _ in range(line.quantity)]
    given_back = nothing_refunded(order)
    for step in data.draw(st.permutations([*steps, None])):
        units = {} if step is None else {step: 1}
        delivery = order.shipping.amount if step is None else NOTHING
        now = refund(order, units=units, shipping=delivery, before=given_back)
        assert min(_amounts(now)) >= 0
        given_back += now
    assert given_back.total == order.total
    assert set(_amounts(left_to_refund(order, given_back))) == {NOTHING}


@given(orders(), st.data())
def test_refunds_of_every_kind_never_give_back_more_than_was_paid(order: Quote, data: st.DataObject) -> None:
    """Units, parts of the delivery and amounts in any mixture, then the rest: the sum is the order."""
    given_back = nothing_refunded(order)
    for _ in range(data.draw(st.integers(1, 5))):
        left = left_to_refund(order, given_back)
        assert min(_amounts(left)) >= 0
        if data.draw(st.booleans()):
            now = refund_amount(order, data.draw(st.decimals(0, left.total, places=2)), given_back)
        else:
            place = data.draw(st.integers(0, len(order.lines) - 1))
            units = {place: data.draw(st.integers(0, order.lines[place].quantity))}
            delivery = data.draw(st.decimals(0, left.shipping, places=2))
            now = refund(order, units=units, shipping=delivery, before=given_back)
        assert min(_amounts(now)) >= 0
        given_back += now
    assert (given_back + refund_rest(order, given_back)).total == order.total


def test_the_tax_of_a_refund_is_that_of_what_is_given_back() -> None:
    """One of two equal jars gives back half of the goods and, within a cent, half of the tax."""
    order = an_order(a_line("46.19", 2, weight_g=300), shipping_choice="express")
    half = refund(order, units={0: 1})
    assert half.lines == (Decimal("46.19"),)
    assert half.taxes == (Decimal("6.01"),)
    assert half.shipping == 0


def test_a_refund_leaves_delivery_and_its_tax_unless_asked() -> None:
    """Returning all goods keeps the delivery; asking for it gives it back with its tax."""
    order = an_order(a_line("20.00", weight_g=300))
    goods = refund(order, units={0: 1})
    assert left_to_refund(order, goods).total == Decimal("7.91")
    assert refund(order, units={}, shipping=Decimal("7.00"), before=goods).total == Decimal("7.91")


def test_an_amount_is_taken_from_everything_that_was_paid() -> None:
    """Goods, delivery and tax each bear their share, to the cent."""
    order = an_order(a_line("20.00", weight_g=300))
    bit = refund_amount(order, Decimal("10.00"))
    assert (bit.lines, bit.shipping, bit.taxes) == ((Decimal("6.56"),), Decimal("2.29"), (Decimal("1.15"),))


def test_units_after_an_amount_give_no_more_than_is_left() -> None:
    """A jar of which a part was refunded gives the other part."""
    order = an_order(a_line("20.00", weight_g=300))
    before = refund_amount(order, Decimal("10.00"))
    assert refund(order, units={0: 1}, before=before).lines == (Decimal("13.44"),)


def test_a_cent_of_tax_that_was_given_back_is_not_asked_for_again() -> None:
    """Where an amount took its only cent from the tax, returning nothing gives nothing, and the rest stays right."""
    order = an_order(*[a_line("10.00", weight_g=300)] * 10)
    cent = refund_amount(order, Decimal("0.01"))
    assert cent.taxes == (Decimal("0.01"),)
    assert refund(order, units={}, before=cent).total == 0
    assert refund(order, units={0: 1}, before=cent).taxes == (Decimal("1.29"),)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"units": {0: 2}}, "2 of mg-300 cannot be refunded; 1 were bought"),
        ({"units": {0: -1}}, "cannot be refunded"),
        ({"units": {1: 1}}, "there is no line 1; the order has 1"),
        ({"units": {}, "shipping": Decimal("7.01")}, "7.01 of the delivery cannot be refunded; 7.00 is left"),
        ({"units": {}, "shipping": Decimal("-1")}, "the delivery to refund"),
    ],
)
def test_what_was_not_paid_is_not_given_back(asked: dict, said: str) -> None:
    """More units than were bought, a line that is not there, more delivery than was charged."""
    with pytest.raises(MoneyError, match=said):
        refund(an_order(a_line("20.00", weight_g=300)), **asked)


def test_an_amount_above_what_is_left_is_refused() -> None:
    """The error says how much is left."""
    order = an_order(a_line("20.00", weight_g=300))
    with pytest.raises(MoneyError, match=r"30\.52 cannot be refunded; 30\.51 is left"):
        refund_amount(order, Decimal("30.52"))
    with pytest.raises(MoneyError, match=r"0\.01 cannot be refunded; 0\.00 is left"):
        refund_amount(order, Decimal("0.01"), refund_rest(order))
