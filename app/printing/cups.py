"""Printing through CUPS: the PDF itself is handed over, so text stays text on the paper.

A4 is always named: left to itself, CUPS refits the pages to Letter on many queues (measured).
"""

import getpass
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.deadline import within
from app.printing.ipp import (
    Answer,
    Attribute,
    Endpoint,
    Group,
    IppClient,
    IppError,
    Operation,
    Status,
    Tag,
    Value,
)
from app.printing.pdf_file import PdfFile
from app.printing.printers import (
    HeldReason,
    JobPhase,
    JobRef,
    JobState,
    Paper,
    PrinterInfo,
    PrinterReadiness,
    PrintOptions,
    spooler_text,
)

DEFAULT_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
LOOK_TIMEOUT_S = 5.0
SEND_TIMEOUT_S = 60.0
TITLE_BYTES = 200
MEDIA = {Paper.A4: "iso_a4_210x297mm", Paper.A5: "iso_a5_148x210mm"}

READINESS = {3: PrinterReadiness.READY, 4: PrinterReadiness.BUSY, 5: PrinterReadiness.STOPPED}
PENDING, PENDING_HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
PRINTER_STOPPED = 5

# The keywords come with "-report", "-warning" or "-error" behind them; only beginnings matter.
REASONS = (
    ("media-empty", HeldReason.NO_PAPER),
    ("media-needed", HeldReason.NO_PAPER),
    ("input-tray-missing", HeldReason.NO_PAPER),
    ("media-jam", HeldReason.JAM),
    ("toner-empty", HeldReason.NO_TONER),
    ("marker-supply-empty", HeldReason.NO_TONER),
    ("cover-open", HeldReason.COVER_OPEN),
    ("door-open", HeldReason.COVER_OPEN),
    ("interlock-open", HeldReason.COVER_OPEN),
    ("offline", HeldReason.OFFLINE),
    ("timed-out", HeldReason.OFFLINE),
    ("connecting-to-device", HeldReason.OFFLINE),
    ("shutdown", HeldReason.OFFLINE),
    ("paused", HeldReason.PAUSED),
    ("moving-to-paused", HeldReason.PAUSED),
    ("printer-stopped", HeldReason.PAUSED),
    ("job-hold", HeldReason.PAUSED),
    ("other", HeldReason.ATTENTION),
)
PRINTER_ATTRIBUTES = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
)
JOB_ATTRIBUTES = (
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-printer-state-message",
    "job-printer-state-reasons",
)


class CupsPrinters:
    """The queues of one CUPS server, by default the machine's own."""

    def __init__(self, endpoint: Endpoint, user: str) -> None:
        self._client = IppClient(endpoint)
        self._user = user

    def list_names(self, timeout_s: float) -> list[PrinterInfo]:
        """List the queues; an absent CUPS is `PrinterFailed(NO_SPOOLER)`, not an empty list."""
        try:
            answer = within(timeout_s, lambda: self._ask_printers(timeout_s))
        except TimeoutError as error:
            raise PrinterFailed(PrinterFault.TIMEOUT, "") from error
        printers = [_printer_info(row) for row in answer.all(Group.PRINTER)]
        return sorted((row for row in printers if row.name), key=lambda row: row.name.casefold())

    def exists(self, printer: str) -> bool:
        """Ask for the queue by its name; CUPS itself would not choose another one."""
        return self._printer(printer, ("printer-name",)) is not None

    def print(self, pdf: PdfFile, printer: str, options: PrintOptions, title: str) -> JobRef:
        """Send the bytes as they are and return CUPS' job number."""
        abilities = self._printer(
            printer, ("sides-supported", "print-color-mode-supported", "media-supported")
        )
        if abilities is None:
            raise PrinterFailed(PrinterFault.GONE, printer)
        job_attributes, ignored = _job_attributes(options, abilities)
        operation = [
            self._printer_uri(printer),
            self._user_name(),
            Attribute(Tag.NAME, "job-name", (_capped(title),)),
            Attribute(Tag.MIME_TYPE, "document-format", ("application/pdf",)),
        ]
        try:
            answer = self._client.ask(
                Operation.PRINT_JOB,
                _path(printer),
                {Group.OPERATION: operation, Group.JOB: job_attributes},
                timeout_s=SEND_TIMEOUT_S,
                document=pdf.data,
            )
        except (TimeoutError, IppError) as error:  # it may have arrived all the same
            raise PrinterFailed(PrinterFault.UNKNOWN, printer, str(error)) from error
        _demand_success(answer, printer)
        number = _number(answer.first(Group.JOB), "job-id")
        if number is None:
            raise PrinterFailed(PrinterFault.UNKNOWN, printer, "no job number")
        return JobRef(printer, str(number), pdf.pages, ignored)

    def job_state(self, job: JobRef) -> JobState:
        """Ask for the job's attributes and those of its printer that explain why it waits."""
        operation = [
            self._printer_uri(job.printer),
            Attribute(Tag.INTEGER, "job-id", (int(job.job_id),)),
            self._user_name(),
            Attribute(Tag.KEYWORD, "requested-attributes", JOB_ATTRIBUTES),
        ]
        try:
            answer = self._client.ask(
                Operation.GET_JOB_ATTRIBUTES,
                _path(job.printer),
                {Group.OPERATION: operation},
                timeout_s=LOOK_TIMEOUT_S,
            )
        except (TimeoutError, IppError):
            return JobState(JobPhase.UNKNOWN)
        if not answer.succeeded:
            return JobState(JobPhase.UNKNOWN)
        stopped = self._is_stopped(job.printer)
        return job_state_of(answer.first(Group.JOB), job.pages, printer_stopped=stopped)

    def cancel(self, job: JobRef) -> bool:
        """Ask CUPS to drop the job."""
        operation = [
            self._printer_uri(job.printer),
            Attribute(Tag.INTEGER, "job-id", (int(job.job_id),)),
            self._user_name(),
        ]
        answer = self._ask(
            Operation.CANCEL_JOB, _path(job.printer), {Group.OPERATION: operation}, job.printer
        )
        return answer.succeeded

    def _is_stopped(self, printer: str) -> bool:
        try:
            row = self._printer(printer, ("printer-state",))
        except PrinterFailed:
            return False
        return row is not None and _number(row, "printer-state") == PRINTER_STOPPED

    def _ask_printers(self, timeout_s: float) -> Answer:
        operation = [
            self._user_name(),
            Attribute(Tag.KEYWORD, "requested-attributes", PRINTER_ATTRIBUTES),
        ]
        answer = self._ask(
            Operation.CUPS_GET_PRINTERS,
            "/",
            {Group.OPERATION: operation},
            "",
            timeout_s=timeout_s,
        )
        if answer.status == Status.NOT_FOUND:  # a CUPS without queues says so
            return Answer(0)
        _demand_success(answer, "")
        return answer

    def _printer(self, printer: str, wanted: tuple[str, ...]) -> dict[str, list[Value]] | None:
        if not _can_be_queue(printer):
            return None
        operation = [
            self._printer_uri(printer),
            self._user_name(),
            Attribute(Tag.KEYWORD, "requested-attributes", wanted),
        ]
        answer = self._ask(
            Operation.GET_PRINTER_ATTRIBUTES, _path(printer), {Group.OPERATION: operation}, printer
        )
        if answer.status == Status.NOT_FOUND:
            return None
        _demand_success(answer, printer)
        return answer.first(Group.PRINTER)

    def _ask(
        self,
        operation: Operation,
        path: str,
        groups: Mapping[Group, list[Attribute]],
        printer: str,
        *,
        timeout_s: float = LOOK_TIMEOUT_S,
    ) -> Answer:
        try:
            return self._client.ask(operation, path, groups, timeout_s=timeout_s)
        except TimeoutError as error:
            raise PrinterFailed(PrinterFault.TIMEOUT, printer) from error
        except IppError as error:
            raise PrinterFailed(PrinterFault.NO_SPOOLER, printer, str(error)) from error

    def _printer_uri(self, printer: str) -> Attribute:
        return Attribute(Tag.URI, "printer-uri", (f"ipp://localhost{_path(printer)}",))

    def _user_name(self) -> Attribute:
        return Attribute(Tag.NAME, "requesting-user-name", (self._user,))


def local_cups() -> CupsPrinters:
    """Build the client of the CUPS that this session uses: `CUPS_SERVER`, else the local socket."""
    return CupsPrinters(endpoint_from(os.environ.get("CUPS_SERVER", "")), getpass.getuser())


def endpoint_from(server: str) -> Endpoint:
    """Read `CUPS_SERVER` as CUPS itself does: a socket's path, `host` or `host:port`."""
    if server.startswith("/"):
        return Endpoint(socket_path=server)
    if server:
        host, _, port = server.partition(":")
        port = port.partition("/")[0]
        return Endpoint(host=host, port=int(port) if port.isdecimal() else 631)
    for socket_path in DEFAULT_SOCKETS:
        if Path(socket_path).exists():
            return Endpoint(socket_path=socket_path)
    return Endpoint()


def job_state_of(
    row: Mapping[str, list[Value]], pages: int, *, printer_stopped: bool = False
) -> JobState:
    """Translate CUPS' job attributes; `completed` means that the printer took all, no more."""
    state = _number(row, "job-state")
    words = [*_texts(row, "job-printer-state-reasons"), *_texts(row, "job-state-reasons")]
    detail = spooler_text(" ".join(_texts(row, "job-printer-state-message")))
    if state == COMPLETED:
        return JobState(JobPhase.HANDED_OVER, pages=pages)
    if state in (CANCELED, ABORTED):
        return JobState(JobPhase.FAILED, pages=pages, detail=detail or ", ".join(words)[:100])
    if state not in (PENDING, PENDING_HELD, PROCESSING, STOPPED):
        return JobState(JobPhase.UNKNOWN, pages=pages)
    reasons = held_reasons(words)
    waits = state in (PENDING_HELD, STOPPED) or printer_stopped
    if waits or _is_serious(words, reasons):
        return JobState(
            JobPhase.HELD, pages=pages, reasons=reasons or (HeldReason.PAUSED,), detail=detail
        )
    if state == PENDING:
        return JobState(JobPhase.QUEUED, pages=pages, detail=detail)
    done = _number(row, "job-impressions-completed") or 0
    return JobState(JobPhase.PRINTING, page=min(done + 1, pages), pages=pages, detail=detail)


def held_reasons(words: list[str]) -> tuple[HeldReason, ...]:
    """Translate IPP's reason keywords, each of ours once, in a fixed order."""
    found = {
        reason for word in words for beginning, reason in REASONS if word.startswith(beginning)
    }
    return tuple(reason for reason in HeldReason if reason in found)


def _is_serious(words: list[str], reasons: tuple[HeldReason, ...]) -> bool:
    # "connecting-to-device" and the like come and go on a healthy queue; "-report" is for
    # information only. A real stop is named without them.
    return bool(reasons) and any(
        held_reasons([word]) and not word.startswith(("connecting", "other", "job-hold"))
        for word in words
        if not word.endswith(("-report", "-warning"))
    )


def _job_attributes(
    options: PrintOptions, abilities: Mapping[str, list[Value]]
) -> tuple[list[Attribute], tuple[str, ...]]:
    attributes = [Attribute(Tag.INTEGER, "copies", (options.copies,))]
    ignored = []
    media = MEDIA.get(options.paper)
    if media is not None:
        attributes.append(Attribute(Tag.KEYWORD, "media", (media,)))
    sides = "two-sided-long-edge" if options.duplex else "one-sided"
    known_sides = _texts(abilities, "sides-supported")
    if sides in known_sides or not known_sides:
        attributes.append(Attribute(Tag.KEYWORD, "sides", (sides,)))
    elif options.duplex:
        ignored.append("duplex")
    mode = "color" if options.colour else "monochrome"
    known_modes = _texts(abilities, "print-color-mode-supported")
    if mode in known_modes:
        attributes.append(Attribute(Tag.KEYWORD, "print-color-mode", (mode,)))
    elif options.colour and known_modes:
        ignored.append("colour")
    return attributes, tuple(ignored)


def _demand_success(answer: Answer, printer: str) -> None:
    if answer.succeeded:
        return
    if answer.status == Status.NOT_FOUND:
        raise PrinterFailed(PrinterFault.GONE, printer)
    if answer.status == Status.FORMAT_NOT_SUPPORTED:
        raise PrinterFailed(PrinterFault.BAD_DOCUMENT, printer)
    words = " ".join(_texts(answer.first(Group.OPERATION), "status-message"))
    detail = spooler_text(f"{answer.status:#06x} {words}")
    raise PrinterFailed(PrinterFault.REFUSED, printer, detail)


def _printer_info(row: Mapping[str, list[Value]]) -> PrinterInfo:
    names = _texts(row, "printer-name")
    state = _number(row, "printer-state")
    reasons = held_reasons(_texts(row, "printer-state-reasons"))
    readiness = READINESS.get(state or 0, PrinterReadiness.UNKNOWN)
    message = spooler_text(" ".join(_texts(row, "printer-state-message")))
    return PrinterInfo(names[0] if names else "", readiness, reasons, message)


def _can_be_queue(printer: str) -> bool:
    return 0 < len(printer) <= 127 and not set(printer) & set("/#\\'\"?") and printer.isprintable()


def _path(printer: str) -> str:
    return f"/printers/{quote(printer, safe='')}"


def _capped(title: str) -> str:
    text = spooler_text(title) or "document"
    return text.encode()[:TITLE_BYTES].decode("utf-8", "ignore")


def _texts(row: Mapping[str, list[Value]], name: str) -> list[str]:
    return [value for value in row.get(name, []) if isinstance(value, str)]


def _number(row: Mapping[str, list[Value]], name: str) -> int | None:
    for value in row.get(name, []):
        if isinstance(value, int):
            return value
    return None
