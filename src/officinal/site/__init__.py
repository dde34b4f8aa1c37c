# SPDX-License-Identifier: Apache-2.0
"""The site: pages, API and settings around the shop and the library."""
