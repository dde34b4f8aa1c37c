# SPDX-License-Identifier: Apache-2.0
"""How the shop's tables came to be."""
