"""Asks the gateway who the supplier is, once the window stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.errors import AppError

if TYPE_CHECKING:
    from app.bootstrap.installation import Installation
    from app.ui.shell.presenter import ShellPresenter
    from app.ui.tasks import Tasks
    from contract.about import About


class SupplierBrand(QObject):
    """Shows the supplier's name and colour as they are now and keeps them for the next start."""

    def __init__(
        self, tasks: Tasks, installation: Installation, shell: ShellPresenter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._installation = installation
        self._shell = shell
        tasks.fetch(lambda: installation.gateway().about(), self._show, self._note_none, owner=self)

    def _show(self, about: About) -> None:
        self._installation.keep_brand(about.supplier.name, about.supplier.accent)
        self._shell.show_brand(self._installation.brand)

    def _note_none(self, error: Exception) -> None:
        if not isinstance(error, AppError):
            raise error
