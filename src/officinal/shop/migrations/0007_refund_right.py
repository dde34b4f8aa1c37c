# SPDX-License-Identifier: Apache-2.0
"""Who may give money back; orders whose customers asked to be forgotten."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """After recalled lots."""

    dependencies = [
        ("shop", "0006_recalled_lots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="order",
            options={
                "ordering": ("-pk",),
                "permissions": [("refund_order", "Can give money back")],
                "verbose_name": "order",
                "verbose_name_plural": "orders",
            },
        ),
        migrations.AddIndex(
            model_name="orderevent",
            index=models.Index(condition=models.Q(("kind", "forget_asked")), fields=["order"], name="order_to_forget"),
        ),
    ]
