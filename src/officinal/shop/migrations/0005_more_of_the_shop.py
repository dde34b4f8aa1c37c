# SPDX-License-Identifier: Apache-2.0
"""How a product is taxed; a payment that came twice."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the shop."""

    dependencies = [
        ("shop", "0004_shop"),
    ]

    operations = [
        migrations.AddField(
            model_name="product",
            name="tax_class",
            field=models.CharField(
                choices=[
                    ("nhp", "natural health product"),
                    ("basic_grocery", "basic groceries"),
                    ("prescription", "prescription drug"),
                    ("general", "anything else"),
                ],
                default="nhp",
                max_length=20,
                verbose_name="taxed as",
            ),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="state",
            field=models.CharField(
                choices=[
                    ("created", "written down, nobody asked yet"),
                    ("asked", "waiting for the payment"),
                    ("needs_action", "the customer must confirm it"),
                    ("unknown", "no answer: to be looked up"),
                    ("succeeded", "paid"),
                    ("paid_again", "paid a second time: to be given back"),
                    ("failed", "declined"),
                    ("cancelled", "called off"),
                ],
                default="created",
                max_length=14,
                verbose_name="state",
            ),
        ),
    ]
