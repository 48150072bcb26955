"""Referrals that somebody looks for, by all that they may be looked for by."""

from __future__ import annotations

from dataclasses import replace

from connectbot.desk.ports import Wanted
from connectbot.model.referral import WITH_GROUP
from connectbot.model.staff import Staff
from tests.desk.referring.introduced import draft
from tests.store.people import ANN, NOW, later


def _made(tx, **more):
    ann = tx.residents.at(ANN, "leeds", NOW)
    return tx.referrals.add(draft(ann.id, made_at=NOW, **more))


async def test_those_wanted_are_found(store) -> None:
    """By place, state, who made it, listing, when and whose caseload; the newest first, and page
    by page; by how long nobody has moved them; and what is of nobody's caseload."""

    def several(tx):
        one = _made(tx)
        two = _made(tx, place="york", state="sent", made_by="jo", listing="choir")
        tx.staff.add(Staff("jo", "Jo", "link-worker", ("leeds",), NOW))
        tx.caseloads.add("jo", two.resident_id, NOW)
        three = tx.referrals.add(replace(one, made_at=later(days=1), state="accepted"))
        return one.id, two.id, three.id

    one, two, three = await store.run(several)

    async def found(limit=50, skip=0, **wanted):
        rows = await store.read(lambda tx: tx.referrals.find(Wanted(**wanted), limit, skip))
        return [row.id for row in rows]

    assert await found() == [three, *sorted((one, two), reverse=True)]
    assert await found(limit=1) == [three]
    assert await found(limit=1, skip=1) == [max(one, two)]
    assert await found(places=["leeds"]) == await found(places=[]) == []
    assert await found(places=["york", "leeds"]) == [two]
    assert await found(states=WITH_GROUP) == [three, two]
    assert await found(states=()) == []
    assert await found(made_by="jo", listing="choir", caseload="jo") == [two]
    assert await found(caseload="nobody") == []
    assert await found(since=later(days=1)) == [three]
    assert await found(before=later(days=1), made_by="sam") == [one]
    assert await found(keepers=["jo"]) == await found(keepers=["jo", "sam"]) == await found()
    assert await found(keepers=["ida"]) == []
    assert await found(keepers=["sam"]) == [three, one]
    await store.run(lambda tx: tx.staff.revoke("jo", NOW))
    assert await found(keepers=["ida"]) == await found()
    assert await found(unreached=True) == await found(quiet=later(days=9)) == []
    kept = replace(await store.read(lambda tx: tx.referrals.get(two)), moved_at=later(days=2))
    await store.run(lambda tx: tx.referrals.keep(kept))
    assert await found(quiet=later(days=2)) == []
    assert await found(quiet=later(days=3)) == [two]
    await store.run(lambda tx: tx.referrals.keep(replace(kept, closed_at=later(days=3))))
    assert await found(quiet=later(days=9)) == []
    await store.run(lambda tx: tx.residents.mark_bad(ANN, "30005", NOW))
    assert len(await found(unreached=True)) == 3
    assert await found(listing="choir", states=WITH_GROUP) == [two]
    ann = (await store.run(lambda tx: tx.residents.at(ANN, "leeds", NOW))).id
    assert len(await store.read(lambda tx: tx.referrals.of(ann))) == 3
    await store.run(lambda tx: tx.caseloads.remove("jo", ann))
    assert await found(keepers=["ida"]) == await found()
