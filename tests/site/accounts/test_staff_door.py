# SPDX-License-Identifier: Apache-2.0
"""The staff side opens to staff with a second factor that their session has shown, while they are there."""

from __future__ import annotations

from datetime import timedelta
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from tests.site.accounts.people import PASSWORD, app_code, sign_in, somebody
from tests.site.signing_in import SECRET, with_factor
from tests.site.staff_desk import address, sent_of
from tests.site.test_staff_rights import _OPEN, _addresses, _changed

from officinal.shop.models import Product


@pytest.fixture
def chief(db: None) -> User:
    """A superuser with a password and no second factor."""
    return somebody("chief@example.com", is_staff=True, is_superuser=True)


def _walk(browser: Client, product: Product) -> None:
    """No address of the staff side opens, in either language, however it is asked."""
    before = _changed()
    for each in _addresses(product):
        if each in _OPEN:
            continue
        for prefix in ("", "/fr"):
            for response in (browser.get(prefix + each), browser.post(prefix + each, {"reason": "x", "_publish": "1"})):
                assert response.status_code == 302, each
                assert response.headers["Location"].startswith(f"{prefix}/admin/login/"), each
    assert _changed() == before


def test_without_a_second_factor_nothing_opens(client: Client, chief: User, shelf: dict[str, Product]) -> None:
    """Not even to a superuser; they are led to set one up."""
    client.force_login(chief)
    _walk(client, shelf["clean"])
    assert client.get("/admin/login/").headers["Location"] == "/account/2fa/"
    assert b"staff side opens once" in client.get("/account/2fa/").content


def test_a_factor_set_up_elsewhere_proves_nothing_here(client: Client, chief: User, shelf: dict[str, Product]) -> None:
    """A session that began by the password alone has to show the factor first."""
    client.force_login(chief)
    with_factor(chief)
    _walk(client, shelf["clean"])
    response = client.get("/admin/login/?next=/admin/shop/product/")
    assert response.headers["Location"] == "/account/2fa/reauthenticate/?next=/admin/shop/product/"
    after = client.post(response.headers["Location"], {"code": app_code(SECRET)})
    assert after.headers["Location"] == "/admin/shop/product/"
    assert client.get("/admin/shop/product/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_first_time(client: Client, shelf: dict[str, Product]) -> None:
    """Sign in, set up an app, keep the codes, and the staff side is open where one wanted to go."""
    import re

    somebody("new@example.com", is_staff=True, is_superuser=True)
    away = client.get("/admin/shop/product/", follow=True)
    assert away.redirect_chain[-1][0] == "/account/login/?next=/admin/shop/product/"
    response = sign_in(client, "new@example.com", next="/admin/shop/product/")
    assert response.headers["Location"] == "/admin/shop/product/"
    assert client.get("/admin/shop/product/", follow=True).redirect_chain[-1][0] == "/account/2fa/"
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret-code">([A-Z2-7]+)<', page)
    assert secret
    client.post("/account/2fa/totp/activate/", {"code": app_code(secret[1])})
    assert 'href="/admin/shop/product/"' in client.get("/account/2fa/recovery-codes/").content.decode()
    assert client.get("/admin/shop/product/").status_code == 200


def test_customers_are_told_that_it_is_not_for_them(client: Client, customer: User) -> None:
    """On a page of their language, without a loop."""
    client.force_login(customer)
    for prefix in ("", "/fr"):
        response = client.get(f"{prefix}/admin/", follow=True)
        assert response.status_code == 403
        assert f'lang="{"fr" if prefix else "en"}"' in response.content.decode()


def test_a_closed_account_of_staff_opens_nothing(client: Client, chief: User, shelf: dict[str, Product]) -> None:
    """From the moment on at which it is closed."""
    client.force_login(with_factor(chief))
    assert client.get("/admin/").status_code == 200
    User.objects.filter(pk=chief.pk).update(is_active=False)
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example/x", "/admin/login/?next=/admin/login/"])
def test_the_door_leads_nowhere_else(client: Client, chief: User, after: str) -> None:
    """Whatever the address asks for."""
    client.force_login(with_factor(chief))
    assert client.get("/admin/login/", {"next": after}).headers["Location"] == "/admin/"


@pytest.mark.parametrize("limit", ["STAFF_IDLE", "STAFF_LASTS"])
def test_who_was_away_is_asked_again_and_loses_nothing(
    client: Client, keeper: User, shelf: dict[str, Product], limit: str
) -> None:
    """After half an hour without use, and after half a day with it; what was being saved is saved afterwards."""
    keeper.set_password(PASSWORD)
    keeper.email = "keeper@example.com"
    keeper.save()
    EmailAddress.objects.create(user=keeper, email=keeper.email, verified=True, primary=True)
    client.force_login(keeper)
    product = shelf["clean"]
    sent = sent_of(client.get(address(product))) | {"plain-tagline": "Calm", "reason": "a test"}
    now, away = timezone.now(), getattr(settings, limit) + timedelta(minutes=1)
    if limit == "STAFF_LASTS":  # used all the time
        for minutes in range(0, int(settings.STAFF_LASTS.total_seconds()) // 60, 25):
            with mock.patch("django.utils.timezone.now", return_value=now + timedelta(minutes=minutes)):
                assert client.get("/admin/").status_code == 200
    with mock.patch("django.utils.timezone.now", return_value=now + away):
        for part in (client.post(address(product, "live/"), sent, headers={"hx-request": "true"}),):
            assert part.status_code == 403
        asked = client.post(address(product), sent)
    assert asked.headers["Location"].startswith("/account/reauthenticate/?next=")
    assert Product.objects.get(pk=product.pk).label.tagline != "Calm"
    with mock.patch("time.time", return_value=(now + away).timestamp()):
        client.post(asked.headers["Location"], {"password": PASSWORD})
    assert Product.objects.get(pk=product.pk).label.tagline == "Calm"


def test_a_part_of_a_page_is_not_answered_with_the_door(client: Client, shelf: dict[str, Product]) -> None:
    """What the page asks for by itself is refused, so that the sign-in page is not put into it."""
    response = client.post(address(shelf["clean"], "live/"), {}, headers={"hx-request": "true"})
    assert response.status_code == 403


def test_staff_see_no_secret_and_type_no_password(client: Client, chief: User, customer: User) -> None:
    """Of others' accounts: not the password, not the second factor's secret, and no form for either."""
    with_factor(customer)
    client.force_login(with_factor(chief))
    page = client.get(f"/admin/auth/user/{customer.pk}/change/").content.decode()
    assert customer.email in page
    assert "password" not in page.lower().replace("password/change", "").replace("password_change", "").replace(
        "change password", ""
    )
    assert client.get(f"/admin/auth/user/{customer.pk}/password/").status_code == 302  # no such page: to the list
    assert client.get("/admin/auth/user/add/").status_code == 403
    factor = customer.authenticator_set.get()  # type: ignore[attr-defined]
    page = client.get(f"/admin/mfa/authenticator/{factor.pk}/change/").content.decode()
    assert factor.data["secret"] not in page
    assert client.post(f"/admin/auth/user/{customer.pk}/delete/", {"post": "yes"}).status_code == 403
