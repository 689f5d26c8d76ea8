"""The program's log as it is shown and sent: its end, and nothing of it is left out."""

from __future__ import annotations

from pathlib import Path

from app.ui.settings.report import tail


def test_a_short_log_is_shown_from_its_first_line(tmp_path: Path) -> None:
    log = tmp_path / "window.log"
    log.write_bytes("перша помилка\nдруга\n".encode())
    assert tail(log) == ["перша помилка", "друга"]


def test_a_long_log_begins_with_a_whole_line(tmp_path: Path) -> None:
    log = tmp_path / "window.log"
    log.write_bytes("перша помилка\nдруга\nтретя\n".encode())
    assert tail(log, most_bytes=30) == ["друга", "третя"]
    assert tail(log, most_bytes=21) == ["третя"]


def test_no_log_has_no_lines(tmp_path: Path) -> None:
    assert tail(tmp_path / "window.log") == []
