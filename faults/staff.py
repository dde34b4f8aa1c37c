# SPDX-License-Identifier: Apache-2.0
"""A member of staff who is signed in, and gives money back by the forms of the staff side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from faults.buyer import TOKEN, Answer, Browser
from faults.goods import key
from officinal.shop.models import Order
from officinal.site.accounts.staff import add

_SEEN = re.compile(r'name="seen" value="([0-9.]+)"')


@dataclass
class Staff(Browser):
    """`form` is the refund as it is about to be sent."""

    path: str = ""
    form: dict[str, str] = field(default_factory=dict)

    @classmethod
    def signed_in(cls, port: int, email: str) -> Staff:
        """Somebody who has shown their second factor in a session of their own."""
        user = add(email, superuser=True)
        TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
        factor = Authenticator.objects.get(user=user)
        request: Any = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        login(request, user, settings.AUTHENTICATION_BACKENDS[0])
        record_authentication(request, user, "mfa", id=factor.pk, type=factor.type)
        request.session.save()
        return cls(port, cookies={settings.SESSION_COOKIE_NAME: request.session.session_key})

    def fill_in(self, order: Order) -> None:
        """Ask for all that is left, up to the last button. Raises `RuntimeError` where that does not go."""
        self.path = f"/admin/shop/order/{order.pk}/refund/"
        page = self.ask("GET", self.path)
        token = TOKEN.search(page.text)
        if token is None:
            raise RuntimeError(f"{self.path} answered {page.status} {page.location}")
        self.form = {"csrfmiddlewaretoken": token[1], "how": "rest", "reason": "a test", "key": key()}
        page = self.ask("POST", self.path, self.form | {"action": "reckon"})
        seen = _SEEN.search(page.text)
        if seen is None:
            raise RuntimeError(f"{self.path} answered {page.status}, and not what it comes to")
        self.form |= {"action": "give", "seen": seen[1]}

    def give_back(self) -> Answer:
        """Press the last button."""
        return self.ask("POST", self.path, self.form)
