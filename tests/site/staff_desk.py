# SPDX-License-Identifier: Apache-2.0
"""What tests of the staff side share: people with rights, and what a browser sends of a page."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser
from tests.site.signing_in import with_factor

from officinal.shop.models import Product


def person(name: str, *may: str, staff: bool = True) -> User:
    """Somebody with rights over the shop's tables; of the staff, with a second factor."""
    made: User = User.objects.create_user(name, password=None, is_staff=staff)
    made.user_permissions.set(Permission.objects.filter(content_type__app_label="shop", codename__in=may))
    return with_factor(made) if staff else made


def address(product: Product | None, rest: str = "change/") -> str:
    """Where a page of a product is, or one of no product yet."""
    return f"/admin/shop/product/{product.pk}/{rest}" if product else f"/admin/shop/product/{rest}"


def sent_of(response: Any, form: str = "#product_form") -> dict[str, str]:
    """What a browser sends of a page's form, buttons left out."""
    page = LexborHTMLParser(response.content.decode())
    sent: dict[str, str] = {}
    for each in page.css(f"{form} input, {form} select, {form} textarea"):
        name, kind = each.attributes.get("name"), each.attributes.get("type")
        if not name or kind == "submit" or (kind in ("checkbox", "radio") and "checked" not in each.attributes):
            continue
        if each.tag == "select":
            chosen = each.css_first("option[selected]") or each.css_first("option")
            sent[name] = (chosen.attributes.get("value") or "") if chosen else ""
        elif each.tag == "textarea":
            sent[name] = each.text().removeprefix("\n").replace("\n", "\r\n")
        else:
            sent[name] = each.attributes.get("value") or ("on" if kind == "checkbox" else "")
    return sent


def opened(browser: Client, product: Product) -> dict[str, str]:
    """The edit page of a product as it would be sent untouched."""
    return sent_of(browser.get(address(product)))


def said(response: Any) -> str:
    """A page's text, its quotes as people write them."""
    text: str = response.content.decode()
    return text.replace("&#x27;", "'").replace("&quot;", '"')
