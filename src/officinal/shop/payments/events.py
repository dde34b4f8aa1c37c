# SPDX-License-Identifier: Apache-2.0
"""What a gateway tells of by itself. Events come late, twice and in any order, so none is believed: each only says what to
look up. What was found is recorded together with the event, in one transaction.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping
from enum import Enum

from django.db import IntegrityError, transaction

from officinal.shop.models import Attempt, WebhookEvent
from officinal.shop.orders.dispute import disputed
from officinal.shop.payments.attempts import settle
from officinal.shop.payments.gateway import Dispute, Event, SeesDisputes
from officinal.shop.payments.reconcile import find
from officinal.shop.payments.refunds import record, what_went_back
from officinal.shop.payments.registry import gateway

logger = logging.getLogger(__name__)


class Received(Enum):
    """What became of an event."""

    DONE = "recorded, with what it told of"
    KNOWN = "recorded before"
    NOT_OURS = "about a payment that this shop did not ask for"
    NOT_YET = "about a payment of this shop that it does not know: to be told again"


def receive(name: str, body: bytes, headers: Mapping[str, str], *, now: dt.datetime) -> Received:
    """Take an event in. Raises `NotTrusted`; raises `NoAnswer` where what it tells of cannot be looked up now."""
    asked = gateway(name)
    event = asked.read_event(body, headers)
    if _is_known(name, event):
        return Received.KNOWN
    attempt = find(name, event.payment, event.key)
    if attempt is None:
        if event.ours:
            logger.warning("%s told of %s, whose attempt is not here", name, event.payment)
        return Received.NOT_YET if event.ours else Received.NOT_OURS
    attempt.external_id = attempt.external_id or event.payment
    outcome = asked.look_up(attempt)  # asked before the transaction begins: no lock is held while the network is slow
    went = what_went_back(attempt) if event.of_refund else ([], [])
    disputes = _disputes(attempt) if event.of_dispute else []
    try:
        with transaction.atomic():
            WebhookEvent.objects.create(gateway=name, event_id=event.id, kind=event.kind[:80], received_at=now)
            settle(attempt, outcome, now=now)
            record(attempt, went, now=now)
            for each in disputes:
                disputed(attempt, each, now=now)
    except IntegrityError:
        if _is_known(name, event):
            return Received.KNOWN  # the same event, a moment earlier
        raise
    return Received.DONE


def _disputes(attempt: Attempt) -> list[Dispute]:
    asked = gateway(attempt.gateway)
    return asked.disputes(attempt) if isinstance(asked, SeesDisputes) else []


def _is_known(name: str, event: Event) -> bool:
    return WebhookEvent.objects.filter(gateway=name, event_id=event.id).exists()
