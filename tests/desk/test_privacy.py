"""What is held of a person: shown, given to them, erased; the same however they asked."""

import json
import re
from dataclasses import replace

import pytest

from connectbot.desk import forget, privacy
from connectbot.desk.privacy import WhoIsIt
from connectbot.desk.reading_out import own_words, shown
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address
from connectbot.store.statement import Statement
from connectbot.store.tables import Row
from tests.desk.household import joan_and_ted
from tests.desk.test_retention import rows
from tests.desk.town import JEAN, LEE, LONDON, SAM
from tests.desk.whole_life import BELLS, JEANS, a_full_life


async def looked(town, who=JEANS, action="privacy.shown"):
    return await town.store.run(privacy.look, who, action, town.now)


async def erased(town, who=JEANS):
    return await town.store.run(privacy.erase, who, town.desk, town.now)


async def everything(town):
    """Every row of every table but the log, and of the log what it says of whom."""
    return {name: await rows(town, name) for name in Row.metadata.tables if "audit" not in name}


async def leading_to(town, resident):
    """Rows, in any table, of which a column leads to this resident."""
    found = {}
    for table in Row.metadata.tables.values():
        for column in table.columns:
            leads = column.name == "resident_id" or any(
                key.column.table.name == "residents" for key in column.foreign_keys
            )
            if leads or (table.name, column.name) == ("residents", "id"):
                their = [
                    one for one in await rows(town, table.name) if one[column.name] == resident
                ]
                found[f"{table.name}.{column.name}"] = len(their)
    return found


async def test_nothing_of_an_erased_person_is_left_in_any_table(town):
    """Every column of every table that leads to a person, found by itself: before, a row in each
    of them; after, none; and what they wrote opens nowhere."""
    await a_full_life(town)
    jean = (await town.resident()).id
    await town.store.run(
        lambda tx: tx.residents.beside(tx.residents.get(jean), Conversation("oakfield"), town.now)
    )
    before = await leading_to(town, jean)
    missing = {"addresses.resident_id"}  # somebody else writes from it now
    assert {name for name, count in before.items() if not count} == missing
    assert "audit_subjects.resident_id" in before
    await erased(town, jean)
    assert set((await leading_to(town, jean)).values()) == {0}
    # What Sam typed is known by its form alone, so that the same form is not said twice.
    seals = {one["channel"] for one in await rows(town, "inbox") if one["sealed"] is not None}
    assert seals == {"console"}


async def test_the_same_by_text_and_by_command(town, tmp_path):
    """FORGET ME and `privacy erase` leave the same database, row for row: what the text itself
    left is the keyed hash that tells a repeat."""
    left = []
    for way in ("text", "command"):
        await a_full_life(town)
        await town.say("FORGET ME", sender=LEE)  # the counters go on alike
        if way == "text":
            await town.say("FORGET ME")
            await town.text("1")
        else:
            await erased(town)
        await town.leave()
        found = await everything(town)
        found["inbox"] = [one for one in found["inbox"] if one["sealed"] is not None]
        left.append({name: _alike(some) for name, some in found.items()})
        for table in reversed(Row.metadata.sorted_tables):
            if "audit" not in table.name and table.name not in ("keyring_marks", "listing_clock"):
                await town.store.run(
                    lambda tx, table=table: tx.audit._link.change(Statement(table.delete()))
                )
    assert left[0] == left[1]
    told = await town.store.read(lambda tx: tx.audit.entries())
    acts = [(one.action, one.actor, one.result) for one in told if "shown" not in one.action]
    assert ("resident.forgotten", "resident", "done") in acts
    assert ("privacy.erased", "operator", "done") in acts


def _alike(some):
    """Rows without what chance or the count of rows made."""
    chance = {"id", "seq", "key", "sealed", "address_id", "resident_id", "provider_id", "lookup"}
    chance |= {"purpose", "said_at", "segments"}
    return sorted(
        json.dumps({k: str(v) for k, v in one.items() if k not in chance}) for one in some
    )


async def test_showing_says_what_is_held_and_not_the_words(town):
    """Kinds and counts, no number, no name, nothing that was written; with the words, all of it."""
    await a_full_life(town)
    file = await looked(town)
    bare = "\n".join(shown(file, LONDON))
    assert re.search(r"^resident:1, oakfield, known since 2026-11-24$", bare, re.M)
    assert "...101" in bare
    assert "4 messages they wrote" in bare
    assert "Reminder: day, waiting, for 2026-11-25T09:00" in bare
    assert "A person was asked for: 2026-11-24, open" in bare
    assert "Suggestion about a listing: 2026-11-24, wrong, open" in bare
    assert "Listings kept by them: 1" in bare
    for private in (JEAN, "lonely", "LS8", "I'm Sam", "tea-and-talk", "bell", "choir"):
        assert private not in bare
    full = "\n".join(shown(file, LONDON, words=True))
    assert JEAN in full
    assert "sms, they wrote (done): im lonely since my husband died, LS8" in full
    assert "I'm Sam, ring me" in full
    assert f"wrong, open, tea-and-talk: {BELLS}" in full
    assert "You keep the listing choir" in full


async def test_their_own_copy_is_whole_and_of_nobody_else(town):
    """All their messages, as JSON and as text; not Sam's number, nor the link he was sent."""
    talk = await a_full_life(town)
    file = await looked(town, action="privacy.exported")
    copy = privacy.own_copy(file, town.now)
    whole = json.dumps(copy)
    wrote = [one["text"] for one in copy["messages"] if one["by"] == "them"]
    assert wrote == ["im lonely since my husband died, LS8", "1", "1", "PERSON"]
    assert copy["addresses"][0]["value"] == JEAN
    assert [one["listing"] for one in copy["reminders"]] == ["tea-and-talk"]
    assert copy["talks_with_a_person"][0]["opened_by_us_at"]
    assert [one["words"] for one in copy["suggestions"]] == [BELLS]
    assert copy["listings_they_keep"] == ["choir"]
    assert copy["texts_to_our_people_about_them"] == 1
    acts = [one["what"] for one in copy["acts"]]
    assert acts[0] == "handover.opened"
    assert acts[-1] == "privacy.exported"
    for text in (whole, own_words(file, LONDON)):
        assert SAM not in text
        assert talk.id not in text
        assert "token-" not in text
    assert "You told us: area: LS8" in own_words(file, LONDON)


async def test_on_a_shared_phone_one_person_is_named(town):
    """Neither sees what the other wrote; who is meant is said by number, with the first names."""
    await joan_and_ted(town)
    with pytest.raises(WhoIsIt) as asked_which:
        await looked(town)
    said = str(asked_which.value)
    assert "2 people share this number" in said
    numbers = dict(re.findall(r"resident:(\d+) \((\w+)\)", said))
    joan, ted = (next(n for n, name in numbers.items() if name == who) for who in ("Joan", "Ted"))
    copy = json.dumps(privacy.own_copy(await looked(town, int(joan)), town.now))
    assert "LS8" in copy
    assert "LS9" not in copy
    assert "Ted" not in re.sub(r"it's not Joan, it's Ted", "", copy)
    await erased(town, int(joan))
    left = privacy.own_copy(await looked(town), town.now)
    assert left["resident"] == int(ted)
    assert "LS9" in json.dumps(left)


async def test_who_is_not_known_is_said_so(town):
    """Nobody, a number nobody has, somebody who is erased but opted out."""
    with pytest.raises(WhoIsIt, match="Nobody is known there: nothing is held"):
        await looked(town)
    with pytest.raises(WhoIsIt, match="Nobody has the number resident:77"):
        await looked(town, 77)
    await town.say("hello")
    await town.say("STOP")
    found = await erased(town)
    assert any("said STOP" in line for line in found.stays)
    with pytest.raises(WhoIsIt, match="opted out on 24 November 2026"):
        await looked(town)


async def test_erasing_says_what_went_and_what_stays(town):
    """Counted; each thing that stays has its reason, and only channels they used are named."""
    await a_full_life(town)
    found = await erased(town)
    removed = " | ".join(found.removed)
    for what in (
        "1 addresses",
        "4 messages they wrote",
        "1 reminders",
        "1 talks and alerts",
        "1 suggestions",
        "1 listings",
    ):
        assert what in removed
    assert found.removed[-1].startswith("the person")
    assert any("Twilio" in line for line in found.stays)
    assert not any("Telegram" in line for line in found.stays)
    assert not any("said STOP" in line for line in found.stays)
    assert any("180 days" in line for line in found.stays)
    # Whoever has the talk is told that it is over, as when it is asked for by text.
    assert any("asked us to forget them" in text for to, text in await town.leave() if to == SAM)


async def test_an_open_alert_is_said_to_hold_it_back(town):
    """It is not erased yet, and that is said; it is found by its number until then."""
    await town.say("hello")
    await town.text("my husband hits me")
    await town.leave()
    found = await erased(town)
    assert found.stays[0].startswith("An alert of urgent words is open")
    assert not any(line.startswith("the person") for line in found.removed)
    file = await looked(town)
    assert file.held.aside
    assert shown(file, LONDON)[1] == "Asked to be forgotten; kept until an alert is read."
    await town.say("hello again")
    with pytest.raises(WhoIsIt, match="asked to be forgotten"):
        await looked(town)
    last = (await town.store.read(lambda tx: tx.audit.newest(3)))[-1]
    assert (last.action, last.result) == ("privacy.erased", "aside")


async def test_leaving_quickly_is_told_too(town):
    """An address that is let go of from the page; of nobody's, nothing is told."""
    chat = Address("webchat", "0f" * 16)
    await town.store.run(forget.forget, chat, town.desk, town.now)
    await town.text("hello", at=chat)
    await town.store.run(forget.forget, chat, town.desk, town.now)
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [(one.action, one.actor) for one in told] == [("resident.left", "resident")]
    assert await town.store.read(lambda tx: tx.audit.of(1)) == []


async def test_a_copy_after_the_words_have_gone(town):
    """Messages whose words are past their time are told of without them."""
    await town.say("im lonely, LS8")
    file = await looked(town)
    bare = replace(
        file,
        held=replace(
            file.held,
            conversation=None,
            messages=tuple(replace(one, text="") for one in file.held.messages),
            addresses=(replace(file.held.addresses[0], value="", bad_code="30005"),),
        ),
    )
    lines = shown(bare, LONDON, words=True)
    assert any("its words have gone after their time" in line for line in lines)
    assert any("a keyed hash alone" in line and "code 30005" in line for line in lines)
    assert any("a keyed hash alone" in line for line in shown(bare, LONDON))
    assert privacy.own_copy(bare, town.now)["conversation"] == {}


async def test_what_else_is_told_of_somebody(town):
    """That they opted out and share the phone; with the words, what is noted and was said last."""
    await joan_and_ted(town)
    await town.say("STOP")
    ted = next(one for one in await rows(town, "addresses"))["resident_id"]
    file = await looked(town, ted)
    line = shown(file, LONDON)[1]
    assert "shared with somebody else" in line
    assert "opted out 2026-11-24 (text)" in line
    for tags, heard in ((frozenset({"seen"}), "we have no food"), (frozenset(), "")):
        talk = Conversation("oakfield", tags=tags, heard=heard)
        lines = shown(replace(file, held=replace(file.held, conversation=talk)), LONDON, words=True)
        assert ("Noted: seen" in lines) == bool(tags)
        assert ("Your last words: we have no food" in lines) == bool(heard)
