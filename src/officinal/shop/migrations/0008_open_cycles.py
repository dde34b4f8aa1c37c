# SPDX-License-Identifier: Apache-2.0
"""The database itself keeps that a subscription has one open delivery at most, and a next day until it has ended."""

from typing import Any

from django.db import migrations, models
from django.db.models import Count, Q

from officinal.errors import OfficinalError

OPEN = ["waiting", "paying"]
GOES_ON_OR_ENDED = Q(state="cancelled", next_on=None) | (Q(next_on__isnull=False) & ~Q(state="cancelled"))


def refuse_what_does_not_fit(apps: Any, _: Any) -> None:
    """Say which rows the database would refuse, and what to do with them. Raises `OfficinalError`."""
    open_ones = apps.get_model("shop", "Cycle").objects.filter(state__in=OPEN).order_by()
    counted = open_ones.values("subscription").annotate(number=Count("pk")).filter(number__gt=1)
    if twice := sorted(counted.values_list("subscription", flat=True)):
        raise OfficinalError(
            f"subscriptions {_named(twice)} have more than one open delivery: with the version that you had before, "
            "call off the orders of all but one, then upgrade again"
        )
    if wrong := sorted(
        apps.get_model("shop", "Subscription").objects.exclude(GOES_ON_OR_ENDED).values_list("pk", flat=True)
    ):
        raise OfficinalError(
            f"subscriptions {_named(wrong)} go on without a day, or have ended and have one: with the version that you had "
            "before, end them, then upgrade again"
        )


def _named(keys: list[int]) -> str:
    return ", ".join(str(each) for each in keys)


class Migration(migrations.Migration):
    """After the right to give money back. Both are true of all that the code ever wrote."""

    dependencies = [("shop", "0007_refund_right")]

    operations = [
        migrations.RunPython(refuse_what_does_not_fit, migrations.RunPython.noop),
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
