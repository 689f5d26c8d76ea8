"""What a person gets who prints on Linux; with a real CUPS of the tests' own."""

from __future__ import annotations

import hashlib
import socket
import struct
import threading
import time

import pytest

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.cups import CupsPrinters, endpoint_from, held_reasons, job_state_of
from app.printing.ipp import Endpoint
from app.printing.pdf_file import PdfFile
from app.printing.printers import (
    FINAL_PHASES,
    HeldReason,
    JobPhase,
    JobRef,
    Paper,
    PrinterReadiness,
    PrintOptions,
)
from tests.app.printing import pdfs

INVOICE = pdfs.invoice()
PDF = PdfFile(INVOICE, hashlib.sha256(INVOICE).hexdigest(), 2)


@pytest.fixture
def printers(cups):
    return CupsPrinters(Endpoint(socket_path=cups.socket), "buyer")


def state_within(printers, job: JobRef, wanted: JobPhase):
    until = time.monotonic() + 20
    while (state := printers.job_state(job)).phase is not wanted and time.monotonic() < until:
        assert state.phase not in FINAL_PHASES, state
        time.sleep(0.1)
    return state


def test_every_queue_is_listed_with_its_state(printers):
    rows = {row.name: row for row in printers.list_names(5)}
    assert list(rows) == ["Accounting", "Бухгалтерія"]
    assert rows["Accounting"].readiness is PrinterReadiness.READY


@pytest.mark.parametrize("queue", ["Accounting", "Бухгалтерія"])
def test_cups_gets_the_very_bytes_on_a4_with_copies_and_sides(cups, printers, queue):
    job = printers.print(PDF, queue, PrintOptions(copies=2, duplex=True), "Рахунок 104\n512")
    assert state_within(printers, job, JobPhase.HANDED_OVER).pages == 2
    assert cups.received(job.job_id) == INVOICE
    row = next(row for row in cups.page_log() if row[1] == job.job_id)
    # A queue without a driver does not count copies; what it was told is in the job itself.
    assert row[0] == queue
    assert row[3:] == ["Рахунок 104 512", "iso_a4_210x297mm", "two-sided-long-edge"]


def test_a_printer_that_is_gone_is_never_replaced_by_the_default_one(cups, printers):
    cups.run("lpadmin", "-d", "Accounting")
    before = len(cups.page_log()) if (cups.root / "page.log").exists() else 0
    assert not printers.exists("Склад")
    with pytest.raises(PrinterFailed) as failure:
        printers.print(PDF, "Склад", PrintOptions(), "Рахунок")
    assert failure.value.fault is PrinterFault.GONE
    assert (len(cups.page_log()) if (cups.root / "page.log").exists() else 0) == before


@pytest.mark.parametrize("name", ["", "a/b", "../admin", "a#b", "x" * 200, "a\nb"])
def test_a_name_that_no_queue_can_have_is_a_gone_printer(printers, name):
    assert not printers.exists(name)


def test_a_stopped_queue_is_told_and_the_job_goes_on_when_it_is_started(cups, printers):
    cups.add_queue("Stopped")
    cups.run("cupsdisable", "Stopped")
    job = printers.print(PDF, "Stopped", PrintOptions(), "Рахунок")
    held = state_within(printers, job, JobPhase.HELD)
    assert held.reasons == (HeldReason.PAUSED,)
    row = next(row for row in printers.list_names(5) if row.name == "Stopped")
    assert row.readiness is PrinterReadiness.STOPPED
    cups.run("cupsenable", "Stopped")
    assert state_within(printers, job, JobPhase.HANDED_OVER)
    cups.run("lpadmin", "-x", "Stopped")
    assert not printers.exists("Stopped")


def test_a_waiting_job_can_be_cancelled(cups, printers):
    cups.add_queue("Slow")
    cups.run("cupsdisable", "Slow")
    job = printers.print(PDF, "Slow", PrintOptions(), "Рахунок")
    assert printers.cancel(job)
    assert state_within(printers, job, JobPhase.FAILED)
    cups.run("lpadmin", "-x", "Slow")
    assert printers.job_state(JobRef("Slow", "99999", 1)).phase is JobPhase.UNKNOWN


def test_no_cups_at_all_is_said_and_is_not_an_empty_list(tmp_path):
    printers = CupsPrinters(Endpoint(socket_path=str(tmp_path / "none.sock")), "buyer")
    with pytest.raises(PrinterFailed) as failure:
        printers.list_names(5)
    assert failure.value.fault is PrinterFault.NO_SPOOLER
    assert printers.job_state(JobRef("Any", "1", 1)).phase is JobPhase.UNKNOWN


def whole_request(client: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += client.recv(1 << 16)
    head, _, body = raw.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split()[0])
    while len(body) < length:
        body += client.recv(1 << 16)
    return body


class TalkingServer:
    """A spooler on loopback that answers what the test gives it, or nothing at all."""

    def __init__(self, answers: list[bytes | None]) -> None:
        self._answers = answers
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._open: list[socket.socket] = []
        self.received: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        for answer in self._answers:
            try:
                client, _ = self._server.accept()
            except OSError:
                return
            self._open.append(client)
            self.received.append(whole_request(client))
            if answer is not None:
                head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\n\r\n"
                client.sendall(head.encode() + answer)
                client.close()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)
        for client in self._open:
            client.close()


PRINTER_FOUND = b"\x02\x00\x00\x00\x00\x00\x00\x01\x01\x04\x03"


def test_a_spooler_that_says_nothing_does_not_hold_the_list_up():
    server = TalkingServer([None])
    try:
        printers = CupsPrinters(Endpoint(host="127.0.0.1", port=server.port), "buyer")
        with pytest.raises(PrinterFailed) as failure:
            printers.list_names(0.3)
        assert failure.value.fault is PrinterFault.TIMEOUT
    finally:
        server.close()


def test_an_answer_lost_after_sending_is_unknown_and_not_a_failure():
    server = TalkingServer([PRINTER_FOUND, b"garbage"])
    try:
        printers = CupsPrinters(Endpoint(host="127.0.0.1", port=server.port), "buyer")
        with pytest.raises(PrinterFailed) as failure:
            printers.print(PDF, "Any", PrintOptions(), "Рахунок")
        assert failure.value.fault is PrinterFault.UNKNOWN
    finally:
        server.close()


def answer_with(group: int, *attributes: tuple[int, bytes, bytes]) -> bytes:
    raw = b"\x02\x00\x00\x00\x00\x00\x00\x01" + bytes([group])
    for tag, name, value in attributes:
        raw += struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value
    return raw + b"\x03"


def test_what_the_queue_cannot_do_is_reported_and_not_asked_for():
    simple = answer_with(
        4, (0x44, b"sides-supported", b"one-sided"), (0x44, b"print-color-mode-supported", b"auto")
    )
    taken = answer_with(2, (0x21, b"job-id", b"\x00\x00\x00\x2a"))
    server = TalkingServer([simple, taken])
    try:
        printers = CupsPrinters(Endpoint(host="127.0.0.1", port=server.port), "buyer")
        job = printers.print(PDF, "Any", PrintOptions(duplex=True, colour=True), "Рахунок")
    finally:
        server.close()
    assert job == JobRef("Any", "42", 2, ("duplex", "colour"))
    assert b"two-sided" not in server.received[1]
    assert b"iso_a4_210x297mm" in server.received[1]


def test_a_queue_that_refuses_jobs_says_so_in_its_own_words():
    refusal = b"\x02\x00\x05\x06" + answer_with(1, (0x41, b"status-message", b"not today"))[4:]
    server = TalkingServer([PRINTER_FOUND, refusal])
    try:
        printers = CupsPrinters(Endpoint(host="127.0.0.1", port=server.port), "buyer")
        with pytest.raises(PrinterFailed) as failure:
            printers.print(PDF, "Any", PrintOptions(), "Рахунок")
    finally:
        server.close()
    assert failure.value.fault is PrinterFault.REFUSED
    assert "not today" in failure.value.detail


def test_reasons_are_translated_into_words_we_have_sentences_for():
    words = ["media-empty-error", "cover-open-report", "strange-thing", "media-needed"]
    assert held_reasons(words) == (HeldReason.NO_PAPER, HeldReason.COVER_OPEN)


@pytest.mark.parametrize(
    ("attributes", "phase"),
    [
        ({"job-state": [3]}, JobPhase.QUEUED),
        ({"job-state": [4]}, JobPhase.HELD),
        ({"job-state": [5], "job-impressions-completed": [1]}, JobPhase.PRINTING),
        ({"job-state": [5], "job-printer-state-reasons": ["media-empty-error"]}, JobPhase.HELD),
        ({"job-state": [5], "job-printer-state-reasons": ["toner-low-warning"]}, JobPhase.PRINTING),
        ({"job-state": [6]}, JobPhase.HELD),
        ({"job-state": [7]}, JobPhase.FAILED),
        ({"job-state": [8]}, JobPhase.FAILED),
        ({"job-state": [9]}, JobPhase.HANDED_OVER),
        ({"job-state": [77]}, JobPhase.UNKNOWN),
        ({}, JobPhase.UNKNOWN),
    ],
)
def test_each_state_of_cups_has_its_phase_and_none_is_printed(attributes, phase):
    assert job_state_of(attributes, 2).phase is phase


def test_the_page_being_printed_never_exceeds_the_document():
    state = job_state_of({"job-state": [5], "job-impressions-completed": [9]}, 2)
    assert (state.page, state.pages) == (2, 2)


def test_the_printers_words_are_shown_as_one_plain_line():
    row = {"job-state": [5], "job-printer-state-message": ["Out of\n\x1b[31m paper" + "x" * 999]}
    detail = job_state_of(row, 1).detail
    assert detail.startswith("Out of [31m paper")
    assert len(detail) == 300


@pytest.mark.parametrize(
    ("server", "endpoint"),
    [
        ("/run/x.sock", Endpoint(socket_path="/run/x.sock")),
        ("print.local", Endpoint(host="print.local", port=631)),
        ("localhost:6631", Endpoint(host="localhost", port=6631)),
        ("localhost:6631/version=1.1", Endpoint(host="localhost", port=6631)),
    ],
)
def test_cups_server_is_read_as_cups_reads_it(server, endpoint):
    assert endpoint_from(server) == endpoint


def test_label_paper_is_left_to_the_printer(cups, printers):
    options = PrintOptions(paper=Paper.PRINTERS_OWN)
    job = printers.print(PDF, "Accounting", options, "Наліпка")
    assert state_within(printers, job, JobPhase.HANDED_OVER)
    row = next(row for row in cups.page_log() if row[1] == job.job_id)
    assert "a4" not in row[4]


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_impossible_copies_are_refused(copies):
    with pytest.raises(ValueError, match="copies"):
        PrintOptions(copies=copies)
