# SPDX-License-Identifier: Apache-2.0
"""Whether a label or page states what its container holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from officinal.checks.case import Case
from officinal.patterns import lazy

_QUANTITY = lazy(
    r"(?<![\w.,])\d[\d.,]{0,8} ?-?(?:kg|g|ml|cl|l|oz|fl\.? oz|lbs?|count|ct|(?:veg(?:gie|etable|etarian)? )?caps(?:ules)?|tablets|tabs"
    r"|caplets|softgels|gummies|lozenges|sachets|packets|sticks|servings|drops|sprays|gélules|comprimés|portions|gommes|jujubes)\b",
    re.IGNORECASE,
)


def lacks_net_amount(case: Case) -> bool:
    """No net amount in the record; and on a page no quantity either in what was not understood, which may be one."""
    return case.label.net_amount is None and not any(_QUANTITY.search(words) for words in _leftovers(case))


def _leftovers(case: Case) -> Iterator[str]:
    """The words of a page that may still hold a quantity: its name and head, and what stands behind no field."""
    reading, label = case.reading, case.label
    if reading is None:
        return
    yield from (each for each in (label.name, label.tagline, *label.highlights, *label.badges) if each)
    yield from (reading.text[slice(*each.span)] for each in reading.unread)
