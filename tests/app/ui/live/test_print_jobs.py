"""Printing: the printer is the user's to choose, and nobody says more than the spooler said."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.printing import PrintPreset
from app.services.documents import StoredDocument
from app.storage.journal.opening import open_journal
from app.storage.journal.start import read_start
from app.storage.journal.store import Journal
from app.ui.checkout.print_box import PrintBox
from app.ui.live import print_jobs
from app.ui.live.print_jobs import PrintJobs
from tests.app.printing.pdfs import save
from tests.fakes.papers import pdf

SLOW_MS = 20_000


@pytest.fixture
def make(qtbot, tasks, tmp_path: Path) -> Iterator[Callable[..., PrintJobs]]:
    """Print jobs over a journal in this folder, as after a start of the program."""
    open_journal(tmp_path / "journal.db")
    journal = Journal(tmp_path / "journal.db")
    made: list[PrintJobs] = []

    def start(*folders: Path) -> PrintJobs:
        presets = read_start(tmp_path / "journal.db").presets
        made.append(PrintJobs(tasks, lambda: journal, "folder", presets, folders))
        return made[-1]

    yield start
    for one in made:
        one.finish()
    assert tasks.shutdown(10)
    journal.close()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "Бухгалтерія"
    folder.mkdir()
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Path:
    folder = tmp_path / "Склад"
    folder.mkdir()
    return folder


@pytest.fixture
def stored(tmp_path: Path) -> StoredDocument:
    path, sha256 = save(tmp_path, pdf())
    return StoredDocument(7, "invoice", "РХ-7", sha256, path.stat().st_size, path)


@pytest.fixture
def box(qtbot, theme, stored) -> Callable[[PrintJobs], PrintBox]:
    def show(jobs: PrintJobs) -> PrintBox:
        box = PrintBox(theme, jobs, "invoice")
        qtbot.addWidget(box)
        with qtbot.waitSignal(jobs.printers_listed):
            box.refresh_printers()
        box.show_document(stored)
        return box

    return show


def _log(tmp_path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        return connection.execute("SELECT printer, state FROM print_log ORDER BY id").fetchall()


def test_the_bytes_go_to_the_chosen_printer_and_into_the_log(
    make, box, office, other, stored, qtbot, tmp_path
) -> None:
    printing = box(make(office, other))
    printing.printers.setCurrentIndex(1)
    printing.button.click()
    qtbot.waitUntil(lambda: bool(list(other.glob("*.pdf"))), timeout=SLOW_MS)
    assert next(other.glob("*.pdf")).read_bytes() == stored.path.read_bytes()
    assert not list(office.glob("*.pdf"))
    qtbot.waitUntil(lambda: "handed over" in printing.result.text(), timeout=SLOW_MS)
    qtbot.waitUntil(lambda: _log(tmp_path) == [(str(other), "handed_over")])


def test_always_here_holds_over_a_restart(make, box, office, other, qtbot, tmp_path) -> None:
    printing = box(make(office, other))
    printing.printers.setCurrentIndex(1)
    printing.copies.setValue(2)
    printing.duplex.setChecked(True)
    printing.always.setChecked(True)
    printing.print()
    qtbot.waitUntil(lambda: "invoice" in read_start(tmp_path / "journal.db").presets)
    again = box(make(office, other))
    assert again._printer == str(other)
    assert (again.copies.value(), again.duplex.isChecked(), again.always.isChecked()) == (2, 1, 1)


def test_without_always_nothing_is_remembered(make, box, office, qtbot, tmp_path) -> None:
    printing = box(make(office))
    printing.print()
    qtbot.waitUntil(lambda: bool(list(office.glob("*.pdf"))), timeout=SLOW_MS)
    assert read_start(tmp_path / "journal.db").presets == {}


def test_a_remembered_printer_that_is_gone_asks_and_is_never_replaced(
    make, box, office, other, qtbot, tmp_path
) -> None:
    jobs = make(office)
    jobs.remember(PrintPreset("invoice", "folder", str(other), 1, duplex=False))
    printing = box(jobs)
    assert printing.printers.currentIndex() == -1
    assert "“Склад” is not there" in printing.result.text()
    assert not printing.button.isEnabled()
    printing.print()
    qtbot.wait(100)
    assert _log(tmp_path) == []


def test_a_printer_that_goes_while_chosen_is_not_replaced(make, box, office, other, qtbot) -> None:
    jobs = make(office, other)
    printing = box(jobs)
    printing.printers.setCurrentIndex(1)
    jobs._folders = (office,)
    with qtbot.waitSignal(jobs.printers_listed):
        jobs.list_printers()
    assert printing.printers.currentIndex() == -1
    assert "“Склад” is not there" in printing.result.text()


def test_a_printer_that_goes_before_the_job_says_so(make, box, office, qtbot, tmp_path) -> None:
    printing = box(make(office))
    office.rmdir()
    printing.print()
    qtbot.waitUntil(lambda: _log(tmp_path) == [(str(office), "printer_gone")], timeout=SLOW_MS)
    qtbot.waitUntil(lambda: "is not there" in printing.result.text())


def test_without_printers_the_document_can_still_be_saved(make, box) -> None:
    printing = box(make())
    assert "Save the document instead" in printing.result.text()
    assert not printing.button.isEnabled()


def _program(monkeypatch, tmp_path: Path, source: str) -> None:
    script = tmp_path / "printer.py"
    script.write_text(textwrap.dedent(source), encoding="utf-8")
    monkeypatch.setattr(print_jobs, "own_program", lambda _word: [sys.executable, str(script)])


SENDING = """
    import json, pathlib, os, time
    pathlib.Path({pid!r}).write_text(str(os.getpid()))
    print(json.dumps({{"event": "sending", "job": "1", "pages": 1}}), flush=True)
    time.sleep(60)
"""


def test_a_child_killed_while_sending_leaves_the_job_unknown(
    make, box, office, qtbot, tmp_path, monkeypatch
) -> None:
    """Perhaps it is on paper: the user looks at the printer, nothing is printed again by itself."""
    pid = tmp_path / "pid"
    _program(monkeypatch, tmp_path, SENDING.format(pid=str(pid)))
    printing = box(make(office))
    printing.print()
    qtbot.waitUntil(lambda: _log(tmp_path) == [(str(office), "sending")], timeout=SLOW_MS)
    os.kill(int(pid.read_text()), signal.SIGKILL)
    qtbot.waitUntil(lambda: _log(tmp_path) == [(str(office), "unknown")], timeout=SLOW_MS)
    qtbot.waitUntil(lambda: "Look at the printer first" in printing.result.text())


def test_a_child_that_dies_before_sending_is_a_failure(
    make, box, office, qtbot, tmp_path, monkeypatch
) -> None:
    _program(monkeypatch, tmp_path, "import os\nos.abort()")
    printing = box(make(office))
    printing.print()
    qtbot.waitUntil(lambda: _log(tmp_path) == [(str(office), "failed")], timeout=SLOW_MS)
    qtbot.waitUntil(lambda: "did not take the document" in printing.result.text())


def test_a_listing_child_that_dies_says_that_printers_do_not_answer(
    make, qtbot, tmp_path, monkeypatch
) -> None:
    _program(monkeypatch, tmp_path, "import os\nos.abort()")
    jobs = make()
    jobs.backend = "cups"
    with qtbot.waitSignal(jobs.listing_failed, timeout=SLOW_MS) as told:
        jobs.list_printers()
    assert told.args == ["died"]
