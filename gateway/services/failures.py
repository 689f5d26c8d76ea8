"""The one exception by which a service refuses a call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contract.errors import STATUS

if TYPE_CHECKING:
    from contract.errors import ErrorCode


class Failure(Exception):
    """A refusal that the caller is told by code; `message` is for logs, not for screens.

    Whatever the transaction has done so far is rolled back by whoever owns it.
    """

    def __init__(
        self, code: ErrorCode, message: str, details: dict[str, Any] | None = None
    ) -> None:
        super().__init__(message)
        self.code: ErrorCode = code
        self.message = message
        self.details: dict[str, Any] = details or {}

    @property
    def status(self) -> int:
        """HTTP status of the refusal."""
        return STATUS[self.code]
