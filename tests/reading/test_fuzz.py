# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.accounts import all_sources, opened, whole

from officinal.errors import OfficinalError

RUNS_A_PAGE = 12
_TAG = re.compile(rb"<[^<>]{1,200}>|\n")
_ENTITY = re.compile(rb"&#?\w{1,8};")


def _flip(data: bytes, chance: random.Random) -> bytes:
    """Some bytes become others."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 60)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    """The page ends early, or begins late."""
    at = chance.randrange(len(data))
    return data[:at] if chance.random() < 0.7 else data[at:]


def _repeat_tags(data: bytes, chance: random.Random) -> bytes:
    """Tags and ends of lines stand many times, or not at all."""
    return _TAG.sub(lambda tag: tag[0] * chance.choice((0, 1, 1, 1, 1, 1, 2, 9)), data)


def _break_entities(data: bytes, chance: random.Random) -> bytes:
    """Entities lose their end or their number; an ampersand stands where none belongs."""
    odd = (b"&", b"&#", b"&#x110000;", b"&#0;", b"&amp", b"&nosuch;", b"&#xD800;")
    broken = _ENTITY.sub(lambda _: chance.choice(odd), data)
    return re.sub(rb" ", lambda space: chance.choice(odd) if chance.random() < 0.01 else space[0], broken)


def _splice(data: bytes, chance: random.Random) -> bytes:
    """The page goes on as another one."""
    other = chance.choice(all_sources()).read_bytes()
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def _move(data: bytes, chance: random.Random) -> bytes:
    """A stretch of the page stands somewhere else."""
    a, b = sorted(chance.randrange(len(data)) for _ in range(2))
    rest = data[:a] + data[b:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + data[a:b] + rest[at:]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip,
    _cut,
    _repeat_tags,
    _break_entities,
    _splice,
    _move,
)


@pytest.mark.slow
@pytest.mark.parametrize("page", all_sources(), ids=lambda page: f"{page.parent.name}/{page.name}")
def test_a_damaged_page_is_read_or_refused_in_words(page: Path) -> None:
    """However a page is damaged on its way, it gives a message or a reading that accounts for every letter."""
    for seed in range(RUNS_A_PAGE):
        chance = random.Random(f"{page.name} {seed}")
        data, done = page.read_bytes(), []
        for damage in chance.choices(DAMAGES, k=chance.randrange(1, 4)):
            data = damage(data or b" ", chance)
            done.append(damage.__name__)
        try:
            whole(opened(data, page.name))
        except OfficinalError as error:
            assert "\n" not in str(error), f"seed {seed} of {page.name}: {done}"
        except Exception as error:
            error.add_note(f"to replay: seed {seed} of {page.name}, which was damaged by {done}")
            raise
