"""Column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, DateTime, Integer
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

RowId = BigInteger().with_variant(Integer, "sqlite")
"""A generated key: SQLite makes rowids only for INTEGER."""


class UtcTime(TypeDecorator[dt.datetime]):
    """A moment, stored as UTC without offset and read back aware. Naive values are refused."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a time without offset is not a moment"
            raise ValueError(message)
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:
        return None if value is None else value.replace(tzinfo=dt.UTC)
