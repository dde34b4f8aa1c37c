# SPDX-License-Identifier: Apache-2.0
"""The parts of `bench.checkouts`: shops with a till, and visitors who go through it."""
