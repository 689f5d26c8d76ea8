"""The profile's folder: local disk only, one holder of a lock."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app.domain.errors import StorageFailed
from app.storage.profile import FileLock, ProfileFolder, profile_name


def test_a_network_drive_is_refused_with_a_message(tmp_path) -> None:
    with pytest.raises(StorageFailed, match="network drive"):
        ProfileFolder.open(tmp_path / "p", drive_kind=lambda path: "remote")
    assert not (tmp_path / "p").exists()


def test_folders_are_made_for_this_user_only(tmp_path) -> None:
    folder = ProfileFolder.open(tmp_path / "p", drive_kind=lambda path: "local")
    assert folder.cache.is_dir()
    if sys.platform != "win32":
        assert folder.root.stat().st_mode & 0o077 == 0


def test_a_second_program_does_not_get_the_lock_and_a_dead_one_loses_it(tmp_path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.storage.profile import FileLock\n"
        "assert FileLock(Path(sys.argv[1])).acquire() or sys.exit(7)\n"
        "lock = FileLock(Path(sys.argv[1] + '2')); lock.acquire()\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "x.lock"
    with FileLock(path):
        done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
        assert done.returncode == 7
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    second = FileLock(tmp_path / "x.lock2")
    assert not second.acquire()
    holder.kill()
    holder.communicate()
    assert second.acquire()
    second.release()


def test_names_of_profiles_are_safe_and_never_meet() -> None:
    one = profile_name("Метиз/../../etc", "7")
    assert "/" not in one
    assert ".." not in one
    assert one != profile_name("Метиз/../../etc", "8")
    assert profile_name("a", "b-c") != profile_name("a-b", "c")
