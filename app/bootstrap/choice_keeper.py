"""Keeps what the user chooses, behind his back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.storage.journal.store import Journal
    from app.ui.tasks import Tasks


class ChoiceKeeper(QObject):
    """Writes choices into the journal in its lane; what is chosen already counts."""

    def __init__(self, tasks: Tasks, journal: Callable[[], Journal], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._journal = journal

    def keep(self, key: str, value: str | None) -> None:
        """Keep a choice, or forget it (None)."""

        def work() -> None:
            # Imported here: SQLAlchemy takes longer than a frame, and a contract switch asks this.
            from app.storage.journal.choices import keep_choice

            keep_choice(self._journal(), key, value)

        self._tasks.write(work, _nothing, owner=self)


def _nothing(_result: object) -> None:
    pass
