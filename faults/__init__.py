# SPDX-License-Identifier: Apache-2.0
"""Is anything sold that is not there, is anybody charged twice? `python -m faults` finds out, over HTTP, by figures."""
