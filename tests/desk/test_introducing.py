"""Who may be given a person's name: checked by somebody, and stopped at once."""

from dataclasses import replace
from datetime import date

import pytest

from connectbot.desk.listings import changing, importing, introducing, merging
from connectbot.desk.listings.changing import Refused
from connectbot.directory.listing import Checked
from connectbot.model.kept import Act, Body
from tests.desk.groups import ROSA, Groups, darts
from tests.desk.town import NOON

TODAY = NOON.date()
OPERATOR = Act("operator", "", "cli")
VISITED = Checked(on=TODAY, by="Sam", how="visited", safeguarding=TODAY)


@pytest.fixture
async def groups(town) -> Groups:
    """A darts night for which safeguarding is due."""
    groups = Groups(town)
    await groups.add(darts(due=["safeguarding", "insurance"]))
    return groups


async def checked(town, what: Checked) -> None:
    """Somebody made sure of it."""
    await town.store.run(introducing.check, "darts", what, OPERATOR, NOON)


async def suspended(town, why: str = "a complaint") -> None:
    """Nobody is to be introduced."""
    await town.store.run(introducing.suspend, "darts", why, OPERATOR, NOON, TODAY)


async def test_what_was_seen_before_stays(town, groups) -> None:
    """One looks at the safeguarding, another at the insurance; then it may be introduced."""
    await checked(town, VISITED)
    assert not (await groups.listing()).may_introduce(TODAY)
    await checked(town, Checked(on=TODAY, by="Jo", how="rang", insurance=date(2027, 6, 30)))
    listing = await groups.listing()
    assert listing.may_introduce(TODAY)
    assert (listing.checked.by, listing.checked.safeguarding) == ("Jo", TODAY)


async def test_a_first_check(town, groups) -> None:
    """Nobody ever looked before."""
    await groups.add(darts("bingo", checked=None), "bingo")
    await town.store.run(introducing.check, "bingo", VISITED, OPERATOR, NOON)
    assert (await groups.listing("bingo")).may_introduce(TODAY)


async def test_suspended_is_stronger_than_checked(town, groups) -> None:
    """Nobody is introduced from that moment on, until it is ended with a reason; both are told in
    the audit log, and the reasons in the history."""
    await checked(town, VISITED.model_copy(update={"insurance": date(2027, 6, 30)}))
    await suspended(town)
    listing = await groups.listing()
    assert (listing.suspended, listing.may_introduce(TODAY)) == (TODAY, False)
    with pytest.raises(Refused, match="since 2026-11-24 already"):
        await suspended(town)
    await town.store.run(introducing.resume, "darts", "all is well", OPERATOR, NOON)
    assert (await groups.listing()).may_introduce(TODAY)
    with pytest.raises(Refused, match="is not suspended"):
        await town.store.run(introducing.resume, "darts", "all is well", OPERATOR, NOON)
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [one.result for one in told if one.action == "listing.suspended"] == ["on", "off"]
    history = await town.store.read(lambda tx: tx.listings.history("darts"))
    assert [one.act.why for one in history[1:]] == ["checked", "a complaint", "all is well"]


async def test_no_maintainer_ends_it(town, groups) -> None:
    """Neither an edit nor an undo at another door does; other things they may change."""
    await suspended(town)
    with pytest.raises(Refused, match="`connectbot directory suspend` and `resume` alone"):
        await town.store.run(changing.undo, "darts", None, ROSA, NOON)
    with pytest.raises(Refused, match="Leave `suspended` as it is"):
        await town.store.run(changing.change, "darts", darts(), ROSA, NOON, seen=2)
    edited = darts(due=["safeguarding"], suspended=str(TODAY), cost="£1")
    assert (await town.store.run(changing.change, "darts", edited, ROSA, NOON, seen=2)).number == 3


async def test_it_says_why_or_it_is_not_done(town, groups) -> None:
    """A reason is asked for, a listing that is there, and one that can be read."""
    with pytest.raises(Refused, match="say why"):
        await suspended(town, " ")
    with pytest.raises(Refused, match="say why"):
        await town.store.run(introducing.resume, "darts", "", OPERATOR, NOON)
    broken = Body("{}")
    kept = await groups.kept()
    await town.store.run(changing.change, "darts", broken, OPERATOR, NOON, seen=kept.number)
    with pytest.raises(Refused, match="does not hold together"):
        await suspended(town)


@pytest.mark.parametrize("first", ["darts", "bingo"])
async def test_two_made_one_stay_suspended(town, groups, first) -> None:
    """Whichever of the two it was."""
    await groups.add(darts("bingo"), "bingo")
    await town.store.run(introducing.suspend, first, "a complaint", OPERATOR, NOON, TODAY)
    plan = await town.store.read(merging.plan, "darts", "bingo")
    await town.store.run(merging.carry_out, plan, ROSA if first == "darts" else OPERATOR, NOON)
    assert (await groups.listing()).suspended == TODAY


PREDATOR = "07700 900444"


async def sure(town, groups) -> None:
    """Somebody made sure of it: it may be introduced."""
    await groups.add(darts("good"), "good")
    await town.store.run(introducing.check, "good", VISITED, OPERATOR, NOON)
    assert (await groups.listing("good")).may_introduce(TODAY)


async def test_another_number_ends_the_check_whoever_writes_it(town, groups) -> None:
    """A maintainer who was talked into it too; it is told in the audit log, and the undo that
    brings the old number back brings its check back."""
    await sure(town, groups)
    was = await groups.kept("good")
    new = was.body.text.replace("07700 900333", PREDATOR)
    await town.store.run(changing.change, "good", Body(new), ROSA, NOON, seen=2)
    listing = await groups.listing("good")
    assert (listing.contact.phone, listing.may_introduce(TODAY)) == (PREDATOR, False)
    told = await town.store.read(lambda tx: tx.audit.entries())
    assert [one.result for one in told if one.action == "listing.unchecked"] == ["v3"]
    back = await town.store.run(changing.undo, "good", None, ROSA, NOON)
    assert back.body == was.body


async def test_an_undo_to_a_number_that_nobody_checked(town, groups) -> None:
    """The number of before the check comes back without it."""
    await groups.add(darts("good", contact={"phone": PREDATOR}, checked=None), "good")
    good = darts("good", checked=None)
    await town.store.run(changing.change, "good", good, ROSA, NOON, seen=1)
    await town.store.run(introducing.check, "good", VISITED, OPERATOR, NOON)
    undone = await town.store.run(changing.undo, "good", 2, ROSA, NOON)
    assert PREDATOR in undone.body.text
    assert not (await groups.listing("good")).may_introduce(TODAY)


@pytest.mark.parametrize("stays", ["good", "twin"])
async def test_a_double_brings_no_number_into_a_checked_group(town, groups, stays) -> None:
    """Whichever of the two is to stay."""
    await sure(town, groups)
    theirs = {"contact": {"phone": PREDATOR}, "assured": {"joining": "2026-11-24"}}
    await groups.add(darts("twin", checked=None, **theirs), "twin")
    goes = {"good": "twin", "twin": "good"}[stays]
    plan = await town.store.read(merging.plan, stays, goes)
    new = await town.store.run(merging.carry_out, plan, ROSA, NOON)
    listing = await groups.listing(new.id)
    assert not (listing.may_introduce(TODAY) and listing.contact.phone == PREDATOR)


async def test_a_file_says_both_itself(town, groups) -> None:
    """Who runs the deployment writes the number and the check down in one place; a check that was
    made here is not of the file's new number."""
    file = importing.Draft("club", "oakfield", darts("club", checked=None), "club.yaml:1")
    await town.store.run(importing.take, [file], NOON)
    await town.store.run(introducing.check, "club", VISITED, OPERATOR, NOON)
    moved = darts("club", checked=None, contact={"phone": PREDATOR})
    await town.store.run(importing.take, [replace(file, body=moved)], NOON)
    assert (await groups.listing("club")).contact.phone == PREDATOR
    assert (await groups.listing("club")).checked is None
    both = {"on": "2026-11-20", "by": "Sam", "how": "rang"}
    first = importing.Draft("choir", "oakfield", darts("choir", checked=both), "choir.yaml:1")
    await town.store.run(importing.take, [first], NOON)
    new = darts("choir", checked=both, contact={"phone": "07700 900555"})
    await town.store.run(importing.take, [replace(first, body=new)], NOON)
    assert (await groups.listing("choir")).may_introduce(TODAY)


async def test_what_is_looked_at_again_only_where_it_was_checked(town, groups) -> None:
    """A group that nobody had checked has nothing to lose."""
    await groups.add(darts("bingo", checked=None), "bingo")
    assert not await town.store.run(introducing.uncheck, "bingo", ROSA, NOON)
    assert (await groups.kept("bingo")).number == 1
