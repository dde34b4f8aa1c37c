# SPDX-License-Identifier: Apache-2.0
"""The blocks and sentences of a page, each sent to the finders that may have something to read in it."""

from officinal.reading.gather.blocks import gather
from officinal.reading.gather.found import Gathered, StudyFound

__all__ = ["Gathered", "StudyFound", "gather"]
