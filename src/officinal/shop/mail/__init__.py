# SPDX-License-Identifier: Apache-2.0
"""Mail: an outbox, and a folder of words for each kind of message."""
