"""The Windows calls that printing makes, each a method, so that tests can record their order.

`GdiCalls` is the port, `RealGdi` the real thing (ctypes on winspool.drv, gdi32.dll and PDFium).
Every failed call raises `GdiFailed` with the code of `GetLastError`.
"""

import ctypes
import sys
from dataclasses import dataclass
from typing import Any, Protocol

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from app.printing.gdi_types import (
    JOB_CONTROL_DELETE,
    DevMode,
    DocInfo,
    JobInfo1,
    JobStatus,
    PrinterInfo4,
)

PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS = 0x2, 0x4
DM_OUT_BUFFER, DM_IN_BUFFER = 2, 8
IDOK = 1
ERROR_INSUFFICIENT_BUFFER = 122
MAX_BUFFER = 8 * 1024 * 1024
EMF_PRINT_MODE = 0


class GdiFailed(Exception):
    """A Windows call failed; `code` is the system's error number, 0 when it gave none."""

    def __init__(self, call: str, code: int) -> None:
        super().__init__(f"{call}: {code}")
        self.call = call
        self.code = code


@dataclass(frozen=True, slots=True)
class SpooledJob:
    """What the spooler says about a job."""

    status: JobStatus
    status_text: str
    total_pages: int
    pages_printed: int


class GdiCalls(Protocol):
    """The calls in the order in which a job needs them; handles are plain numbers."""

    def enum_printers(self) -> list[str]:
        """EnumPrintersW level 4: names of local and connected printers."""
        ...

    def open_printer(self, name: str) -> int:
        """OpenPrinterW."""
        ...

    def close_printer(self, printer: int) -> None:
        """ClosePrinter."""
        ...

    def default_devmode(self, printer: int, name: str) -> bytearray:
        """DocumentPropertiesW with DM_OUT_BUFFER: the user's settings for this printer."""
        ...

    def validated_devmode(self, printer: int, name: str, devmode: bytearray) -> bytearray:
        """DocumentPropertiesW with DM_IN_BUFFER and DM_OUT_BUFFER: what the driver makes of it."""
        ...

    def capability(self, name: str, index: int) -> int:
        """DeviceCapabilitiesW for a number: DC_COPIES, DC_DUPLEX, DC_COLORDEVICE."""
        ...

    def create_dc(self, name: str, devmode: bytearray) -> int:
        """CreateDCW("WINSPOOL", name)."""
        ...

    def delete_dc(self, dc: int) -> None:
        """DeleteDC."""
        ...

    def device_caps(self, dc: int, index: int) -> int:
        """GetDeviceCaps."""
        ...

    def start_doc(self, dc: int, title: str) -> int:
        """StartDocW; returns the spooler's job number."""
        ...

    def end_doc(self, dc: int) -> None:
        """EndDoc."""
        ...

    def abort_doc(self, dc: int) -> None:
        """AbortDoc."""
        ...

    def start_page(self, dc: int) -> None:
        """StartPage."""
        ...

    def end_page(self, dc: int) -> None:
        """EndPage."""
        ...

    def set_print_mode(self) -> None:
        """FPDF_SetPrintMode(0): text and lines go to the printer as vectors."""
        ...

    def render_page(
        self, dc: int, page: PdfPage, box: tuple[int, int, int, int], rotate: int, flags: int
    ) -> None:
        """FPDF_RenderPage into `box` = left, top, width, height in device pixels."""
        ...

    def get_job(self, printer: int, job_id: int) -> SpooledJob:
        """GetJobW level 1."""
        ...

    def delete_job(self, printer: int, job_id: int) -> None:
        """SetJobW with JOB_CONTROL_DELETE."""
        ...


class RealGdi:
    """The calls of a real Windows; making one elsewhere raises `GdiFailed`."""

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise GdiFailed("WinDLL", 0)
        self._spool: Any = ctypes.WinDLL("winspool.drv", use_last_error=True)
        self._gdi: Any = ctypes.WinDLL("gdi32", use_last_error=True)
        handle, pointer, text = ctypes.c_void_p, ctypes.c_void_p, ctypes.c_wchar_p
        number, flags = ctypes.c_int, ctypes.c_uint32
        where = ctypes.POINTER(ctypes.c_uint32)
        spool, gdi = self._spool, self._gdi
        for function, result, arguments in (
            (
                spool.EnumPrintersW,
                number,
                (flags, text, flags, pointer, flags, where, where),
            ),
            (spool.OpenPrinterW, number, (text, ctypes.POINTER(handle), pointer)),
            (spool.ClosePrinter, number, (handle,)),
            (
                spool.DocumentPropertiesW,
                ctypes.c_long,
                (handle, handle, text, pointer, pointer, flags),
            ),
            (
                spool.DeviceCapabilitiesW,
                number,
                (text, text, ctypes.c_uint16, pointer, pointer),
            ),
            (spool.GetJobW, number, (handle, flags, flags, pointer, flags, where)),
            (spool.SetJobW, number, (handle, flags, flags, pointer, flags)),
            (gdi.CreateDCW, handle, (text, text, text, pointer)),
            (gdi.DeleteDC, number, (handle,)),
            (gdi.GetDeviceCaps, number, (handle, number)),
            (gdi.StartDocW, number, (handle, ctypes.POINTER(DocInfo))),
            (gdi.EndDoc, number, (handle,)),
            (gdi.AbortDoc, number, (handle,)),
            (gdi.StartPage, number, (handle,)),
            (gdi.EndPage, number, (handle,)),
        ):
            function.restype = result
            function.argtypes = arguments

    def enum_printers(self) -> list[str]:
        """EnumPrintersW level 4, asked for the size first."""
        flags = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS
        needed, count = ctypes.c_uint32(), ctypes.c_uint32()
        sizes = (ctypes.byref(needed), ctypes.byref(count))
        done = self._spool.EnumPrintersW(flags, None, 4, None, 0, *sizes)
        if done and not count.value:
            return []
        if not done and last_error() != ERROR_INSUFFICIENT_BUFFER:
            raise self._failure("EnumPrintersW")
        buffer = _buffer("EnumPrintersW", needed.value)
        if not self._spool.EnumPrintersW(flags, None, 4, buffer, len(buffer), *sizes):
            raise self._failure("EnumPrintersW")
        rows = (PrinterInfo4 * count.value).from_buffer(buffer)
        return [str(row.printer_name) for row in rows if row.printer_name]

    def open_printer(self, name: str) -> int:
        """OpenPrinterW with the rights of an ordinary user."""
        printer = ctypes.c_void_p()
        if not self._spool.OpenPrinterW(name, ctypes.byref(printer), None) or not printer.value:
            raise self._failure("OpenPrinterW")
        return int(printer.value)

    def close_printer(self, printer: int) -> None:
        """ClosePrinter."""
        self._spool.ClosePrinter(printer)

    def default_devmode(self, printer: int, name: str) -> bytearray:
        """DocumentPropertiesW, asked for the size first."""
        size = self._spool.DocumentPropertiesW(None, printer, name, None, None, 0)
        if size < ctypes.sizeof(DevMode):
            raise self._failure("DocumentPropertiesW")
        buffer = _buffer("DocumentPropertiesW", size)
        into = ctypes.addressof(buffer)
        if self._spool.DocumentPropertiesW(None, printer, name, into, None, DM_OUT_BUFFER) != IDOK:
            raise self._failure("DocumentPropertiesW")
        return bytearray(buffer)

    def validated_devmode(self, printer: int, name: str, devmode: bytearray) -> bytearray:
        """DocumentPropertiesW merging ours into the driver's own."""
        source = (ctypes.c_char * len(devmode)).from_buffer_copy(devmode)
        buffer = _buffer("DocumentPropertiesW", len(devmode))
        into, given = ctypes.addressof(buffer), ctypes.addressof(source)
        flags = DM_IN_BUFFER | DM_OUT_BUFFER
        if self._spool.DocumentPropertiesW(None, printer, name, into, given, flags) != IDOK:
            raise self._failure("DocumentPropertiesW")
        return bytearray(buffer)

    def capability(self, name: str, index: int) -> int:
        """DeviceCapabilitiesW; -1, which drivers answer to what they don't know, is kept."""
        return int(self._spool.DeviceCapabilitiesW(name, None, index, None, None))

    def create_dc(self, name: str, devmode: bytearray) -> int:
        """CreateDCW."""
        source = (ctypes.c_char * len(devmode)).from_buffer_copy(devmode)
        dc = self._gdi.CreateDCW("WINSPOOL", name, None, ctypes.addressof(source))
        if not dc:
            raise self._failure("CreateDCW")
        return int(dc)

    def delete_dc(self, dc: int) -> None:
        """DeleteDC."""
        self._gdi.DeleteDC(dc)

    def device_caps(self, dc: int, index: int) -> int:
        """GetDeviceCaps."""
        return int(self._gdi.GetDeviceCaps(dc, index))

    def start_doc(self, dc: int, title: str) -> int:
        """StartDocW."""
        info = DocInfo(size=ctypes.sizeof(DocInfo), document_name=title)
        job_id = int(self._gdi.StartDocW(dc, ctypes.byref(info)))
        if job_id <= 0:
            raise self._failure("StartDocW")
        return job_id

    def end_doc(self, dc: int) -> None:
        """EndDoc."""
        self._positive("EndDoc", self._gdi.EndDoc(dc))

    def abort_doc(self, dc: int) -> None:
        """AbortDoc; its failure changes nothing, the job is given up anyway."""
        self._gdi.AbortDoc(dc)

    def start_page(self, dc: int) -> None:
        """StartPage."""
        self._positive("StartPage", self._gdi.StartPage(dc))

    def end_page(self, dc: int) -> None:
        """EndPage."""
        self._positive("EndPage", self._gdi.EndPage(dc))

    def set_print_mode(self) -> None:
        """FPDF_SetPrintMode, which only the Windows build of PDFium has."""
        function: Any = getattr(pdfium, "FPDF_SetPrintMode", None)
        if function is None or not function(EMF_PRINT_MODE):
            raise GdiFailed("FPDF_SetPrintMode", 0)

    def render_page(
        self, dc: int, page: PdfPage, box: tuple[int, int, int, int], rotate: int, flags: int
    ) -> None:
        """FPDF_RenderPage, which only the Windows build of PDFium has."""
        function: Any = getattr(pdfium, "FPDF_RenderPage", None)
        if function is None:
            raise GdiFailed("FPDF_RenderPage", 0)
        context = ctypes.cast(dc, function.argtypes[0])
        # Older builds of PDFium answer nothing here, newer ones whether it worked.
        if function(context, page.raw, *box, rotate, flags) == 0:
            raise GdiFailed("FPDF_RenderPage", 0)

    def get_job(self, printer: int, job_id: int) -> SpooledJob:
        """GetJobW level 1, asked for the size first."""
        needed = ctypes.c_uint32()
        size = ctypes.byref(needed)
        if (
            not self._spool.GetJobW(printer, job_id, 1, None, 0, size)
            and last_error() != ERROR_INSUFFICIENT_BUFFER
        ):
            raise self._failure("GetJobW")
        buffer = _buffer("GetJobW", max(needed.value, ctypes.sizeof(JobInfo1)))
        if not self._spool.GetJobW(printer, job_id, 1, buffer, len(buffer), size):
            raise self._failure("GetJobW")
        row = JobInfo1.from_buffer(buffer)
        return SpooledJob(
            JobStatus(row.status), row.status_text or "", row.total_pages, row.pages_printed
        )

    def delete_job(self, printer: int, job_id: int) -> None:
        """SetJobW."""
        self._positive("SetJobW", self._spool.SetJobW(printer, job_id, 0, None, JOB_CONTROL_DELETE))

    def _positive(self, call: str, result: int) -> None:
        if result <= 0:
            raise self._failure(call)

    def _failure(self, call: str) -> GdiFailed:
        return GdiFailed(call, last_error())


def last_error() -> int:
    """Return the error number that ctypes kept of the last call; 0 where there is no Windows."""
    if sys.platform == "win32":
        return int(ctypes.get_last_error())
    return 0


def _buffer(call: str, size: int) -> "ctypes.Array[ctypes.c_char]":
    if not 0 < size <= MAX_BUFFER:
        raise GdiFailed(call, 0)
    return (ctypes.c_char * size)()
