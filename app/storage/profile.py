"""The folder of one user at one supplier, on a local disk, and the locks that keep it whole."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from app.domain.errors import StorageFailed

if TYPE_CHECKING:
    from types import TracebackType

DriveKind = Callable[[Path], str]
"""Tells what a path lies on: local, remote or unknown."""

_REMOTE_SYSTEMS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "sshfs",
        "fuse.sshfs",
        "9p",
        "afs",
        "davfs",
        "fuse.rclone",
    }
)
_WINDOWS_REMOTE = 4
_UNSAFE = re.compile(r"[^a-z0-9-]+")


class ProfileFolder:
    """Folders of a profile; `open` makes them and refuses a network drive."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def open(cls, root: Path, drive_kind: DriveKind | None = None) -> Self:
        """Make the profile's folders below `root`, readable by this user only.

        Raises StorageFailed when the disk refuses or is not a local one: SQLite's log needs
        memory that is shared by programs of one computer.
        """
        kind = drive_kind or drive_kind_of
        if kind(root) == "remote":
            message = f"a network drive: {root}"
            raise StorageFailed(message)
        folder = cls(root)
        try:
            for path in (root, folder.cache, folder.files):
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            message = f"cannot make {root}: {error.strerror}"
            raise StorageFailed(message) from error
        return folder

    @property
    def cache(self) -> Path:
        """The generations of the cache: written by the sync child alone."""
        return self.root / "cache"

    @property
    def files(self) -> Path:
        """Documents by hash."""
        return self.root / "files"

    @property
    def photos(self) -> Path:
        """Photos of goods: may be deleted at any time; written by the window alone."""
        return self.root / "photos"

    @property
    def journal(self) -> Path:
        """What must not be lost: written by the window alone."""
        return self.root / "journal.db"

    def window_lock(self) -> FileLock:
        """Return the lock that one window holds: a second start raises the first."""
        return FileLock(self.root / "window.lock")

    def sync_lock(self) -> FileLock:
        """Return the lock that one sync child holds."""
        return FileLock(self.root / "sync.lock")


def profile_name(gateway_id: str, user: str) -> str:
    """Return the folder name of a user at a supplier: readable, unique and safe on any disk."""
    readable = _UNSAFE.sub("-", f"{gateway_id}-{user}".casefold()).strip("-")[:40]
    import hashlib

    digest = hashlib.sha256(f"{gateway_id}\0{user}".encode()).hexdigest()[:12]
    return f"{readable}-{digest}".lstrip("-")


class FileLock:
    """A lock on a file that ends with the process; children do not inherit it.

    The file itself stays: deleting it would let two programs lock two different files.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """Take the lock; False when another program has it (StorageFailed if the disk refuses)."""
        if self._file is not None:
            return True
        try:
            file = self.path.open("a+b")  # Python's files are not inherited by children
        except OSError as error:
            message = f"cannot lock {self.path.name}: {error.strerror}"
            raise StorageFailed(message) from error
        if not _lock(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        if not self.acquire():
            message = f"another program holds {self.path.name}"
            raise StorageFailed(message)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def drive_kind_of(path: Path) -> str:
        """Return local, remote or unknown for the drive of a path."""
        import ctypes

        where = path.absolute()
        if where.drive.startswith("\\\\"):
            return "remote"
        kind = ctypes.windll.kernel32.GetDriveTypeW(where.anchor)
        return "remote" if kind == _WINDOWS_REMOTE else "local"

else:
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        # flock belongs to the open file: closing another handle of it does not lose the lock.
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def drive_kind_of(path: Path) -> str:
        """Return local, remote or unknown for the disk of a path."""
        mounts = Path("/proc/self/mounts")
        if not mounts.exists():
            return "unknown"
        where = Path(os.path.realpath(path))
        best, system = -1, ""
        for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
            fields = line.split()
            if len(fields) < 3:
                continue
            mounted = Path(fields[1].replace("\\040", " "))
            depth = len(mounted.parts)
            if depth > best and where.is_relative_to(mounted):
                best, system = depth, fields[2]
        if not system:
            return "unknown"
        return "remote" if system in _REMOTE_SYSTEMS else "local"
