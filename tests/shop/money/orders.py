# SPDX-License-Identifier: Apache-2.0
"""Orders for the tests of money: by hand, and generated."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, get_args

from hypothesis import strategies as st

from officinal.shop.money import Line, Quote, TaxClass, place, provinces, quote

DAY = dt.date(2026, 11, 25)
ALL = {"gst": "123456789 RT0001", "qst": "1234567890 TQ0001", "pst-bc": "PST-1", "pst-sk": "S-1", "rst-mb": "M-1"}

NOTHING = Decimal("0.00")


def a_line(price: str = "46.19", quantity: int = 1, off: str = "0", **more: Any) -> Line:
    """A line of magnesium."""
    return Line("mg-300", "Magnesium", quantity, Decimal(price), Decimal(off), **more)


def an_order(*lines: Line, to: str = "CA-ON", **more: Any) -> Quote:
    """A quote of the demonstration shop, registered everywhere unless said otherwise."""
    asked = {"on": DAY, "shipping_choice": "standard", "registrations": ALL, **more}
    return quote(lines, to=place(to), **asked)


money = st.decimals(0, 5000, places=2)
percents = st.one_of(st.just(Decimal(0)), st.decimals(0, 100, places=2))
everywhere = st.sampled_from([*provinces(), "US"])
lines = st.builds(
    Line,
    sku=st.sampled_from(["mg-300", "zn-15", "d3", "shaker"]),
    name=st.sampled_from(["Magnesium", "Zinc", "Vitamin D3"]),
    quantity=st.integers(1, 12),
    unit_price=money,
    percent_off=percents,
    tax_class=st.sampled_from(get_args(TaxClass)),
    weight_g=st.none() | st.integers(0, 4000),
)
carts = st.lists(lines, min_size=1, max_size=6)
held = st.sets(st.sampled_from(list(ALL))).map(lambda keys: {key: ALL[key] for key in keys})


@st.composite
def orders(draw: st.DrawFn, registrations: st.SearchStrategy[dict[str, str]] = held) -> Quote:
    """Any order that the demonstration shop takes."""
    return an_order(*draw(carts), to=draw(everywhere), registrations=draw(registrations))
