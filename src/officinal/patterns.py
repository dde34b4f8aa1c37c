# SPDX-License-Identifier: Apache-2.0
"""Patterns that are compiled when they are first used: most pages need but a part of the hundreds there are."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Pattern:
    """Stands for a compiled pattern; with its first use it takes over the compiled pattern's methods."""

    __slots__ = ("_flags", "pattern", *_METHODS)

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)


def lazy(text: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression, compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


@cache
def compiled(text: str) -> re.Pattern[str]:
    """A regular expression that stands where it is used; `re` itself forgets all but the last few hundred."""
    return re.compile(text)
