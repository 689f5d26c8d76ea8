"""How the database is opened: durable, strict, one writer, readers in nobody's way."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, PendingRollbackError

from gateway.store.engine import reading, writing
from gateway.store.tables import catalogue
from gateway.store.tables.base import meta


def test_a_commit_survives_a_power_cut_and_keys_are_checked(engine):
    with reading(engine) as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(
            insert(catalogue.prices).values(price_type_id=7, product_id=7, price_e4=1, seq=1)
        )


def test_a_reader_sees_one_moment_while_others_write(engine):
    with reading(engine) as reader:
        before = reader.execute(select(meta.c.key)).all()
        with writing(engine) as writer:
            writer.execute(insert(meta).values(key="new", value="x"))
        assert reader.execute(select(meta.c.key)).all() == before
    with reading(engine) as reader:
        assert len(reader.execute(select(meta.c.key)).all()) == len(before) + 1


def test_an_error_takes_everything_back(engine):
    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        _write_and_fail(connection)
    with reading(engine) as connection:
        assert connection.execute(select(meta.c.value).where(meta.c.key == "new")).first() is None


def test_who_reads_first_and_writes_later_loses_nothing(engine):
    """Eight threads add one to the same number, 25 times each."""
    with writing(engine) as connection:
        connection.execute(insert(meta).values(key="count", value="0"))

    def add() -> None:
        for _ in range(25):
            with engine.begin() as connection:
                count = connection.execute(
                    select(meta.c.value).where(meta.c.key == "count")
                ).scalar_one()
                connection.execute(
                    meta.update().where(meta.c.key == "count").values(value=str(int(count) + 1))
                )

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as connection:
        total = connection.execute(select(meta.c.value).where(meta.c.key == "count")).scalar()
    assert total == "200"


def test_the_write_lock_is_free_again_after_an_error_at_any_point(engine):
    for _ in range(3):
        with pytest.raises(IntegrityError), writing(engine) as connection:
            connection.execute(insert(meta).values(key="epoch", value="twice"))
    with pytest.raises(PendingRollbackError), writing(engine) as connection:
        connection.invalidate()
    with writing(engine) as connection:
        connection.execute(insert(meta).values(key="after", value="x"))


def _write_and_fail(connection) -> None:
    connection.execute(insert(meta).values(key="new", value="x"))
    raise ZeroDivisionError
