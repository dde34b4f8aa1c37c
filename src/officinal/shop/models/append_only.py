# SPDX-License-Identifier: Apache-2.0
"""Rows that are written once: ledgers and logs. Changing or deleting one is a mistake of the program."""

from __future__ import annotations

from typing import Any

from django.db import models


class WrittenOnce(TypeError):
    """Something tried to change or delete a row of a ledger."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows to read and to add to."""

    def update(self, **values: Any) -> int:
        """Refuse."""
        raise WrittenOnce(f"{self.model.__name__}: rows are written once")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise WrittenOnce(f"{self.model.__name__}: rows are written once")


AppendOnlyManager = models.Manager.from_queryset(AppendOnlyQuerySet)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyManager()

    class Meta:
        """Each ledger is a table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row; refuse to write it again."""
        if self.pk is not None and not self._state.adding:
            raise WrittenOnce(f"{type(self).__name__} {self.pk}: rows are written once")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise WrittenOnce(f"{type(self).__name__} {self.pk}: rows are written once")
