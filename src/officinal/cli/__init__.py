# SPDX-License-Identifier: Apache-2.0
"""The `officinal` command; thin: it reads, shows, and knows nothing of labels by itself."""
