# SPDX-License-Identifier: Apache-2.0
"""Searches go by words: those of the catalogue by trigrams, products by their words. Shelves have an order to read in."""

from typing import Any

from django.db import migrations, models

_FROM = {
    "sqlite": ("DROP TABLE shop_search",),
    "postgresql": ("DROP INDEX shop_product_search",),
}
_TO = {
    "sqlite": (
        "CREATE VIRTUAL TABLE shop_search USING fts5(name, body, tokenize = \"unicode61 remove_diacritics 0 tokenchars '%'\")",
        "INSERT INTO shop_search (shop_search, rank) VALUES ('rank', 'bm25(8.0, 1.0)')",
        "CREATE TABLE shop_word (word TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE VIRTUAL TABLE shop_word_like USING fts5(word, tokenize = 'trigram')",
        "CREATE TRIGGER shop_word_learnt AFTER INSERT ON shop_word "
        "BEGIN INSERT INTO shop_word_like (word) VALUES ('  ' || new.word || ' '); END",
    ),
    "postgresql": (
        "CREATE TABLE shop_search (rowid bigint PRIMARY KEY, name text NOT NULL, body text NOT NULL)",
        "CREATE INDEX shop_search_words ON shop_search USING gin (string_to_array(name || ' ' || body, ' '))",
        "CREATE TABLE shop_word (word text PRIMARY KEY)",
        "CREATE INDEX shop_word_like ON shop_word USING gin (word gin_trgm_ops)",
    ),
}
_BACK = {
    "sqlite": (
        "DROP TABLE shop_search",
        "DROP TABLE shop_word",
        "DROP TABLE shop_word_like",
        "CREATE VIRTUAL TABLE shop_search USING fts5(body, tokenize='trigram')",
    ),
    "postgresql": (
        "DROP TABLE shop_search",
        "DROP TABLE shop_word",
        "CREATE INDEX shop_product_search ON shop_product USING gin (lower(search_text) gin_trgm_ops)",
    ),
}


def make(apps: Any, editor: Any) -> None:
    """Make the tables, and put every product in."""
    from officinal.shop.catalogue.search import index

    for statement in (*_FROM[editor.connection.vendor], *_TO[editor.connection.vendor]):
        editor.execute(statement)
    for product in apps.get_model("shop", "Product").objects.defer("label_json", "dossiers").iterator():
        index(product)


def unmake(apps: Any, editor: Any) -> None:
    """Back to trigrams of whole products; they are found again once they are published again."""
    for statement in _BACK[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """After the tables of searches by trigrams."""

    dependencies = [("shop", "0002_search")]
    operations = [
        migrations.RunPython(make, unmake),
        migrations.AlterField(
            model_name="product",
            name="price_per_day",
            field=models.DecimalField(decimal_places=4, editable=False, max_digits=10, null=True),
        ),
        migrations.AlterField(
            model_name="product", name="published", field=models.BooleanField(default=True, verbose_name="published")
        ),
        migrations.AlterField(
            model_name="product", name="updated", field=models.DateTimeField(auto_now=True, db_index=True)
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(fields=["name", "id", "published", "on_hand", "price_per_day"], name="product_shelf"),
        ),
    ]
