# SPDX-License-Identifier: Apache-2.0
"""Products are found here: by words, forgiving a typing error, and by facets. One small seam for both databases.

SQLite: an FTS5 table of trigrams. PostgreSQL: pg_trgm's word similarity. Both rank by how many of the words' letters
stand together in what the product can be found by.
"""

from __future__ import annotations

from django.db import connection, models

from officinal.knowledge.names import fold, words
from officinal.shop.models import Product

_MOST_WORDS, _LONGEST_WORD = 8, 40
_SIMILAR = 0.45
_CANDIDATES = 200


def find(query: str) -> list[int]:
    """The products that a visitor's words mean, the likeliest first; empty for words that nothing is like."""
    asked = [word[:_LONGEST_WORD] for word in words(query)][:_MOST_WORDS]
    if not asked:
        return []
    return _postgres(asked) if connection.vendor == "postgresql" else _sqlite(asked)


def _sqlite(asked: list[str]) -> list[int]:
    """Trigram candidates of the index, then judged word by word."""
    grams = {gram for word in asked for gram in _grams(word)}
    if not grams:
        return []
    match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in sorted(grams))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, body FROM shop_search WHERE shop_search MATCH %s ORDER BY rank LIMIT %s",
            [match, _CANDIDATES],
        )
        scored = [(_likeness(asked, body), -at, rowid) for at, (rowid, body) in enumerate(cursor.fetchall())]
    return [rowid for score, _, rowid in sorted(scored, reverse=True) if score >= _SIMILAR]


def _postgres(asked: list[str]) -> list[int]:
    text = " ".join(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, search_text FROM shop_product WHERE published AND (%s <%% lower(search_text) OR search_text ILIKE %s) LIMIT %s",
            [text, f"%{asked[0]}%", _CANDIDATES],
        )
        scored = [(_likeness(asked, fold(body)), rowid) for rowid, body in cursor.fetchall()]
    return [rowid for score, rowid in sorted(scored, reverse=True) if score >= _SIMILAR]


def _likeness(asked: list[str], body: str) -> float:
    """The least likeness of any asked word to its likest word of the product: every word must mean something."""
    held = {word: set(_grams(word)) for word in words(body)}
    total = 0.0
    for word in asked:
        wanted = set(_grams(word))
        best = 0.0
        for other, grams in held.items():
            if other.startswith(word):
                best = 1.0
                break
            best = max(best, 2 * len(wanted & grams) / (len(wanted) + len(grams)) if wanted and grams else 0.0)
        if best < _SIMILAR:
            return 0.0
        total += best
    return total / len(asked)


def _grams(word: str) -> list[str]:
    return [word[at : at + 3] for at in range(len(word) - 2)] or ([word] if len(word) == 3 else [])


def index(product: Product) -> None:
    """Put a product's words into SQLite's index; PostgreSQL keeps its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shop_search WHERE rowid = %s", [product.pk])
        if product.published:
            cursor.execute(
                "INSERT INTO shop_search (rowid, body) VALUES (%s, %s)", [product.pk, fold(product.search_text)]
            )


def forget(*, instance: Product, **signal: object) -> None:
    """Take the words of a product that is no more out of SQLite's index."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM shop_search WHERE rowid = %s", [instance.pk])


def shown() -> models.QuerySet[Product]:
    """What a visitor may see."""
    return Product.objects.filter(published=True)
