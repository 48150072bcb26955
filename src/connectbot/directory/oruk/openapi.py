"""The feed described as OpenAPI, for programs that ask it what it can do."""

from __future__ import annotations

from typing import Any

from connectbot.directory.oruk.query import MOST_SIZE, USUAL_SIZE
from connectbot.directory.oruk.shapes import SCHEMAS, page_of

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"

_PAGING = ("page", "per_page")
_SIFTING = (
    "search taxonomy_term_id taxonomy_id minimum_age maximum_age day start_time end_time postcode "
    "proximity modified_after"
).split()

_ABOUT = {
    "page": ("integer", "The page, from 1."),
    "per_page": ("integer", f"How many on a page: {USUAL_SIZE}, at most {MOST_SIZE}."),
    "full": ("boolean", "Whole services in place of summaries."),
    "search": ("string", "Words that it must hold, all of them."),
    "taxonomy_term_id": ("string", "The id of a term, or several with commas: one must fit."),
    "taxonomy_id": ("string", "The id of a taxonomy of which it must have a term."),
    "minimum_age": ("number", "Its own least age is at least this."),
    "maximum_age": ("number", "Its own most age is at most this."),
    "day": ("string", "MO to SU, or the name of the day; several with commas."),
    "start_time": ("string", "It starts at this time or later, like 09:30."),
    "end_time": ("string", "It ends by this time, like 17:00."),
    "postcode": ("string", "Where somebody is: a postcode, a sector or a district."),
    "proximity": ("string", "At most so many metres from the middle of that."),
    "modified_after": ("string", "Changed then or later, like 2026-11-01T09:00:00Z."),
}

LISTS = {
    "services": ("service", (*_PAGING, "full", *_SIFTING)),
    "service_at_locations": ("service_at_location", (*_PAGING, *_SIFTING)),
    "taxonomies": ("taxonomy", _PAGING),
    "taxonomy_terms": ("taxonomy_term", (*_PAGING, "taxonomy_id")),
    "organizations": ("organization", _PAGING),
}
"""Each list of the feed: what is in it, and which parameters it takes."""


def openapi(root: str, licence: str = "") -> dict[str, Any]:
    """The description of the feed at `root` (an address without a slash at its end)."""
    info = {"title": "Directory of local groups", "version": "3.0", "description": _WHAT}
    if licence:
        info["description"] += f" Licence: {licence}"
    paths: dict[str, Any] = {"/": {"get": _answering("What this feed is.", _ROOT)}}
    for name, (thing, parameters) in LISTS.items():
        told = f"A page of {name}."
        paths[f"/{name}"] = {"get": _answering(told, page_of(thing), *map(_in_query, parameters))}
        ref = {"$ref": f"#/components/schemas/{thing}"}
        paths[f"/{name}/{{id}}"] = {"get": _answering(f"One {thing}, wholly.", ref, _ID)}
    return {
        "openapi": "3.0.3",
        "info": info,
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


_WHAT = "Open Referral UK 3.0, read-only, for anybody."
_STRING = {"type": "string"}
_ROOT = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": dict.fromkeys(("version", "profile", "openapi_url", "license"), _STRING),
}
_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Its id.",
    "schema": _STRING,
}


def _in_query(name: str) -> dict[str, Any]:
    kind, about = _ABOUT[name]
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": about,
        "schema": {"type": kind},
    }


def _answering(about: str, schema: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    responses: dict[str, Any] = {"200": {"description": about, "content": content}}
    if any(one["in"] == "query" for one in parameters):
        responses["400"] = {"description": "What was asked cannot be read; `error` tells why."}
    if any(one["in"] == "path" for one in parameters):
        responses["404"] = {"description": "There is none with this id."}
    return {"summary": about, "parameters": list(parameters), "responses": responses}
