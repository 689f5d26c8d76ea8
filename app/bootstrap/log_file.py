"""The window's log: one file beside the user's data, turned over when it is large."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from app.ui.overriding import override

if TYPE_CHECKING:
    from pathlib import Path


def log_to(folder: Path, problem: str) -> None:
    """Write the log into this folder from now on, first what went wrong before there was one."""
    logging.basicConfig(level=logging.INFO, handlers=[LogFile(folder)])
    if problem:
        logging.getLogger(__name__).info("%s", problem)


class LogFile(logging.Handler):
    """Opens the log at its first record: a start without any needs no sockets and no pickle."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    @override
    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; the handler's lock is held. A disk that refuses stops no work."""
        if self._file is None:
            try:
                self._file = _opened(self._folder)
            except OSError:
                self.handleError(record)
                return
        self._file.handle(record)

    @override
    def close(self) -> None:
        """Close the file if there was a record."""
        if self._file is not None:
            self._file.close()
        super().close()


def _opened(folder: Path) -> logging.Handler:
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "window.log"
    file = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=5, encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    return file
