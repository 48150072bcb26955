"""The feed describes itself, and the description is true."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from connectbot.directory.oruk.openapi import LISTS, openapi
from connectbot.directory.oruk.query import read_query
from tests.directory.oakfield import SHARED, districts
from tests.directory.oruk.official import within

OFFICIAL = SHARED / "contracts/open-referral-uk/3.0/openapi.json"
ROOT = "https://bot.oakfield.example/open-referral"


def test_every_reference_leads_somewhere():
    """A program that reads it needs nothing else."""
    told = openapi(ROOT)
    assert told["servers"] == [{"url": ROOT}]
    for at, value in within(told):
        if at.endswith("/$ref"):
            assert str(value).removeprefix("#/components/schemas/") in told["components"]["schemas"]
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert "Licence" not in told["info"]["description"]
    assert openapi(ROOT, "OGL v3")["info"]["description"].endswith("Licence: OGL v3")


@pytest.mark.parametrize("name", LISTS)
def test_every_parameter_it_names_is_read(name):
    """What is described changes what is asked for."""
    values = {
        "integer": "2",
        "number": "7",
        "boolean": "true",
        "day": "MO",
        "start_time": "09:30",
        "end_time": "17:00",
        "postcode": "LS8",
        "proximity": "500",
        "modified_after": "2026-11-01",
    }
    told = openapi(ROOT)["paths"][f"/{name}"]["get"]["parameters"]
    for one in told:
        value = values.get(one["name"], values.get(one["schema"]["type"], "x"))
        said = {"postcode": "LS8"} if one["name"] == "proximity" else {}
        with_it = read_query({**said, one["name"]: value}, districts())
        assert with_it != read_query(said, districts()), one["name"]


def test_it_takes_all_that_the_standard_takes():
    """Every address and every parameter of the official description is here."""
    if not OFFICIAL.is_file():
        pytest.skip(f"the standard's description is not at {OFFICIAL}")
    official, ours = json.loads(OFFICIAL.read_text("utf-8")), openapi(ROOT)
    for path, item in official["paths"].items():
        wanted = {one["$ref"].rsplit("/", 1)[-1] for one in item["get"].get("parameters", ())}
        assert wanted <= {one["name"] for one in ours["paths"][path]["get"]["parameters"]}, path
