# SPDX-License-Identifier: Apache-2.0
"""The most in a day: "Do not exceed 4 capsules per day"."""

from __future__ import annotations

import re

from officinal.label import Measure
from officinal.patterns import lazy
from officinal.reading.amounts import NUMBER
from officinal.reading.directions.clause import Clause
from officinal.reading.directions.dose import Dose
from officinal.reading.directions.how_often import PER
from officinal.reading.vocabulary import COUNT, DOSE, count, dose_unit

CUE = r"exceed|more than|maximum|\bmax\b|\btotal\b|depass|plus de|exced|limit"
LIMIT = lazy(
    r"(?:do not (?:exceed|take more than|use more than|consume more than)|not (?:to )?exceed(?:ing)?|don't (?:exceed|take more than)|no more than|not more than|ne pas (?:depasser|prendre plus de|exceder)|maximum(?: daily)?(?: dose| usage| recommended dose)?(?: should not exceed)?(?: of| is| de|:)?|max\.?(?: of)?|up to a maximum of|(?:a )?total of|jusqu'a un maximum de|sans depasser|should not exceed|exceeding|limit to) ?:?(?: more than)? ?"
)
_BARE_LIMIT = lazy(rf"(?P<low>{COUNT})(?: \({NUMBER}\))? (?=in |per |a day|daily|par |total)")
_PER_DAY = ("24", "maximum", "not to exceed", "sans depasser", "daily", "total")


def find_limit(words: str) -> tuple[re.Match[str], re.Match[str]] | None:
    """The words that set a limit, and the number behind them."""
    limit = LIMIT.search(words)
    most = (DOSE.match(words, limit.end()) or _BARE_LIMIT.match(words, limit.end())) if limit else None
    return (limit, most) if limit and most else None


def read_limit(target: Dose, clause: Clause, limit: re.Match[str], most: re.Match[str]) -> bool:
    """Put the most in a day into the directions that it limits; False where it is no limit of a day."""
    per = PER.search(clause.words, most.end())
    if per is None and not any(words in clause.words for words in _PER_DAY):
        return False
    held = most.groupdict()
    servings = target.held.get("servings")
    unit = dose_unit(held["unit"]) if "unit" in held else servings.unit if isinstance(servings, Measure) else None
    value = Measure(min=None, max=count(held.get("high") or held["low"]), unit=unit)
    start, end = clause.start + limit.start(), clause.start + (per or most).end()
    target.put("most_per_day", value, (start, end))
    return True
