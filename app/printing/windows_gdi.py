"""Printing on Windows: PDFium draws the pages onto the printer's device context as vectors.

The order of calls for one job::

    OpenPrinterW                       the name must be known; 1801 = the printer is gone
    DocumentPropertiesW (get)          the user's own settings of this printer
    DocumentPropertiesW (validate)     A4, copies, sides, colour merged in; the driver answers
                                       what it will really do
    CreateDCW("WINSPOOL")
    StartDocW                          -> the spooler's job number
    FPDF_SetPrintMode(0)
      StartPage, FPDF_RenderPage, EndPage     for every page, and again for every copy that the
                                              driver does not make itself
    EndDoc                             AbortDoc instead if anything failed
    DeleteDC, ClosePrinter             always

Only after `EndDoc` has the spooler accepted the job. A failure before the first finished page
leaves nothing behind; after it the fault is `UNKNOWN`, since a queue set to "start printing
immediately" may have begun: the user looks at the printer before he tries again.

The device context covers the printable area, the page the whole sheet, so the page is drawn from
minus the physical offset. There is no raster fallback: vectors are sharper and the jobs far
smaller (0.6 MB for two pages against 25 to 100 MB).

Copies: many drivers count them, some cap or ignore `dmCopies`. `DeviceCapabilities(DC_COPIES)`
and the validated DEVMODE tell; where they fall short, the pages are sent again in the same job.
Jobs are watched with `GetJobW`. A job that the spooler no longer knows has left the queue.
"""

import contextlib
import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing import gdi_types as gdi
from app.printing.deadline import within
from app.printing.gdi_calls import GdiCalls, GdiFailed
from app.printing.gdi_types import DevMode, JobStatus
from app.printing.pdf_file import PdfFault, PdfFile, PdfRefused, open_pdf, page_size_pt
from app.printing.printers import (
    HeldReason,
    JobPhase,
    JobRef,
    JobState,
    Paper,
    PrinterInfo,
    PrintOptions,
    spooler_text,
)

RENDER_FLAGS = 0x1 | 0x800  # annotations (stamps, signatures) and "for a printer"
POINTS_PER_INCH = 72
SAME_SIZE_PX_SHARE = 0.01
TITLE_LENGTH = 200
PAPERS = {Paper.A4: gdi.PAPER_A4, Paper.A5: gdi.PAPER_A5}

# What GetJobW says about a job that is no longer queued: Windows the first, Wine the second.
JOB_LEFT = frozenset({gdi.ERROR_INVALID_PARAMETER, gdi.ERROR_INVALID_HANDLE})

FAULTS = {
    gdi.ERROR_INVALID_PRINTER_NAME: PrinterFault.GONE,
    gdi.ERROR_PRINTER_DELETED: PrinterFault.GONE,
    gdi.ERROR_ACCESS_DENIED: PrinterFault.REFUSED,
    gdi.ERROR_PRINT_CANCELLED: PrinterFault.REFUSED,
    gdi.ERROR_DISK_FULL: PrinterFault.NO_SPACE,
    gdi.RPC_S_SERVER_UNAVAILABLE: PrinterFault.NO_SPOOLER,
}
REASONS = (
    (JobStatus.PAPER_OUT, HeldReason.NO_PAPER),
    (JobStatus.OFFLINE, HeldReason.OFFLINE),
    (JobStatus.USER_INTERVENTION, HeldReason.ATTENTION),
    (JobStatus.BLOCKED, HeldReason.OTHER),
    (JobStatus.PAUSED, HeldReason.PAUSED),
    (JobStatus.ERROR, HeldReason.OTHER),
)


@dataclass(frozen=True, slots=True)
class _Settings:
    """The DEVMODE that the driver agreed to, and what is left for us to do."""

    devmode: bytearray
    rounds: int
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet in device pixels: its whole size, where the printable part begins, resolution."""

    width: int
    height: int
    offset_x: int
    offset_y: int
    dpi_x: int
    dpi_y: int


class WindowsPrinters:
    """The printers of a Windows user, through the calls of `GdiCalls`."""

    def __init__(self, calls: GdiCalls) -> None:
        self._calls = calls

    def list_names(self, timeout_s: float) -> list[PrinterInfo]:
        """List names only: asking each printer for its state may wait for servers for minutes."""
        try:
            names = within(timeout_s, self._calls.enum_printers)
        except TimeoutError as error:
            raise PrinterFailed(PrinterFault.TIMEOUT, "") from error
        except GdiFailed as error:
            raise _printer_failed(error, "") from error
        return [PrinterInfo(name) for name in sorted(set(names), key=str.casefold)]

    def exists(self, printer: str) -> bool:
        """Open the printer by its name and close it again."""
        try:
            with self._opened(printer):
                return True
        except PrinterFailed as error:
            if error.fault is PrinterFault.GONE:
                return False
            raise

    def print(self, pdf: PdfFile, printer: str, options: PrintOptions, title: str) -> JobRef:
        """Draw every page onto the printer; see the module's text for the order of calls."""
        try:
            with (
                self._opened(printer) as handle,
                contextlib.closing(open_pdf(pdf.data)) as document,
            ):
                landscape = _is_landscape(*page_size_pt(document, 0))
                settings = self._settings(handle, printer, options, landscape=landscape)
                job_id = self._draw(document, printer, settings, title, landscape=landscape)
        except GdiFailed as error:
            raise _printer_failed(error, printer) from error
        except PdfRefused as error:
            raise PrinterFailed(PrinterFault.BAD_DOCUMENT, printer, str(error)) from error
        return JobRef(printer, str(job_id), pdf.pages, settings.ignored)

    def job_state(self, job: JobRef) -> JobState:
        """Ask the spooler; a job that it has forgotten has left the queue."""
        try:
            with self._opened(job.printer) as handle:
                spooled = self._calls.get_job(handle, int(job.job_id))
        except GdiFailed as error:
            gone = error.code in JOB_LEFT
            return JobState(JobPhase.HANDED_OVER if gone else JobPhase.UNKNOWN, pages=job.pages)
        except PrinterFailed:
            return JobState(JobPhase.UNKNOWN, pages=job.pages)
        return _job_state(spooled.status, spooled.status_text, spooled.pages_printed, job.pages)

    def cancel(self, job: JobRef) -> bool:
        """Ask the spooler to delete the job."""
        try:
            with self._opened(job.printer) as handle:
                self._calls.delete_job(handle, int(job.job_id))
        except GdiFailed:
            return False
        return True

    @contextlib.contextmanager
    def _opened(self, printer: str) -> Iterator[int]:
        try:
            handle = self._calls.open_printer(printer)
        except GdiFailed as error:
            raise _printer_failed(error, printer) from error
        try:
            yield handle
        finally:
            self._calls.close_printer(handle)

    def _settings(
        self, handle: int, printer: str, options: PrintOptions, *, landscape: bool
    ) -> _Settings:
        calls = self._calls
        devmode = calls.default_devmode(handle, printer)
        fields = DevMode.from_buffer(devmode)
        ignored = []
        paper = PAPERS.get(options.paper)
        if paper is not None:
            fields.paper_size = paper
            fields.fields |= gdi.DM_PAPERSIZE
        fields.orientation = gdi.LANDSCAPE if landscape else gdi.PORTRAIT
        fields.fields |= gdi.DM_ORIENTATION
        if calls.capability(printer, gdi.DC_DUPLEX) == 1:
            fields.duplex = gdi.DUPLEX_LONG_EDGE if options.duplex else gdi.SIMPLEX
            fields.fields |= gdi.DM_DUPLEX
        elif options.duplex:
            ignored.append("duplex")
        if calls.capability(printer, gdi.DC_COLORDEVICE) == 1:
            fields.color = gdi.COLOUR if options.colour else gdi.MONOCHROME
            fields.fields |= gdi.DM_COLOR
        elif options.colour:
            ignored.append("colour")
        driver_copies = calls.capability(printer, gdi.DC_COPIES) >= options.copies
        fields.copies = options.copies if driver_copies else 1
        fields.collate = gdi.COLLATED
        fields.fields |= gdi.DM_COPIES | gdi.DM_COLLATE
        agreed = calls.validated_devmode(handle, printer, devmode)
        answer = DevMode.from_buffer(agreed)
        rounds = 1
        if answer.copies != options.copies:
            answer.copies = 1
            rounds = options.copies
        return _Settings(agreed, rounds, tuple(ignored))

    def _draw(
        self,
        document: PdfDocument,
        printer: str,
        settings: _Settings,
        title: str,
        *,
        landscape: bool,
    ) -> int:
        calls = self._calls
        dc = calls.create_dc(printer, settings.devmode)
        try:
            sheet = self._sheet(dc)
            job_id = calls.start_doc(dc, (spooler_text(title) or "document")[:TITLE_LENGTH])
            done = 0
            try:
                calls.set_print_mode()
                for _ in range(settings.rounds):
                    for index in range(len(document)):
                        self._draw_page(dc, document, index, sheet, landscape=landscape)
                        done += 1
                calls.end_doc(dc)
            except (GdiFailed, PdfRefused) as error:
                calls.abort_doc(dc)
                if done:
                    raise PrinterFailed(PrinterFault.UNKNOWN, printer, str(error)) from error
                raise
            except BaseException:
                calls.abort_doc(dc)
                raise
        finally:
            calls.delete_dc(dc)
        return job_id

    def _draw_page(
        self, dc: int, document: PdfDocument, index: int, sheet: _Sheet, *, landscape: bool
    ) -> None:
        width_pt, height_pt = page_size_pt(document, index)
        turn = _is_landscape(width_pt, height_pt) != landscape
        if turn:
            width_pt, height_pt = height_pt, width_pt
        with contextlib.closing(_loaded(document, index)) as page:
            self._calls.start_page(dc)
            self._calls.render_page(
                dc, page, page_box(sheet, width_pt, height_pt), int(turn), RENDER_FLAGS
            )
            self._calls.end_page(dc)

    def _sheet(self, dc: int) -> _Sheet:
        caps = self._calls.device_caps
        return _Sheet(
            caps(dc, gdi.PHYSICALWIDTH),
            caps(dc, gdi.PHYSICALHEIGHT),
            caps(dc, gdi.PHYSICALOFFSETX),
            caps(dc, gdi.PHYSICALOFFSETY),
            caps(dc, gdi.LOGPIXELSX),
            caps(dc, gdi.LOGPIXELSY),
        )


def page_box(sheet: _Sheet, width_pt: float, height_pt: float) -> tuple[int, int, int, int]:
    """Place a page on the sheet: left, top, width, height in device pixels.

    Life-size and centred; a page larger than the sheet is made smaller evenly, one that differs
    from the sheet by rounding fills it.
    """
    width = width_pt / POINTS_PER_INCH * sheet.dpi_x
    height = height_pt / POINTS_PER_INCH * sheet.dpi_y
    scale = min(1.0, sheet.width / width, sheet.height / height)
    box_width, box_height = round(width * scale), round(height * scale)
    if abs(box_width - sheet.width) <= sheet.width * SAME_SIZE_PX_SHARE:
        box_width = sheet.width
    if abs(box_height - sheet.height) <= sheet.height * SAME_SIZE_PX_SHARE:
        box_height = sheet.height
    left = (sheet.width - box_width) // 2 - sheet.offset_x
    top = (sheet.height - box_height) // 2 - sheet.offset_y
    return left, top, box_width, box_height


def devmode_size() -> int:
    """Return the length of DEVMODEW's public part in bytes (220 on every Windows)."""
    return ctypes.sizeof(DevMode)


def _loaded(document: PdfDocument, index: int) -> PdfPage:
    try:
        return document[index]
    except PdfiumError as error:
        raise PdfRefused(PdfFault.BROKEN, f"page {index + 1}") from error


def _is_landscape(width: float, height: float) -> bool:
    return width > height


def _job_state(status: JobStatus, text: str, printed: int, pages: int) -> JobState:
    detail = spooler_text(text)
    if status & (JobStatus.DELETING | JobStatus.DELETED):
        return JobState(JobPhase.FAILED, pages=pages, detail=detail)
    if status & (JobStatus.PRINTED | JobStatus.COMPLETE):
        return JobState(JobPhase.HANDED_OVER, pages=pages, detail=detail)
    reasons = tuple(reason for bit, reason in REASONS if status & bit)
    if reasons:
        unique = tuple(dict.fromkeys(reasons))
        return JobState(JobPhase.HELD, pages=pages, reasons=unique, detail=detail)
    if status & JobStatus.PRINTING:
        return JobState(JobPhase.PRINTING, page=min(printed + 1, pages), pages=pages, detail=detail)
    return JobState(JobPhase.QUEUED, pages=pages, detail=detail)


def _printer_failed(error: GdiFailed, printer: str) -> PrinterFailed:
    return PrinterFailed(FAULTS.get(error.code, PrinterFault.DRIVER), printer, str(error))
