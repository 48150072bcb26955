"""Reports in the console: releases of one's own places, with the figures that were printed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from connectbot.desk.ports.readings import Released
from connectbot.model.staff import Staff
from tests.measures.shown.pilot import artefact, pilot
from tests.measures.shown.walking import numbers, printed
from tests.web.office import JO, LEA, SAM, Person, open_office

PAGE = "/console/reports/oakfield-2027Q2"


def released(place: str = "oakfield") -> list[Released]:
    """The pilot's first two releases."""
    return [
        Released(f"{place}-2027Q{n}", place, f"2027Q{n}", made.past.hash, made.artefact)
        for n, made in enumerate(pilot(2), 1)
    ]


@pytest.fixture
async def there(tmp_path):
    """An office with releases of its place, and of one that is not theirs."""
    made = [*released(), *released("porth-derwen")]
    async with open_office(tmp_path, released=made) as office:
        yield office


@pytest.mark.parametrize("who", [SAM, LEA, JO], ids=lambda who: who.role)
async def test_everybody_reads_the_releases_of_their_places(there, who: Staff) -> None:
    """The newest first; another place's are not there."""
    person = await Person(there).sign_in(who)
    listed = await person.read("/console/reports")
    found = re.findall(r'href="(/console/reports/[^"]+)"', listed)
    assert found == [PAGE, "/console/reports/oakfield-2027Q1"]
    assert "Oakfield, 2027Q2" in await person.read(PAGE)
    for other in ("/console/reports/porth-derwen-2027Q1", "/console/reports/oakfield-2027Q3"):
        assert (await person.get(other)).status == 404


async def test_every_figure_of_the_page_is_one_of_the_release(there) -> None:
    """All numbers of its words, tables and charts, but the marks of the axes and the day on which
    the next can be made; each chart is named by its sentence, and nothing is styled inline."""
    page = await (await Person(there).sign_in(SAM)).read(PAGE)
    main = page.partition("<main")[2].partition('id="how"')[0].partition("<h1>")[2]
    assert "style=" not in page
    assert "<script" not in page
    for id in re.findall(r'aria-labelledby="(says-[^"]+)"', main):
        assert f'<p id="{id}">' in main
    assert main.count("<svg") == 10
    axis = r'<g class="axis x always_show">.*?</g></g>'
    words = unescape(re.sub(r"<[^>]+>", " ", re.sub(axis, " ", main)))
    assert numbers(words) <= printed(artefact(2))
    assert "does not say what brought it about" in words


async def test_where_nothing_was_released_it_says_how_one_comes_to_be(tmp_path) -> None:
    """And when the next can be made, and what may be asked today."""
    async with open_office(tmp_path) as office:
        page = await (await Person(office).sign_in(SAM)).read("/console/reports")
        assert "Nothing has been released yet" in page
        assert "connectbot report plan" in page
        assert re.search(r"from \d+ \w+ \d{4} on", page)
