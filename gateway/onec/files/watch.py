"""Every account's invoice folder, looked into in each round of the background."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from gateway.onec.accounts import all_accounts
from gateway.onec.exchange_log import note_all
from gateway.onec.files.invoices import InvoiceFolder
from gateway.services.failures import Failure
from gateway.store.engine import reading

if TYPE_CHECKING:
    from sqlalchemy import Engine


class InvoiceFolders:
    """Keeps a watch for each account that has a folder; settings may change between rounds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watches: dict[tuple[int, str, str], InvoiceFolder | None] = {}

    def look(self, now: dt.datetime) -> int:
        """Look into all folders once; returns how many invoices were taken."""
        with reading(self._engine) as connection:
            accounts = all_accounts(connection)
        wanted = {
            (one.id, one.settings.invoice_folder, one.settings.invoice_pattern)
            for one in accounts
            if one.settings.invoice_folder
        }
        self._watches = {key: one for key, one in self._watches.items() if key in wanted}
        taken = 0
        for key in sorted(wanted):
            if key not in self._watches:
                self._watches[key] = self._watch(*key)
            watch = self._watches[key]
            taken += 0 if watch is None else watch.look(now)
        return taken

    def _watch(self, account_id: int, folder: str, pattern: str) -> InvoiceFolder | None:
        try:
            return InvoiceFolder(self._engine, account_id, Path(folder), pattern)
        except Failure as failure:
            told = f"зразок назв рахунків непридатний: {failure.message}"
            note_all(self._engine, account_id, [("error", "invoice_pattern", told)])
            return None
