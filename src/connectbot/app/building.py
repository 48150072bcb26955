"""build(settings): world, store, desk, channels, sender and clock joined into one service."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from aiohttp import web

from connectbot.app import api, asking, commanding, introducing, watching
from connectbot.app.channels import Channels, Handed, channels_of, elsewhere_by
from connectbot.app.crossing import Crossing, ticks_of
from connectbot.app.living import Living
from connectbot.app.publishing import Publisher
from connectbot.app.service import Service
from connectbot.app.stocking import stocked
from connectbot.app.worlds import world_of
from connectbot.clock import utc_now
from connectbot.desk import alarm, forget, handover, revisions
from connectbot.desk.desk import Desk
from connectbot.desk.ports import Channel, Store, Tx
from connectbot.desk.retention import Keep
from connectbot.desk.rota import Rota
from connectbot.directory.place import Place
from connectbot.files import community_at
from connectbot.flows.world import World
from connectbot.model.delivery import Claimed
from connectbot.model.message import Address
from connectbot.model.resident import Handover, Line
from connectbot.settings import BadSettings, Settings
from connectbot.store import migrating
from connectbot.store.opening import open_store
from connectbot.store.readings import open_readings
from connectbot.web.console import console_routes
from connectbot.web.feed import feed_routes
from connectbot.web.health import health_routes
from connectbot.web.mailed import RIGHT, mailed_routes
from connectbot.web.metrics import Gauges, Metrics, metrics_routes
from connectbot.web.talk import talk_routes


@dataclass(frozen=True, slots=True)
class Built:
    """A service, and the routes of everything it has on the web."""

    service: Service
    routes: Sequence[web.AbstractRouteDef]
    crossing: Crossing


async def build(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    also: Mapping[str, Channel] | None = None,
) -> Built:
    """The whole service, ready to start. `also` are channels of the caller's own (a terminal).

    Raises BadSettings, NoCommunity, BadCommunity, and what the store says of its folder.
    """
    store = open_store(settings.database, settings.keys)
    try:
        world, living = await _world(settings, store, now())
        place = default_place(settings, world)
        refuse_untold(settings.rota, world.book.places)
        readings = open_readings(settings.measures, settings.database)
        parts = _Parts(store, now, now(), Crossing(store, readings, settings.keys))
        team = world.book.places[place].team
        channels = channels_of(settings, parts.handed(world, team))
        by_name = {**channels.by_name, **(also or {})}
        desk = _desk(settings, world, place, by_name)
        parts.service = Service(
            store,
            desk,
            by_name,
            now,
            channels.listed,
            channels.inward,
            parts.metrics,
            living=living,
            also=ticks_of(parts.crossing, now),
        )
    except BaseException:
        await store.close()
        raise
    return Built(parts.service, parts.routes(settings, channels), parts.crossing)


async def _world(settings: Settings, store: Store, now: datetime) -> tuple[World, Living]:
    old = await store.read(revisions.stood_in)
    community = community_at(settings.community)
    stock = await stocked(store, community, now)
    world = world_of(community, old, stock.read)
    await store.run(revisions.keep, world.bodies(), now)
    return world, Living(store, stock.version)


def default_place(settings: Settings, world: World) -> str:
    """PLACE, or the first place there is; BadSettings where it names none of them."""
    places = sorted(world.book.places)
    if settings.place and settings.place not in places:
        known = ", ".join(places)
        raise BadSettings(f"CONNECTBOT_PLACE: there is no place {settings.place!r}; try {known}.")
    return settings.place or places[0]


def refuse_untold(rota: Rota, places: Collection[str]) -> None:
    """BadSettings where a place has nobody to tell, or a list is for a place there is not."""
    named = {"HANDOVER_TO": rota.handover, "SAFEGUARDING_TO": rota.safeguarding}
    for name, lists in named.items():
        strange = sorted(lists.keys() - {"", *places})
        if strange:
            known = ", ".join(sorted(places))
            raise BadSettings(f"CONNECTBOT_{name}: there is no place {strange[0]!r}; try {known}.")
        alone = sorted(set(places) - lists.keys())
        if lists and alone and "" not in lists:
            raise BadSettings(
                f"CONNECTBOT_{name}: nobody is named for {alone[0]}. Give that place a list, or "
                'add one under "", which serves every place without its own.'
            )


def _desk(settings: Settings, world: World, place: str, channels: Mapping[str, Channel]) -> Desk:
    return Desk(
        world=world,
        rota=settings.rota,
        quiet=settings.quiet,
        traits={name: channel.traits for name, channel in channels.items()},
        public_url=settings.web_address,
        token=lambda: secrets.token_urlsafe(24),
        default_place=place,
        promise=timedelta(minutes=settings.handover_minutes),
        segments_per_day=settings.segments_per_day,
        elsewhere=elsewhere_by(settings),
        elsewhere_a_day=settings.sms_elsewhere_a_day,
        sent_to_received=settings.sent_to_received,
        keep=Keep(settings.keep_words_days, settings.keep_silent_months),
    )


@dataclass
class _Parts:
    """What channels and pages are handed: each call goes to the service once it is there."""

    store: Store
    now: Callable[[], datetime]
    loaded_at: datetime
    crossing: Crossing
    metrics: Metrics = field(default_factory=Metrics)
    service: Service | None = None

    @property
    def running(self) -> Service:
        if self.service is None:
            raise RuntimeError("a channel was used before the service was built")
        return self.service

    def handed(self, world: World, team: str) -> Handed:
        return Handed(
            receive=lambda inbound: self.running.receive(inbound),
            press=lambda inbound: self.running.press(inbound),
            present=lambda address, here: self.running.present(address, here),
            command=partial(commanding.take, self),
            take_receipt=lambda receipt: self.running.take_receipt(receipt),
            replay=self.replay,
            forget=self.forget,
            now=self.now,
            place_of_number=lambda number: _id_of(world.book.place_of_number(number)),
            team=team,
        )

    async def replay(self, address: Address, after: int) -> Sequence[tuple[int, Claimed]]:
        return await self.store.read(_replay, address, after)

    async def forget(self, address: Address) -> None:
        await self.store.run(forget.forget, address, self.running.desk, self.now())

    async def open_talk(self, token: str, browser: str) -> Handover | None:
        return await self.store.run(
            handover.open_talk, token, browser, self.running.desk, self.now()
        )

    async def talk_of(self, id: str, browser: str) -> Handover | None:
        return await self.store.read(handover.talk_of, id, browser)

    async def transcript(self, id: str) -> Sequence[Line]:
        return await self.store.read(handover.transcript, id)

    async def say(self, id: str, browser: str, text: str, form_id: str) -> bool:
        desk, now = self.running.desk, self.now()
        said = await self.store.run(handover.answer, id, browser, text, form_id, desk, now)
        self.running.sender.nudge()
        return said

    def nudge(self) -> None:
        self.running.sender.nudge()

    async def has_stopped(self, id: str) -> bool:
        return await self.store.read(handover.has_stopped, id)

    async def is_shared(self, id: str) -> bool:
        return await self.store.read(handover.is_shared, id)

    async def give_back(self, id: str, browser: str) -> bool:
        desk, now = self.running.desk, self.now()
        done = await self.store.run(handover.give_back, id, browser, desk, now)
        self.running.sender.nudge()
        return done

    async def answers(self) -> bool:
        await self.store.read(_anything)
        return True

    async def screen_is_whole(self) -> bool:
        return await self.store.read(alarm.whole, self.running.desk, self.now())

    async def gauges(self) -> Gauges:
        return await watching.gauges(self.running, self.loaded_at, self.now)

    async def has_flows(self) -> bool:
        return bool(self.running.desk.world.flows)

    def routes(self, settings: Settings, channels: Channels) -> Sequence[web.AbstractRouteDef]:
        return [
            *channels.routes,
            *console_routes(
                store=self.store,
                desk=lambda: self.running.desk,
                now=self.now,
                public_url=settings.web_address,
                zone=settings.zone,
                nudge=self.nudge,
                releases=self.crossing.readings.releases,
            ),
            *talk_routes(
                open_talk=self.open_talk,
                talk_of=self.talk_of,
                transcript=self.transcript,
                say=self.say,
                give_back=self.give_back,
                has_stopped=self.has_stopped,
                is_shared=self.is_shared,
                public_url=settings.web_address,
                zone=settings.zone,
            ),
            *health_routes(
                {
                    "database": self.answers,
                    "migrations": partial(_newest, settings.database),
                    "world": self.has_flows,
                },
                {"safety": self.screen_is_whole},
            ),
            *mailed_routes(
                RIGHT,
                asked=partial(asking.asked, self),
                answer=partial(asking.answer, self),
                public_url=settings.web_address,
            ),
            *introducing.routes(self, settings.web_address),
            *api.routes(self, settings.web_address),
            *feed_routes(
                Publisher(self.store, lambda: self.running.desk.world, self.now).catalogue,
                public_url=settings.public_url,
                licence=settings.feed_licence,
            ),
            *metrics_routes(self.metrics, self.gauges, settings.metrics_token.get_secret_value()),
        ]


async def _newest(url: str) -> bool:
    found = await asyncio.to_thread(migrating.status, url)
    return found.current == found.newest


def _id_of(place: Place | None) -> str | None:
    return place.id if place is not None else None


def _replay(tx: Tx, address: Address, after: int) -> Sequence[tuple[int, Claimed]]:
    return tx.outbox.replay(address, after)


def _anything(tx: Tx) -> str | None:
    return tx.switches.get("sending")
