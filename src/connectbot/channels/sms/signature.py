"""Whether a webhook is truly the provider's: a signature over our public address and the form."""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Sequence
from urllib.parse import urlparse

from connectbot.channels.sms.form import Form
from connectbot.channels.sms.provider import library_accepts


def is_signed(url: str, form: Form, signature: str, tokens: Sequence[str]) -> bool:
    """Whether one of the tokens made this signature; `url` is the one the provider was given.

    The bare sum is tried first because it is almost always right and costs a tenth of the
    library's answer, which decides about ports that were left out or put in.
    """
    try:
        signed = urlparse(url).geturl().encode()
        given = signature.encode()
    except UnicodeEncodeError:
        return False
    for name, value in sorted(set(form.pairs)):
        signed += name + value
    if any(hmac.compare_digest(_sum(token, signed), given) for token in tokens):
        return True
    try:
        return any(library_accepts(url, form, signature, token) for token in tokens)
    except ValueError:  # a request line may hold a whole address, which makes none with ours
        return False


def _sum(token: str, signed: bytes) -> bytes:
    return b64encode(hmac.digest(token.encode(), signed, "sha1"))
