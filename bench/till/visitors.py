# SPDX-License-Identifier: Apache-2.0
"""Visitors who buy: from an empty cart to the page that thanks them, each time as somebody else.

Each sends what a browser sends without a script, over one connection that stays open, and follows where it is led.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from multiprocessing import get_context
from random import Random
from statistics import median
from urllib.parse import urlencode, urlsplit

VISITORS = 2
HOST = "127.0.0.1"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_KEY = re.compile(r'name="key" value="([\w-]+)"')
_SEEN = re.compile(r'name="seen" value="([0-9a-f]+)"')
_WHERE = {"line1": "1 Test St", "line2": "", "state": ""}
Form = Mapping[str, str]


@dataclass(slots=True)
class Bought:
    """What visitors saw: in milliseconds each whole way through the till, and each last press; purchases a second."""

    ways: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    """of each burst"""

    @property
    def best(self) -> float:
        """Purchases a second in the best burst."""
        return max(self.rates)

    @property
    def middle(self) -> float:
        """The median of the bursts."""
        return median(self.rates)

    def within(self, share: float, of: str = "ways") -> float:
        """The time within which this share of them was done."""
        times = sorted(getattr(self, of))
        return float(times[min(len(times) - 1, int(share * len(times)))])


class Till:
    """One visitor's connection; forgets who they were after each purchase."""

    def __init__(self, port: int, seed: int) -> None:
        self._link = HTTPConnection(HOST, port, timeout=120)
        self._random = Random(seed)
        self.cookies: dict[str, str] = {}
        self.address = ""
        self.pressed = 0.0

    def begin(self, *keep: str) -> None:
        """Be somebody else, with these cookies of the one before."""
        self.cookies = {name: value for name, value in self.cookies.items() if name in keep}
        self.address = f"10.{self._random.randrange(256)}.{self._random.randrange(256)}.{self._random.randrange(256)}"

    def ask(self, path: str, form: Form | None = None) -> tuple[str, str]:
        """The page that a request leads to: where it is, and what it says. Raises `RuntimeError` for a broken one."""
        method = "GET" if form is None else "POST"
        for _ in range(8):
            self._link.request(method, path, urlencode(form) if form is not None else None, self._headers(form))
            answer = self._link.getresponse()
            text = answer.read().decode()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _, rest = line.partition("=")
                self.cookies[name] = rest.split(";")[0]
            if answer.status in (301, 302, 303):
                parts = urlsplit(answer.headers["Location"])
                method, form = "GET", None
                path = f"{parts.path}?{parts.query}" if parts.query else parts.path
                continue
            if answer.status != 200:
                break
            return path, text
        raise RuntimeError(f"{path} answered {answer.status}")

    def press(self, path: str, form: Form) -> tuple[str, str]:
        """The last button; how long it takes is kept apart."""
        begun = time.perf_counter()
        found = self.ask(path, form)
        self.pressed = (time.perf_counter() - begun) * 1e3
        return found

    def _headers(self, form: Form | None) -> dict[str, str]:
        headers = {
            "Host": f"{HOST}:{self._link.port}", "Accept": "text/html", "X-Forwarded-For": self.address,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }  # fmt: skip
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{headers['Host']}"}
        return headers


def at_officinal(till: Till, product: str) -> None:
    """Into the cart, which is shown, to the checkout, where and how, the last button, the order's page."""
    till.begin()
    till.ask("/cart/add/", {"product": product, "quantity": "1"})
    _, page = till.ask("/checkout/")
    form = {
        **_WHERE, "email": "buyer@example.com", "name": "A. Buyer", "city": "Toronto", "to": "CA-ON",
        "postal_code": "M5V 2T6", "note": "", "shipping": "standard", "gateway": "manual",
        "csrfmiddlewaretoken": _one(TOKEN, page), "key": _one(_KEY, page),
    }  # fmt: skip
    _, page = till.ask("/checkout/", {**form, "action": "reckon"})
    where, _ = till.press("/checkout/", {**form, "action": "place", "seen": _one(_SEEN, page)})
    if not where.startswith("/orders/"):
        raise RuntimeError(f"the order led to {where}")


def at_oscar(till: Till, product: str) -> None:
    """Into the basket, which is shown, to the checkout as a guest, where to, past what it need not ask, the last button, the thanks."""
    till.begin("csrftoken")
    if "csrftoken" not in till.cookies:
        till.ask("/checkout/")
    token = {"csrfmiddlewaretoken": till.cookies["csrftoken"]}
    till.ask(f"/basket/add/{product}/", {**token, "quantity": "1"})
    till.ask("/checkout/")
    till.ask("/checkout/", {**token, "username": "buyer@example.com", "options": "anonymous", "password": ""})
    address = {
        **_WHERE, "first_name": "A.", "last_name": "Buyer", "line4": "Toronto", "state": "ON", "postcode": "M5V 2T6",
        "country": "CA", "phone_number": "", "notes": "",
    }  # fmt: skip
    till.ask("/checkout/shipping-address/", {**token, **address})
    till.ask("/checkout/preview/", token)
    where, _ = till.press("/checkout/preview/", {**token, "action": "place_order"})
    if "thank-you" not in where:
        raise RuntimeError(f"the order led to {where}")


WAYS: dict[str, Callable[[Till, str], None]] = {"officinal": at_officinal, "django-oscar": at_oscar}


def _one(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if found is None:
        raise RuntimeError(f"a page has no {pattern.pattern}")
    return found[1]


class Visitors:
    """Processes that buy; kept from burst to burst."""

    def __init__(self, number: int = VISITORS) -> None:
        self._number = number
        self._pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"))

    def __enter__(self) -> Visitors:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def burst(self, who: str, port: int, products: list[str], seconds: float, into: Bought) -> None:
        """Let all buy for a while, each another product than the others."""
        jobs = [
            self._pool.submit(buy, who, port, products[at :: self._number], seconds, at) for at in range(self._number)
        ]
        rate = 0.0
        for job in jobs:
            ways, presses, taken = job.result()
            into.ways += ways
            into.presses += presses
            rate += len(ways) / taken
        into.rates.append(rate)


def buy(who: str, port: int, products: list[str], seconds: float, seed: int) -> tuple[list[float], list[float], float]:
    """One visitor's burst: times of whole ways and of last presses, and seconds in all."""
    till = Till(port, seed)
    ways: list[float] = []
    presses: list[float] = []
    begun = now = time.perf_counter()
    while now - begun < seconds:
        WAYS[who](till, products[len(ways) % len(products)])
        before, now = now, time.perf_counter()
        ways.append((now - before) * 1e3)
        presses.append(till.pressed)
    return ways, presses, now - begun
