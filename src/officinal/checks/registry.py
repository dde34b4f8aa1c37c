# SPDX-License-Identifier: Apache-2.0
"""Every rule there is, found by walking the folders of the families."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

from officinal.checks.rule import FAMILIES, Loaded, load
from officinal.errors import AskedForUnknown
from officinal.patterns import lazy

_HERE = Path(__file__).parent
_STEM = lazy(r"[a-z]\d{3}_\w+$")


@cache
def rules() -> tuple[Loaded, ...]:
    """All rules, by code."""
    found = [
        load(path, import_module(f"officinal.checks.{family}.{path.stem}"))
        for family in FAMILIES.values()
        for path in sorted((_HERE / family).glob("*.py"))
        if _STEM.match(path.stem)
    ]
    return tuple(sorted(found, key=lambda each: each.code))


def rule(code: str) -> Loaded:
    """One rule by its code or name; raises `AskedForUnknown`."""
    for each in rules():
        if code.upper() == each.code or code == each.name:
            return each
    raise AskedForUnknown(f"there is no rule {code!r}; `officinal explain --list` shows the {len(rules())} there are")


def chosen(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Loaded, ...]:
    """The rules whose codes begin with one of `select` (all stable ones where none is given) and none of `ignore`.

    Raises `AskedForUnknown` for a prefix that fits no rule. The longer prefix wins: select D, ignore D1.
    """
    return _chosen(tuple(each.upper() for each in select), tuple(each.upper() for each in ignore))


@lru_cache(maxsize=64)
def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Loaded, ...]:
    for prefix in (*select, *ignore):
        if not any(each.code.startswith(prefix) for each in rules()):
            families = ", ".join(f"{letter} ({folder})" for letter, folder in FAMILIES.items())
            raise AskedForUnknown(f"no rule's code begins with {prefix!r}; families are {families}")

    def fits(each: Loaded) -> bool:
        wanted = max((len(prefix) for prefix in select if each.code.startswith(prefix)), default=0)
        unwanted = max((len(prefix) for prefix in ignore if each.code.startswith(prefix)), default=0)
        return (wanted > unwanted) if select else (not unwanted and not each.rule.preview)

    return tuple(each for each in rules() if fits(each))
