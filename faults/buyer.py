# SPDX-License-Identifier: Apache-2.0
"""A buyer with a browser of the simplest kind: cookies, forms, and the button that is pressed."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from faults.shop import HOST

_SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_ADDRESS = {
    "email": "buyer@example.com", "name": "A. Buyer", "line1": "1 Test St", "line2": "", "city": "Toronto",
    "to": "CA-ON", "state": "", "postal_code": "M5V 2T6", "note": "", "shipping": "standard",
}  # fmt: skip


@dataclass
class Answer:
    """What came back: 0 where nothing did."""

    status: int
    location: str = ""
    text: str = ""
    seconds: float = 0.0


@dataclass
class Buyer:
    """One buyer; `form` is the checkout as it is about to be sent."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)

    def ask(self, method: str, path: str, sent: dict[str, str] | None = None) -> Answer:
        """One request."""
        begun = time.perf_counter()
        headers = {"Origin": f"http://{HOST}:{self.port}", "Host": f"{HOST}:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = urlencode(sent) if sent is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            link = HTTPConnection(HOST, self.port, timeout=60)
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            self.statuses.append(0)
            return Answer(0, seconds=time.perf_counter() - begun)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0]
        link.close()
        self.statuses.append(answer.status)
        return Answer(answer.status, answer.headers.get("Location", ""), text, time.perf_counter() - begun)

    def fill(self, products: dict[str, int], *, every: int | None = None) -> None:
        """Put products into the cart, one after the other."""
        for slug, quantity in products.items():
            sent = {"product": slug, "quantity": str(quantity)}
            if every:
                sent |= {"how": "subscription", "every": str(every)}
            self.ask("POST", "/cart/add/", sent)

    def come_to_the_till(self, key: str, gateway: str = "bank") -> bool:
        """Fill the checkout in, up to its last button; whether that could be done."""
        page = self.ask("GET", "/checkout/")
        token = _TOKEN.search(page.text)
        if not token:
            return False
        form = _ADDRESS | {"key": key, "gateway": gateway, "csrfmiddlewaretoken": token.group(1)}
        page = self.ask("POST", "/checkout/", form | {"action": "reckon"})
        seen = _SEEN.search(page.text)
        if not seen:
            return False
        self.form = form | {"action": "place", "seen": seen.group(1)}
        return True

    def press(self) -> Answer:
        """Press the last button."""
        return self.ask("POST", "/checkout/", self.form)

    def pay(self, location: str) -> Answer:
        """Pay, where the order's page asks for it."""
        return self.ask("POST", location, {})
