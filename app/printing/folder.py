"""A "printer" that writes the PDF into a folder: for those who only keep files, and for tests."""

import errno
import os
import tempfile
from pathlib import Path

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.pdf_file import PdfFile
from app.printing.printers import (
    JobPhase,
    JobRef,
    JobState,
    PrinterInfo,
    PrinterReadiness,
    PrintOptions,
)

MAX_STEM = 100
MAX_TRIES = 1000
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
# What FAT and some network disks answer to a request for a hard link.
NO_HARD_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EOPNOTSUPP})
FORBIDDEN = frozenset('<>:"/\\|?*')
RESERVED = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"com{number}" for number in range(1, 10)}
    | {f"lpt{number}" for number in range(1, 10)}
)


class FolderPrinters:
    """Folders as printers: the printer's name is the folder's path.

    Copies, sides and colour make no sense for a file; they are kept in the job's facts so that
    the print log can tell what was asked for.
    """

    def list_names(self, timeout_s: float) -> list[PrinterInfo]:  # noqa: ARG002 - of the port
        """List nothing: folders are chosen by the user, not found."""
        return []

    def exists(self, printer: str) -> bool:
        """Say whether the folder is there; it is never made, it may be an absent network disk."""
        return Path(printer).is_absolute() and Path(printer).is_dir()

    def print(self, pdf: PdfFile, printer: str, options: PrintOptions, title: str) -> JobRef:
        """Write `<title>.pdf`, or `<title> (2).pdf` and so on; an existing file is never touched.

        The file appears under its name only when all of it is on the disk.
        """
        if not self.exists(printer):
            raise PrinterFailed(PrinterFault.GONE, printer)
        try:
            path = _write_new(Path(printer), safe_stem(title), pdf.data)
        except OSError as error:
            full = error.errno in DISK_FULL
            fault = PrinterFault.NO_SPACE if full else PrinterFault.REFUSED
            raise PrinterFailed(fault, printer, error.strerror or type(error).__name__) from error
        facts: dict[str, str | int] = {
            "file": path.name,
            "copies": options.copies,
            "paper": options.paper.value,
        }
        return JobRef(printer, str(path), pdf.pages, facts=facts)

    def job_state(self, job: JobRef) -> JobState:
        """Say that the file is there, or that nobody knows where it went."""
        if Path(job.job_id).is_file():
            return JobState(JobPhase.HANDED_OVER, pages=job.pages, detail=Path(job.job_id).name)
        return JobState(JobPhase.UNKNOWN, pages=job.pages)

    def cancel(self, job: JobRef) -> bool:  # noqa: ARG002 - of the port
        """Refuse: a saved file is the user's."""
        return False


def folder_info(printer: str) -> PrinterInfo:
    """Describe a chosen folder for the printers' tiles."""
    there = FolderPrinters().exists(printer)
    return PrinterInfo(printer, PrinterReadiness.READY if there else PrinterReadiness.STOPPED)


def safe_stem(title: str) -> str:
    """Make a file name without extension that Windows, Linux and a network disk all accept."""
    letters = [
        letter if letter.isprintable() and letter not in FORBIDDEN else " " for letter in title
    ]
    stem = " ".join("".join(letters).split())[:MAX_STEM].strip(" .")
    if stem.partition(".")[0].strip().lower() in RESERVED:
        stem = f"_{stem}"
    return stem or "document"


def _write_new(folder: Path, stem: str, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".saving-", suffix=".tmp", dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.name == "posix":
            temporary.chmod(0o644)  # mkstemp's 0600 would hide the file from a shared folder
        for number in range(1, MAX_TRIES):
            target = folder / (f"{stem}.pdf" if number == 1 else f"{stem} ({number}).pdf")
            if _claim(temporary, target):
                return target
        raise FileExistsError(f"{stem}.pdf")
    finally:
        temporary.unlink(missing_ok=True)


def _claim(temporary: Path, target: Path) -> bool:
    # A rename on Windows fails when the name is taken, on POSIX it replaces: there a hard link
    # is the call that cannot overwrite.
    try:
        if os.name == "nt":
            temporary.rename(target)
        else:
            os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError as error:
        if os.name == "nt" or error.errno not in NO_HARD_LINKS:
            raise
        return _copy_new(temporary, target)
    return True


def _copy_new(source: Path, target: Path) -> bool:
    try:
        with target.open("xb") as file:
            file.write(source.read_bytes())
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        return False
    except OSError:
        target.unlink(missing_ok=True)
        raise
    return True
