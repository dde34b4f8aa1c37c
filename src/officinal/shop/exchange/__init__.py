# SPDX-License-Identifier: Apache-2.0
"""Products in and out: CSV of our own and of other shops, with a look at what would change first; feeds."""
