"""The tick that erases what is past its time."""

from datetime import timedelta

from connectbot.app.service import Service


async def test_what_is_past_its_time_goes(town):
    """Feedback of more than a year ago, however much of it; what was said since stays."""

    def said(tx):
        for day in range(600):
            tx.feedback.add("oakfield", f"{day}", "closed", (town.now - timedelta(days=366)).date())
        tx.feedback.add("oakfield", "tea-and-talk", "closed", town.now.date())

    await town.store.run(said)
    await Service(town.store, town.desk, {}, lambda: town.now).tidy()
    left = await town.store.run(lambda tx: tx.feedback.purge((town.now + timedelta(days=1)).date()))
    assert left == 1
