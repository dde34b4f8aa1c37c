# SPDX-License-Identifier: Apache-2.0
"""Officinal: a natural health product's page as one record, and everything computed from it."""
