"""What Alembic runs: the migrations, on the connection that migrating.py has locked."""

from __future__ import annotations

from alembic import context

from connectbot.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    transactional_ddl=True,  # on SQLite too: migrating.py has begun the transaction
)
with context.begin_transaction():
    context.run_migrations()
