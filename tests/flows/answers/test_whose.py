"""Who sees a phone is heard in one place, and theirs alone only where the whole reply says so."""

import pytest

from connectbot.flows.answers.whose import MINE, SHARED, says_no_more, whose

ALONE = """
nobody else|no one but me|nobody i live alone|its only me love|jsut me|just me and the cat|
just me and no one else|no others|i dont share it with anyone|only i see it|dim ond fi|
neb arall|me"""
OTHERS = """
nobody else but my wife|no one else except my son|nobody else really. my sister sometimes|
no one else lives here but my sister pops in and reads it|just me but my daughter reads it|
just me and my husband|me and Kev|i share it with my husband|my hubby looks|the wife|my ex|
everyone|just me mum sees it sometimes|my social worker|my carer|my daughter helps me|
fy ngwr weithiau|neb arall ond fy ngwraig|not mine"""
NEITHER = """
i have nobody else to talk to|just me sometimes|just me and only then|not just me|
just me i think|just me since my husband died|its for my mum she cant hear|yes|
its my own phone|2|"""


@pytest.mark.parametrize(
    ("said", "means"),
    [
        (said.strip(), means)
        for many, means in ((ALONE, MINE), (OTHERS, SHARED), (NEITHER, None))
        for said in many.split("|")
    ],
)
def test_who_sees_it(said, means) -> None:
    """Another person in the reply is others; a doubt, or another matter, is asked again."""
    assert whose(said) == means


@pytest.mark.parametrize(
    ("said", "no_more"), [("number 1 please", True), ("1 and only if he is out", False)]
)
def test_a_number_is_taken_where_nothing_more_is_said(said, no_more) -> None:
    """Whoever adds something to the number of the option is asked again."""
    assert says_no_more(said) is no_more
