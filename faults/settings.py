# SPDX-License-Identifier: Apache-2.0
"""The site's own settings, with the bank of the fault tests as its gateway."""

from officinal.site.settings import *  # noqa: F403
from officinal.site.settings import SHOP_GATEWAY_MAKERS

SHOP_GATEWAY_MAKERS["bank"] = "faults.gateway.AtTheBank"
SHOP_GATEWAYS = ("bank", "manual")
ROOT_URLCONF = "faults.urls"
SHOP_ORDERS_AN_HOUR = 1_000_000
