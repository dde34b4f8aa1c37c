# SPDX-License-Identifier: Apache-2.0
"""Stock: a file for each thing that happens to it. The algorithm is written down in docs/explanation/stock.md."""
