# SPDX-License-Identifier: Apache-2.0
"""Everything that the shop keeps, as one file, and back."""
