# SPDX-License-Identifier: Apache-2.0
"""Carts: what somebody means to buy, what it would cost, and what a careful person would say about it."""
