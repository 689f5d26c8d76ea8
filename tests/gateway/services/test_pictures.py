"""Copies of pictures: made for who asks, kept for the next where the disk takes them."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from gateway.services.pictures import copy_of
from gateway.store.pictures import PictureShelf
from tests.gateway import drawn

if TYPE_CHECKING:
    from pathlib import Path

RED = drawn.photo()


class FullShelf(PictureShelf):
    """A disk that takes no copy any more."""

    def keep_copy(self, sha256: str, size: int, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left", sha256)


def test_a_copy_is_made_once(tmp_path: Path):
    shelf = PictureShelf(tmp_path)
    sha256 = shelf.keep(RED)
    made = copy_of(shelf, sha256, 96)
    assert drawn.size_of(made) == (96, 60)
    assert shelf.copy(sha256, 96) == made


def test_a_full_disk_keeps_no_picture_from_who_asks(tmp_path: Path, expected_log):
    expected_log("a copy of a picture cannot be kept")
    shelf = FullShelf(tmp_path)
    sha256 = shelf.keep(RED)
    assert drawn.size_of(copy_of(shelf, sha256, 96)) == (96, 60)
    assert shelf.copy(sha256, 96) is None
