"""Five hundred people for two years: every wave is sent once, or it is written down why not."""

import random
import shutil
import sqlite3
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import UTC, datetime, time, timedelta

from holidays import country_holidays
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectbot.desk import deliver
from connectbot.desk.checking import carrying, claiming, enrolling
from connectbot.desk.checking.timing import Look
from connectbot.model.delivery import Sent
from connectbot.model.effect import (
    Answering,
    Completed,
    ConsentTo,
    PauseCheckins,
    WithdrawCheckins,
)
from connectbot.model.message import Address
from tests.desk.checking.rounds import ONS4
from tests.desk.town import LONDON, open_town

START = datetime(2026, 9, 1, 8, tzinfo=UTC)
YEARS = timedelta(days=730)
STEP, DAY = timedelta(minutes=30), timedelta(days=1)
LIVE = "SELECT min(next_at) FROM waves WHERE state IN ('waiting', 'sent', 'started')"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
BANK_HOLIDAYS = country_holidays("GB", subdiv="ENG", years=range(2026, 2030))


class Crash(Exception):
    """A process ends in the middle of what it does."""


class Life:
    """What goes by in many use cases of two processes: people answer, stop, pause; we are away, end
    in the middle of things, and begin again."""

    def __init__(self, town, people, seed):
        self.desk, self.rng, self.folder = town.desk, random.Random(seed), town.folder
        self.left = {Address("sms", f"+447700900{number:03}") for number in range(people)}
        self.stores = [town.store, open_town(town.folder).store]
        self.crashes = self.restarts = self.beside = 0
        self.fails_in = 0  # a process ends after so many texts; 0 it does not
        away = sorted(self.rng.random() * YEARS.total_seconds() for _ in range(12))
        self.away = [START + timedelta(seconds=second) for second in away]

    def is_away(self, now):
        """Twelve times in two years the whole service stands still, for minutes or for days."""
        found = bisect_right(self.away, now)
        hours = (0.5, 3, 20, 80)[found % 4]
        return found > 0 and now - self.away[found - 1] < timedelta(hours=hours)

    async def live(self, now, until):
        """Everything from now until then, some days at a time in one process or the other."""
        while now < until:
            if self.rng.random() < 0.1:
                await self.begin_again(self.rng.randrange(2))
            one, other = self.rng.sample(self.stores, 2)
            if self.rng.random() < 0.3 and not self.is_away(now):
                await self.side_by_side(one, other, now)
            self.fails_in = self.rng.randint(1, 4) if self.rng.random() < 0.25 else 0
            end = min(until, now + timedelta(days=self.rng.choice((1, 4, 12))))
            try:
                now = await one.run(self.days, now, end)
            except Crash:  # nothing of it is kept, and whoever comes next does it
                self.crashes += 1
                await self.begin_again(self.stores.index(one))
        return now

    async def begin_again(self, number):
        """One of the two processes ends, and is there anew."""
        await self.stores[number].close()
        self.stores[number] = open_town(self.folder).store
        self.restarts += 1

    async def side_by_side(self, one, other, now):
        """Both have read the same waves before either takes them on."""
        stale = await other.read(lambda tx: tx.checkins.looked_at(now))
        self.beside += len(stale)
        self.fails_in = 0
        await one.run(self.tick, now)

        def late(tx):
            for wave in stale:
                claiming.take_on(tx, wave, Look(self.desk, now))

        await other.run(late)

    def days(self, tx, now, until):
        """All that is due from now until then."""
        while now < until:
            if not self.is_away(now):
                self.tick(tx, now)
            now = self.later(tx, now)
        return now

    def later(self, tx, now):
        """The next half hour in which anything is due; the next day, where nobody is asked."""
        found = tx.link.rows(_NEXT)[0][0]
        due = EPOCH + timedelta(microseconds=found) if found is not None else now + DAY
        steps = max(1, -(-(due - now) // STEP))
        return now + min(steps * STEP, timedelta(days=7))

    def tick(self, tx, now):
        """One look, and everything that may leave leaves."""
        while (looked := claiming.look(tx, self.desk, now)).count:
            assert not looked.broke
        deliver.expire(tx, self.desk, now)
        while claimed := deliver.claim(tx, "sms", self.desk, now, 50, None):
            for one in claimed:
                deliver.settle(tx, one, Sent(f"SM{one.id}"), self.desk, now)
                self.react(tx, one.address, now)
                self.fails_in -= 1
                if self.fails_in == 0:
                    raise Crash

    def react(self, tx, address, now):
        """What somebody does who has read a text: most answer some of it, a few do something
        else."""
        resident = tx.residents.at(address, "oakfield", now)
        talk = resident.conversation
        kind, _, rest = talk.promised.partition(" ")
        chance = self.rng.random()
        if chance < 0.02:
            tx.residents.stop(address, now, "text")
        elif chance < 0.04:
            self.do(tx, resident, WithdrawCheckins(), now)
        elif chance < 0.12:
            self.do(tx, resident, PauseCheckins(self.rng.choice((3, 30, None))), now)
        elif chance < 0.14:
            tx.residents.keep(resident, talk.changed(with_person=True), None)
        elif kind == "consent" and chance < 0.8:
            self.said(tx, resident, now)
            hour, day = self.rng.choice(("", "09:30", "17:45")), self.rng.choice((None, 0, 3))
            choice = "yes" if chance < 0.75 else "no"
            self.do(
                tx, resident, ConsentTo(rest.split(" ")[0], choice, hour=hour, weekday=day), now
            )
        elif kind == "checkin" and chance < 0.7:
            self.said(tx, resident, now)
            enrolment, name, _ = rest.split(" ")
            some = ONS4[: self.rng.randint(1, 4)]
            self.do(tx, resident, Answering(enrolment, name, some), now)
            if len(some) == 4:
                self.do(tx, resident, Completed(enrolment, name, some), now)

    def said(self, tx, resident, now):
        """They wrote: what was promised is theirs now."""
        talk = resident.conversation.changed(promised="", with_person=False)
        tx.residents.keep(resident, talk, None, heard_at=now)

    def do(self, tx, resident, effect, now):
        """A turn of theirs asks for this."""
        carrying.CARRY[type(effect)](tx, resident, effect, self.desk, now)


class _Raw:
    sqlite = LIVE


_NEXT = _Raw()


async def _two_years(town, people, seed):
    town.changed(texts_per_hour=100)
    life, now = Life(town, people, seed), START
    everybody = sorted(life.left, key=lambda one: one.value)
    end = START + YEARS
    batch = -(-people // 8)
    for number in range(0, people, batch):  # a few join every other month
        some = everybody[number : number + batch]
        wanted = [enrolling.Wanted(one, "usual", "oakfield") for one in some]
        people_of = enrolling.newcomers(wanted, town.desk, now)
        staged = await life.stores[0].read(enrolling.stage, people_of)
        await life.stores[0].run(enrolling.enrol_many, staged, now)
        now = await life.live(now, now + timedelta(days=60))
    await life.live(now, end + timedelta(days=30))
    for store in life.stores:
        await store.close()
    return life


def _waves(folder):
    with sqlite3.connect(folder / "data" / "connectbot.db") as database:
        return database.execute(
            "SELECT w.id, w.wave, w.state, w.reason, w.sent_at, w.reminded, e.hour "
            "FROM waves w JOIN enrolments e ON e.id = w.enrolment"
        ).fetchall()


def _texts(folder):
    """Texts that left: wave -> moments; all: resident -> (moment, purpose)."""
    ready, every = defaultdict(list), defaultdict(list)
    with sqlite3.connect(folder / "data" / "connectbot.db") as database:
        for purpose, said_at, who in database.execute(
            "SELECT purpose, said_at, resident_id FROM outbox WHERE state = 'sent'"
        ):
            at = EPOCH + timedelta(microseconds=said_at)
            every[who].append((at, purpose))
            if claiming.is_ready(purpose):
                ready[int(purpose.removeprefix(claiming.READY))].append(at)
    return ready, every


def _holds(town):
    """What holds of every wave and every text."""
    ready, every = _texts(town.folder)
    for number, name, state, reason, sent_at, reminded, hour in _waves(town.folder):
        assert state != "waiting", (name, reason)
        assert len(ready[number]) == (1 if sent_at is not None else 0)
        assert sent_at is not None or reason
        assert reminded <= 2
        if name != "consent":
            for at in ready[number]:
                here = at.astimezone(LONDON)
                begins = datetime.combine(here.date(), time.fromisoformat(hour))
                assert begins <= here.replace(tzinfo=None) < begins + timedelta(hours=6)
    for texts in every.values():
        days = Counter(at.astimezone(LONDON).date() for at, _ in texts)
        assert max(days.values()) <= 2
        for at, _ in texts:
            here = at.astimezone(LONDON)
            assert 9 <= here.hour < 20
            assert here.weekday() != 6
            assert here.date() not in BANK_HOLIDAYS
    return Counter(at for texts in every.values() for at, _ in texts)


def _town(folder, tables):
    (folder / "data").mkdir(parents=True)
    shutil.copy(tables, folder / "data" / "connectbot.db")
    return open_town(folder)


async def test_five_hundred_people_for_two_years(tmp_path, tables):
    """Outages, restarts, crashes half-way, two processes, both clock changes, STOPs and pauses:
    every wave that was due is sent exactly once or has a written reason; none outside its hours, on
    a Sunday or a bank holiday; two reminders at most; and nobody is sent a burst."""
    town = _town(tmp_path / "many", tables)
    life = await _two_years(town, 500, 7)
    minutes = _holds(town)
    found = Counter(row[2] for row in _waves(town.folder))
    assert min(found[state] for state in ("complete", "partial", "missed", "dropped")) > 100
    assert max(minutes.values()) <= 80, minutes.most_common(3)
    assert min(life.crashes, life.restarts - life.crashes, life.beside) > 10


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 2**32))
async def test_a_few_people_in_any_two_years(tmp_path_factory, tables, seed):
    """The same holds whatever they do, and whenever we are away or end."""
    town = _town(tmp_path_factory.mktemp("few") / "town", tables)
    await _two_years(town, 5, seed)
    _holds(town)
