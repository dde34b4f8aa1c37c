# SPDX-License-Identifier: Apache-2.0
"""Rules of family L: what a label must carry."""
