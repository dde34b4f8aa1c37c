# SPDX-License-Identifier: Apache-2.0
"""Rules of family N: non-medicinal ingredients."""
