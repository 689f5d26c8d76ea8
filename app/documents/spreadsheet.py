"""An .xlsx file written row by row: memory stays flat, and text is never taken for a formula."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Self

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from app.domain.errors import StorageFailed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

MOST_ROWS = 1_048_575
"""Rows of a sheet under its header."""
_MOST_LETTERS = 32_767
_CONTROL = dict.fromkeys(range(32), " ") | {127: None}

Value = str | int | float | None
"""Text, a number, or nothing."""


class SheetColumn(NamedTuple):
    """A column: title, width in letters, and how numbers look (a format of Excel)."""

    title: str
    width: int
    number_format: str = "General"


class Spreadsheet:
    """A file that becomes visible under its name when it is complete.

    StorageFailed when the disk refuses. Used by one thread at a time.
    """

    def __init__(self, path: Path, sheet: str, columns: Sequence[SheetColumn]) -> None:
        self._path = path
        self._unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        }
        try:
            self._book = xlsxwriter.Workbook(str(self._unfinished), options)
            self._sheet = self._book.add_worksheet(sheet[:31])
        except OSError as error:
            raise StorageFailed(f"{path.name}: {error}") from error
        strong = self._book.add_format({"bold": True})
        self._formats = [
            self._book.add_format({"num_format": column.number_format}) for column in columns
        ]
        self._next = 1
        for number, column in enumerate(columns):
            self._sheet.set_column(number, number, column.width)
            self._sheet.write_string(0, number, column.title, strong)
        self._sheet.freeze_panes(1, 0)

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write rows under the others; ValueError past the most that a sheet holds."""
        try:
            for row in rows:
                if self._next > MOST_ROWS:
                    raise ValueError(f"a sheet holds {MOST_ROWS} rows")
                for number, value in enumerate(row):
                    if isinstance(value, str):
                        text = value.translate(_CONTROL)[:_MOST_LETTERS]
                        self._sheet.write_string(self._next, number, text)
                    elif value is not None:
                        self._sheet.write_number(self._next, number, value, self._formats[number])
                self._next += 1
        except OSError as error:
            raise StorageFailed(f"{self._path.name}: {error}") from error

    def finish(self) -> None:
        """Complete the file and give it its name, over one that has it already."""
        try:
            self._book.close()
            self._unfinished.replace(self._path)
        except (OSError, XlsxWriterException) as error:
            self._unfinished.unlink(missing_ok=True)
            raise StorageFailed(f"{self._path.name}: {error}") from error

    def give_up(self) -> None:
        """Leave nothing behind."""
        try:
            self._book.close()
        except (OSError, XlsxWriterException) as error:
            raise StorageFailed(f"{self._path.name}: {error}") from error
        finally:
            self._unfinished.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.finish()
        else:
            self.give_up()
