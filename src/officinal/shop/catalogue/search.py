# SPDX-License-Identifier: Apache-2.0
"""Products are found here by words, and a typing error is forgiven.

First each asked word is taken for the words of the catalogue that it is like: they are few, however many products there
are. Then those products are taken that have one of them for every asked word, the likeliest first, and among equals
those that have it in their name.

Two questions are asked of the database, each in its own way: for SQLite they go to FTS5, by trigrams and by words; for
PostgreSQL to pg_trgm and to an index over lists of words.
"""

from __future__ import annotations

from django.db import connection, models

from officinal.knowledge.names import words
from officinal.shop.models import Product

_MOST_WORDS, _LONGEST_WORD = 8, 40
_SIMILAR = 0.45
_AS_LIKE = 0.15
"""how much less like than the likest a word may be, to be meant as well"""
_BEGINS = 0.95
"""the likeness of a word that begins with the asked one"""
_IN_NAME = 0.2
_NEAR_WORDS, _MEANT_WORDS, _CANDIDATES = 100, 24, 200


def find(query: str) -> list[int]:
    """The products that a visitor's words mean, the likeliest first; empty for words that nothing is like."""
    asked = _words(query)[:_MOST_WORDS]
    meant = [_meant(word) for word in asked]
    if not asked or not all(meant):
        return []
    scored = [
        (-_likeness(meant, name.split(), body.split()), at, rowid)
        for at, (rowid, name, body) in enumerate(_holders([list(each) for each in meant]))
    ]
    return [rowid for _, _, rowid in sorted(scored)]


def _meant(asked: str) -> dict[str, float]:
    """The words of the catalogue that are nearly as like the asked one as the likest is; each with its likeness."""
    wanted = set(_grams(asked))
    alike = {word: like for word in _near(asked) if (like := _alike(asked, wanted, word)) >= _SIMILAR}
    least = max(alike.values(), default=0.0) - _AS_LIKE
    best = sorted(((like, word) for word, like in alike.items() if like >= least), reverse=True)[:_MEANT_WORDS]
    return {word: like for like, word in best}


def _alike(asked: str, wanted: set[str], word: str) -> float:
    if word == asked:
        return 1.0
    if len(asked) > 2 and word.startswith(asked):
        return _BEGINS
    held = set(_grams(word))
    return 2 * len(wanted & held) / (len(wanted) + len(held))


def _likeness(meant: list[dict[str, float]], name: list[str], body: list[str]) -> float:
    """How like a product's words are to those that are meant, in all."""
    named, held = set(name), set(name) | set(body)
    return sum(max(like + _IN_NAME * (word in named) for word, like in each.items() if word in held) for each in meant)


def _grams(word: str) -> list[str]:
    """The trigrams of a word between blanks, as pg_trgm has them: so its beginning counts most."""
    spaced = f"  {word} "
    return [spaced[at : at + 3] for at in range(len(spaced) - 2)]


def _words(text: str) -> list[str]:
    return [word[:_LONGEST_WORD] for word in words(text)]


def _near(asked: str) -> list[str]:
    """The words of the catalogue that share most trigrams with the asked one."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT word FROM shop_word WHERE word %% %s OR word LIKE %s ORDER BY similarity(word, %s) DESC LIMIT %s",
                [asked, asked.replace("%", r"\%") + "%", asked, _NEAR_WORDS],
            )
        else:
            cursor.execute(
                "SELECT trim(word) FROM shop_word_like WHERE word MATCH %s ORDER BY rank LIMIT %s",
                [_any_of(_grams(asked)), _NEAR_WORDS],
            )
        return [word for (word,) in cursor.fetchall()]


def _holders(meant: list[list[str]]) -> list[tuple[int, str, str]]:
    """The products that have one word of every list, those first that have it in their name: key, name and all words."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT rowid, name, body FROM shop_search WHERE "
                + " AND ".join(["string_to_array(name || ' ' || body, ' ') && %s::text[]"] * len(meant))
                + " ORDER BY (string_to_array(name, ' ') && %s::text[]) DESC, rowid LIMIT %s",
                [*meant, [word for each in meant for word in each], _CANDIDATES],
            )
        else:
            cursor.execute(
                "SELECT rowid, name, body FROM shop_search WHERE shop_search MATCH %s ORDER BY rank LIMIT %s",
                [" AND ".join(f"({_any_of(each)})" for each in meant), _CANDIDATES],
            )
        held: list[tuple[int, str, str]] = cursor.fetchall()
    return held


def _any_of(strings: list[str]) -> str:
    return " OR ".join(f'"{each}"' for each in strings)


def index(product: Product) -> None:
    """Let searches find a product by what it is called and by what its label says; no more where it is not shown."""
    name, body = _words(f"{product.brand} {product.name}"), _words(product.search_text)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shop_search WHERE rowid = %s", [product.pk])
        if product.published:
            cursor.execute(
                "INSERT INTO shop_search (rowid, name, body) VALUES (%s, %s, %s)",
                [product.pk, " ".join(name), " ".join(body)],
            )
            cursor.executemany(
                "INSERT INTO shop_word (word) VALUES (%s) ON CONFLICT DO NOTHING",
                [(word,) for word in sorted({*name, *body})],
            )


def forget(*, instance: Product, **signal: object) -> None:
    """Find a product that is no more by nothing."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shop_search WHERE rowid = %s", [instance.pk])


def shown() -> models.QuerySet[Product]:
    """What a visitor may see."""
    return Product.objects.filter(published=True)
