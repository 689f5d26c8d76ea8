"""Files on their way from 1C: one folder for each cookie, chunks appended, zips opened safely.

Pictures wait in an inbox of the account: they may come in one exchange and be named in another.
"""

from __future__ import annotations

import lzma
import os
import re
import shutil
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gateway.onec.commerceml.stream import BadFile

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD_S = 24 * 3600
MOST_FILES = 20_000
ZIP_RATIO = 200
"""XML of 1C packs 20 to 60 times; more than this is a bomb."""
RATIO_FREE = 16 * 1024 * 1024
"""Bytes that a small zip may have whatever its ratio."""
_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_BEGUN = ".begun"
"""Empty files here name the pictures of which this exchange has sent a chunk."""
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp")
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"|?*\\]')


class Spool:
    """Half-received files of one cookie below `root`; pictures go to the inbox `pictures`."""

    def __init__(self, root: Path, cookie_hash: str, pictures: Path, largest: int) -> None:
        self._folder = root / cookie_hash[:32]
        self._pictures = pictures
        self._largest = largest

    def clear(self) -> None:
        """Drop what was half received, and folders of cookies long gone."""
        shutil.rmtree(self._folder, ignore_errors=True)
        if self._folder.parent.is_dir():
            for folder in self._folder.parent.iterdir():
                if folder.is_dir() and time.time() - folder.stat().st_mtime > OLD_S:
                    shutil.rmtree(folder, ignore_errors=True)

    def append(self, name: str, chunk: bytes) -> Path:
        """Append a chunk to a file; BadFile for a strange name or too large a file."""
        path = self.path(name)
        if self.is_picture(name):
            self._begin_picture(name, path)
        have = path.stat().st_size if path.exists() else 0
        if have + len(chunk) > self._largest:
            path.unlink(missing_ok=True)
            message = f"файл більший за дозволені {self._largest // 1024 // 1024} МБ"
            raise BadFile(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("ab") as file:
                file.write(chunk)
        except OSError:
            # Half a chunk would spoil the file that 1C's next try goes on with.
            with suppress(OSError):
                os.truncate(path, have)
            raise
        return path

    def _begin_picture(self, name: str, path: Path) -> None:
        """Forget the picture of an earlier exchange when its first chunk comes in this one."""
        begun = self._folder / _BEGUN / safe_name(name)
        if not begun.exists():
            path.unlink(missing_ok=True)
            begun.parent.mkdir(parents=True, exist_ok=True)
            begun.touch()

    def pictures(self) -> list[str]:
        """Return the names of pictures that this exchange has sent so far."""
        begun = self._folder / _BEGUN
        if not begun.is_dir():
            return []
        return sorted(
            one.relative_to(begun).as_posix() for one in begun.rglob("*") if one.is_file()
        )

    def path(self, name: str) -> Path:
        """Return where a file of this name lies."""
        relative = safe_name(name)
        home = self._pictures if relative.suffix.lower() in _PICTURES else self._folder
        return home / relative

    def start_anew(self, name: str) -> None:
        """Forget a file that was imported: its name begins a new file now."""
        self.path(name).unlink(missing_ok=True)

    def is_picture(self, name: str) -> bool:
        """Tell whether the name is a picture's."""
        return safe_name(name).suffix.lower() in _PICTURES

    def prepared(self, name: str) -> Path:
        """Return the file that `import` names, after opening the zips that were sent.

        A supplier's 1C sends `import.zip` and imports `import.xml`. Raises BadFile.
        """
        self._open_zips()
        path = self.path(name)
        if path.suffix.lower() == ".zip" and not path.exists():
            path = next(self._xml_files(), path)
        if not path.exists():
            message = f"файл {path.name} не надходив"
            raise BadFile(message)
        return path

    def _xml_files(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from sorted(self._folder.rglob("*.xml"))

    def _open_zips(self) -> None:
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and _is_zip(path):
                packed = path.with_name(path.name + ".packed")
                path.rename(packed)
                try:
                    self._unzip(packed, path.name)
                finally:
                    packed.unlink(missing_ok=True)

    def _unzip(self, path: Path, name: str) -> None:
        size = path.stat().st_size
        most = min(self._largest, max(RATIO_FREE, size * ZIP_RATIO))
        try:
            with zipfile.ZipFile(path) as packed:
                members = [one for one in packed.infolist() if not one.is_dir()]
                if len(members) > MOST_FILES:
                    message = f"у {name} понад {MOST_FILES} файлів"
                    raise BadFile(message)
                left = most
                for member in members:
                    left -= self._unpack(packed, member, left)
        except _BROKEN_ZIP as error:
            message = f"архів {name} пошкоджено"
            raise BadFile(message) from error

    def _unpack(self, packed: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
        name = _decoded(member)
        target = self.path(name)
        if self.is_picture(name):
            self._begin_picture(name, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        # The sizes in a zip's directory are claims: only what comes out is counted.
        with packed.open(member) as source, target.open("wb") as file:
            while chunk := source.read(256 * 1024):
                written += len(chunk)
                if written > left:
                    message = "архів розпаковується в завеликий файл"
                    file.close()
                    target.unlink(missing_ok=True)
                    raise BadFile(message)
                file.write(chunk)
        return written


def safe_name(name: str) -> Path:
    """Return a relative path of at most 4 parts from a name that 1C gave; BadFile for others."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    usable = (
        0 < len(parts) <= 4
        and all(part != ".." and len(part) <= 150 for part in parts)
        and not any(_FORBIDDEN.search(part) for part in parts)
    )
    if not usable:
        message = "недозволене ім’я файлу"
        raise BadFile(message)
    return Path(*parts)


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _decoded(member: zipfile.ZipInfo) -> str:
    """Return the name; Windows archivers write DOS Cyrillic without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return member.filename
