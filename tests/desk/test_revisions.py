"""A flow is edited while somebody stands in it: they go on as they began, others read the new."""

from dataclasses import replace

from connectbot.desk import revisions
from connectbot.flows import sentences

ROB = "+447700900150"
WORDING = ("Who sees this phone?", "Who can read this phone?")
STEP = ("  consent:\n    ask:", "  agreed:\n    ask:")


def kept(town):
    """How many old revisions somebody stands in."""
    return town.store.read(lambda tx: len(tx.residents.revisions() - set(town.desk.world.bodies())))


async def test_everybody_goes_on_in_the_flow_they_began(town):
    """The edit is there for the next one; whoever stood in the old text reads on in it."""
    await town.restart()
    old = await town.say("im lonely")
    await town.restart(welcome=WORDING)
    assert "Who sees this phone?" in old[0]
    assert "Who can read this phone?" in (await town.say("im lonely", ROB))[0]
    assert "OK?" in (await town.say("1"))[0]
    assert "Who sees this phone?" in (await town.say("BACK"))[0]


async def test_a_step_that_is_gone_is_still_there_for_whoever_stands_in_it(town):
    """A step renamed under somebody does not strand them, also after two more restarts."""
    await town.restart()
    await town.say("im lonely since my husband died, LS8")
    asked = await town.say("1")
    for _ in range(2):
        await town.restart(welcome=STEP)
    assert "consent" not in town.desk.world.flows["welcome"].steps
    await town.say("BACK")
    assert await town.say("1") == asked
    assert "Near LS8" in (await town.say("1"))[-1]


async def test_an_old_revision_is_dropped_when_the_last_one_leaves(town):
    """It is stored while somebody stands in it, and not a start longer."""
    await town.restart()
    await town.say("im lonely")
    (old,) = await town.store.read(revisions.stood_in)
    await town.restart(welcome=WORDING)
    assert await kept(town) == 1
    await town.say("STOP")
    assert await kept(town) == 0
    assert await town.store.read(lambda tx: tx.flows.body(old)) is not None
    await town.restart(welcome=WORDING)
    assert await town.store.read(lambda tx: tx.flows.body(old)) is None


async def test_a_called_flow_belongs_to_the_revision(town):
    """An edit of find-support does not reach somebody who is in the welcome that calls it."""
    await town.restart()
    await town.say("im lonely since my husband died, LS8")
    await town.say("1")
    await town.restart(find_support=("Which one?", "Which of them?"))
    assert "Which one?" in (await town.say("1"))[-1]
    assert "Which of them?" in (await town.to_the_groups(ROB))[-1]


async def test_a_revision_that_is_lost_is_owned_up_to(town):
    """Where the old text is gone after all, they read so and begin anew with what they had said."""
    await town.restart()
    await town.say("im lonely")
    await town.restart(welcome=WORDING)
    (old,) = set(await town.store.read(revisions.stood_in))
    world = town.desk.world
    left = {revision: one for revision, one in world.bundles.items() if revision != old}
    town.changed(world=replace(world, bundles=left))
    said = await town.say("1")
    assert said[0].startswith(sentences.LOST)
    assert "Who can read this phone?" in said[-1]
