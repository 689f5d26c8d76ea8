"""What every table shares: naming of constraints, the change sequence, facts about the base.

A column `seq` is the number of the change that last touched the row; it is taken from
`sequences` inside the writing transaction, so that the order of numbers is the order of commits.
`deleted` rows are tombstones that the feed tells as gone.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, MetaData, String, Table

from gateway.store.types import UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

GUID = String(80)
NAME = String(300)

meta = Table(
    "meta",
    metadata,
    Column("key", String(60), primary_key=True),
    Column("value", String, nullable=False),
)
"""gateway_id, epoch, supplier (JSON), settings."""

sequences = Table(
    "sequences",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""`changes` (seq), `order_number` and the like; the row is locked until commit."""

sequence_marks = Table(
    "sequence_marks",
    metadata,
    Column("at", UtcTime, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)
"""The highest change number at a moment, noted daily: tells how old a cursor is."""
