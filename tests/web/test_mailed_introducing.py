"""A group is written to over a real mail server, answers on the page, and reads the rest."""

from __future__ import annotations

import re
from itertools import count

from connectbot.app import introducing
from tests.channels.benches.email import EmailBench
from tests.desk.referring.darts import NUMBER, Darts
from tests.desk.town import open_town
from tests.web.referrals import Surgery, _Sender
from tests.web.serving import client_of

HERE = {"Sec-Fetch-Site": "same-origin"}


async def delivered(town, bench: EmailBench) -> str:
    """What may leave is handed in; the last mail as the group reads it."""
    for one in await town.claim("email"):
        await town.settle(one, await bench.channel.send(one))
    return bench.arrived()[-1]


async def test_from_the_mail_to_the_page_and_back(tmp_path) -> None:
    """The first mail holds a first name and a link, the page no number, and the second mail how to
    reach them and a link of its own."""
    town, bench = open_town(tmp_path), EmailBench()
    secrets = (f"a-secret-of-a-mail-{number}" for number in count())
    town.changed(token=lambda: next(secrets))
    night = Darts(town)
    await bench.open()
    await night.open(contact={"email": "dot@darts.example"})
    made = await night.agreed()
    await night.look()
    first = await delivered(town, bench)
    assert ("Jean would like to come" in first, NUMBER in first) == (True, False)
    (path,) = re.findall(r"https://bot\.oakfield\.example(/introduced/\S+)", first)
    parts = Surgery(town, _Sender())
    async with client_of(introducing.routes(parts, "http://bot.example")) as client:
        assert (await client.get(f"{path}0")).status == 404
        html = await (await client.get(path)).text()
        assert ("Jean would like to come to Darts Night" in html, NUMBER in html) == (True, False)
        said = await client.post(path, data={"answer": "yes"}, headers=HERE)
        assert NUMBER not in await said.text()
        assert (await client.post(path, data={"answer": "full"}, headers=HERE)).status == 404
    second = await delivered(town, bench)
    assert NUMBER in second
    assert path not in second
    assert bench.room.mails[-1]["To"] == "dot@darts.example"
    assert (await night.now(made)).state == "accepted"
    await bench.close()
    await town.store.close()
