# SPDX-License-Identifier: Apache-2.0
"""Messages that wait are sent here: claimed first, so that two who send at once send each once; tried again if need be.

A message whose sender died between claiming and sending is sent again later: better twice than never. Nothing that fails
here touches the order or subscription that the message tells of.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.core.mail import EmailMultiAlternatives
from django.db.models import F

from officinal.shop.mail.words import Gone, Mail, written
from officinal.shop.models import Message
from officinal.shop.seller import seller

logger = logging.getLogger(__name__)
WAITS = tuple(dt.timedelta(minutes=each) for each in (1, 5, 30, 120, 480, 1440))
"""before each further attempt; after the last a message is given up, and staff are shown it"""
CLAIM = dt.timedelta(minutes=10)
AT_ONCE = 50
"""so few that even a slow server takes them all before the first claim runs out"""
KEPT = dt.timedelta(days=90)
"""how long a message that was sent keeps its address"""
State = Message.State


def send_waiting(*, now: dt.datetime) -> int:
    """Send what is due, oldest first; how many were sent."""
    due = Message.objects.filter(state=State.WAITING, next_try__lte=now).order_by("pk")
    return sum(_send(message, now=now) for message in list(due[:AT_ONCE]))


def _send(message: Message, *, now: dt.datetime) -> bool:
    claimed = Message.objects.filter(pk=message.pk, state=State.WAITING, next_try=message.next_try)
    if not claimed.update(next_try=now + CLAIM, attempts=F("attempts") + 1):
        return False  # somebody else is at it
    try:
        mail = written(message)
        _letter(message, mail).send()
    except Gone as error:
        _end(message, State.GIVEN_UP, why=str(error))
        return False
    except Exception as error:
        logger.warning("message %s of kind %s was not sent: %s", message.pk, message.kind, type(error).__name__)
        _again(message, type(error).__name__, now=now)
        return False
    _end(message, State.SENT, sent_at=now)
    return True


def _letter(message: Message, mail: Mail) -> EmailMultiAlternatives:
    headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{message.pk}.{message.kind}@{mail.host}>"}
    if mail.leave:
        headers |= {"List-Unsubscribe": f"<{mail.leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    letter = EmailMultiAlternatives(
        mail.subject, mail.text, to=[message.to], reply_to=[seller().email], headers=headers
    )  # fmt: skip
    letter.attach_alternative(mail.html, "text/html")
    return letter


def _again(message: Message, why: str, *, now: dt.datetime) -> None:
    tried = message.attempts  # as it was before this attempt
    if tried >= len(WAITS):
        _end(message, State.GIVEN_UP, why=why)
    else:
        Message.objects.filter(pk=message.pk).update(next_try=now + WAITS[tried], why=why[:200])


def _end(message: Message, state: str, *, why: str = "", sent_at: dt.datetime | None = None) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, why=why[:200], sent_at=sent_at)


def forget_old(*, now: dt.datetime) -> int:
    """Take the address off messages that were sent long ago; how many."""
    return Message.objects.filter(created_at__lt=now - KEPT).exclude(state=State.WAITING).exclude(to="").update(to="")
