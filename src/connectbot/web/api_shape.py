"""What other systems send and read, as it is checked here and as it is described to them: one."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_WORDS = r"^[^\x00-\x1f\x7f-\x9f]*$"
_SOME_WORDS = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"


class Person(BaseModel):
    """Somebody who would like to be introduced to a group. They are asked first, by text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    listing: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=60,
        description="The id of the group, as in the Open Referral feed's addresses of ours.",
    )
    first_name: str = Field(pattern=_SOME_WORDS, max_length=40, description="What they are called.")
    phone: str = Field(
        pattern=r"^\+?[0-9][0-9 ]{8,18}$",
        description="Their own mobile phone, like 07700 900123.",
    )
    sender: str = Field(
        default="",
        pattern=_WORDS,
        max_length=40,
        description="The first name by which they know whoever sends them, like Sam.",
    )
    matters: str = Field(
        default="",
        pattern=_WORDS,
        max_length=300,
        description="What matters to them, in their words.",
    )
    access: str = Field(
        default="", pattern=_WORDS, max_length=200, description="What they need to take part."
    )
    area: str = Field(
        default="",
        pattern=r"^([A-Za-z]{1,2}[0-9][A-Za-z0-9]?( [0-9])?)?$",
        description="A district like LS8, or a sector like LS8 2; never a whole postcode.",
    )
    urgency: Literal["routine", "soon", "urgent"] = "routine"
    under_18: bool = Field(
        default=False, description="Nobody under 18 is introduced: this is refused."
    )
    shared_phone: bool = Field(
        default=False, description="Somebody else writes from this phone as well."
    )


class Unreadable(Exception):
    """A body that is not as described; the sentence says where and what."""


def person_in(body: bytes) -> Person:
    """What was sent. Raises Unreadable."""
    try:
        return Person.model_validate_json(body)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the body"
        raise Unreadable(f"{where}: {_mend(where, first['type'])}") from None


_MENDS = {
    "listing": "write the id of the group, like tea-and-talk.",
    "first_name": "write 1 to 40 letters.",
    "phone": "write it like 07700 900123.",
    "sender": "write 40 signs at most, on one line.",
    "matters": "write 300 signs at most, on one line.",
    "access": "write 200 signs at most, on one line.",
    "area": "write a district like LS8, never a whole postcode.",
    "urgency": "write routine, soon or urgent.",
    "under_18": "write true or false.",
    "shared_phone": "write true or false.",
}


def _mend(where: str, kind: str) -> str:
    if kind == "extra_forbidden":
        return f"nothing of this name is taken; leave it out. There is {', '.join(_MENDS)}."
    mend = _MENDS.get(where, "send one JSON object, as /api/openapi.json describes it.")
    return f"it is missing; {mend}" if kind == "missing" else mend


def described(server: str) -> dict[str, Any]:
    """The OpenAPI 3.1 description of `/api/referrals` at this address."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Referrals", "version": "1", "description": _ABOUT},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "paths": {
            "/api/referrals": {"post": _POST},
            "/api/referrals/{id}": {"get": _GET},
            "/api/openapi.json": {"get": _SELF},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Person": Person.model_json_schema(), **_SCHEMAS},
        },
    }


_ABOUT = (
    "For systems that an operator gave a token with `connectbot refer token`. A person is asked by "
    "text before any group hears of them. A system sees what it sent itself."
)
_TEXT: dict[str, Any] = {"type": "string"}
_MOMENT: dict[str, Any] = {"type": ["string", "null"]}
_MADE = dict.fromkeys(("id", "listing", "urgency", "made_at"), _TEXT)
_STATES = {"state": _TEXT, "reason": _TEXT}
_MOMENTS = dict.fromkeys(("sent_at", "moved_at", "closed_at"), _MOMENT)


def _whole(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": sorted(properties),
        "properties": properties,
        "additionalProperties": False,
    }


_SCHEMAS = {
    "Made": _whole(_MADE),
    "Referral": _whole({**_MADE, **_STATES, **_MOMENTS}),
    "Problem": _whole({"status": {"type": "integer"}, "error": _TEXT}),
}


def _answer(about: str, schema: str, **headers: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    told: dict[str, Any] = {"description": about, "content": content}
    if headers:
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        told["headers"] = {
            name: {"description": text, "schema": _TEXT, "required": True}
            for name, text in named.items()
        }
    return told


_NO_TOKEN = _answer(
    "There is no token, or one that opens nothing.", "Problem", WWW_Authenticate="Bearer."
)
_TOO_LARGE = _answer("More than 64 KB.", "Problem")
_POST = {
    "summary": "Introduce somebody, once they agree.",
    "operationId": "refer",
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "required": False,
            "description": "Sent again with the same body within a day, it gets the same answer.",
            "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
        }
    ],
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Person"}}},
    },
    "responses": {
        "201": _answer("They are asked.", "Made", Location="Where to look what becomes of it."),
        "400": _answer("The body or the Idempotency-Key cannot be read.", "Problem"),
        "401": _NO_TOKEN,
        "409": _answer("The Idempotency-Key was used for another body.", "Problem"),
        "413": _TOO_LARGE,
        "415": _answer("The body is not application/json.", "Problem"),
        "422": _answer("It can be read, and cannot be done; `error` tells why.", "Problem"),
    },
}
_GET = {
    "summary": "Where one stands that you sent.",
    "operationId": "look",
    "parameters": [
        {"name": "id", "in": "path", "required": True, "schema": _TEXT, "description": "Its id."}
    ],
    "responses": {
        "200": _answer("Where it stands.", "Referral"),
        "401": _NO_TOKEN,
        "404": _answer("You sent none with this id.", "Problem"),
        "413": _TOO_LARGE,
    },
}
_SELF = {
    "summary": "This description.",
    "operationId": "describe",
    "security": [],
    "responses": {
        "200": {
            "description": "OpenAPI.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
        "413": _TOO_LARGE,
    },
}
