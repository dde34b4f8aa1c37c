# SPDX-License-Identifier: Apache-2.0
"""How to take it: the sentences of the directions, each read into dose, people, times, food, spacing and the rest."""

from __future__ import annotations

from officinal.reading.directions.reader import DirectionsReader

__all__ = ["DirectionsReader"]
