# SPDX-License-Identifier: Apache-2.0
"""The index that searches use: trigrams, in the way of each database."""

from typing import Any

from django.db import migrations

_SQLITE = ("CREATE VIRTUAL TABLE shop_search USING fts5(body, tokenize='trigram')", "DROP TABLE shop_search")
_POSTGRES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX shop_product_search ON shop_product USING gin (lower(search_text) gin_trgm_ops)",
)


def make(apps: Any, editor: Any) -> None:
    """Make the index."""
    for statement in _SQLITE[:1] if editor.connection.vendor == "sqlite" else _POSTGRES:
        editor.execute(statement)


def drop(apps: Any, editor: Any) -> None:
    """Drop it again."""
    editor.execute(_SQLITE[1] if editor.connection.vendor == "sqlite" else "DROP INDEX shop_product_search")


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("shop", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
