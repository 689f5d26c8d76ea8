"""The one table from an error to its title, sentence and action; and the order of messages."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import (
    AccessWithdrawn,
    AppError,
    Cancelled,
    Offline,
    PrinterFailed,
    PrinterFault,
    ProblemCode,
    ProtocolBroken,
    Rejected,
    SignInNeeded,
    StorageFailed,
)
from app.ui.widgets.notices import Action

translate = QCoreApplication.translate


class Priority(IntEnum):
    """Which message is shown first; the greater goes before."""

    NOTICE = 0
    CONTRACT = 1
    VERIFY = 2
    OFFLINE = 3
    ERROR = 4


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the banner; one with the same key replaces the earlier."""

    key: str
    priority: Priority
    tint: str
    title: str
    text: str = ""
    icon: str = ""
    actions: tuple[Action, ...] = ()
    remark: str = ""
    closable: bool = True


_CODES: Final[tuple[tuple[type[AppError], str], ...]] = (
    (Offline, "offline"),
    (SignInNeeded, "sign_in_needed"),
    (AccessWithdrawn, "access_withdrawn"),
    (ProtocolBroken, "protocol_broken"),
    (Rejected, "rejected"),
    (StorageFailed, "storage_failed"),
    (Cancelled, "cancelled"),
)


def code_of(error: AppError) -> str:
    """The stable word of an error; of a printer's error with the fault, `printer_gone`."""
    if isinstance(error, PrinterFailed):
        return f"printer_{error.fault}"
    return next(code for kind, code in _CODES if isinstance(error, kind))


def message_of(error: AppError) -> Message | None:
    """What a person reads about an error; None when there is nothing to show."""
    code = code_of(error)
    if code == "cancelled":
        return None
    made = _PRINTER[error.fault]() if isinstance(error, PrinterFailed) else _TABLE[code]()
    if isinstance(error, PrinterFailed):
        title = made.title.replace("%1", error.printer)
        return Message(code, made.priority, made.tint, title, made.text, made.icon, made.actions)
    return made


def _error(code: str, icon: str, title: str, text: str, *actions: Action) -> Message:
    return Message(code, Priority.ERROR, "err", title, text, icon, actions)


def _offline() -> Message:
    return Message(
        "offline",
        Priority.OFFLINE,
        "warn",
        translate("banners", "Working offline."),
        translate(
            "banners",
            "Prices and stock are shown as last received. Your order will wait in the queue; "
            "we check prices before sending.",
        ),
        "cloud-off",
        (
            Action("retry", translate("banners", "Try now"), "F5", icon="refresh-cw"),
            Action("what_works", translate("banners", "What works"), link=True),
        ),
        closable=False,
    )


def _sign_in() -> Message:
    return _error(
        "sign_in_needed",
        "key-round",
        translate("banners", "Session ended. Your cart is saved."),
        translate("banners", "The password was changed or access renewed; sign in to go on."),
        Action("sign_in", translate("banners", "Sign in"), primary=True),
        Action("work_offline", translate("banners", "Work offline")),
    )


def _withdrawn() -> Message:
    return _error(
        "access_withdrawn",
        "ban",
        translate("banners", "The supplier has closed access."),
        translate("banners", "Your carts are kept and can be exported. Ask your manager."),
        Action("manager", translate("banners", "Contact the manager"), "Ctrl+M"),
        Action("export", translate("banners", "Export carts")),
    )


def _protocol() -> Message:
    return _error(
        "protocol_broken",
        "server-off",
        translate("banners", "The supplier’s server gave an answer we cannot read."),
        translate("banners", "Nothing is lost. Send the details to your supplier."),
        Action("details", translate("banners", "Details"), "Ctrl+Shift+E"),
        Action("retry", translate("banners", "Try again"), "F5"),
    )


def _rejected() -> Message:
    return _error(
        "rejected",
        "circle-x",
        translate("banners", "The supplier’s server did not accept the order."),
        translate("banners", "The lines to change are marked. Nothing is lost."),
        Action("show_lines", translate("banners", "Show lines"), primary=True),
    )


def _storage() -> Message:
    return _error(
        "storage_failed",
        "database-zap",
        translate("banners", "Cannot write to the disk."),
        translate("banners", "Free some space or check the folder; changes wait until then."),
        Action("retry", translate("banners", "Try again")),
        Action("diagnostics", translate("banners", "Check the data"), link=True),
    )


_TABLE: Final[dict[str, Callable[[], Message]]] = {
    "offline": _offline,
    "sign_in_needed": _sign_in,
    "access_withdrawn": _withdrawn,
    "protocol_broken": _protocol,
    "rejected": _rejected,
    "storage_failed": _storage,
}


def _printer(title: str, text: str) -> Message:
    return _error(
        "printer",
        "printer-x",
        title,
        text,
        Action("other_printer", translate("banners", "Other printer")),
        Action("save_pdf", translate("banners", "Save PDF"), "Ctrl+S"),
    )


def _gone() -> Message:
    return _printer(
        translate("banners", "Printer “%1” is not found."),
        translate("banners", "It was renamed or removed. The document is kept."),
    )


def _refused() -> Message:
    return _printer(
        translate("banners", "Printer “%1” refused the job."),
        translate("banners", "Nothing was printed. Choose another printer or save the file."),
    )


def _timeout() -> Message:
    return _printer(
        translate("banners", "Printer “%1” does not answer."),
        translate("banners", "Check that it is on; the job was not handed over."),
    )


def _no_spooler() -> Message:
    return _printer(
        translate("banners", "The print service is not running: “%1”."),
        translate("banners", "Ask your administrator to start it, or save the file."),
    )


def _no_space() -> Message:
    return _printer(
        translate("banners", "No space on the disk to print on “%1”."),
        translate("banners", "Free some space and print again."),
    )


def _bad_document() -> Message:
    return _printer(
        translate("banners", "This document cannot be printed on “%1”."),
        translate("banners", "The file is damaged or not whole; download it again."),
    )


def _driver() -> Message:
    return _printer(
        translate("banners", "The driver of “%1” failed."),
        translate("banners", "Nothing was printed. Try another printer or restart this one."),
    )


def _unknown() -> Message:
    return _printer(
        translate("banners", "Printer “%1” may or may not have taken the job."),
        translate("banners", "Look at the printer before you print again."),
    )


_PRINTER: Final[dict[PrinterFault, Callable[[], Message]]] = {
    PrinterFault.GONE: _gone,
    PrinterFault.REFUSED: _refused,
    PrinterFault.TIMEOUT: _timeout,
    PrinterFault.NO_SPOOLER: _no_spooler,
    PrinterFault.NO_SPACE: _no_space,
    PrinterFault.BAD_DOCUMENT: _bad_document,
    PrinterFault.DRIVER: _driver,
    PrinterFault.UNKNOWN: _unknown,
}


def problem_text(code: str) -> str:
    """A problem of a line or an order in one short sentence; a newer gateway's word as it is."""
    texts = {
        ProblemCode.NOT_ENOUGH: translate("banners", "Not enough in stock"),
        ProblemCode.PRICE_CHANGED: translate("banners", "The price has changed"),
        ProblemCode.NOT_PERMITTED: translate("banners", "Not permitted for you"),
        ProblemCode.NOT_SOLD: translate("banners", "Not sold under this contract"),
        ProblemCode.DISCONTINUED: translate("banners", "No longer sold"),
        ProblemCode.BELOW_MINIMUM: translate("banners", "Below the minimum order"),
        ProblemCode.ABOVE_MAXIMUM: translate("banners", "Above the maximum order"),
        ProblemCode.LIMIT_EXCEEDED: translate("banners", "The credit limit is exceeded"),
        ProblemCode.OVERDUE_BLOCKED: translate("banners", "Stopped by an overdue debt"),
        ProblemCode.WRONG_PACK: translate("banners", "Not a multiple of the pack"),
        ProblemCode.UNIT_UNKNOWN: translate("banners", "The unit is unknown"),
        ProblemCode.CONTRACT_CLOSED: translate("banners", "The contract is closed"),
        ProblemCode.TOTAL_DIFFERS: translate("banners", "The total differs"),
        ProblemCode.BACKORDER_DATE: translate("banners", "The arrival date has changed"),
        ProblemCode.DELIVERY_REFUSED: translate("banners", "This delivery is not possible"),
    }
    return texts.get(ProblemCode(code), code) if code in set(ProblemCode) else code
