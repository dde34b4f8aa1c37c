# SPDX-License-Identifier: Apache-2.0
"""Rules of family C: what may be claimed, on the strength of what."""
