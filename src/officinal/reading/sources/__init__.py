# SPDX-License-Identifier: Apache-2.0
"""Where product pages come from: a file, standard input or the web, opened within bounds."""

from officinal.reading.sources.opened import Opened, open_source

__all__ = ["Opened", "open_source"]
