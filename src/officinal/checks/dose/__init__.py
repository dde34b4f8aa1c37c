# SPDX-License-Identifier: Apache-2.0
"""Rules of family D: the dose, against monographs and upper levels."""
