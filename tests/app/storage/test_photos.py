"""Photos on the disk: kept below a limit, the longest unseen go first, all may be deleted."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from app.storage.photos import PhotoFiles

KB = 1024


def name(number: int) -> str:
    return f"{number:064x}"


def aged(folder: Path, number: int, hours: float) -> None:
    (path,) = folder.rglob(f"{name(number)}-*.jpg")
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "photos"


def test_a_photo_is_kept_for_its_size_alone(folder: Path):
    files = PhotoFiles(folder, KB * KB)
    files.keep(name(1), 96, b"small")
    files.keep(name(1), 480, b"larger")
    assert files.get(name(1), 96) == b"small"
    assert files.get(name(1), 480) == b"larger"
    assert files.get(name(1), 1600) is None
    assert PhotoFiles(folder, KB * KB).get(name(1), 96) == b"small"


def test_photos_not_looked_at_for_longest_make_room_for_new_ones(folder: Path):
    files = PhotoFiles(folder, 10 * KB)
    for number in range(10):
        files.keep(name(number), 96, bytes(KB))
        aged(folder, number, 100 - number)
    assert files.get(name(0), 96) == bytes(KB)  # looked at again: now it is the newest
    files.keep(name(10), 96, bytes(KB))
    assert files.get(name(0), 96) is not None
    assert files.get(name(1), 96) is None
    assert files.get(name(10), 96) is not None
    assert files.size_bytes() <= 10 * KB


def test_what_lies_there_since_the_last_start_counts(folder: Path):
    PhotoFiles(folder, KB * KB).keep(name(1), 96, bytes(9 * KB))
    aged(folder, 1, 48)
    files = PhotoFiles(folder, 10 * KB)
    files.keep(name(2), 96, bytes(2 * KB))
    assert files.get(name(1), 96) is None
    assert files.size_bytes() == 2 * KB


def test_a_smaller_limit_counts_at_once(folder: Path):
    files = PhotoFiles(folder, 100 * KB)
    for number in range(20):
        files.keep(name(number), 96, bytes(KB))
    files.set_limit(5 * KB)
    assert files.size_bytes() == 5 * KB == sum(p.stat().st_size for p in folder.rglob("*.jpg"))


def test_the_same_photo_again_is_counted_once(folder: Path):
    files = PhotoFiles(folder, 100 * KB)
    files.keep(name(1), 96, bytes(KB))
    assert files.size_bytes() == KB
    files.keep(name(1), 96, bytes(3 * KB))
    assert files.size_bytes() == 3 * KB
    files.forget(name(1), 96)
    assert files.size_bytes() == 0
    files.forget(name(1), 96)


def test_all_can_be_deleted_and_come_again(folder: Path):
    files = PhotoFiles(folder, 100 * KB)
    files.keep(name(1), 96, bytes(KB))
    (folder / "00" / "left.part").write_bytes(b"half")
    files.clear()
    assert files.size_bytes() == 0
    assert not [one for one in folder.rglob("*") if one.is_file()]
    files.keep(name(1), 96, b"again")
    assert files.get(name(1), 96) == b"again"


@pytest.mark.parametrize("bad", ["", "../../journal.db", "A" * 64, "a" * 63, "a" * 64 + "\n"])
def test_a_name_that_is_no_hash_never_becomes_a_path(folder: Path, bad: str):
    files = PhotoFiles(folder, KB)
    with pytest.raises(ValueError, match="hexadecimal"):
        files.get(bad, 96)
    with pytest.raises(ValueError, match="hexadecimal"):
        files.keep(bad, 96, b"x")


def test_a_disk_that_refuses_loses_nothing_but_the_copy(folder: Path):
    folder.parent.mkdir(exist_ok=True)
    folder.write_bytes(b"a file where the folder should be")
    files = PhotoFiles(folder, KB)
    files.keep(name(1), 96, b"x")
    assert files.get(name(1), 96) is None
    assert files.size_bytes() == 0


def test_a_damaged_photo_that_the_disk_keeps_stops_nothing(folder: Path):
    """As on Windows while somebody reads it; here a folder stands where the file should."""
    files = PhotoFiles(folder, KB)
    (folder / "00" / f"{name(1)}-96.jpg").mkdir(parents=True)
    files.forget(name(1), 96)
    assert files.get(name(1), 96) is None
