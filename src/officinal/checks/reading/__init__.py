# SPDX-License-Identifier: Apache-2.0
"""Rules of family R: what the page lost, left out or contradicts."""
