# SPDX-License-Identifier: Apache-2.0
"""R006: servings per container times the serving, which is not what the container holds."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from officinal.checks.case import Case
from officinal.checks.counted import amount, counted, serving_words, unit_words
from officinal.checks.finding import figure
from officinal.checks.rule import Cite, Found, Rule
from officinal.errors import UnitError
from officinal.knowledge.names import fold
from officinal.label import Quantity, Serving

RULE = Rule(
    severity="warning",
    message={
        "en": "{servings} of {serving} each are {product}, and the container holds {net}",
        "fr": "{servings} de {serving} font {product}, et le contenant renferme {net}",
    },
    advice={
        "en": "Correct the number of servings, the serving or the net amount",
        "fr": "Corriger le nombre de portions, la portion ou la quantité nette",
    },
    cite={
        "ca": Cite("fda-ca", "9(1)"),
        "us": Cite("21-cfr-101-36", "(b)(1)(ii)"),
        "eu": Cite("eu-1169-2011", "art. 7(2)", verified="official"),
        "uk": Cite("uk-1169-2011", "art. 7(2)", verified="official"),
    },
)

_FILL = Decimal("0.02")
"""how far the content may lie from the net amount in print: it is rounded, and given in two systems of units"""


_STEM = 5
"""letters of a unit that tell it, whatever its ending"""


class _Size(NamedTuple):
    """One serving, least and most, in the unit of the net amount."""

    low: Decimal
    high: Decimal
    printed: Decimal
    exact: bool


def check(case: Case) -> Iterator[Found]:
    """The label's own table; several servings' rounding is allowed, and a net amount that the page gives elsewhere."""
    label = case.label
    net, servings, serving = label.net_amount, label.servings_per_container, label.serving
    if net is None or net.max is not None or net.qualifier or not servings or serving is None or label.parts:
        return
    size = _size(serving, net)
    if size is None or not size.low:
        return
    slack = Decimal(0) if size.exact else _FILL
    least, most = net.value * (1 - slack) / size.high, net.value * (1 + slack) / size.low
    if least - 1 < servings < most + 1:
        return
    product = counted(servings * size.printed, net.unit)
    if case.reading and _stands_in(case.page, servings * size.printed, net.unit or ""):
        return
    values = {
        "servings": counted(servings, "serving"),
        "serving": serving_words(serving),
        "product": product,
        "net": amount(net),
    }
    yield Found("/servings_per_container", values)


def _stands_in(text: str, number: Decimal, unit: str) -> bool:
    """Whether a text also gives that number of the unit: "60 vegetarian capsules"."""
    stems = (re.escape(fold(each)[:_STEM]) for each in (unit, unit_words(unit).fr or unit))
    return re.search(rf"\b{re.escape(figure(number, 6))} ?(?:[a-z-]+ ){{0,2}}(?:{'|'.join(stems)})", text) is not None


def _size(serving: Serving, net: Quantity) -> _Size | None:
    """One serving in the unit of the net amount; None where the two cannot be compared."""
    if net.unit is None:
        return None
    if serving.count and serving.unit == net.unit:
        return _Size(serving.count, serving.max_count or serving.count, serving.count, exact=True)
    for measure in (serving.mass, serving.volume):
        if measure is None or measure.qualifier or measure.max is not None or measure.unit is None:
            continue
        half = Decimal((0, (5,), int(measure.value.as_tuple().exponent) - 1))
        try:
            low, high, printed = (
                Quantity(value=each, unit=measure.unit).to(net.unit).value
                for each in (max(measure.value - half, Decimal(0)), measure.value + half, measure.value)
            )
        except UnitError:
            continue
        return _Size(low, high, printed, exact=False)
    return None
