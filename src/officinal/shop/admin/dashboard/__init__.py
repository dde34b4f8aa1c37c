# SPDX-License-Identifier: Apache-2.0
"""The first page of the staff side: what is to be done today, and what soon."""
