# SPDX-License-Identifier: Apache-2.0
"""django-oscar as a shop of the same products, made for the benchmark; it runs in a process of its own."""
