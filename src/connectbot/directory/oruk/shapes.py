"""What the feed promises of each thing it tells, as JSON Schema: ours, and never looser than the
standard's. Every answer is tried against it."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_ID: Schema = {"type": "string", "format": "uuid"}
_TEXT: Schema = {"type": "string", "minLength": 1}
_DATE: Schema = {"type": "string", "format": "date"}
_CLOCK: Schema = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
_AGE: Schema = {"type": "integer", "minimum": 0, "maximum": 120}
_MORE: Schema = {"type": "object", "description": "What the standard has no word for."}
_DAY = "(MO|TU|WE|TH|FR|SA|SU)"
_NTH = f"(-1|[1-5])?{_DAY}"


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "minItems": 1, "items": _ref(name)}


def _thing(required: str, **properties: Schema) -> Schema:
    """A thing with an id, these parts that are always there, and no others."""
    return {
        "type": "object",
        "required": ["id", *required.split()],
        "properties": {"id": _ID, **properties},
        "additionalProperties": False,
    }


_SUMMARY: dict[str, Schema] = {
    "organization_id": _ID,
    "name": _TEXT,
    "description": _TEXT,
    "email": {"type": "string", "format": "email"},
    "status": {"enum": ["active"]},
    "minimum_age": _AGE,
    "maximum_age": _AGE,
    "assured_date": _DATE,
    "alert": _TEXT,
    "last_modified": {"type": "string", "format": "date-time"},
    "organization": _ref("organization"),
}

_WHOLE: dict[str, Schema] = {
    "eligibility_description": _TEXT,
    "schedules": _list("schedule"),
    "service_areas": _list("service_area"),
    "service_at_locations": _list("service_at_location"),
    "languages": _list("language"),
    "cost_options": _list("cost_option"),
    "contacts": _list("contact"),
    "attributes": _list("attribute"),
    "connectbot": _MORE,
}

_SERVICE = "organization_id name status organization"
_ADDRESS = "address_1 city state_province postal_code country address_type"

SCHEMAS: dict[str, Schema] = {
    "service": _thing(_SERVICE, **_SUMMARY, **_WHOLE),
    "organization": _thing("name description", name=_TEXT, description=_TEXT),
    "schedule": _thing(
        "freq description",
        freq={"enum": ["WEEKLY", "MONTHLY"]},
        interval={"type": "integer", "minimum": 1},
        byday={"type": "string", "pattern": f"^{_NTH}(,{_NTH})*$"},
        bymonthday={"type": "string", "pattern": r"^-?\d+(,-?\d+)*$"},
        opens_at=_CLOCK,
        closes_at=_CLOCK,
        dtstart=_DATE,
        valid_from=_DATE,
        valid_to=_DATE,
        description=_TEXT,
        connectbot=_MORE,
    ),
    "service_area": _thing("name", name=_TEXT),
    "service_at_location": _thing(
        "service_id location_id location",
        service_id=_ID,
        location_id=_ID,
        location=_ref("location"),
        service=_ref("service"),
    ),
    "location": _thing(
        "location_type",
        location_type={"enum": ["physical"]},
        name=_TEXT,
        description=_TEXT,
        latitude={"type": "number", "minimum": 49, "maximum": 61},
        longitude={"type": "number", "minimum": -9, "maximum": 2},
        addresses=_list("address"),
        accessibility=_list("accessibility"),
    ),
    "address": _thing(
        _ADDRESS,
        **dict.fromkeys(_ADDRESS.split(), _TEXT),
    ),
    "accessibility": _thing("description", description=_TEXT),
    "language": _thing("name", name=_TEXT),
    "cost_option": _thing(
        "amount_description",
        amount_description=_TEXT,
        amount={"type": "number", "minimum": 0},
    ),
    "contact": _thing("service_id", service_id=_ID, name=_TEXT, phones=_list("phone")),
    "phone": _thing("number contact_id", number=_TEXT, contact_id=_ID),
    "attribute": _thing(
        "link_id link_type taxonomy_term_id taxonomy_term",
        link_id=_ID,
        link_type={"enum": ["need"]},
        taxonomy_term_id=_ID,
        taxonomy_term=_ref("taxonomy_term"),
    ),
    "taxonomy": _thing(
        "name description",
        name=_TEXT,
        description=_TEXT,
        taxonomy_terms=_list("taxonomy_term"),
    ),
    "taxonomy_term": _thing(
        "name description code term taxonomy taxonomy_id",
        name=_TEXT,
        description=_TEXT,
        code=_TEXT,
        term=_TEXT,
        taxonomy=_TEXT,
        taxonomy_id=_ID,
    ),
}
"""Each thing by the standard's word for it; `#/components/schemas/` leads to the others."""

_COUNT: Schema = {"type": "integer", "minimum": 0}
_TRUTH: Schema = {"type": "boolean"}


def page_of(name: str) -> Schema:
    """The envelope around a page of these."""
    properties = {
        "total_items": _COUNT,
        "total_pages": _COUNT,
        "page_number": {"type": "integer", "minimum": 1},
        "size": _COUNT,
        "first_page": _TRUTH,
        "last_page": _TRUTH,
        "empty": _TRUTH,
        "contents": {"type": "array", "items": _ref(name)},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
