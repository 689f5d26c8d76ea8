"""The ground of just changed prices: held four seconds, then faded, at once with less motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from app.ui.theme import sizes

if TYPE_CHECKING:
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme

_STEP_MS: Final = 40


class PriceFlash(QObject):
    """One timer for all cells; the model keeps how strong the ground is."""

    def __init__(self, theme: Theme, model: CatalogueModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._since = QElapsedTimer()
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(sizes.FLASH_HOLD_MS)
        self._hold.timeout.connect(self.fade)
        self._step = QTimer(self)
        self._step.setInterval(_STEP_MS)
        self._step.timeout.connect(self._weaken)

    def begin(self) -> None:
        """Prices have just changed."""
        self._step.stop()
        if self._theme.price_flash:
            self._hold.start()
        else:
            self._model.fade_flash(0.0)

    @Slot()
    def fade(self) -> None:
        """Let the ground go."""
        if self._theme.less_motion:
            self._model.fade_flash(0.0)
            return
        self._since.start()
        self._step.start()

    @Slot()
    def _weaken(self) -> None:
        left = 1.0 - self._since.elapsed() / sizes.FLASH_FADE_MS
        if left <= 0:
            self._step.stop()
        self._model.fade_flash(max(0.0, left))
