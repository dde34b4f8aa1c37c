# SPDX-License-Identifier: Apache-2.0
"""Django's settings that concern people; `site/settings.py` takes all of them."""

from __future__ import annotations

from datetime import timedelta

ACCOUNT_APPS = ["allauth", "allauth.account", "allauth.mfa", "allauth.usersessions"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}" for name in ("ScryptPasswordHasher", "PBKDF2PasswordHasher")]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"

# Sessions live in the database; a visitor gets one by signing in, not by looking around.
SESSION_ENGINE = "officinal.site.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_LASTS = timedelta(days=30)
"""from signing in, however much it is used"""
STAFF_IDLE = timedelta(minutes=30)
STAFF_LASTS = timedelta(hours=12)
"""after either, the staff side asks again who it is: OWASP ASVS 4.0.3, 3.3.2, level 2"""

ACCOUNT_ADAPTER = "officinal.site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_DISPLAY = "officinal.site.accounts.person.shown"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "signup": "10/m/ip,50/d/ip",
    "reset_password": "5/m/ip,30/d/ip,3/10m/key",
    "request_login_code": "5/m/ip,60/d/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/30s/key",
}
ACCOUNT_FORMS = {
    name: f"officinal.site.accounts.forms.{form}"
    for name, form in {
        "login": "LogIn",
        "signup": "SignUp",
        "add_email": "NewAddress",
        "change_password": "ChangePassword",
        "set_password": "SetPassword",
        "reset_password": "ForgottenPassword",
        "reset_password_from_key": "NewPassword",
        "reauthenticate": "PasswordAgain",
        "request_login_code": "AskForCode",
        "confirm_login_code": "LogInCode",
        "confirm_email_verification_code": "AddressCode",
    }.items()
}

MFA_ADAPTER = "officinal.site.accounts.second_factor.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Officinal"
MFA_FORMS = {
    name: f"officinal.site.accounts.factor_forms.{form}"
    for name, form in {
        "authenticate": "FactorCode",
        "reauthenticate": "FactorCodeAgain",
        "activate_totp": "FirstCode",
        "add_webauthn": "AddKey",
        "edit_webauthn": "NameKey",
        "signup_webauthn": "FirstKey",
    }.items()
}
