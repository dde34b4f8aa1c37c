# SPDX-License-Identifier: Apache-2.0
"""Rules of family A: allergens and free-from statements."""
