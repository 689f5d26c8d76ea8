"""A Windows spooler that writes down every call and fails where the test says."""

from __future__ import annotations

from app.printing.gdi_calls import GdiFailed, SpooledJob
from app.printing.gdi_types import (
    DC_COLORDEVICE,
    DC_COPIES,
    DC_DUPLEX,
    LOGPIXELSX,
    LOGPIXELSY,
    PHYSICALHEIGHT,
    PHYSICALOFFSETX,
    PHYSICALOFFSETY,
    PHYSICALWIDTH,
    DevMode,
    JobStatus,
)

PRINTER, DC, JOB = 11, 22, 33
PRIVATE = b"the driver's own settings"


class FakeGdi:
    """One printer, A4 at 600 dots per inch with a margin of 100 dots that it cannot print on."""

    def __init__(self, name: str = "Бухгалтерія") -> None:
        self.name = name
        self.calls: list[tuple] = []
        self.fail_at: dict[tuple[str, int], int] = {}
        self.capabilities = {DC_COPIES: 99, DC_DUPLEX: 1, DC_COLORDEVICE: 1}
        self.copies_cap = 99
        self.caps = {
            PHYSICALWIDTH: 4961,
            PHYSICALHEIGHT: 7016,
            PHYSICALOFFSETX: 100,
            PHYSICALOFFSETY: 100,
            LOGPIXELSX: 600,
            LOGPIXELSY: 600,
        }
        self.job = SpooledJob(JobStatus(0), "", 2, 0)
        self.printed_with: DevMode | None = None
        self.private = b""

    def fail(self, call: str, code: int, *, at: int = 1) -> None:
        """Let the `at`-th call of that name fail with a code of Windows."""
        self.fail_at[call, at] = code

    def names(self) -> list[str]:
        return [call[0] for call in self.calls]

    def _note(self, call: str, *arguments: object) -> None:
        self.calls.append((call, *arguments))
        code = self.fail_at.get((call, self.names().count(call)))
        if code is not None:
            raise GdiFailed(call, code)

    def enum_printers(self) -> list[str]:
        self._note("EnumPrintersW")
        return ["Zebra", self.name, self.name]

    def open_printer(self, name: str) -> int:
        self._note("OpenPrinterW", name)
        if name != self.name:
            raise GdiFailed("OpenPrinterW", 1801)
        return PRINTER

    def close_printer(self, printer: int) -> None:
        self._note("ClosePrinter", printer)

    def default_devmode(self, printer: int, name: str) -> bytearray:
        self._note("DocumentPropertiesW get", printer, name)
        mode = DevMode(size=220, driver_extra=len(PRIVATE), paper_size=1, copies=1, duplex=1)
        return bytearray(bytes(mode) + PRIVATE)

    def validated_devmode(self, printer: int, name: str, devmode: bytearray) -> bytearray:
        self._note("DocumentPropertiesW validate", printer, name)
        answer = bytearray(devmode)
        mode = DevMode.from_buffer(answer)
        mode.copies = min(mode.copies, self.copies_cap)
        return answer

    def capability(self, name: str, index: int) -> int:
        self._note("DeviceCapabilitiesW", index)
        return self.capabilities.get(index, -1)

    def create_dc(self, name: str, devmode: bytearray) -> int:
        self._note("CreateDCW", name)
        self.printed_with = DevMode.from_buffer_copy(devmode)
        self.private = bytes(devmode[220:])
        return DC

    def delete_dc(self, dc: int) -> None:
        self._note("DeleteDC", dc)

    def device_caps(self, dc: int, index: int) -> int:
        self._note("GetDeviceCaps", index)
        return self.caps[index]

    def start_doc(self, dc: int, title: str) -> int:
        self._note("StartDocW", dc, title)
        return JOB

    def end_doc(self, dc: int) -> None:
        self._note("EndDoc", dc)

    def abort_doc(self, dc: int) -> None:
        self._note("AbortDoc", dc)

    def start_page(self, dc: int) -> None:
        self._note("StartPage", dc)

    def end_page(self, dc: int) -> None:
        self._note("EndPage", dc)

    def set_print_mode(self) -> None:
        self._note("FPDF_SetPrintMode", 0)

    def render_page(self, dc, page, box, rotate, flags) -> None:
        width, height = page.get_size()
        self._note("FPDF_RenderPage", dc, (width, height), box, rotate, flags)

    def get_job(self, printer: int, job_id: int) -> SpooledJob:
        self._note("GetJobW", printer, job_id)
        return self.job

    def delete_job(self, printer: int, job_id: int) -> None:
        self._note("SetJobW", printer, job_id)
