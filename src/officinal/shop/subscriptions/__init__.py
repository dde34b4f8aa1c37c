# SPDX-License-Identifier: Apache-2.0
"""Subscriptions: a file for each thing that happens to one. The algorithm stands in docs/explanation/subscriptions.md."""
