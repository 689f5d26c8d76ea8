"""What can go wrong for a person: one class for each thing that he can do about it.

Outer layers convert foreign exceptions into these at their border, always `raise ... from`.
Texts for the screen are made in the window from the class and its fields, never here.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime


class ProblemCode(StrEnum):
    """Why the gateway refuses or questions a line or an order; the names are those of the wire."""

    NOT_ENOUGH = "NotEnough"
    PRICE_CHANGED = "PriceChanged"
    NOT_PERMITTED = "NotPermitted"
    NOT_SOLD = "NotSold"
    DISCONTINUED = "Discontinued"
    BELOW_MINIMUM = "BelowMinimum"
    ABOVE_MAXIMUM = "AboveMaximum"
    LIMIT_EXCEEDED = "LimitExceeded"
    OVERDUE_BLOCKED = "OverdueBlocked"
    WRONG_PACK = "WrongPack"
    UNIT_UNKNOWN = "UnitUnknown"
    CONTRACT_CLOSED = "ContractClosed"
    TOTAL_DIFFERS = "TotalDiffers"
    BACKORDER_DATE = "BackorderDate"
    DELIVERY_REFUSED = "DeliveryRefused"


class Severity(StrEnum):
    """Whether a problem stops the order or only has to be seen."""

    ERROR = "error"
    WARNING = "warning"


class Alternative(NamedTuple):
    """Another warehouse that has the goods; `free_milli` in thousandths, None when unknown."""

    warehouse: str
    free_milli: int | None


class Problem(NamedTuple):
    """One objection of the gateway to a line (`n`) or to the whole order (`n` is None).

    `code` stays text so that a word of a newer gateway is not lost; compare it with
    `ProblemCode`. Money in ten-thousandths of the contract's currency, quantities in thousandths
    of the base unit; None means that the gateway did not say.
    """

    n: int | None
    code: str
    severity: Severity = Severity.ERROR
    price_now_e4: int | None = None
    free_now_milli: int | None = None
    pack_milli: int | None = None
    minimum_e4: int | None = None
    limit_left_e4: int | None = None
    since: datetime | None = None
    alternatives: tuple[Alternative, ...] = ()
    replaced_by: str | None = None


class AppError(Exception):
    """The root of what the window knows how to explain; everything else is our own bug."""


class Offline(AppError):
    """The gateway did not answer or answered that it cannot now; tried again by itself.

    `retry_after_s` is what the gateway asked for, None when it asked for nothing.
    """

    def __init__(self, detail: str = "", *, retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.retry_after_s = retry_after_s


class SignInNeeded(AppError):
    """The session has ended; `code` is the wire's word, `token_expired` or `signed_out`."""

    def __init__(self, code: str = "signed_out") -> None:
        super().__init__(code)
        self.code = code


class AccessWithdrawn(AppError):
    """The supplier has closed the access of this user or company."""


class ProtocolBroken(AppError):
    """The other side spoke against the contract; there is nothing to do but to report it."""

    def __init__(self, detail: str = "", *, code: str = "", request_id: str = "") -> None:
        super().__init__(detail or code)
        self.detail = detail
        self.code = code
        self.request_id = request_id


class Rejected(AppError):
    """The gateway refused an order; `problems` mark the lines of the cart."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
        self.problems = problems


class StorageFailed(AppError):
    """The disk refused: full, read-only, damaged or locked by another program."""


class PrinterFault(StrEnum):
    """Why a printer did not take a job; each has its own sentence and action in the window."""

    GONE = "gone"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    NO_SPOOLER = "no_spooler"
    NO_SPACE = "no_space"
    BAD_DOCUMENT = "bad_document"
    DRIVER = "driver"
    UNKNOWN = "unknown"


class PrinterFailed(AppError):
    """A printer did not take a job: the user chooses again, another printer, or a file.

    With `PrinterFault.UNKNOWN` the connection broke after the document had been sent, so it may
    have been printed: the user looks at the printer first. With every other fault it is certain
    that the spooler has nothing.
    """

    def __init__(self, fault: PrinterFault, printer: str, detail: str = "") -> None:
        super().__init__(f"{fault}: {printer}: {detail}" if detail else f"{fault}: {printer}")
        self.fault = fault
        self.printer = printer
        self.detail = detail


class Cancelled(AppError):
    """The user changed his mind; nothing is shown."""
