"""The journal keeps what must not be lost."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import ProtocolBroken, StorageFailed
from app.domain.printing import PrintJob, PrintPreset
from app.storage.journal import choices, drafts, outbox, print_log, tables
from app.storage.journal.opening import migrations, open_journal
from app.storage.journal.start import read_start
from app.storage.journal.store import Journal
from app.storage.journal.stored_files import StoredFiles
from tests.fakes.drafts import draft, line
from tests.fakes.outbox import entry


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    open_journal(path)
    return path


@pytest.fixture
def journal(path: Path):
    journal = Journal(path)
    yield journal
    journal.close()


def _read(path: Path, counterparty: str = "cp-1"):
    return read_start(path).drafts.get(counterparty, [])


def test_the_tables_for_sqlalchemy_are_those_of_the_migrations(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in tables.metadata.tables.values():
            rows = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
            assert {(row[1], bool(row[3]) or row[5] > 0) for row in rows} == {
                (column.name, not column.nullable) for column in table.columns
            }, table.name


def test_a_draft_comes_back_as_it_was(journal: Journal, path: Path) -> None:
    cart = draft(line(), line("p-2", variant="v-1", comment="для Лісової"), contract="c-1")
    drafts.save_draft(journal, "cp-1", None, cart)
    assert _read(path) == [cart]
    assert _read(path, "cp-2") == []


def test_goods_taken_and_goods_waited_for_are_two_lines(journal: Journal, path: Path) -> None:
    cart = draft(line(), line(quantity_milli=40_000, backorder_on="2026-11-30"))
    drafts.save_draft(journal, "cp-1", None, cart)
    assert _read(path) == [cart]


def test_a_cart_of_an_older_program_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    first = migrations()[0][1]
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{first}\nPRAGMA user_version=1;")
        connection.execute(
            "INSERT INTO drafts VALUES ('d-1', 'cp-1', 'Лісова', NULL, '', 1, '2026-11-24')"
        )
        connection.execute(
            "INSERT INTO draft_lines VALUES ('d-1', 0, 'p-1', '', 'w-1', 4000, '104', 'Кабель',"
            " 'м', 1714000, 'UAH', '2026-11-24T14:02:00+00:00', 'бухта')"
        )
        connection.commit()
    open_journal(path)
    (cart,) = _read(path)
    (kept,) = cart.lines
    assert (kept.product, kept.quantity_milli, kept.comment) == ("p-1", 4_000, "бухта")
    assert kept.backorder_on is None


def test_undo_goes_back_step_by_step_and_outlives_a_restart(path: Path) -> None:
    steps = [draft(line(quantity_milli=n * 12_000)) for n in range(1, 60)]
    journal = Journal(path)
    before = None
    for step in steps:
        drafts.save_draft(journal, "cp-1", before, step)
        before = step
    journal.close()
    journal = Journal(path)
    for expected in reversed(steps[-51:-1]):
        assert drafts.take_back(journal, "cp-1", "d-1") == expected
    assert drafts.take_back(journal, "cp-1", "d-1") is None
    journal.close()


def test_placing_freezes_the_order_and_empties_the_cart_at_once(
    journal: Journal, path: Path
) -> None:
    cart = draft()
    drafts.save_draft(journal, "cp-1", None, cart)
    outbox.place(journal, entry(), cart)
    assert _read(path)[0].lines == ()
    assert [e.body for e in outbox.open_entries(journal)] == [entry().body]
    assert outbox.draft_of(journal, entry().key) == cart


def test_the_same_key_is_never_placed_twice(journal: Journal, path: Path) -> None:
    cart = draft()
    drafts.save_draft(journal, "cp-1", None, cart)
    outbox.place(journal, entry(), cart)
    drafts.save_draft(journal, "cp-1", None, cart)
    with pytest.raises(StorageFailed):
        outbox.place(journal, entry(), cart)
    assert _read(path)[0].lines == cart.lines


def test_a_waiting_order_does_not_hold_up_later_ones(journal: Journal) -> None:
    now = dt.datetime.now(tz=dt.UTC)
    for number in ("1", "2"):
        outbox.place(journal, entry(number), draft())
    first = outbox.take_due(journal, now)
    assert first is not None
    outbox.record(journal, first.key, "unknown", error="offline", now=now)
    second = outbox.take_due(journal, now)
    assert second is not None
    assert second.key != first.key
    assert outbox.take_due(journal, now) is None
    again = outbox.take_due(journal, now + dt.timedelta(seconds=3))
    assert again is not None
    assert again.key == first.key


def test_an_order_that_was_being_sent_at_a_crash_is_unknown(path: Path) -> None:
    journal = Journal(path)
    outbox.place(journal, entry(), draft())
    assert outbox.take_due(journal, dt.datetime.now(tz=dt.UTC)) is not None
    journal.close()
    journal = Journal(path)
    assert outbox.recover(journal) == 1
    assert [e.state for e in outbox.open_entries(journal)] == ["unknown"]
    journal.close()


def test_the_fate_of_an_order_is_final(journal: Journal) -> None:
    outbox.place(journal, entry(), draft())
    outbox.take_due(journal, dt.datetime.now(tz=dt.UTC))
    outbox.record(journal, entry().key, "accepted", number="000000017")
    with pytest.raises(ValueError, match="cannot go from accepted"):
        outbox.record(journal, entry().key, "unknown")


def test_a_newer_journal_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(StorageFailed, match="newer than this program"):
        open_journal(path)
    assert path.read_bytes() == before


def test_a_damaged_journal_is_never_replaced_in_silence(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(bytes(content))
    with pytest.raises(StorageFailed):
        open_journal(path)
    assert path.read_bytes() == bytes(content)


def test_the_journal_is_backed_up_once_a_day(path: Path) -> None:
    open_journal(path)
    open_journal(path)
    copies = list((path.parent / "backups").glob("*.db"))
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert version == migrations()[-1][0]


def test_choices_and_presets_are_read_at_the_start(journal: Journal, path: Path) -> None:
    choices.keep_choice(journal, "contract:cp-1", "c-1")
    choices.keep_choice(journal, "contract:cp-1", "c-2")
    preset = PrintPreset("invoice", "cups", "Бухгалтерія", 2, True)
    print_log.keep_preset(journal, preset)
    start = read_start(path)
    assert start.choices == {"contract:cp-1": "c-2"}
    assert start.presets == {"invoice": preset}


def test_a_job_cut_off_by_a_crash_is_unknown_and_not_printed_again(journal: Journal) -> None:
    job = PrintJob(1, "invoice", "000000017", "aa", "cups", "Бухгалтерія", 2)
    row = print_log.begin_job(journal, job)
    print_log.note_job(journal, row, "sending")
    assert print_log.recover_jobs(journal) == 1
    assert [x.state for x in print_log.jobs_of(journal, "aa")] == ["unknown"]


def test_a_stored_file_is_the_promised_one_and_never_written_over(tmp_path: Path) -> None:
    files = StoredFiles(tmp_path / "files")
    content = b"%PDF-1.7 invoice"
    digest = hashlib.sha256(content).hexdigest()
    with pytest.raises(ProtocolBroken):
        files.keep(digest, b"%PDF-1.7 another")
    assert not files.has(digest)
    assert files.keep(digest, content).read_bytes() == content
    assert files.keep(digest, content) == files.path_of(digest)
