"""The steps of the tables make exactly the tables that the code knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from gateway.store.engine import open_engine, reading, writing
from gateway.store.meta import identity, initialise
from gateway.store.migrations import differences, upgrade
from gateway.store.tables import metadata


def test_the_migrations_and_the_tables_agree(engine):
    assert differences(engine) == []


def test_the_comparison_sees_a_column_that_is_missing(engine):
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE news DROP COLUMN importance"))
    assert differences(engine) != []


def test_upgrading_again_changes_nothing(engine, tmp_path: Path):
    with reading(engine) as connection:
        before = identity(connection)
    assert upgrade(engine) == before


def test_nothing_is_left_behind_when_a_step_fails(tmp_path: Path):
    """All steps run in one transaction, so a failed start leaves the database as it was."""
    made = open_engine(tmp_path)
    with writing(made) as connection:
        # The first step will find this table in its way.
        connection.execute(text("CREATE TABLE warehouses (id INTEGER)"))
    with pytest.raises(Exception, match="warehouses"):
        upgrade(made)
    with reading(made) as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master")).scalars().all()
    made.dispose()
    assert names == ["warehouses"]


def test_an_unmade_database_has_no_identity(tmp_path: Path):
    made = open_engine(tmp_path)
    metadata.create_all(made)
    with writing(made) as connection:
        with pytest.raises(LookupError):
            identity(connection)
        first = initialise(connection)
        assert initialise(connection) == first
    made.dispose()
