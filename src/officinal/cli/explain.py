# SPDX-License-Identifier: Apache-2.0
"""The source's text with a mark around each stretch: the field it is behind, or why it was not read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.console import RenderableType
from rich.text import Text

from officinal.cli.layout import joined, text
from officinal.cli.theme import ACCENT, CARE, HEADING, QUIET
from officinal.reading import Reading

_FIELD = f"underline {ACCENT}"
_SHORT = {
    "medicinal_ingredients": "medicinal",
    "non_medicinal_ingredients": "non-medicinal",
    "risk_information": "risk",
}
_NOT_UNDERSTOOD = "not understood"

Stretch = tuple[int, int, str]


def explained(reading: Reading) -> Iterator[RenderableType]:
    """The legend, then the marked text."""
    yield Text("Where each value stood", style=HEADING)
    yield Text.assemble(("[words]", _FIELD), ("‹field›", ACCENT), "  behind that field of the record")
    yield Text.assemble(("{?words?}", CARE), "  not understood")
    yield Text.assemble(("{words}‹why›", QUIET), "  set aside, and why")
    yield Text()
    yield _marked(reading)


def _marked(reading: Reading) -> Text:
    out, at = Text(), 0
    for start, end, pointer in sorted([*_innermost(reading.spans), *_unread(reading)]):
        out.append_text(text(reading.text[at:start]))
        out.append_text(_mark(reading.text[start:end], pointer))
        at = end
    return out.append_text(text(reading.text[at:]))


def _mark(words: str, pointer: str) -> Text:
    """Words with their mark; white space around them stays outside it, and what has no letter or digit has none."""
    if not any(char.isalnum() for char in words):
        return text(words)
    inner = words.strip()
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    if pointer == _NOT_UNDERSTOOD:
        marked = text(f"{{?{inner}?}}", CARE)
    elif pointer.startswith("/"):
        marked = joined(text(f"[{inner}]", _FIELD), text(f"‹{_label(pointer)}›", ACCENT))
    else:
        marked = text(f"{{{inner}}}‹{pointer}›", QUIET)
    return joined(text(before), marked, text(after))


def _label(pointer: str) -> str:
    """A short name for a place in the record: /medicinal_ingredients/0/name is medicinal/0."""
    first, *rest = pointer.removeprefix("/").split("/")
    if len(rest) > 1 and rest[-1] in ("name", "text"):
        rest.pop()
    return "/".join([_SHORT.get(first, first), *rest])


def _innermost(spans: dict[str, tuple[int, int]]) -> Iterator[Stretch]:
    """The text cut into stretches, each with the innermost field that it is behind.

    >>> list(_innermost({"/serving": (0, 8), "/serving/count": (0, 1)}))
    [(0, 1, '/serving/count'), (1, 8, '/serving')]
    """
    cuts = sorted({place for span in spans.values() for place in span})
    opening = sorted(((start, end, pointer) for pointer, (start, end) in spans.items() if start < end), reverse=True)
    open_now: list[Stretch] = []
    found: list[Stretch] = []
    for start, end in pairwise(cuts):
        while opening and opening[-1][0] <= start:
            open_now.append(opening.pop())
        open_now = [each for each in open_now if each[1] > start]
        if not open_now:
            continue
        pointer = min(open_now, key=lambda each: (each[1] - each[0], -each[2].count("/"), each[2]))[2]
        if found and found[-1][1] == start and found[-1][2] == pointer:
            found[-1] = (found[-1][0], end, pointer)
        else:
            found.append((start, end, pointer))
    yield from found


def _unread(reading: Reading) -> Iterator[Stretch]:
    return ((*each.span, each.reason) for each in reading.unread)
