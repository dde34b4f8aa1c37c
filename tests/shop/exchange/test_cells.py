# SPDX-License-Identifier: Apache-2.0
"""Cells say what people write in them, and none of what we write is a formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from officinal.shop.exchange.cells import Unclear, guarded, money, percent, unguarded, whole, yes_or_no


@given(st.text() | st.from_regex(r"\A'{0,3}[=+\-@\t\r\n＝].{0,5}", fullmatch=True))
@example("=cmd|' /C calc'!A0")
@example("'=1")
@example("'")
def test_no_cell_opens_as_a_formula_and_none_is_lost(text: str) -> None:
    """Guarded, a text begins with no sign that a spreadsheet takes for a formula; read back, it is itself."""
    assert guarded(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("24.9", "24.90"), ("24,90", "24.90"), ("$24.90", "24.90"), ("24,90 $", "24.90"), ("24.9000", "24.90"),
        ("1 299,00", "1299.00"), ("1\u202f299,00", "1299.00"), ("1,299.00", "1299.00"), ("1.299,00", "1299.00"),
        ("1'299.00", "1299.00"), ("0", "0.00"), ("99999999.99", "99999999.99"),
    ],
)  # fmt: skip
def test_money_is_read_as_it_is_written_in_both_languages(text: str, amount: str) -> None:
    """Comma or point, grouped or not, with a sign or without."""
    assert money(text) == Decimal(amount)
    assert str(money(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "1,299",
        "1.299",
        "1,200",
        "1.2.3",
        "24.905",
        "1e5",
        "NaN",
        "free",
        "100000000",
        "1 2",
        "٣",
        "1" + "$" * 400_000 + "1",
    ],
)
def test_money_that_could_mean_two_amounts_is_refused(text: str) -> None:
    """Nothing is guessed: not thousands, not fractions of a cent, nothing below nothing."""
    with pytest.raises(Unclear):
        money(text)


def test_percentages_counts_and_answers() -> None:
    """A share is below a hundred; a count is whole; yes and no are said in both languages."""
    assert (percent("20"), percent("12,5 %"), percent("0")) == (Decimal("20.00"), Decimal("12.50"), Decimal("0.00"))
    assert (whole("12"), whole("12.0"), whole("-3")) == (12, 12, -3)
    assert [yes_or_no(word) for word in ("Oui", "TRUE", "1", "non", "FALSE", "0")] == [True] * 3 + [False] * 3
    for read, text in ((percent, "100"), (percent, "-1"), (whole, "1.5"), (whole, ""), (yes_or_no, "maybe")):
        with pytest.raises(Unclear):
            read(text)
