"""The window's log: made at the first record, and no work stops because it cannot be written."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap.log_file import LogFile

if TYPE_CHECKING:
    import pytest


def record(text: str) -> logging.LogRecord:
    return logging.LogRecord("app.some", logging.INFO, "", 0, text, None, None)


def test_the_file_comes_with_the_first_record(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "logs")
    assert not (tmp_path / "logs").exists()
    log.handle(record("перший запис"))
    log.close()
    (line,) = (tmp_path / "logs" / "window.log").read_text(encoding="utf-8").splitlines()
    assert line.endswith("INFO app.some: перший запис")


def test_a_disk_that_refuses_the_log_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)
    (tmp_path / "logs").write_bytes(b"a file where the folder should be")
    log = LogFile(tmp_path / "logs")
    log.handle(record("nobody reads this"))
    (tmp_path / "logs").unlink()
    log.handle(record("the disk is back"))
    log.close()
    text = (tmp_path / "logs" / "window.log").read_text(encoding="utf-8")
    assert "the disk is back" in text
