"""Conversations in which a person is needed, and who may see them."""

from dataclasses import replace

from connectbot.model.resident import Line
from tests.store.people import ANN, BOB, LEAD, NOW, claim, heard, later, letter


def opened(tx, who=ANN, kind="handover"):
    resident = tx.residents.at(who, "leeds", NOW)
    return tx.handovers.open(resident.id, "leeds", kind, "asked", NOW, later(minutes=30))


def told(tx, id, token="t1", position=0, name="Sam", next_at=None):
    tx.handovers.told(id, position, name, token, NOW, next_at)


def bind(tx, token="t1", browser="b1", at=NOW):
    return tx.handovers.bind(token, browser, at)


async def test_one_open_talk_of_each_kind(store) -> None:
    """Asking twice is one handover; another kind, and one after it was closed, is a new one."""
    talk, new = await store.run(opened)
    again, not_new = await store.run(opened)
    other, also_new = await store.run(opened, kind="safeguarding")
    assert (new, not_new, also_new) == (True, False, True)
    assert again == talk
    assert (talk.place, talk.kind, talk.why, talk.told) == ("leeds", "handover", "asked", ())
    assert (talk.opened_at, talk.next_at) == (NOW, later(minutes=30))
    assert (talk.taken_at, talk.taken_by, talk.closed_at) == (None, "", None)
    await store.run(lambda tx: tx.handovers.close(talk.id, NOW))
    third, newest = await store.run(opened)
    assert newest
    assert len({talk.id, other.id, third.id}) == 3


async def test_who_was_told_is_remembered_in_order(store) -> None:
    """Each contact told is remembered by their place in the list, and when to look again."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id, "t1", 2, next_at=later(minutes=5))
    await store.run(told, talk.id, "t2", 0, next_at=None)
    found = await store.read(lambda tx: tx.handovers.get(talk.id))
    assert (found.told, found.next_at) == ((2, 0), None)
    await store.run(lambda tx: tx.handovers.wait(talk.id, later(hours=1)))
    found = await store.read(lambda tx: tx.handovers.get(talk.id))
    assert (found.told, found.next_at) == ((2, 0), later(hours=1))
    await store.run(lambda tx: tx.handovers.wait(talk.id, None, afresh=True))
    found = await store.read(lambda tx: tx.handovers.get(talk.id))
    assert (found.told, found.next_at) == ((), None)


async def test_telling_of_nothing_is_nothing(store) -> None:
    """A talk that is not there is neither told of nor opened by its link."""
    await store.run(told, "nothing")
    assert await store.run(bind) is None
    assert await store.read(lambda tx: tx.handovers.get("nothing")) is None
    assert await store.read(lambda tx: tx.handovers.transcript("nothing")) == []


async def test_a_link_binds_one_browser(store) -> None:
    """A one-time link gives the talk to the browser that uses it, and to no other after it."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id, "t1", 0, "Sam")
    await store.run(told, talk.id, "t2", 1, "Alex", later(minutes=9))
    taken = await store.run(bind, at=later(minutes=3))
    at = later(minutes=3)
    taken_by = {"taken_by": "Sam", "acknowledged_by": "Sam"}
    assert taken == replace(
        talk, told=(0, 1), next_at=None, taken_at=at, acknowledged_at=at, **taken_by
    )

    assert await store.run(bind, browser="b2") is None
    assert await store.run(bind, "t2", "b2") is None
    assert await store.run(bind, "unknown") is None
    assert await store.run(bind) == taken  # a form sent twice
    of_browser = lambda tx, browser: tx.handovers.of_browser(talk.id, browser)  # noqa: E731
    assert await store.read(of_browser, "b1") == taken
    assert await store.read(of_browser, "b2") is None
    assert await store.read(of_browser, "") is None


async def test_a_link_sent_later_takes_a_talk_over(store) -> None:
    """Whoever took it and cannot get in again, or left them waiting, does not keep it for ever."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id, "t1")
    await store.run(bind)
    later_on = later(minutes=40)
    link = (talk.id, 1, "Alex", "t2", later_on, None)
    await store.run(lambda tx: tx.handovers.told(*link))
    taken = await store.run(bind, "t2", "b2", at=later_on)
    assert taken is not None
    assert taken.taken_by == "Alex"
    assert await store.read(lambda tx: tx.handovers.of_browser(talk.id, "b1")) is None


async def test_a_closed_talk_is_nobodys(store) -> None:
    """After it was given back neither the browser nor an unused link opens the talk."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id, "t1")
    await store.run(told, talk.id, "t2", 1)
    await store.run(bind)
    await store.run(lambda tx: tx.handovers.close(talk.id, later(minutes=9)))
    await store.run(lambda tx: tx.handovers.close(talk.id, later(minutes=99)))
    assert (await store.read(lambda tx: tx.handovers.get(talk.id))).closed_at == later(minutes=9)
    assert await store.read(lambda tx: tx.handovers.of_browser(talk.id, "b1")) is None
    assert await store.read(lambda tx: tx.handovers.of_browser(talk.id, "")) is None
    assert await store.run(bind, "t2", "b2") is None
    assert await store.run(bind) is None


async def test_a_taken_talk_is_known(store) -> None:
    """A resident has a person while a talk of theirs is taken and open."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id)
    taken = [await store.read(lambda tx: tx.handovers.taken(talk.resident_id))]
    await store.run(bind)
    taken.append(await store.read(lambda tx: tx.handovers.taken(talk.resident_id)))
    await store.run(lambda tx: tx.handovers.close(talk.id, NOW))
    taken.append(await store.read(lambda tx: tx.handovers.taken(talk.resident_id)))
    assert [one and one.id for one in taken] == [None, talk.id, None]


async def test_untaken_talks_fall_due(store) -> None:
    """Open talks that nobody has taken are due when their time has passed, oldest first."""
    ann, _ = await store.run(opened)
    bob, _ = await store.run(opened, BOB)
    lead, _ = await store.run(opened, LEAD)
    for talk, minutes in ((ann, 20), (bob, 10), (lead, 5)):
        await store.run(lambda tx, t=talk, m=minutes: tx.handovers.wait(t.id, later(minutes=m)))
    await store.run(lambda tx: tx.handovers.close(lead.id, NOW))
    due = lambda tx, at, limit=50: [t.id for t in tx.handovers.due(at, limit)]  # noqa: E731
    assert await store.run(due, later(minutes=9)) == []
    assert await store.run(due, later(minutes=20)) == [bob.id, ann.id]
    assert await store.read(due, later(minutes=20), 1) == [bob.id]
    await store.run(told, bob.id)
    await store.run(bind)
    assert await store.run(due, later(minutes=20)) == [ann.id]


async def test_the_talk_is_read_in_its_order(store) -> None:
    """A person reads what was said by them, by the bot and by people, oldest first."""
    talk, _ = await store.run(opened)

    def say(tx):
        who = talk.resident_id
        tx.inbox.add(heard("im lonely", id="1"), who, state="done")
        tx.outbox.add(letter("Hello, I am the bot.", resident_id=who))
        tx.inbox.add(heard("a person please", id="2", at=later(minutes=1)), who, state="parked")
        tx.outbox.add(letter("for the staff", to=LEAD, resident_id=who, automatic=False))
        more = {"automatic": False, "created_at": later(minutes=5), "resident_id": who}
        told(tx, talk.id, "t1", 0, "Sam")
        bind(tx, at=later(minutes=2))
        tx.outbox.add(letter("Hi, Sam here.", **more))
        at = later(minutes=6)
        late = letter("never said", created_at=at, send_before=at, resident_id=who)
        tx.outbox.add(late)
        tx.outbox.expire(later(minutes=7))
        tx.inbox.add(heard("not hers", id="3", who=BOB), None, state="done")

    await store.run(say)
    lines = await store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert lines == [
        Line(NOW, "them", "im lonely"),
        Line(NOW, "bot", "Hello, I am the bot."),
        Line(later(minutes=1), "them", "a person please"),
        Line(later(minutes=5), "Sam", "Hi, Sam here."),
    ]
    assert await store.read(lambda tx: tx.handovers.transcript(talk.id, 2)) == lines[2:]
    assert len(await store.run(claim)) == 2


async def test_words_typed_outside_a_taken_talk_have_no_name(store) -> None:
    """Where it is not known who typed, the line says that it was a person."""
    talk, _ = await store.run(opened)
    await store.run(told, talk.id)
    await store.run(bind)
    await store.run(lambda tx: tx.handovers.close(talk.id, later(minutes=1)))
    who = {"automatic": False, "resident_id": talk.resident_id}
    typed = letter("later", created_at=later(minutes=2), **who)
    await store.run(lambda tx: tx.outbox.add(typed))
    (line,) = await store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert line.who == "a person"


async def test_a_helper_who_writes_to_us_shows_nobody_the_links_to_other_talks(store) -> None:
    """Texts to one of our own people are no part of the talk they have from the same phone."""
    talk, _ = await store.run(opened)

    def say(tx):
        tx.outbox.add(letter("Read and reply: a-link", automatic=False, after_stop=True))
        tx.outbox.add(letter("Hello, I am the bot.", resident_id=talk.resident_id))

    await store.run(say)
    lines = await store.read(lambda tx: tx.handovers.transcript(talk.id))
    assert [line.text for line in lines] == ["Hello, I am the bot."]


async def test_alerts_that_nobody_opened_are_found(store) -> None:
    """Those that nobody is to be told of any more, and that nobody has opened; no others."""
    alert, _ = await store.run(opened, kind="safeguarding")
    await store.run(opened, BOB)  # a talk that is no alert
    unopened = lambda tx: list(tx.handovers.unopened())  # noqa: E731
    assert await store.read(unopened) == []
    await store.run(lambda tx: tx.handovers.escalated(alert.id, later(hours=1)))
    await store.run(lambda tx: tx.handovers.wait(alert.id, None))
    (found,) = await store.read(unopened)
    assert (found.id, found.escalated_at) == (alert.id, later(hours=1))
    await store.run(lambda tx: tx.handovers.wait(alert.id, None, afresh=True))
    (found,) = await store.read(unopened)
    assert found.escalated_at is None
    await store.run(told, alert.id, "t9", 0, "Lee", next_at=None)
    await store.run(bind, "t9", at=later(hours=2))
    assert await store.read(unopened) == []


async def test_who_opened_it_first_stays(store) -> None:
    """Taken over by another, it was acknowledged when the first one opened it."""
    talk, _ = await store.run(opened, kind="safeguarding")
    await store.run(told, talk.id, "t1", 0, "Lee")
    await store.run(bind, at=later(minutes=1))
    await store.run(lambda tx: tx.handovers.told(talk.id, 1, "Sam", "t2", later(minutes=40), None))
    taken = await store.run(bind, "t2", "b2", at=later(minutes=50))
    assert (taken.taken_by, taken.acknowledged_at) == ("Sam", later(minutes=1))


async def test_texts_decided_for_a_phone_are_counted_by_the_end_of_their_purpose(store) -> None:
    """Those since then, to that address, whatever has become of them."""

    def decide(tx):
        tx.residents.at(ANN, "leeds", NOW)
        for who, purpose, at in (
            (ANN, "alert:1:web", NOW),
            (ANN, "alert:2:web", NOW),
            (ANN, "alert:3", NOW),
            (ANN, "alert:4:web", later(hours=-2)),
            (BOB, "alert:5:web", NOW),
        ):
            tx.outbox.add(letter(to=who, kind="safety", purpose=purpose, created_at=at))
        return tx.outbox.decided(ANN, ":web", later(hours=-1))

    assert await store.run(decide) == 2
