"""The supplier has closed access: why, whom to ask, and the way to keep one's carts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.shell.manager_card import ManagerPanel
from app.ui.shell.view import ManagerView
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Card, Line
from app.ui.widgets.labels import Label
from app.ui.widgets.notices import RoundIcon

_WIDTH = 480


class AccessClosedScreen(QWidget):
    """Stands in the place of all screens, so that cached prices are out of sight."""

    export_requested = Signal()
    retried = Signal()
    address_opened = Signal(str)
    text_copied = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(theme, role="h1", wrap=True)
        self._reason = Label(theme, colour="text2", wrap=True)
        self._said = Label(theme, colour="text2", wrap=True)
        self._panel = ManagerPanel(theme)
        self._panel.address_opened.connect(self.address_opened)
        self._panel.text_copied.connect(self.text_copied)
        self._export = Button(theme, kind="primary", icon="download")
        self._export.clicked.connect(self.export_requested)
        self._retry = Button(theme, kind="ghost", icon="refresh-cw")
        self._retry.clicked.connect(self.retried)
        card = Card("err")
        card.setFixedWidth(theme.px(_WIDTH))
        column = card.column
        column.setContentsMargins(28, 24, 28, 20)
        column.addWidget(RoundIcon(theme, "ban", "err"))
        for widget in (self._title, self._reason, self._said, Line(), self._panel, Line()):
            column.addWidget(widget)
        column.addWidget(self._export)
        column.addWidget(self._retry)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        # In a row of its own: an aligned item would not get the height its wrapped lines need.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)
        self.retranslate()

    def show_closed(self, reason: str, manager: ManagerView | None) -> None:
        """Show the supplier's reason, empty when he gave none, and the manager."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._panel.show_manager(manager)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self._title.setText(self.tr("The supplier has closed access"))
        self._said.setText(
            self.tr("Prices and stock are hidden. Your carts are kept and can be exported.")
        )
        self._export.setText(self.tr("Export carts"))
        self._retry.setText(self.tr("Check again"))
        self._panel.retranslate()
