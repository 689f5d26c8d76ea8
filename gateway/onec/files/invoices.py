"""A folder into which 1C (or its printer) puts invoice PDFs, read again and again.

A file is taken when its size stands still and it ends as a PDF does: a half-written one waits for
the next look. Files that fit no order are told once and left where they are.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from gateway.onec.exchange_log import note_all
from gateway.services.failures import Failure
from gateway.services.invoices import accept_onec_document
from gateway.services.records import DocumentRecord
from gateway.store.engine import reading, writing
from gateway.store.tables.orders import order_parts, orders

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

LARGEST = 20 * 1024 * 1024
MOST_FILES = 5_000
"""Files of a folder that are looked at in one round; more is somebody else's folder."""
CLOCKS_DIFFER = dt.timedelta(minutes=5)
"""By how much the clock of 1C's machine may be behind ours."""
_FIELDS = {
    "number": r"(?P<number>\d{1,11})",
    "onec_number": r"(?P<onec_number>[\w.\-]{1,40}?)",
    "date": r"(?P<date>\d{4}-?\d{2}-?\d{2}|\d{2}\.\d{2}\.\d{4})",
}
_log = logging.getLogger("gateway.onec.files")


@dataclass(frozen=True, slots=True)
class _Named:
    number: str | None
    onec_number: str | None
    date: dt.date | None


class InvoiceFolder:
    """Watches one folder for one account; `look` is one round.

    `pattern` holds {number} (ours) or {onec_number}, and perhaps {date}. Subfolders are not read.
    """

    def __init__(self, engine: Engine, account_id: int | None, folder: Path, pattern: str) -> None:
        self._engine = engine
        self._account_id = account_id
        self._folder = folder
        self._name = name_pattern(pattern)
        self._sizes: dict[str, tuple[int, int]] = {}
        self._done: dict[str, tuple[int, int]] = {}
        self._told: set[str] = set()

    def look(self, now: dt.datetime | None = None) -> int:
        """Take what is whole and fits an order; returns how many files were taken."""
        moment = now or dt.datetime.now(tz=dt.UTC)
        taken = 0
        try:
            paths = sorted(one for one in self._folder.iterdir() if one.is_file())[:MOST_FILES]
        except OSError as error:
            self._tell("", "folder", f"теку рахунків {self._folder} не прочитано: {error}")
            return 0
        self._told.discard("")
        for path in paths:
            try:
                taken += self._look_at(path, moment)
            except OSError as error:
                # The next round tries again: a network folder comes and goes.
                self._tell(path.name, "invoice_unreadable", f"файл не прочитано: {error}")
        return taken

    def _look_at(self, path: Path, now: dt.datetime) -> bool:
        facts = path.stat()
        state = (facts.st_size, facts.st_mtime_ns)
        if self._done.get(path.name) == state:
            return False
        if self._sizes.get(path.name) != state:
            # Seen for the first time in this state: it may still be growing.
            self._sizes[path.name] = state
            return False
        named = self._named(path.name)
        if named is None:
            self._tell(path.name, "invoice_strange", "ім’я файлу не відповідає зразку рахунків")
            self._done[path.name] = state
            return False
        if facts.st_size > LARGEST:
            self._tell(path.name, "invoice_strange", "файл рахунку завеликий")
            self._done[path.name] = state
            return False
        pdf = path.read_bytes()
        if not pdf.startswith(b"%PDF-") or b"%%EOF" not in pdf[-1024:]:
            self._tell(path.name, "invoice_not_whole", "це не цілий PDF, чекаємо")
            return False
        return self._take(path, pdf, named, state, now)

    def _take(
        self, path: Path, pdf: bytes, named: _Named, state: tuple[int, int], now: dt.datetime
    ) -> bool:
        part = self._part(named, dt.datetime.fromtimestamp(state[1] / 1e9, tz=dt.UTC))
        if part is None:
            # The order may be on its way: the file is looked at again in every round.
            self._tell(path.name, "invoice_strange", "рахунок не належить жодному замовленню")
            return False
        record = DocumentRecord(
            kind="invoice",
            number=named.onec_number or part.onec_number or part.number,
            date=named.date or _day(part.onec_date) or now.date(),
            part_number=part.number,
            pdf=pdf,
        )
        try:
            with writing(self._engine) as connection:
                accept_onec_document(connection, record, now)
        except Failure as failure:
            self._tell(path.name, "invoice_refused", failure.message)
            return False
        finally:
            self._done[path.name] = state
        return True

    def _part(self, named: _Named, written_at: dt.datetime) -> Any:
        """Return the one part that the file belongs to, None where there is none or a doubt.

        1C's numbers begin anew each year and its folder holds papers of other customers: by such
        a number only a file counts that was written after the order was placed.
        """
        table = order_parts
        wanted = table.c.number == named.number
        if named.number is None:
            wanted = table.c.onec_number == named.onec_number
        if self._account_id is not None:
            wanted = wanted & (
                (table.c.account_id == self._account_id) | table.c.account_id.is_(None)
            )
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(table.c.number, table.c.onec_number, table.c.onec_date, orders.c.placed_at)
                .join(orders, orders.c.id == table.c.order_id)
                .where(wanted)
                .order_by(table.c.id.desc())
            ).all()
        if named.number is not None:
            return rows[0] if rows else None
        found = [row for row in rows if row.placed_at <= written_at + CLOCKS_DIFFER]
        if named.date is not None:
            same = [row for row in found if _day(row.onec_date) in (None, named.date)]
            found = same or [row for row in found if _year(row.onec_date) == named.date.year]
        return found[0] if len(found) == 1 else None

    def _named(self, name: str) -> _Named | None:
        found = self._name.fullmatch(name)
        if found is None:
            return None
        words = found.groupdict()
        return _Named(words.get("number"), words.get("onec_number"), _day(words.get("date")))

    def _tell(self, name: str, code: str, text: str) -> None:
        if name not in self._told:
            self._told.add(name)
            note_all(self._engine, self._account_id, [("warning", code, text)], name)


def name_pattern(pattern: str) -> re.Pattern[str]:
    """Turn a pattern into an expression; Failure bad_request for one that names no order."""
    parts = re.split(r"(\{\w+\})", pattern)
    names = [part[1:-1] for part in parts if part.startswith("{")]
    unknown = [name for name in names if name not in _FIELDS]
    if unknown or len(names) != len(set(names)) or not {"number", "onec_number"} & set(names):
        raise Failure("bad_request", f"invoice pattern {pattern!r}: use {{number}} and {{date}}")
    text = "".join(
        _FIELDS[part[1:-1]] if part.startswith("{") else re.escape(part) for part in parts
    )
    return re.compile(text, re.IGNORECASE)


def _day(text: str | None) -> dt.date | None:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d.%m.%Y"):
        try:
            return dt.datetime.strptime((text or "")[:10], form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    return None


def _year(text: str | None) -> int | None:
    day = _day(text)
    return None if day is None else day.year
