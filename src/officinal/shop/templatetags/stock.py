# SPDX-License-Identifier: Apache-2.0
"""How the pages of the stock say a number, a lot, an order and a reason."""

from django import template

from officinal.shop.admin.stock.shown import lot_name, order_link, said, signed

register = template.Library()
for each in (lot_name, order_link, said, signed):
    register.filter(each.__name__, each)
