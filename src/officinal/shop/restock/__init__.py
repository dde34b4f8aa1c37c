# SPDX-License-Identifier: Apache-2.0
"""Back in stock: who asked to be told is told, in order, as many as there is stock for."""
