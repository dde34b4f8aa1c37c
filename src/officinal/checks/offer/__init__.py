# SPDX-License-Identifier: Apache-2.0
"""Rules of family O: what it costs."""
