# SPDX-License-Identifier: Apache-2.0
"""Why a payment or a refund came to nothing: rows keep a word, and people read a sentence in their own language."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

NO_ANSWER: Final = "no_answer"
DECLINED: Final = "card_declined"
REFUSED: Final = "refused"

_SENTENCES: dict[str, str] = {
    NO_ANSWER: gettext_noop("The payment service did not answer; we look again in some minutes."),
    DECLINED: gettext_noop("The bank declined the card. It tells only you why."),
    "insufficient_funds": gettext_noop("The bank says that the card has not enough money for it."),
    "expired_card": gettext_noop("The card has expired."),
    "incorrect_cvc": gettext_noop("The security code of the card is not right."),
    "incorrect_number": gettext_noop("The number of the card is not right."),
    "incorrect_zip": gettext_noop("The postal code is not the one that the bank knows."),
    "processing_error": gettext_noop("Something went wrong while the card was charged. Nothing was taken."),
    "authentication_failed": gettext_noop("The bank's confirmation was not completed."),
    "authentication_required": gettext_noop("The bank asks its customer to confirm the payment."),
    "already_refunded": gettext_noop("The payment service says that all of it was given back already."),
    "disputed": gettext_noop("The customer's bank has taken the payment back, or asks about it."),
    REFUSED: gettext_noop("The payment service refused it."),
}


def is_word(word: str) -> bool:
    """Whether it is one of these."""
    return word in _SENTENCES


def known(word: str) -> str:
    """A word as it is kept: what has no sentence of its own is a declined card."""
    return word if word in _SENTENCES else DECLINED


def sentence(word: str) -> str:
    """A word as people read it; what is no word of these stays as it is."""
    return _(_SENTENCES[word]) if word in _SENTENCES else word
