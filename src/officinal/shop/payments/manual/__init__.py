# SPDX-License-Identifier: Apache-2.0
"""Payment by invoice or e-transfer: the customer pays by themselves, and staff mark what came."""
