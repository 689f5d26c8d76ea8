"""The print child: `python -m app print`, one process for one job or one look at the printers.

The parent writes one line and keeps stdin open::

    {"job": "...", "pdf": "/path", "sha256": "hex", "backend": "cups", "printer": "name",
     "title": "...", "options": {"copies": 1, "duplex": false, "colour": false, "paper": "A4"},
     "watch_s": 60}
    {"list": true, "backend": "cups", "timeout_s": 5}
    {"cancel": true}                       later, while the job is being watched

and reads lines, each with `event` and (for a job) `job`::

    sending      pages                     from here on a dead child means "unknown"
    handed_over  job_id, pages, ignored, facts      the spooler has accepted all of it
    progress     job_id, state, page, pages, reasons, detail
    failed       reason, detail            `reason` is a `PrinterFault` or `PdfFault`
    finished     state                     the last line of a job that was handed over
    printers     printers [{name, readiness, reasons, detail}]

The printer of the request is the only one used. No event says "printed".
"""

import os
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.child_process import InputLines, die_with_parent, limit_memory, write_line
from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.backends import open_backend
from app.printing.pdf_file import PdfRefused, read_pdf
from app.printing.printers import (
    FINAL_PHASES,
    JobPhase,
    JobRef,
    JobState,
    Paper,
    Printers,
    PrintOptions,
)

REQUEST_TIMEOUT_S = 30.0
CHECK_TIMEOUT_S = 10.0
WATCH_S = 60.0
MAX_WATCH_S = 3600.0
LOOK_EVERY_S = 1.0
LIST_TIMEOUT_S = 5.0
FAILED_EXIT = 1
HUNG_EXIT = 3


class BadRequest(Exception):
    """The parent's line is not one of those described above."""


@dataclass(frozen=True, slots=True)
class Request:
    """One job as the parent asked for it."""

    job: str
    pdf: Path
    sha256: str
    backend: str
    printer: str
    title: str
    options: PrintOptions
    watch_s: float


def main(argv: Sequence[str] = ()) -> int:  # noqa: ARG001 - every child program has this form
    """Serve one line of stdin and return the exit code: 0 done, 1 failed, 3 a hanging PDF."""
    die_with_parent()
    limit_memory()
    lines = InputLines()
    line = lines.next(REQUEST_TIMEOUT_S)
    if line is None:
        write_line({"event": "failed", "reason": "bad_request", "detail": "no request"})
        return FAILED_EXIT
    try:
        if line.get("list") is True:
            return _list_printers(line)
        return _print(read_request(line), lines)
    except BadRequest as error:
        write_line({"event": "failed", "reason": "bad_request", "detail": str(error)})
        return FAILED_EXIT


def read_request(line: dict[str, Any]) -> Request:
    """Read a job's line; nothing is guessed, a missing field is a `BadRequest`."""
    options = line.get("options", {})
    if not isinstance(options, dict):
        raise BadRequest("options")
    try:
        chosen = PrintOptions(
            copies=_typed(options, "copies", int, default=1),
            duplex=_typed(options, "duplex", bool, default=False),
            colour=_typed(options, "colour", bool, default=False),
            paper=Paper(_typed(options, "paper", str, default=Paper.A4.value)),
        )
    except ValueError as error:
        raise BadRequest(str(error)) from error
    watch_s = line.get("watch_s", WATCH_S)
    if isinstance(watch_s, bool) or not isinstance(watch_s, int | float):
        raise BadRequest("watch_s")
    return Request(
        job=_typed(line, "job", str),
        pdf=Path(_typed(line, "pdf", str)),
        sha256=_typed(line, "sha256", str),
        backend=_typed(line, "backend", str),
        printer=_typed(line, "printer", str),
        title=_typed(line, "title", str, default=""),
        options=chosen,
        watch_s=min(max(float(watch_s), 0.0), MAX_WATCH_S),
    )


def _print(request: Request, lines: InputLines) -> int:
    try:
        with _Watchdog(request.job):
            pdf = read_pdf(request.pdf, request.sha256)
        printers = _opened(request.backend)
        write_line({"event": "sending", "job": request.job, "pages": pdf.pages})
        job = printers.print(pdf, request.printer, request.options, request.title)
    except PdfRefused as error:
        return _failed(request.job, error.fault, error.detail)
    except PrinterFailed as error:
        return _failed(request.job, error.fault, error.detail)
    write_line(
        {
            "event": "handed_over",
            "job": request.job,
            "job_id": job.job_id,
            "pages": job.pages,
            "ignored": list(job.ignored),
            "facts": job.facts,
        }
    )
    last = _watch(request, printers, job, lines)
    write_line({"event": "finished", "job": request.job, "job_id": job.job_id, "state": last})
    return 0


def _watch(request: Request, printers: Printers, job: JobRef, lines: InputLines) -> JobPhase:
    until = time.monotonic() + request.watch_s
    told: JobState | None = None
    while True:
        state = printers.job_state(job)
        if state != told:
            told = state
            write_line(
                {
                    "event": "progress",
                    "job": request.job,
                    "job_id": job.job_id,
                    "state": state.phase,
                    "page": state.page,
                    "pages": state.pages,
                    "reasons": list(state.reasons),
                    "detail": state.detail,
                }
            )
        left_s = until - time.monotonic()
        if state.phase in FINAL_PHASES or left_s <= 0:
            return state.phase
        line = lines.next(min(LOOK_EVERY_S, left_s))
        if line is not None and line.get("cancel") is True:
            _cancel(printers, job)


def _cancel(printers: Printers, job: JobRef) -> None:
    try:
        agreed = printers.cancel(job)
    except PrinterFailed:
        agreed = False
    write_line({"event": "cancel", "job_id": job.job_id, "agreed": agreed})


def _list_printers(line: dict[str, Any]) -> int:
    timeout_s = line.get("timeout_s", LIST_TIMEOUT_S)
    if isinstance(timeout_s, bool) or not isinstance(timeout_s, int | float):
        raise BadRequest("timeout_s")
    try:
        found = _opened(_typed(line, "backend", str)).list_names(float(timeout_s))
    except PrinterFailed as error:
        write_line({"event": "failed", "reason": error.fault, "detail": error.detail})
        return FAILED_EXIT
    write_line({"event": "printers", "printers": [asdict(printer) for printer in found]})
    return 0


def _opened(backend: str) -> Printers:
    try:
        return open_backend(backend)
    except ValueError as error:
        raise BadRequest("backend") from error


def _failed(job: str, reason: str, detail: str) -> int:
    write_line({"event": "failed", "job": job, "reason": reason, "detail": detail})
    return FAILED_EXIT


class _Watchdog:
    """Ends the process if the PDF engine does not come back: it cannot be interrupted."""

    def __init__(self, job: str) -> None:
        self._job = job
        self._timer = threading.Timer(CHECK_TIMEOUT_S, self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        _failed(self._job, PrinterFault.BAD_DOCUMENT, "the PDF does not open")
        os._exit(HUNG_EXIT)


def _typed(values: dict[str, Any], name: str, kind: type, *, default: Any = None) -> Any:
    value = values.get(name, default)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadRequest(name)
    return value
