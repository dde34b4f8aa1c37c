# SPDX-License-Identifier: Apache-2.0
"""Who is staff: made so, listed, and taken off again. For the command and for whoever has a shell on the machine."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from officinal.errors import OfficinalError
from officinal.site.accounts.kept_of_person import signed_out
from officinal.site.accounts.second_factor import FACTORS

KEEPERS = "Shop keepers"
"""the group whose members may do everything in the shop, and nothing to people"""


class NoSuchPerson(OfficinalError):
    """There is no account with an address, or it is no address."""


@transaction.atomic
def add(email: str, *, superuser: bool) -> User:
    """Make somebody staff, with an account where they have none. Raises `NoSuchPerson` where it is no address.

    The address counts as confirmed: whoever runs this command vouches for it.
    """
    address = _address(email)
    held = EmailAddress.objects.filter(email=address).order_by("-verified").first()
    user = held.user if held else User.objects.filter(email__iexact=address).first()
    if user is None:
        user = User.objects.create_user(address, address)
    user.is_staff = user.is_active = True
    user.username = address  # under which the staff side names what they do
    user.is_superuser = superuser or user.is_superuser
    user.save()
    user.groups.add(shop_keepers())
    EmailAddress.objects.filter(user=user).exclude(email=address).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True, "primary": True})
    return user


def shop_keepers() -> Group:
    """The group, with every right over the shop's tables as they are today."""
    group, _ = Group.objects.get_or_create(name=KEEPERS)
    group.permissions.set(Permission.objects.filter(content_type__app_label="shop"))
    return group


def link(user: User, site: str) -> str:
    """An address under which they choose a password: good once, and for as long as any such link."""
    key = default_token_generator.make_token(user)
    where = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return site.rstrip("/") + where


@transaction.atomic
def remove(email: str) -> User:
    """Take somebody off the staff: no rights any more, and signed out everywhere. Raises `NoSuchPerson`."""
    user = staff_member(email)
    user.is_staff = user.is_superuser = False
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    signed_out(user)
    return user


@transaction.atomic
def forget_factors(email: str) -> User:
    """Take all second factors off somebody who has lost theirs, and sign them out. Raises `NoSuchPerson`."""
    user = staff_member(email)
    Authenticator.objects.filter(user=user).delete()
    signed_out(user)
    return user


def staff_member(email: str) -> User:
    """Somebody of the staff, by address. Raises `NoSuchPerson`."""
    user = User.objects.filter(email__iexact=_address(email), is_staff=True).first()
    if user is None:
        raise NoSuchPerson(f"{email}: nobody of the staff has this address; list them with: officinal staff list")
    return user


def listed() -> Iterator[tuple[User, bool]]:
    """All staff by address, each with whether they have a second factor."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    for user in User.objects.filter(is_staff=True).annotate(factor=Exists(factors)).order_by("email"):
        yield user, user.factor


def _address(email: str) -> str:
    try:
        validate_email(email)
    except ValidationError:
        raise NoSuchPerson(f"{email}: this is no e-mail address") from None
    return email.lower()
