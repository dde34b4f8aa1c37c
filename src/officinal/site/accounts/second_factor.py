# SPDX-License-Identifier: Apache-2.0
"""Second factors: kept encrypted, asked for by the staff side, and proven by a session rather than by an account."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""recovery codes alone are none: they stand in for one of these"""


def has_factor(user: User) -> bool:
    """Whether an account has a second factor, set up in whichever session."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def proven(request: HttpRequest) -> bool:
    """Whether the second factor was shown in this very session."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def last_proof(request: HttpRequest) -> float:
    """When somebody last proved in this session who they are, in any way: seconds since 1970; 0 where never."""
    records = get_authentication_records(request, request.user)
    return max((float(record.get("at", 0)) for record in records), default=0.0)


@receiver(authenticator_added, dispatch_uid="officinal.proven_by_setting_up")
def note_the_proof(request: HttpRequest, user: AbstractBaseUser, authenticator: Authenticator, **more: object) -> None:
    """Whoever has just set up a factor has shown it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


class FactorAdapter(DefaultMFAAdapter):
    """Encrypts the secrets, and gives keys names."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This is not the right code. Wait for the next one, and try again."),
        "unverified_email": gettext_lazy("Confirm your e-mail address first; then you can set up a second step."),
    }

    def encrypt(self, text: str) -> str:
        """A secret as it is kept."""
        return _box().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """A kept secret; raises `cryptography.fernet.InvalidToken` where the site's secret key was lost."""
        return _box().decrypt(encrypted_text.encode("ascii")).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """What a key is called until its owner calls it otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """The name that a browser shows when it makes a passkey."""
        told: dict[str, Any] = super().get_public_key_credential_rp_entity()
        return told | {"name": "Officinal"}


def _box() -> MultiFernet:
    """Encrypts with the key made of today's secret, and still opens what an earlier one closed."""
    return MultiFernet(
        [Fernet(_key(force_bytes(secret))) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: bytes) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"officinal.second_factor").derive(secret)
    return base64.urlsafe_b64encode(made)
