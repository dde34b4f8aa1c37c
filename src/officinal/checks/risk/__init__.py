# SPDX-License-Identifier: Apache-2.0
"""Rules of family W: risk information that is due, and that nothing explains."""
