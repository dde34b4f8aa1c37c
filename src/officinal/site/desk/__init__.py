# SPDX-License-Identifier: Apache-2.0
"""The desk: a page, text or label in; its record and findings out, side by side. Nothing of it is kept."""
