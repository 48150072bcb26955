"""What is said when something is not there, too large or broken: JSON or a plain page."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable

from aiohttp import web

from connectbot.web.pages import page

log = logging.getLogger("connectbot.web")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PATTERN = web.RequestKey("pattern", str)
"""Under this key a request carries the pattern of its address, for the access log."""

_SENTENCES = {
    400: "That request could not be read.",
    401: "This needs a sign-in first.",
    403: "This is not open to you.",
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
    413: "That is too large. The most we take at once is 64 KB.",
    500: "Something went wrong here. It is written down, and it was not your doing.",
    503: "We cannot do that just now. Please try again in a minute.",
}


def error_answer(request: web.Request, status: int) -> web.Response:
    """An error as HTML where the browser asks for HTML, else as JSON."""
    sentence = _SENTENCES.get(status, "That did not work.")
    if "text/html" in request.headers.get("Accept", ""):
        return page("error", status=status, sentence=sentence)
    return web.json_response({"status": status, "error": sentence}, status=status)


@web.middleware
async def errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses large bodies, and turns every failure into an answer without a stack trace."""
    resource = request.match_info.route.resource
    request[PATTERN] = resource.canonical if resource is not None else "nowhere"
    try:
        _refuse_large(request)
        return await handler(request)
    except web.HTTPException as refusal:
        if refusal.status < 400:
            raise
        answer = error_answer(request, refusal.status)
        for name in ("Allow", "Retry-After"):
            if name in refusal.headers:
                answer.headers[name] = refusal.headers[name]
        return answer
    except (web.RequestPayloadError, ConnectionError):
        return error_answer(request, 400)  # the sender broke off, or packed it wrongly
    except Exception as error:
        _write_down(error)
        return error_answer(request, 500)


def _refuse_large(request: web.Request) -> None:
    size = request.content_length or 0
    if size > request.client_max_size:
        raise web.HTTPRequestEntityTooLarge(max_size=request.client_max_size, actual_size=size)


def _write_down(error: Exception) -> None:
    # Where it broke, never what it said: a message may hold a number or somebody's words.
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("a request failed with %s\n%s", type(error).__name__, where)
