# SPDX-License-Identifier: Apache-2.0
"""What is tried: each scenario is given a shop and a number of rounds, and says what it found."""
