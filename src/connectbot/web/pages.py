"""Plain pages: templates into answers, every value escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent

_environment = Environment(
    loader=FileSystemLoader(HERE / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, *, status: int = 200, **values: Any) -> web.Response:
    """The HTML page made from `pages/<template>.html`."""
    html = rendered(template, **values)
    return web.Response(text=html, status=status, content_type="text/html")


def rendered(template: str, **values: Any) -> str:
    """The same as text."""
    return _environment.get_template(f"{template}.html").render(**values)


def static_routes() -> list[web.AbstractRouteDef]:
    """The style sheet and scripts of our own pages."""
    return [web.static("/console/static", HERE / "static")]
