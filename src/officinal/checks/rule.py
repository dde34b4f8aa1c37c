# SPDX-License-Identifier: Apache-2.0
"""What a rule is: a module of its own with `RULE`, a function `check`, and its page and cases beside it under one stem.

Code = family letter, market hundred (0 any, 1 Canada, 2 US, 3 EU), number. The file's name gives code and name:
`d102_above_monograph_maximum.py` is D102, above-monograph-maximum.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from officinal.checks.finding import Severity
from officinal.knowledge.schema import Fact

if TYPE_CHECKING:
    from officinal.checks.case import Case

MARKET_OF_HUNDRED = {"0": None, "1": ("ca",), "2": ("us",), "3": ("eu", "uk")}
FAMILIES = {
    "R": "reading",
    "L": "required",
    "F": "facts",
    "D": "dose",
    "C": "claims",
    "W": "risk",
    "A": "allergens",
    "N": "non_medicinal",
    "E": "evidence",
    "O": "offer",
}
"""letter to folder"""


@dataclass(frozen=True, slots=True)
class Cite:
    """A provision by the id of its source file and a section."""

    source: str
    section: str | None = None
    verified: str = "law"
    """how the provision was verified; general-knowledge caps the finding at info, third-party at warning"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says of itself; code, name and family come from its file's name."""

    severity: Severity
    message: Mapping[str, str]
    """what is wrong, in English and French; {names} are filled with what the check found"""
    advice: Mapping[str, str]
    """what to do about it"""
    cite: Cite | Mapping[str, Cite]
    """the provision, or one for each market or labelling regime; a finding that rests on a fact cites that fact instead"""
    regimes: tuple[str, ...] = ()
    """only under these labelling regimes; empty is any"""
    from_: dt.date | None = None
    to: dt.date | None = None
    """first and last day on which the rule is in force"""
    preview: bool = False
    """new and still to prove itself: runs only when selected"""


class Named(str):
    """An id that a message shows by its name in the reader's language."""

    __slots__ = ()


class Found(NamedTuple):
    """What a check found, before it is put in words: the place, the words' values, and the fact that it rests on."""

    pointer: str
    values: Mapping[str, object] = MappingProxyType({})
    """for the message's and the advice's {names}; numbers are also given in the finding's `numbers`"""
    fact: Fact | None = None
    severity: Severity | None = None
    """milder than the rule's, for this instance"""
    variant: str = ""
    """which of the rule's messages: "" is `en`/`fr`, "blend" is `en-blend`/`fr-blend`"""


Check = Callable[["Case"], Iterator[Found]]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A rule with its code, name, family, function and page; there is one of each."""

    code: str
    name: str
    family: str
    rule: Rule
    check: Check
    path: Path

    @property
    def markets(self) -> tuple[str, ...] | None:
        """Where it applies; None is every market."""
        return MARKET_OF_HUNDRED[self.code[1]]

    def applies(self, *, market: str, as_of: dt.date, regime: str | None) -> bool:
        """Whether it applies in a market, on a day, under a labelling regime."""
        rule = self.rule
        return (
            (self.markets is None or market in self.markets)
            and (rule.from_ is None or rule.from_ <= as_of)
            and (rule.to is None or as_of <= rule.to)
            and (not rule.regimes or regime in rule.regimes)
        )

    def summary(self) -> str:
        """What it finds, in one line: the page's first sentence."""
        return next(line for line in self.page().splitlines()[1:] if line.strip()).strip()

    def page(self) -> str:
        """The rule's page, as Markdown, cases and all."""
        return self.path.with_suffix(".md").read_text(encoding="utf-8")


def load(path: Path, module: Any) -> Loaded:
    """A rule of its module; raises `ValueError` where the module or the name of its file lacks something."""
    code, _, name = path.stem.partition("_")
    code = code.upper()
    if len(code) != 4 or code[0] not in FAMILIES or code[1] not in MARKET_OF_HUNDRED or not name:
        raise ValueError(f"{path}: a rule's file is named like d102_above_monograph_maximum.py")
    if FAMILIES[code[0]] != path.parent.name:
        raise ValueError(f"{path}: the rules of letter {code[0]} are in the folder {FAMILIES[code[0]]}")
    return Loaded(code, name.replace("_", "-"), path.parent.name, module.RULE, module.check, path)
