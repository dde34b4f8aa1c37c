# SPDX-License-Identifier: Apache-2.0
"""Rules of family E: the studies that a page cites."""
