"""What a webhook's form says: a message from a phone, or news of one that we sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Literal

from connectbot.channels.sms.codes import in_callback
from connectbot.channels.sms.form import Form
from connectbot.channels.sms.served import is_phone
from connectbot.channels.sms.settings import SmsSettings
from connectbot.model.delivery import Receipt
from connectbot.model.message import Address, Inbound

PlaceOfNumber = Callable[[str], str | None]
Said = Literal["STOP", "START", "HELP"]

_SAID: dict[str, Said] = {"STOP": "STOP", "START": "START", "HELP": "HELP"}
# YES opts people in with the provider as well, but from us it is far more often an answer; and
# HELP is left to us, because the provider's default help names no person and no 999.
_ANSWERED_BEFORE_US: dict[str, Said] = {
    **dict.fromkeys(
        ("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), "STOP"
    ),
    **dict.fromkeys(("START", "UNSTOP"), "START"),
}
_MOST_MEDIA = 100

_RANKS = {"accepted": 1, "scheduled": 1, "queued": 1, "sending": 2, "sent": 3}
_ARRIVED = frozenset({"delivered", "read", "partially_delivered"})
_ENDED = frozenset({"undelivered", "failed", "canceled"})


class Dropped(StrEnum):
    """Why something that came in is neither kept nor answered."""

    NOT_A_PHONE = "not-a-phone"  # a short code, letters, another channel's prefix
    OURSELVES = "ourselves"


def provider_said(text: str, opt_out_type: str = "") -> Said | None:
    """The keyword the provider has already answered: by its own word, or by the text alone."""
    told = _SAID.get(opt_out_type.strip().upper())
    return told or _ANSWERED_BEFORE_US.get(text.strip().upper())


def refused_sender(sender: str, settings: SmsSettings) -> Dropped | None:
    """Why nothing from this sender is ever taken; None for a phone, whether we serve it or not."""
    if not is_phone(sender):
        return Dropped.NOT_A_PHONE
    return Dropped.OURSELVES if sender == settings.from_number else None


def to_inbound(
    form: Form, settings: SmsSettings, place_of_number: PlaceOfNumber, now: datetime
) -> Inbound | Dropped:
    """The message in a webhook's form, or why it is dropped."""
    refused = refused_sender(form["From"], settings)
    if refused is not None:
        return refused
    text = form["Body"]
    return Inbound(
        sender=Address("sms", form["From"]),
        provider_id=_message_id(form) or _own_id(form),
        text=text,
        received_at=now,
        place=place_of_number(form["To"]),
        media=media_count(form["NumMedia"]),
        provider_said=provider_said(text, form["OptOutType"]),
    )


def to_receipt(form: Form, outbox_id: str) -> Receipt:
    """The news in a status callback; a status we do not know proves at least that it was taken."""
    status = form["MessageStatus"] or form["SmsStatus"]
    ended = status in _ENDED
    code = form["ErrorCode"]
    return Receipt(
        outbox_id=outbox_id,
        provider_id=_message_id(form),
        status=status,
        rank=9 if ended or status in _ARRIVED else _RANKS.get(status, 1),
        delivered=status in _ARRIVED,
        code=code,
        meaning=in_callback(code) if ended else None,
    )


def media_count(number: str) -> int:
    """How many pictures and voice notes a form or a list names; 0 where it is no number."""
    return min(int(number), _MOST_MEDIA) if re.fullmatch("[0-9]{1,4}", number) else 0


def _message_id(form: Form) -> str:
    return form["MessageSid"] or form["SmsMessageSid"] or form["SmsSid"]


def _own_id(form: Form) -> str:
    """A repeat of the same form is the same message, even without the provider's id."""
    held = hashlib.sha256()
    for name, value in sorted(form.pairs):
        held.update(b"%d:%b%d:%b" % (len(name), name, len(value), value))
    return f"form-{held.hexdigest()[:32]}"
