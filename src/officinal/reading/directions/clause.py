# SPDX-License-Identifier: Apache-2.0
"""A stretch of the directions that is read at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from officinal.reading.item import Where


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a clause stands in the text, and its folded words; some may be blanked out when they are read already."""

    text: str
    folded: str
    start: int
    words: str

    def span(self, match: re.Match[str], group: str | int = 0) -> Where:
        """Where in the text a match in the words stands."""
        return self.start + match.start(group), self.start + match.end(group)

    def blanked(self, start: int, end: int) -> Clause:
        """The clause with some of its words blanked out; the others keep their places."""
        return Clause(self.text, self.folded, self.start, self.words[:start] + " " * (end - start) + self.words[end:])

    def part(self, start: int, end: int) -> Clause:
        """Some of the words as a clause of their own."""
        return Clause(self.text, self.folded, self.start + start, self.words[start:end])
