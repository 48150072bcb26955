"""The console: pages for those who were invited. The face of this room is `console_routes`."""

from connectbot.web.console.routes import console_routes

__all__ = ["console_routes"]
