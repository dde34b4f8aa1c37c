# SPDX-License-Identifier: Apache-2.0
"""Django's management commands of the shop."""
