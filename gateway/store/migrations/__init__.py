"""Numbered steps of the tables, by Alembic; `upgrade` runs those that a database lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext

from gateway.store.engine import reading, writing
from gateway.store.meta import initialise
from gateway.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Engine

    from gateway.store.meta import Identity


def upgrade(engine: Engine) -> Identity:
    """Bring the tables to the newest step and give a new database its names.

    All steps that are missing run in one transaction.
    """
    with writing(engine) as connection:
        upgrade_to(connection, "head")
        return initialise(connection)


def upgrade_to(connection: Connection, step: str) -> None:
    """Run the steps that a database lacks, up to the one named."""
    command.upgrade(_config(connection), step)


def differences(engine: Engine) -> list[Any]:
    """Return how the tables of a database differ from `metadata`; empty = they agree."""
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
