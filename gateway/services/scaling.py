"""Pictures of goods made small: hostile bytes in, a plain JPEG out.

What leaves is always encoded anew, so neither a camera's place and owner nor whatever was hidden
in the file travels on.
"""

from __future__ import annotations

import io
import threading
from typing import Final

from PIL import Image, ImageOps

LARGEST: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 25_000_000
MOST_SCANS: Final = 100
"""Cameras write about ten passes of a progressive JPEG; each one costs a walk over all pixels."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_QUALITY: Final = 85
_DEEP: Final = ("I", "I;16", "I;16B", "I;16L", "F")
_SCAN: Final = b"\xff\xda"
_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Two decoded pictures fit into a small server's memory beside everything else, forty do not."""

# Pillow looks at this while it opens a file, before our own look at the header.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


class BadPicture(Exception):
    """Bytes that are no picture of goods; the message is the reason for the log, in Ukrainian."""


class TooManyPictures(Exception):
    """Others are decoding, and who asks cannot wait longer."""


def scaled(content: bytes, size: int, wait_s: float | None = None) -> bytes:
    """Return a JPEG whose longer side is at most `size` pixels; smaller pictures keep theirs.

    The whole picture is decoded, so that a cut one is found out. Raises BadPicture, and
    TooManyPictures when no turn comes within `wait_s` seconds (None = wait for it).
    """
    if len(content) > LARGEST:
        message = f"файл більший за {LARGEST // 1024 // 1024} МБ"
        raise BadPicture(message)
    if content.startswith(b"\xff\xd8") and content.count(_SCAN) > MOST_SCANS:
        message = "забагато проходів у файлі JPEG"
        raise BadPicture(message)
    if not _AT_ONCE.acquire(timeout=wait_s):
        message = f"no turn within {wait_s} s"
        raise TooManyPictures(message)
    try:
        return _scaled(content, size)
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(_too_large()) from error
    except Exception as error:  # decoders of broken bytes raise whatever they stumble over
        message = "пошкоджено або не JPEG, PNG, WebP, GIF чи BMP"
        raise BadPicture(message) from error
    finally:
        _AT_ONCE.release()


def _scaled(content: bytes, size: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise BadPicture(_too_large())
        # A JPEG may be decoded at a half, a quarter or an eighth of its size.
        picture.draft("RGB", (size, size))
        picture.load()
        # Made small before anything is copied: a large PNG is a hundred megabytes.
        small = _in_colours(picture)
        ImageOps.exif_transpose(small, in_place=True)
        small.thumbnail((size, size), Image.Resampling.LANCZOS, reducing_gap=2.0)
        plain = _on_white(small)
    made = io.BytesIO()
    plain.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()


def _in_colours(picture: Image.Image) -> Image.Image:
    """Return it in a mode that can be made small; grey and colours stay as they are."""
    if picture.mode in _DEEP:
        return picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("L", "RGB", "RGBA") and "transparency" not in picture.info:
        return picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    """Return it in plain colours; what shines through becomes white as the paper of a catalogue."""
    if picture.mode != "RGBA":
        return picture.convert("RGB")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _too_large() -> str:
    return f"понад {MOST_PIXELS // 1_000_000} мільйонів пікселів"
