# SPDX-License-Identifier: Apache-2.0
"""A buyer with a browser of the simplest kind: cookies, forms, and the button that is pressed."""

from __future__ import annotations

import itertools
import re
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from faults.shop import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')
_ADDRESS = {
    "email": "buyer@example.com", "name": "A. Buyer", "line1": "1 Test St", "line2": "", "city": "Toronto",
    "to": "CA-ON", "state": "", "postal_code": "M5V 2T6", "note": "", "shipping": "standard",
}  # fmt: skip
_numbers = itertools.count(1)


@dataclass
class Answer:
    """What came back: 0 where nothing did."""

    status: int
    location: str = ""
    text: str = ""
    seconds: float = 0.0

    @property
    def ordered(self) -> bool:
        """Whether it leads to an order."""
        return "/orders/" in self.location


@dataclass
class Browser:
    """Somebody who asks the shop."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def __post_init__(self) -> None:
        number = next(_numbers)
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"

    def ask(self, method: str, path: str, sent: dict[str, str] | None = None, *, read: bool = True) -> Answer:
        """One request; `read=False` leaves before the answer comes."""
        begun = time.perf_counter()
        try:
            link = HTTPConnection(HOST, self.port, timeout=60)
            link.request(method, path, urlencode(sent) if sent is not None else None, self._headers(sent is not None))
            if not read:
                link.close()
                return Answer(0)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, HTTPException):
            return Answer(0, seconds=time.perf_counter() - begun)
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name] = rest.split(";")[0]
        link.close()
        return Answer(answer.status, answer.headers.get("Location", ""), text, time.perf_counter() - begun)

    def _headers(self, sends: bool) -> dict[str, str]:
        headers = {"X-Forwarded-For": self.address, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if sends:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{HOST}:{self.port}"}
        return headers

    def follow(self, answer: Answer) -> Answer:
        """The page that an answer leads to."""
        return self.ask("GET", answer.location) if answer.location else answer


@dataclass
class Buyer(Browser):
    """`form` is the checkout as it is about to be sent."""

    form: dict[str, str] = field(default_factory=dict)

    def fill(self, lines: list[tuple[str, int | None]]) -> None:
        """Put products into the cart, one after the other: once, or every so many days."""
        for slug, every in lines:
            sent = {"product": slug, "quantity": "1"}
            if every:
                sent |= {"how": "subscription", "every": str(every)}
            self.ask("POST", "/cart/add/", sent)

    def come_to_the_till(self, key: str) -> bool:
        """Fill the checkout in, up to its last button; whether that could be done."""
        page = self.ask("GET", "/checkout/")
        token = TOKEN.search(page.text)
        if not token:
            return False
        form = _ADDRESS | {"key": key, "gateway": "bank", "csrfmiddlewaretoken": token.group(1)}
        page = self.ask("POST", "/checkout/", form | {"action": "reckon"})
        seen = _SEEN.search(page.text)
        if not seen:
            return False
        self.form = form | {"action": "place", "seen": seen.group(1)}
        return True

    def press(self, *, read: bool = True) -> Answer:
        """Press the last button."""
        return self.ask("POST", "/checkout/", self.form, read=read)

    def pay(self, location: str) -> Answer:
        """Press the button of the page to which the order led."""
        return self._press(f"{location.partition('?')[0]}start/")

    def call_off(self, location: str) -> Answer:
        """Call the order off on its page."""
        return self._press(f"{location.partition('pay/')[0]}call-off/")

    def _press(self, path: str) -> Answer:
        return self.ask("POST", path, {"csrfmiddlewaretoken": self.form["csrfmiddlewaretoken"]})
