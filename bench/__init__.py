# SPDX-License-Identifier: Apache-2.0
"""How well and how fast pages are read."""
