# SPDX-License-Identifier: Apache-2.0
"""Payments: one small contract, a folder for each gateway behind it. The algorithm stands in docs/explanation/payments.md."""
