# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from decimal import Decimal

import pytest

from officinal.cli import words
from officinal.cli.plain import shorten
from officinal.label import Dilution, Directions, KeepApart, Measure, Price, Quantity, Span


def _said(text: str | None) -> str | None:
    return text and text.replace(words.KEEP, " ")


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Quantity(value="2.50", unit="mg"), "2.50 mg"),
        (Quantity(value="1000", unit="IU"), "1,000 IU"),
        (Quantity(value="10000000000", unit="CFU"), "10 billion CFU"),
        (Quantity(value="1234567891", unit="CFU"), "1,234,567,891 CFU"),
        (Quantity(value="1", unit="g", qualifier="less-than"), "< 1 g"),
        (Quantity(value="2.5", max="5", unit="mL"), "2.5–5 mL"),
        (Quantity(value="120", unit="capsule"), "120 capsules"),
        (Quantity(value="60", unit="gummy"), "60 gummies"),
        (Quantity(value="5", unit="%"), "5%"),
        (Quantity(value="7"), "7"),
    ],
)
def test_an_amount_reads_as_a_label_prints_it(amount: Quantity, said: str) -> None:
    """The digits stay as printed; thousands and billions are made readable."""
    assert _said(words.quantity(amount)) == said


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (
            Directions(
                servings=Measure(min="1", max="2", unit="scoop"),
                per="day",
                food="with",
                dilute=Dilution(min="250", max="500", unit="mL", in_=("water", "juice")),
            ),
            "take 1 to 2 scoops per day, with food. Mix in 250 to 500 mL of water or juice.",
        ),
        (
            Directions(
                servings=Measure(min="1", max="1", unit="tablet"), times=Span(min="2", max="2"), per="day", route="chew"
            ),
            "chew 1 tablet twice a day.",
        ),
        (
            Directions(
                servings=Measure(max="4", unit="drop"),
                every=Measure(min="4", max="6", unit="hour"),
                route="sublingual",
                as_needed=True,
                most_per_day=Measure(max="12", unit="drop"),
            ),
            "take up to 4 drops under the tongue every 4 to 6 hours, as needed. No more than 12 drops a day.",
        ),
        (
            Directions(keep_apart=(KeepApart(from_="antibiotics", hours="2", as_printed="2 hours before or after"),)),
            "take an amount that is not stated how often is not stated. Keep apart from antibiotics: 2 hours.",
        ),
        (
            Directions(duration=Measure(min="8", unit="week")),
            "take an amount that is not stated how often is not stated. For at least 8 weeks.",
        ),
    ],
)
def test_directions_are_plain_sentences(how: Directions, said: str) -> None:
    """A dose reads as a person would say it, and what is not stated is said to be so."""
    assert _said(" ".join(words.directions(how))) == said


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (Price(value="46.19", symbol="$"), "$46.19 (currency not stated)"),
        (Price(value="34.00", symbol="$", currency="CAD"), "$34.00 CAD"),
        (Price(value="49.95", symbol="A$", currency="AUD"), "$49.95 AUD"),
        (Price(value="24.99", currency="EUR"), "24.99 EUR"),
    ],
)
def test_a_price_says_its_currency_or_that_there_is_none(price: Price, said: str) -> None:
    """A bare dollar sign stays one, and the country is never guessed."""
    assert _said(words.price(price)) == said


def test_units_are_counted_in_the_plural_from_more_than_one() -> None:
    """Half a tablet is a tablet, two gummies are gummies, and millilitres stay mL."""
    assert [
        words.plural(*each) for each in (("tablet", Decimal("0.5")), ("gummy", Decimal(2)), ("mL", Decimal(5)))
    ] == [
        "tablet",
        "gummies",
        "mL",
    ]


@pytest.mark.parametrize("most", [5, 12, 20, 33, 34])
def test_a_shortened_text_keeps_within_its_length(most: int) -> None:
    """What is cut ends in an ellipsis and is no longer than was asked."""
    text = "Keep out of the reach of children"
    assert len(shorten(text, most)) <= most
    assert (shorten(text, most) == text) is (most >= len(text))
