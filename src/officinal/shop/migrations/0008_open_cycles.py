# SPDX-License-Identifier: Apache-2.0
"""The database itself keeps that a subscription has one open delivery at most, and a next day until it has ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """After the right to give money back. Both are true of all that the code ever wrote."""

    dependencies = [("shop", "0007_refund_right")]

    operations = [
        migrations.AddConstraint(
            model_name="cycle",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["waiting", "paying"])),
                fields=("subscription",),
                name="one_open_cycle",
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_on", None), ("state", "cancelled")),
                    models.Q(("next_on__isnull", False), models.Q(("state", "cancelled"), _negated=True)),
                    _connector="OR",
                ),
                name="subscription_goes_on_or_ended",
            ),
        ),
    ]
