# SPDX-License-Identifier: Apache-2.0
"""Rules of family F: the arithmetic of the facts table."""
