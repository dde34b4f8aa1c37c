# SPDX-License-Identifier: Apache-2.0
"""Lots that were recalled; holds are found by product and moment."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """After how products are taxed."""

    dependencies = [
        ("shop", "0005_more_of_the_shop"),
    ]

    operations = [
        migrations.AddField(
            model_name="lot",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="recalled"),
        ),
        migrations.AlterField(
            model_name="hold",
            name="product",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="shop.product"
            ),
        ),
        migrations.AddIndex(
            model_name="hold",
            index=models.Index(fields=["product", "until"], name="hold_of_product"),
        ),
    ]
