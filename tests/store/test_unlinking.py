"""What the contacts database knows of readings, on both kinds of database."""

from datetime import timedelta

from connectbot.desk.ports import Erasing
from tests.desk.checking.rounds import checked_in
from tests.store.people import ANN, NOW

ONE, OTHER = Erasing("0e" * 16, "2026Q4"), Erasing("0f" * 16, "2026Q3")


async def test_whose_readings_are_to_go(store) -> None:
    """Noted once, done once, asked for again where a copy was put back, gone with the key."""

    def note(tx):
        for one in (ONE, OTHER, ONE):
            tx.unlinking.erase(one)

    await store.run(note)
    assert await store.read(lambda tx: tx.unlinking.erasing()) == [ONE, OTHER]
    await store.run(lambda tx: tx.unlinking.erased([ONE.enrolment]))
    assert await store.read(lambda tx: tx.unlinking.erasing()) == [OTHER]
    assert await store.read(lambda tx: tx.unlinking.erasing(again=True)) == [ONE, OTHER]
    await store.run(lambda tx: tx.unlinking.erase(ONE))
    assert await store.read(lambda tx: tx.unlinking.erasing()) == [ONE, OTHER]
    assert await store.read(lambda tx: tx.unlinking.cohorts()) == ["2026Q3", "2026Q4"]
    await store.run(lambda tx: tx.unlinking.unlinked("2026Q4"))
    assert await store.read(lambda tx: tx.unlinking.erasing(again=True)) == [OTHER]


async def test_who_is_erased_is_noted_in_the_same_commit(store) -> None:
    """Only where they had said yes: before that nothing was answered."""

    def twice(tx):
        ann = tx.residents.at(ANN, "leeds", NOW)
        checked_in(tx, ann.id, NOW)
        return ann.id

    ann = await store.run(twice)
    await store.run(lambda tx: tx.residents.forget(ann))
    assert await store.read(lambda tx: tx.unlinking.erasing()) == []
    ann = await store.run(twice)
    made = await store.read(lambda tx: tx.checkins.of(ann))
    await store.run(lambda tx: tx.checkins.change(_agreed(made[0])))
    await store.run(lambda tx: tx.residents.forget(ann))
    assert await store.read(lambda tx: tx.unlinking.erasing()) == [ONE]


def _agreed(enrolment):
    from dataclasses import replace

    return replace(enrolment, state="withdrawn")


async def test_answers_past_their_seal_go(store) -> None:
    """What is being given and what waits, from before a moment; what is younger stays."""

    def held(tx):
        ann = tx.residents.at(ANN, "leeds", NOW)
        checked_in(tx, ann.id, NOW)

    await store.run(held)
    assert await store.run(lambda tx: tx.unlinking.purge(NOW)) == 0
    assert await store.run(lambda tx: tx.unlinking.purge(NOW + timedelta(seconds=1))) == 2
    assert await store.read(lambda tx: tx.checkins.leaving("2026Q4")) == []


async def test_who_stands_behind_figures_is_kept_by_release(store) -> None:
    """Sealed, by place, in order."""

    def keep(tx):
        tx.contributors.keep("2026Q4-leeds", "leeds", '{"a": [1]}')
        tx.contributors.keep("2026Q3-leeds", "leeds", '{"a": []}')
        tx.contributors.keep("2026Q3-elm", "elm", "{}")

    await store.run(keep)
    found = await store.read(lambda tx: tx.contributors.of_place("leeds"))
    assert list(found.items()) == [("2026Q3-leeds", '{"a": []}'), ("2026Q4-leeds", '{"a": [1]}')]
