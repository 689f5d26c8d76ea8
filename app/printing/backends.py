"""Chooses the printing system by its name."""

import sys
from enum import StrEnum

from app.domain.errors import PrinterFailed, PrinterFault
from app.printing.printers import Printers


class Backend(StrEnum):
    """Names of the printing systems, as presets and children spell them."""

    WINDOWS = "windows"
    CUPS = "cups"
    FOLDER = "folder"


def default_backend(platform: str = sys.platform) -> Backend:
    """Return the system that holds the printers of this platform."""
    return Backend.WINDOWS if platform == "win32" else Backend.CUPS


def open_backend(name: str) -> Printers:
    """Build a printing system; only its own modules are imported.

    Raises `PrinterFailed(NO_SPOOLER)` for a system that this machine does not have and
    `ValueError` for a name that is none of ours.
    """
    backend = Backend(name)
    if backend is Backend.FOLDER:
        from app.printing.folder import FolderPrinters

        return FolderPrinters()
    if backend is Backend.CUPS:
        from app.printing.cups import local_cups

        return local_cups()
    from app.printing.gdi_calls import GdiFailed, RealGdi
    from app.printing.windows_gdi import WindowsPrinters

    try:
        return WindowsPrinters(RealGdi())
    except GdiFailed as error:
        raise PrinterFailed(PrinterFault.NO_SPOOLER, "", str(error)) from error
