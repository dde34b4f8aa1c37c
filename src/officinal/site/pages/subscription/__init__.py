# SPDX-License-Identifier: Apache-2.0
"""The pages of a subscription, by the link that its customer was sent: no account, no script, two clicks for each change."""
