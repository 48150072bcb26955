"""What every answer says about itself: where its parts may come from, and how long it keeps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""No inline script or style, nothing from elsewhere, in nobody's frame."""

_ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FOR_ANYBODY = "/open-referral"
"""What is under this may be read by the pages of any site."""

_TO_ANYBODY = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

_A_YEAR = "max-age=31536000; includeSubDomains"


def header_writer(*, https: bool) -> Callable[[web.Request, web.StreamResponse], Awaitable[None]]:
    """A signal for `on_response_prepare`; what a handler set by itself stays."""
    fixed = {**_ALWAYS, "Strict-Transport-Security": _A_YEAR} if https else _ALWAYS

    async def write(request: web.Request, response: web.StreamResponse) -> None:
        if request.path == FOR_ANYBODY or request.path.startswith(f"{FOR_ANYBODY}/"):
            response.headers.update(_TO_ANYBODY)
        for name, value in fixed.items():
            response.headers.setdefault(name, value)
        # Files are asked about again each time, so a page never meets last week's script.
        keep = "no-cache" if isinstance(response, web.FileResponse) else "no-store"
        response.headers.setdefault("Cache-Control", keep)
        response.headers.popall("Server", None)

    return write
