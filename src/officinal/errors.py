# SPDX-License-Identifier: Apache-2.0
"""Everything that Officinal raises on purpose, importable by every package.

OfficinalError              any of these; its text is one line made for people
├── SourceError             a source could not be opened, or is not text we can read
│   └── AddressRefused      a web address we do not go to
├── NotAProduct             the source was read, and is no product page
├── RecordError             a label file is not a valid record
├── UnitError               an amount cannot be converted
├── KnowledgeError          a knowledge file is broken
├── AskedForUnknown         a market, rule, date or name that does not exist was asked for
└── MoneyError              an amount cannot be charged, shared out or refunded so
"""

from __future__ import annotations


class OfficinalError(Exception):
    """The root: catch this to catch all that Officinal raises on purpose."""


class SourceError(OfficinalError):
    """A source could not be opened or decoded: names the source, the place and the way on.

    `kind` names the problem in one word, and `said` holds what the sentence names: for who says it in other words.
    """

    def __init__(self, source: str, problem: str, way_on: str, *, kind: str = "other", **said: object) -> None:
        self.source, self.problem, self.way_on = source, problem, way_on
        self.kind, self.said = kind, said
        super().__init__(f"{source}: {problem}; {way_on}")


class AddressRefused(SourceError):
    """A web address that is private, of an unknown scheme, or redirects for ever."""


class NotAProduct(SourceError):
    """The source could be read, but nothing on it is a product label."""


class RecordError(OfficinalError):
    """A label file does not hold a valid record: names the file, the key and what was expected.

    `place` is the key's JSON pointer, or line and column; `kind` names what is wrong with it in one word.
    """

    def __init__(self, text: str, *, place: str = "", kind: str = "other") -> None:
        self.place, self.kind = place, kind
        super().__init__(text)


class UnitError(OfficinalError):
    """An amount cannot be expressed in the unit asked for."""


class KnowledgeError(OfficinalError):
    """A knowledge file is broken: names the file, the line and the key."""


class AskedForUnknown(OfficinalError):
    """A market, rule, date or name was asked for that does not exist; the text lists what does."""


class MoneyError(OfficinalError):
    """An amount cannot be charged, shared out or refunded so; the text says what could be."""
