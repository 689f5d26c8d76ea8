"""Pictures drawn for tests, and files that only pretend to be pictures."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageDraw


def photo(
    kind: str = "JPEG", side: tuple[int, int] = (640, 400), colour: str = "#cc3311", **more: object
) -> bytes:
    """A coloured disc on white."""
    picture = Image.new("RGB", side, "white")
    ImageDraw.Draw(picture).ellipse((20, 20, side[0] - 20, side[1] - 20), fill=colour)
    made = io.BytesIO()
    picture.save(made, kind, **more)
    return made.getvalue()


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
        picture.load()
        return picture.size


def bomb() -> bytes:
    """A PNG of 40,000 x 40,000 pixels that weighs next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        sum_ = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", sum_)

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(5001) * 4000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_scans() -> bytes:
    """A progressive JPEG whose last pass is repeated until it would take minutes."""
    whole = photo(side=(64, 64), progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[at:-2] * 500 + b"\xff\xd9"


SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    b'<image href="file:///etc/passwd" width="9" height="9"/></svg>'
)
