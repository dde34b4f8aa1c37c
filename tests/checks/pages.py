# SPDX-License-Identifier: Apache-2.0
"""The cases that stand on each rule's page: a title, a label, and what must be found."""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from officinal.checks import Finding, check, licence_from, rules
from officinal.checks.rule import MARKET_OF_HUNDRED, Loaded
from officinal.label import from_dict
from officinal.reading import read_html, read_text

TODAY = dt.date(2026, 11, 25)
_CASE = re.compile(r"^### (?P<title>.+?)\n+```toml\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class RuleCase:
    """One case of a rule's page."""

    rule: Loaded
    title: str
    data: dict[str, Any]

    @property
    def expected(self) -> list[dict[str, Any]]:
        """What must be found: nothing, where the case expects nothing."""
        return self.data.get("expect", [])

    def run(self) -> list[Finding]:
        """What this rule alone finds in the case's label."""
        markets = MARKET_OF_HUNDRED[self.rule.code[1]] or ("ca",)
        reading = None
        if "text" in self.data or "html" in self.data:
            html = self.data.get("html")
            reading = read_html(html) if html else read_text(self.data["text"], must_be_product=False)
            label = reading.label
        else:
            label = from_dict(self.data.get("label", {}), source=self.title)
        licence = licence_from(self.data["licence"]) if "licence" in self.data else None
        found = check(
            label,
            market=self.data.get("market", markets[0]),
            as_of=self.data.get("as_of", TODAY),
            regime=self.data.get("regime"),
            reading=reading,
            licence=licence,
            rules=[self.rule],
            locale=self.data.get("locale", "en"),
        )
        return list(found)


def cases() -> list[RuleCase]:
    """Every case of every rule."""
    return [
        RuleCase(rule, match["title"], tomllib.loads(match["body"], parse_float=Decimal))
        for rule in rules()
        for match in _CASE.finditer(rule.page())
    ]
