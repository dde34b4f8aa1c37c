# SPDX-License-Identifier: Apache-2.0
"""The catalogue: publishing labels, finding products."""
