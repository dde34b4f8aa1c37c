# SPDX-License-Identifier: Apache-2.0
"""Orders: a file for each thing that happens to one."""
