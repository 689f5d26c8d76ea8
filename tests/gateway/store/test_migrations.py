"""The steps of the tables make exactly the tables that the code knows."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from gateway.store.engine import open_engine, reading, writing
from gateway.store.meta import identity, initialise
from gateway.store.migrations import differences, upgrade, upgrade_to
from gateway.store.tables import metadata
from gateway.store.tables.catalogue import product_pictures, products


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


def test_names_of_pictures_of_the_first_version_are_no_longer_told_as_hashes(tmp_path: Path):
    """Goods that named pictures before hashes were known change once, all the others do not."""
    made = open_engine(tmp_path)
    with writing(made) as connection:
        upgrade_to(connection, "0001")
        connection.execute(text("INSERT INTO sequences VALUES ('changes', 7)"))
        connection.execute(
            text(
                "INSERT INTO products (id, guid, name, images, seq) VALUES (:id, :g, 'x', :i, :s)"
            ),
            [
                {"id": 1, "g": "p-1", "i": '["import_files\\\\A.jpg","./b.png"]', "s": 6},
                {"id": 2, "g": "p-2", "i": "[]", "s": 7},
            ],
        )
    upgrade(made)
    with reading(made) as connection:
        rows = connection.execute(
            select(products.c.image_files, products.c.images, products.c.seq).order_by(
                products.c.id
            )
        ).all()
        files = (
            connection.execute(
                select(product_pictures.c.file).order_by(product_pictures.c.position)
            )
            .scalars()
            .all()
        )
    made.dispose()
    assert [tuple(row) for row in rows] == [
        (["import_files\\A.jpg", "./b.png"], [], 8),
        ([], [], 7),
    ]
    assert files == ["import_files/a.jpg", "b.png"]
