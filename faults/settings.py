# SPDX-License-Identifier: Apache-2.0
"""The site's own settings, with the bank of the fault tests as its gateway. Visitors name their address by a proxy, so that
each buyer is somebody else, and the site's limits stand as they are.
"""

from officinal.site.settings import *  # noqa: F403
from officinal.site.settings import INSTALLED_APPS, SHOP_GATEWAY_MAKERS

SHOP_GATEWAY_MAKERS["bank"] = "faults.gateway.AtTheBank"
SHOP_GATEWAYS = ("bank", "manual")
TRUSTED_PROXIES = 1
INSTALLED_APPS.append("faults.apps.FaultsConfig")
