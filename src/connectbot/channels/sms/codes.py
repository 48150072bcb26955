"""The provider's error codes and what each means for us: one table, with a sentence for a person.

After the provider's error dictionary as it stood in November 2026. A code answers a send, or comes
later in a status callback of a message that did not arrive; it means the same in both.
"""

from __future__ import annotations

from connectbot.model.delivery import Meaning

RETRY, ADDRESS, STOPPED = Meaning.RETRY, Meaning.ADDRESS, Meaning.STOPPED
MESSAGE, HALT = Meaning.MESSAGE, Meaning.HALT

CODES: dict[str, tuple[Meaning, str]] = {
    # The person's number
    "21211": (ADDRESS, "This is not a phone number the provider knows: check it."),
    "21214": (ADDRESS, "This number cannot be reached: check it."),
    "21217": (ADDRESS, "This number is not written as a phone number: check it."),
    "21265": (ADDRESS, "This is a short code; texts cannot be sent to one."),
    "21266": (ADDRESS, "This is our own number; a text cannot be sent to itself."),
    "21604": (ADDRESS, "No number was given to send to: check the contact."),
    "21614": (ADDRESS, "This number is not a mobile: ask for one, or ring."),
    "21635": (ADDRESS, "This number is a landline: ask for a mobile, or ring."),
    "30004": (ADDRESS, "Their phone or network blocks our texts: try to ring."),
    "30005": (ADDRESS, "This number is not in use any more: ask for a new one."),
    "30006": (ADDRESS, "This number is a landline or cannot take texts: ring instead."),
    # They said stop
    "21610": (STOPPED, "They texted STOP to the provider. Only their START lifts it."),
    "63014": (STOPPED, "They blocked us on their phone."),
    # Our account and how it is set up
    "10001": (HALT, "The provider account is not active: look at its console."),
    "20003": (HALT, "The account or token is wrong: check TWILIO_ACCOUNT_SID."),
    "20404": (HALT, "The provider does not know this account: check TWILIO_ACCOUNT_SID."),
    "21212": (HALT, "Our sending number is not valid: check TWILIO_FROM."),
    "21408": (HALT, "Texts to this country are switched off: allow them in the console."),
    "21601": (HALT, "Our sending number cannot send texts: check TWILIO_FROM."),
    "21603": (HALT, "No sending number was given: set TWILIO_FROM."),
    "21606": (HALT, "Our sending number is not one of this account: check TWILIO_FROM."),
    "21608": (HALT, "A trial account may only text verified numbers: upgrade it."),
    "21609": (HALT, "The provider cannot use our address for receipts: check PUBLIC_URL."),
    "21612": (ADDRESS, "The provider has no route to this number."),
    "21659": (HALT, "Our sending number is not with the provider: check TWILIO_FROM."),
    "21660": (HALT, "Our sending number belongs to another account: check TWILIO_FROM."),
    "21661": (HALT, "Our sending number cannot send texts: check TWILIO_FROM."),
    "21703": (HALT, "The messaging service has no sender for texts: add one."),
    "21704": (HALT, "The messaging service has no numbers: add one."),
    "30002": (HALT, "The provider account is suspended: look at its console."),
    "30029": (HALT, "Message Redaction is off at the provider: switch it on there."),
    "30034": (HALT, "Our sending number is not registered with the networks: register it."),
    "63038": (HALT, "The account's number of texts a day is used up: ask the provider."),
    # This message
    "21602": (MESSAGE, "The text was empty."),
    "21617": (MESSAGE, "The text was longer than 1,600 characters."),
    "21619": (MESSAGE, "The text was empty and had no picture."),
    "21620": (MESSAGE, "The picture's address was not valid."),
    "30007": (MESSAGE, "A network took the text for spam: change its wording, tell the team."),
    "30010": (MESSAGE, "The text cost more than the highest price that was set."),
    "30019": (MESSAGE, "The text was too long for their network."),
    "30036": (MESSAGE, "It was not sent in time and is not wanted any more."),
    "30450": (MESSAGE, "The provider took the text for fraud and blocked it: look at its console."),
    "30453": (MESSAGE, "The provider took the text for fraud and blocked it: look at its console."),
    "63013": (MESSAGE, "The text breaks a rule of the channel it was sent on."),
    "63016": (MESSAGE, "More than a day after their last message only templates may be sent."),
    "63021": (MESSAGE, "The text was not valid for the channel it was sent on."),
    "not-a-phone": (ADDRESS, "Texts go to phones alone: check the contact."),
    "not-allowed": (
        MESSAGE,
        "This number is outside SMS_ALLOWED_PREFIXES: we begin nothing there.",
    ),
    # Later is better
    "20429": (RETRY, "Too many requests at once: sent again later."),
    "21611": (RETRY, "The provider's queue for our number is full: sent again later."),
    "21730": (RETRY, "The provider is being maintained: sent again later."),
    "30001": (RETRY, "The provider's queue ran over: sent again later."),
    "30003": (RETRY, "The phone is off or out of reach: tried again later."),
    "30008": (RETRY, "The network did not say why it failed: tried again later."),
    "30017": (RETRY, "The network is too busy: tried again later."),
    "30022": (RETRY, "Too many texts at once for the network: sent again later."),
    "30023": (RETRY, "The day's number of texts for the network is used up."),
    "63017": (RETRY, "Too many texts at once: sent again later."),
    "63018": (RETRY, "Too many texts at once on this channel: sent again later."),
}


def on_create(code: str, status: int) -> Meaning:
    """What a refusal of a send means; an unknown code goes by the HTTP status (300 to 499)."""
    if code in CODES:
        return CODES[code][0]
    return MESSAGE if status in (400, 422) else HALT


def in_callback(code: str) -> Meaning:
    """What a code means in a status callback of a message that did not arrive."""
    return CODES[code][0] if code in CODES else MESSAGE


def in_words(code: str) -> str:
    """A sentence about a code, for the person who looks after the service."""
    if code in CODES:
        return CODES[code][1]
    return f"The provider said {code}: look it up in its error dictionary."
