"""The order of Windows calls for a print job, and what happens when one of them fails."""

from __future__ import annotations

import hashlib
import sys

import pytest

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.gdi_calls import GdiFailed, RealGdi, SpooledJob
from app.printing.gdi_types import (
    DC_COLORDEVICE,
    DC_COPIES,
    DC_DUPLEX,
    DM_COPIES,
    DM_DUPLEX,
    DM_PAPERSIZE,
    DUPLEX_LONG_EDGE,
    LANDSCAPE,
    MONOCHROME,
    PAPER_A4,
    PORTRAIT,
    DevMode,
    JobStatus,
)
from app.printing.pdf_file import PdfFile
from app.printing.printers import HeldReason, JobPhase, JobRef, Paper, PrintOptions
from app.printing.windows_gdi import WindowsPrinters, devmode_size
from tests.app.printing import pdfs
from tests.fakes.gdi import DC, JOB, PRINTER, PRIVATE, FakeGdi

PRINTER_NAME = "Бухгалтерія"
WHOLE_SHEET = (-100, -100, 4961, 7016)
PAGE_CALLS = ["StartPage", "FPDF_RenderPage", "EndPage"]


def pdf_of(data: bytes, pages: int) -> PdfFile:
    return PdfFile(data, hashlib.sha256(data).hexdigest(), pages)


INVOICE = pdf_of(pdfs.invoice(), 2)


def print_it(gdi: FakeGdi, pdf=INVOICE, options=None, title="Рахунок 104512"):
    return WindowsPrinters(gdi).print(pdf, PRINTER_NAME, options or PrintOptions(), title)


def test_a_job_makes_exactly_these_calls_in_this_order():
    gdi = FakeGdi()
    job = print_it(gdi)
    assert [
        call for call in gdi.calls if call[0] not in ("DeviceCapabilitiesW", "GetDeviceCaps")
    ] == [
        ("OpenPrinterW", PRINTER_NAME),
        ("DocumentPropertiesW get", PRINTER, PRINTER_NAME),
        ("DocumentPropertiesW validate", PRINTER, PRINTER_NAME),
        ("CreateDCW", PRINTER_NAME),
        ("StartDocW", DC, "Рахунок 104512"),
        ("FPDF_SetPrintMode", 0),
        ("StartPage", DC),
        ("FPDF_RenderPage", DC, (595, 842), WHOLE_SHEET, 0, 0x801),
        ("EndPage", DC),
        ("StartPage", DC),
        ("FPDF_RenderPage", DC, (595, 842), WHOLE_SHEET, 0, 0x801),
        ("EndPage", DC),
        ("EndDoc", DC),
        ("DeleteDC", DC),
        ("ClosePrinter", PRINTER),
    ]
    assert job == JobRef(PRINTER_NAME, str(JOB), 2)


def test_the_driver_is_told_a4_copies_and_both_sides_and_keeps_its_own_settings():
    gdi = FakeGdi()
    print_it(gdi, options=PrintOptions(copies=2, duplex=True))
    mode = gdi.printed_with
    assert (mode.paper_size, mode.copies, mode.duplex) == (PAPER_A4, 2, DUPLEX_LONG_EDGE)
    assert (mode.orientation, mode.color) == (PORTRAIT, MONOCHROME)
    assert mode.fields & (DM_PAPERSIZE | DM_COPIES | DM_DUPLEX) == (
        DM_PAPERSIZE | DM_COPIES | DM_DUPLEX
    )
    assert gdi.private == PRIVATE
    assert gdi.names().count("StartPage") == 2


@pytest.mark.parametrize("cause", ["capability", "validation"])
def test_copies_that_the_driver_does_not_make_are_sent_page_by_page(cause):
    gdi = FakeGdi()
    if cause == "capability":
        gdi.capabilities[DC_COPIES] = 1
    else:
        gdi.copies_cap = 1
    print_it(gdi, options=PrintOptions(copies=3))
    assert gdi.printed_with.copies == 1
    assert gdi.names().count("StartPage") == 6
    assert gdi.names().count("StartDocW") == 1


def test_what_the_printer_cannot_do_is_reported_and_not_dropped_in_silence():
    gdi = FakeGdi()
    gdi.capabilities |= {DC_DUPLEX: 0, DC_COLORDEVICE: -1}
    job = print_it(gdi, options=PrintOptions(duplex=True, colour=True))
    assert job.ignored == ("duplex", "colour")
    assert not gdi.printed_with.fields & DM_DUPLEX


def test_label_paper_is_left_to_the_driver():
    gdi = FakeGdi()
    print_it(gdi, options=PrintOptions(paper=Paper.PRINTERS_OWN))
    assert gdi.printed_with.paper_size == 1


def test_a_landscape_document_turns_the_sheet_and_a_stray_portrait_page_is_turned():
    gdi = FakeGdi()
    gdi.caps[110], gdi.caps[111] = gdi.caps[111], gdi.caps[110]
    print_it(gdi, pdf_of(pdfs.pages((842, 595), (595, 842)), 2))
    assert gdi.printed_with.orientation == LANDSCAPE
    drawn = [call[3:5] for call in gdi.calls if call[0] == "FPDF_RenderPage"]
    sheet = (-100, -100, 7016, 4961)
    assert drawn == [(sheet, 0), (sheet, 1)]


def test_a_page_larger_than_the_sheet_is_made_smaller_evenly_and_a_small_one_is_centred():
    gdi = FakeGdi()
    print_it(gdi, pdf_of(pdfs.pages((1190, 1684), (300, 300)), 2))
    large, small = [call[3] for call in gdi.calls if call[0] == "FPDF_RenderPage"]
    assert large == WHOLE_SHEET
    assert small == ((4961 - 2500) // 2 - 100, (7016 - 2500) // 2 - 100, 2500, 2500)


def test_a_printer_that_is_gone_asks_and_nothing_is_sent_anywhere():
    gdi = FakeGdi(name="Склад")
    with pytest.raises(PrinterFailed) as failure:
        print_it(gdi)
    assert (failure.value.fault, failure.value.printer) == (PrinterFault.GONE, PRINTER_NAME)
    assert gdi.calls == [("OpenPrinterW", PRINTER_NAME)]
    assert not WindowsPrinters(gdi).exists(PRINTER_NAME)
    assert WindowsPrinters(gdi).exists("Склад")


@pytest.mark.parametrize(
    ("call", "at", "fault", "aborted"),
    [
        ("DocumentPropertiesW get", 1, PrinterFault.DRIVER, False),
        ("DocumentPropertiesW validate", 1, PrinterFault.DRIVER, False),
        ("CreateDCW", 1, PrinterFault.DRIVER, False),
        ("StartDocW", 1, PrinterFault.DRIVER, False),
        ("FPDF_SetPrintMode", 1, PrinterFault.DRIVER, True),
        ("StartPage", 1, PrinterFault.DRIVER, True),
        ("FPDF_RenderPage", 1, PrinterFault.DRIVER, True),
        ("EndPage", 1, PrinterFault.DRIVER, True),
        ("StartPage", 2, PrinterFault.UNKNOWN, True),
        ("FPDF_RenderPage", 2, PrinterFault.UNKNOWN, True),
        ("EndDoc", 1, PrinterFault.UNKNOWN, True),
    ],
)
def test_a_failing_call_gives_the_job_up_and_leaves_no_handle_open(call, at, fault, aborted):
    gdi = FakeGdi()
    gdi.fail(call, 1, at=at)
    with pytest.raises(PrinterFailed) as failure:
        print_it(gdi)
    assert failure.value.fault is fault
    names = gdi.names()
    assert ("AbortDoc" in names) == aborted
    assert names[-1] == "ClosePrinter"
    created = "CreateDCW" in names and call != "CreateDCW"
    assert ("DeleteDC" in names) == created
    if aborted:
        assert names.index("AbortDoc") < names.index("DeleteDC")
        assert ("EndDoc" in names) == (call == "EndDoc")


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (1801, PrinterFault.GONE),
        (1905, PrinterFault.GONE),
        (5, PrinterFault.REFUSED),
        (63, PrinterFault.REFUSED),
        (112, PrinterFault.NO_SPACE),
        (1722, PrinterFault.NO_SPOOLER),
        (87, PrinterFault.DRIVER),
    ],
)
def test_codes_of_windows_become_what_a_person_can_do(code, fault):
    gdi = FakeGdi()
    gdi.fail("StartDocW", code)
    with pytest.raises(PrinterFailed) as failure:
        print_it(gdi)
    assert failure.value.fault is fault


def test_a_broken_page_is_never_half_printed():
    data = pdfs.deep_pages()
    gdi = FakeGdi()
    with pytest.raises(PrinterFailed) as failure:
        print_it(gdi, pdf_of(data, 1))
    assert failure.value.fault is PrinterFault.BAD_DOCUMENT
    assert "StartDocW" not in gdi.names()
    assert gdi.names()[-1] == "ClosePrinter"


@pytest.mark.parametrize(
    ("status", "phase", "reasons"),
    [
        (JobStatus(0), JobPhase.QUEUED, ()),
        (JobStatus.SPOOLING, JobPhase.QUEUED, ()),
        (JobStatus.PRINTING, JobPhase.PRINTING, ()),
        (JobStatus.PRINTING | JobStatus.PAPER_OUT, JobPhase.HELD, (HeldReason.NO_PAPER,)),
        (JobStatus.OFFLINE, JobPhase.HELD, (HeldReason.OFFLINE,)),
        (JobStatus.PAUSED, JobPhase.HELD, (HeldReason.PAUSED,)),
        (JobStatus.ERROR | JobStatus.BLOCKED, JobPhase.HELD, (HeldReason.OTHER,)),
        (JobStatus.USER_INTERVENTION, JobPhase.HELD, (HeldReason.ATTENTION,)),
        (JobStatus.PRINTED, JobPhase.HANDED_OVER, ()),
        (JobStatus.COMPLETE | JobStatus.PRINTING, JobPhase.HANDED_OVER, ()),
        (JobStatus.DELETING | JobStatus.ERROR, JobPhase.FAILED, ()),
    ],
)
def test_each_status_of_the_spooler_has_its_phase(status, phase, reasons):
    gdi = FakeGdi()
    gdi.job = SpooledJob(status, "words\nof the driver", 2, 1)
    state = WindowsPrinters(gdi).job_state(JobRef(PRINTER_NAME, str(JOB), 2))
    assert (state.phase, state.reasons) == (phase, reasons)
    assert state.detail == "words of the driver"
    assert gdi.names()[-1] == "ClosePrinter"


def test_a_job_that_left_the_queue_was_handed_over_and_a_silent_spooler_is_unknown():
    gone, silent = FakeGdi(), FakeGdi()
    gone.fail("GetJobW", 87)
    silent.fail("GetJobW", 1722)
    job = JobRef(PRINTER_NAME, str(JOB), 2)
    assert WindowsPrinters(gone).job_state(job).phase is JobPhase.HANDED_OVER
    assert WindowsPrinters(silent).job_state(job).phase is JobPhase.UNKNOWN
    elsewhere = JobRef("gone", str(JOB), 2)
    assert WindowsPrinters(silent).job_state(elsewhere).phase is JobPhase.UNKNOWN


def test_names_are_listed_once_and_without_asking_any_printer():
    gdi = FakeGdi()
    assert [row.name for row in WindowsPrinters(gdi).list_names(5)] == ["Zebra", PRINTER_NAME]
    assert gdi.names() == ["EnumPrintersW"]


def test_a_waiting_job_can_be_cancelled():
    gdi = FakeGdi()
    job = JobRef(PRINTER_NAME, str(JOB), 2)
    assert WindowsPrinters(gdi).cancel(job)
    assert ("SetJobW", PRINTER, JOB) in gdi.calls
    gdi.fail("SetJobW", 5, at=2)
    assert not WindowsPrinters(gdi).cancel(job)


def test_the_structures_have_microsofts_layout():
    assert devmode_size() == 220
    assert DevMode.fields.offset == 72
    assert DevMode.copies.offset == 86
    assert DevMode.duplex.offset == 94
    assert DevMode.form_name.offset == 102


@pytest.mark.skipif(sys.platform == "win32", reason="says what happens elsewhere")
def test_without_windows_there_is_no_windows_spooler():
    with pytest.raises(GdiFailed):
        RealGdi()


@pytest.mark.windows
def test_real_windows_lists_printers_and_knows_a_gone_one():
    printers = WindowsPrinters(RealGdi())
    assert isinstance(printers.list_names(10), list)
    assert not printers.exists("no such printer 5f0c")
