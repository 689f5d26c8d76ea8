"""A PDF read once, checked, and kept in memory.

Every user of the file gets these bytes and never opens the path again, so what was checked is
what is printed or shown, even if somebody changes the file meanwhile.
"""

import hashlib
import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

MAX_BYTES = 20 * 1024 * 1024
MAX_PAGES = 200
MAGIC = b"%PDF-"


class PdfFault(StrEnum):
    """Why a file is not taken."""

    UNREADABLE = "unreadable"
    TOO_BIG = "too_big"
    NOT_PDF = "not_pdf"
    HASH_DIFFERS = "hash_differs"
    BROKEN = "broken"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"


class PdfRefused(Exception):
    """A file that must be neither printed nor shown."""

    def __init__(self, fault: PdfFault, detail: str = "") -> None:
        super().__init__(f"{fault}: {detail}" if detail else str(fault))
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class PdfFile:
    """Checked bytes, their SHA-256 in hex, and the number of pages."""

    data: bytes
    sha256: str
    pages: int


def read_pdf(path: Path, sha256: str) -> PdfFile:
    """Read a file whose hash must be `sha256`, raising `PdfRefused` for anything else.

    Counting the pages runs PDFium over hostile bytes and may hang: only a child process with
    somebody to end it may call this.
    """
    data = _read_capped(path)
    if not data.startswith(MAGIC):
        raise PdfRefused(PdfFault.NOT_PDF)
    digest = hashlib.sha256(data).hexdigest()
    if digest != sha256.lower():
        raise PdfRefused(PdfFault.HASH_DIFFERS)
    document = open_pdf(data)
    try:
        pages = len(document)
    finally:
        document.close()
    if pages < 1:
        raise PdfRefused(PdfFault.BROKEN, "no pages")
    if pages > MAX_PAGES:
        raise PdfRefused(PdfFault.TOO_MANY_PAGES, f"{pages} > {MAX_PAGES}")
    return PdfFile(data, digest, pages)


def open_pdf(data: bytes) -> PdfDocument:
    """Open checked bytes with PDFium; no form filling and no scripts are switched on."""
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        fault = PdfFault.LOCKED if "password" in str(error).lower() else PdfFault.BROKEN
        raise PdfRefused(fault, str(error)) from error


def page_size_pt(document: PdfDocument, index: int) -> tuple[float, float]:
    """Return a page's width and height in points, upright as it is shown.

    Raises `PdfRefused` for a page that cannot be read or has no area.
    """
    try:
        width, height = document.get_page_size(index)
    except (PdfiumError, IndexError) as error:
        raise PdfRefused(PdfFault.BROKEN, f"page {index + 1}") from error
    if not (math.isfinite(width) and math.isfinite(height) and width > 0 and height > 0):
        raise PdfRefused(PdfFault.BROKEN, f"page {index + 1} has no area")
    return width, height


def engine_version() -> str:
    """Return the PDF engine's version, for the diagnostics screen and logs."""
    return str(pypdfium2.PDFIUM_INFO)


def _read_capped(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PdfRefused(PdfFault.UNREADABLE, type(error).__name__) from error
    if len(data) > MAX_BYTES:
        raise PdfRefused(PdfFault.TOO_BIG)
    return data
