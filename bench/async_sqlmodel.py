"""The same inbound turn written the usual way: one async SQLModel session a message.

The same signature check, world, engine, wording, tables and sealing as the service; only the
doors to the database differ. One session at a time holds SQLite's one write lock (an asyncio lock
keeps "database is locked" away, which would cost more). Prints its address.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bench import texts
from bench.serving import until_terminated
from connectbot.app.worlds import world_of
from connectbot.channels.sms.form import read_form
from connectbot.channels.sms.signature import is_signed
from connectbot.desk.desk import REPLY_FOR
from connectbot.files import community_at, starter
from connectbot.flows import engine, words
from connectbot.flows.world import World
from connectbot.model.conversation import Conversation
from connectbot.model.message import Address, Inbound, Message, MessageClass
from connectbot.store.coding import inbound_to_text, message_to_text
from connectbot.store.keyring import open_keyring
from connectbot.store.tables import (
    AddressRow,
    ConversationRow,
    InboxRow,
    OutboxRow,
    ResidentRow,
    Row,
)
from connectbot.store.vault import Vault


@dataclass
class Turns:
    """Answers messages, each in a session of its own."""

    engine: AsyncEngine
    world: World
    vault: Vault
    lock: asyncio.Lock

    async def receive(self, inbound: Inbound) -> None:
        """Returns once the message and its answer are durable."""
        async with self.lock, AsyncSession(self.engine) as session:
            address, resident_id = await self._address(session, inbound)
            try:
                await self._keep_inbound(session, inbound, resident_id)
            except IntegrityError:
                return
            await self._answer(session, inbound, address, resident_id)
            await session.commit()

    async def _address(self, session: AsyncSession, inbound: Inbound) -> tuple[AddressRow, int]:
        lookup = self.vault.lookup("address", "sms", inbound.sender.value)
        known = select(AddressRow).where(AddressRow.lookup == lookup)
        row = (await session.exec(known)).first()
        if row is None:
            resident = ResidentRow(place="oakfield", created_at=inbound.received_at)
            session.add(resident)
            await session.flush()
            row = AddressRow(
                channel="sms",
                lookup=lookup,
                sealed=self.vault.seal("addresses:sealed", lookup.hex(), inbound.sender.value),
                resident_id=resident.id,
                stopped_at=None,
                stopped_how="",
                bad_code="",
                bad_at=None,
                last_inbound_at=None,
            )
        row.last_inbound_at = inbound.received_at
        session.add(row)
        await session.flush()
        assert row.resident_id is not None
        return row, row.resident_id

    async def _keep_inbound(
        self, session: AsyncSession, inbound: Inbound, resident_id: int
    ) -> None:
        key = self.vault.lookup("message", "sms", inbound.provider_id)
        sealed = self.vault.seal("inbox:sealed", key.hex(), inbound_to_text(inbound))
        session.add(
            InboxRow(
                key=key,
                channel="sms",
                resident_id=resident_id,
                sealed=sealed,
                received_at=inbound.received_at,
                state="done",
                reason="",
            )
        )
        await session.flush()

    async def _answer(
        self, session: AsyncSession, inbound: Inbound, address: AddressRow, resident_id: int
    ) -> None:
        row = await session.get(ConversationRow, resident_id)
        conversation = Conversation("oakfield")
        if row is not None:
            stored = self.vault.open("conversations:sealed", str(resident_id), row.sealed)
            conversation = Conversation.from_json(json.loads(stored))
        turn = engine.advance(conversation, inbound, self.world, inbound.received_at)
        state = json.dumps(turn.conversation.to_json())
        row = row or ConversationRow(
            resident_id=resident_id, sealed=b"", revision="", wake_at=None, version=0
        )
        row.sealed = self.vault.seal("conversations:sealed", str(resident_id), state)
        row.revision = turn.conversation.revision
        row.wake_at = turn.wake_at
        row.version += 1
        session.add(row)
        session.add_all(self._letter(reply, inbound, address) for reply in turn.replies)

    def _letter(self, message: Message, inbound: Inbound, address: AddressRow) -> OutboxRow:
        id = secrets.token_hex(16)
        assert address.id is not None
        text = words.as_sms(message)
        worded = message_to_text(Message(text))
        return OutboxRow(
            id=id,
            channel="sms",
            address_id=address.id,
            resident_id=address.resident_id,
            rank=MessageClass.REPLY.rank,
            sealed=self.vault.seal("outbox:sealed", id, worded),
            segments=words.segments(text),
            state="queued",
            attempt=0,
            looks=0,
            created_at=inbound.received_at,
            not_before=inbound.received_at,
            send_before=inbound.received_at + REPLY_FOR,
            said_at=None,
            lease_until=None,
            ended_at=None,
            provider_id="",
            receipt_rank=0,
            code="",
            automatic=True,
            after_stop=False,
            purpose="",
        )

    async def on_text(self, request: web.Request) -> web.Response:
        """The webhook."""
        form = read_form(await request.read())
        signature = request.headers.get("X-Twilio-Signature", "")
        if not is_signed(texts.PUBLIC_URL + request.raw_path, form, signature, [texts.TOKEN]):
            return web.Response(status=403)
        now = datetime.fromtimestamp(time.time(), UTC)
        sender = Address("sms", form["From"])
        await self.receive(Inbound(sender, form["MessageSid"], form["Body"], now))
        return web.Response(text="<Response/>", content_type="text/xml")


def database(path: Path) -> AsyncEngine:
    """An engine as careful as ours: WAL, FULL, and the write lock from the beginning."""
    made = create_async_engine(f"sqlite+aiosqlite:///{path}")

    @event.listens_for(made.sync_engine, "connect")
    def careful(connection: Any, record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made.sync_engine, "begin")
    def at_once(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return made


async def serve(data: Path) -> None:
    """Listen on a free port until terminated."""
    made = database(data / "async.db")
    async with made.begin() as connection:
        await connection.run_sync(Row.metadata.create_all)
    vault = Vault(open_keyring(data / "keys", data=None, make=True))
    world = world_of(community_at(starter()), {})
    turns = Turns(made, world, vault, asyncio.Lock())
    app = web.Application()
    app.router.add_post(texts.PATH, turns.on_text)
    await until_terminated(app)
    await made.dispose()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="an empty folder")
    asyncio.run(serve(parser.parse_args().data))
