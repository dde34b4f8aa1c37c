# SPDX-License-Identifier: Apache-2.0
"""Payment by card with Stripe: the card's number goes from the customer's browser to Stripe and never comes here."""
