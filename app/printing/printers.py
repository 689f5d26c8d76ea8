"""What the program wants from a printing system, whichever it is.

Three systems stand behind `Printers`: the Windows spooler, CUPS and a plain folder. All of them
run in a print child: a call may take long, and a driver may crash.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # Only a print child loads PDFium; the window imports this module before its first paint.
    from app.printing.pdf_file import PdfFile

MAX_COPIES = 99
MAX_SPOOLER_TEXT = 300


class Paper(StrEnum):
    """The sheet; `PRINTERS_OWN` leaves what the driver is set to (label printers)."""

    A4 = "A4"
    A5 = "A5"
    PRINTERS_OWN = "printers_own"


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How to print: 1 to 99 copies, both sides along the long edge, colour or grey, the sheet."""

    copies: int = 1
    duplex: bool = False
    colour: bool = False
    paper: Paper = Paper.A4

    def __post_init__(self) -> None:
        if not 1 <= self.copies <= MAX_COPIES:
            raise ValueError(f"copies must be 1 to {MAX_COPIES}, not {self.copies}")


class PrinterReadiness(StrEnum):
    """What the printing system says about a printer; Windows names printers without asking it."""

    READY = "ready"
    BUSY = "busy"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


class HeldReason(StrEnum):
    """Why a job waits; the window has a sentence for each."""

    NO_PAPER = "no_paper"
    NO_TONER = "no_toner"
    JAM = "jam"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    PAUSED = "paused"
    ATTENTION = "attention"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PrinterInfo:
    """A printer's name, its state and the system's own words about it (plain, may be empty)."""

    name: str
    readiness: PrinterReadiness = PrinterReadiness.UNKNOWN
    reasons: tuple[HeldReason, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class JobRef:
    """A job that the spooler has accepted.

    `job_id` is the spooler's number (the file's path for a folder); `pages` counts sheets' sides
    of one copy; `ignored` names the options that this printer cannot do and that were left out.
    """

    printer: str
    job_id: str
    pages: int
    ignored: tuple[str, ...] = ()
    facts: dict[str, str | int] = field(default_factory=dict)


class JobPhase(StrEnum):
    """How far the spooler is with a job; "printed" is not among them, only paper proves that."""

    QUEUED = "queued"
    PRINTING = "printing"
    HANDED_OVER = "handed_over"
    HELD = "held"
    FAILED = "failed"
    UNKNOWN = "unknown"


FINAL_PHASES = frozenset({JobPhase.HANDED_OVER, JobPhase.FAILED})


@dataclass(frozen=True, slots=True)
class JobState:
    """One look at a job: the phase, the page being printed, why it waits, the spooler's words."""

    phase: JobPhase
    page: int | None = None
    pages: int | None = None
    reasons: tuple[HeldReason, ...] = ()
    detail: str = ""


class Printers(Protocol):
    """A printing system.

    A printer that is not there raises `PrinterFailed(GONE)`. No implementation may send a job to
    another printer, the default one included: an invoice on a stranger's tray is worse than none.
    """

    def list_names(self, timeout_s: float) -> list[PrinterInfo]:
        """List the printers, sorted by name; `PrinterFailed(TIMEOUT)` after `timeout_s`."""
        ...

    def exists(self, printer: str) -> bool:
        """Say whether a printer of exactly this name is there now."""
        ...

    def print(self, pdf: PdfFile, printer: str, options: PrintOptions, title: str) -> JobRef:
        """Hand the document over and return when the spooler has accepted the whole of it.

        Raises `PrinterFailed` when the spooler has not accepted it.
        """
        ...

    def job_state(self, job: JobRef) -> JobState:
        """Look at a job; never raises for a job or spooler that is not there: `UNKNOWN`."""
        ...

    def cancel(self, job: JobRef) -> bool:
        """Ask the spooler to drop a job and say whether it agreed."""
        ...


def spooler_text(text: str) -> str:
    """Make a printer's or driver's words fit to be shown: one line, no controls, capped."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())[:MAX_SPOOLER_TEXT]
