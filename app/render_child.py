"""The render child: `python -m app render` turns PDF pages into pixels for the viewer.

One document is open at a time. The parent writes lines and keeps stdin open; `id` is echoed::

    {"id": 1, "open": "/path", "sha256": "hex"}
        -> {"id": 1, "opened": "hex", "pages": 2, "sizes": [[595.3, 841.9], null]}
    {"id": 2, "render": 0, "width_px": 800, "out_dir": "/tmp/x"}      or "scale": pixels per point
        -> {"id": 2, "rendered": 0, "file": "page-abc.bgra", "width": 800, "height": 1131,
            "stride": 3200, "format": "BGRA"}
    {"id": 3, "close": true}
        -> {"id": 3, "closed": true}
    anything that fails
        -> {"id": N, "error": "a PdfFault or bad_request", "detail": "..."}

Page sizes are in points, null for a page that cannot be read; pages count from 0. The file holds
rows of opaque blue-green-red-alpha bytes on white; the parent deletes it. Pages run no scripts and
open nothing. A page that hangs is not seen from here: the parent kills the child after 10 s.
"""

import ctypes
import math
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from app.child_process import InputLines, die_with_parent, limit_memory, write_line
from app.printing.pdf_file import PdfFault, PdfRefused, open_pdf, page_size_pt, read_pdf

MAX_PIXELS = 25_000_000
MAX_SIDE_PX = 20_000
BYTES_PER_PIXEL = 4
WHITE = 0xFFFFFFFF
RENDER_FLAGS = pdfium.FPDF_ANNOT


class BadRequest(Exception):
    """A line that is none of those described above, or asks for too many pixels."""


def main(argv: Sequence[str] = ()) -> int:  # noqa: ARG001 - every child program has this form
    """Serve lines until stdin ends, which ends the process."""
    die_with_parent()
    limit_memory()
    lines = InputLines()
    renderer = Renderer()
    while True:
        line = lines.next()
        if line is not None:
            write_line({"id": line.get("id"), **_answer(renderer, line)})


class Renderer:
    """Holds the open document and draws its pages."""

    def __init__(self) -> None:
        self._document: PdfDocument | None = None

    def open(self, path: Path, sha256: str) -> dict[str, Any]:
        """Open a file instead of the one before; the bytes must have that hash."""
        self.close()
        pdf = read_pdf(path, sha256)
        self._document = open_pdf(pdf.data)
        sizes = [self._size_or_none(index) for index in range(pdf.pages)]
        return {"opened": pdf.sha256, "pages": pdf.pages, "sizes": sizes}

    def render(
        self, index: int, out_dir: Path, *, scale: float | None, width_px: int | None
    ) -> dict[str, Any]:
        """Draw one page into a new file of `out_dir`, by pixels per point or by width."""
        if self._document is None:
            raise BadRequest("nothing is open")
        if not 0 <= index < len(self._document):
            raise BadRequest("no such page")
        width_pt, height_pt = page_size_pt(self._document, index)
        width, height = pixel_size(width_pt, height_pt, scale=scale, width_px=width_px)
        pixels = _draw(self._document, index, width, height)
        return {
            "rendered": index,
            "file": _write(out_dir, pixels),
            "width": width,
            "height": height,
            "stride": width * BYTES_PER_PIXEL,
            "format": "BGRA",
        }

    def close(self) -> None:
        """Let the document go."""
        if self._document is not None:
            self._document.close()
            self._document = None

    def _size_or_none(self, index: int) -> list[float] | None:
        if self._document is None:
            return None
        try:
            return list(page_size_pt(self._document, index))
        except PdfRefused:
            return None


def pixel_size(
    width_pt: float, height_pt: float, *, scale: float | None, width_px: int | None
) -> tuple[int, int]:
    """Turn a scale or a width into whole pixels, raising `BadRequest` above the caps."""
    if (scale is None) == (width_px is None):
        raise BadRequest("either scale or width_px")
    if scale is None:
        scale = (width_px or 0) / width_pt
    if not math.isfinite(scale) or scale <= 0:
        raise BadRequest("scale")
    wide, high = width_pt * scale, height_pt * scale
    if max(wide, high) > MAX_SIDE_PX or wide * high > MAX_PIXELS:
        raise BadRequest("too many pixels")
    return max(1, round(wide)), max(1, round(high))


def _answer(renderer: Renderer, line: dict[str, Any]) -> dict[str, Any]:
    try:
        if isinstance(line.get("open"), str) and isinstance(line.get("sha256"), str):
            return renderer.open(Path(line["open"]), line["sha256"])
        if _is_number(line.get("render"), int) and isinstance(line.get("out_dir"), str):
            return renderer.render(
                line["render"],
                Path(line["out_dir"]),
                scale=_number_or_none(line, "scale"),
                width_px=_number_or_none(line, "width_px"),
            )
        if line.get("close") is True:
            renderer.close()
            return {"closed": True}
        raise BadRequest("unknown request")
    except PdfRefused as error:
        return {"error": error.fault, "detail": error.detail}
    except BadRequest as error:
        return {"error": "bad_request", "detail": str(error)}
    except OSError as error:
        return {"error": "storage", "detail": error.strerror or type(error).__name__}


def _draw(document: PdfDocument, index: int, width: int, height: int) -> Any:
    try:
        page = document[index]
    except PdfiumError as error:
        raise PdfRefused(PdfFault.BROKEN, f"page {index + 1}") from error
    try:
        buffer = (ctypes.c_ubyte * (width * height * BYTES_PER_PIXEL))()
        bitmap = pdfium.FPDFBitmap_CreateEx(
            width, height, pdfium.FPDFBitmap_BGRA, buffer, width * BYTES_PER_PIXEL
        )
        if not bitmap:
            raise PdfRefused(PdfFault.BROKEN, f"page {index + 1} needs too much memory")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, RENDER_FLAGS)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    finally:
        page.close()
    return buffer


def _write(out_dir: Path, pixels: Any) -> str:
    handle, name = tempfile.mkstemp(prefix="page-", suffix=".bgra", dir=out_dir)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pixels)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name).name


def _number_or_none(line: dict[str, Any], name: str) -> Any:
    value = line.get(name)
    if value is None or _is_number(value, int | float):
        return value
    raise BadRequest(name)


def _is_number(value: Any, kind: Any) -> bool:
    return isinstance(value, kind) and not isinstance(value, bool)
