# SPDX-License-Identifier: Apache-2.0
"""What the words of messages ask for."""

from django import template

from officinal.shop.subscriptions.words import why_paused

register = template.Library()
register.filter("why_paused", why_paused)
