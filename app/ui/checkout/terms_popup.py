"""The supplier's terms of a delivery method, in a pop-up; and all methods side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from app.ui import formats
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.frames import Line, PopupFrame
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.terms import DeliveryMethod
    from app.ui.theme.theme import Theme

KEYS = ("handover", "time", "cost", "limits", "insurance", "returns", "cod", "other")


def text_of(texts: dict[str, str], language: str) -> str:
    """Return the supplier's text in a language, Ukrainian where it is missing."""
    return texts.get(language) or texts.get("uk", "")


class TermsPopup(PopupFrame):
    """One method's terms."""

    comparison_requested = Signal()

    def __init__(self, theme: Theme, owner: QWidget, language: str = "uk") -> None:
        super().__init__(owner)
        self._theme = theme
        self._language = language
        self.setFixedWidth(theme.px(410))
        self.column.setContentsMargins(17, 14, 17, 12)
        self.column.setSpacing(8)
        self._title = Label(theme, role="h3")
        self._dated = Label(theme, role="caption", colour="text3")
        close = IconButton(theme, "x", self.tr("Close"), side=26, flat=True)
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(close)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, theme.px(108))
        self._grid.setColumnStretch(1, 1)
        compare = Button(theme, self.tr("Compare the terms of all methods"), kind="link")
        compare.clicked.connect(self._compare)
        self.column.addLayout(head)
        self.column.addWidget(self._dated)
        self.column.addLayout(self._grid)
        self.column.addWidget(Line())
        self.column.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)

    def show_method(self, method: DeliveryMethod) -> None:
        """Show the terms of a method."""
        name = text_of(method.name, self._language)
        self._title.setText(self.tr("{method}: the supplier’s terms").format(method=name))
        dated = self.tr("updated {day}").format(day=formats.day(method.terms_on))
        self._dated.setText(dated if method.terms_on else "")
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        names = term_names()
        texts = dict(method.terms)
        row = 0
        for key in KEYS:
            if key in texts:
                name_label = Label(self._theme, names[key], role="small", colour="text3")
                text = Label(
                    self._theme, text_of(texts[key], self._language), role="small", wrap=True
                )
                self._grid.addWidget(name_label, row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(text, row, 1)
                row += 1
        if not row:
            none = Label(
                self._theme,
                self.tr("The supplier gave no terms for this method. Ask your manager."),
                role="small",
                wrap=True,
            )
            self._grid.addWidget(none, 0, 0, 1, 2)

    def _compare(self) -> None:
        self.close()
        self.comparison_requested.emit()


class TermsComparison(PopupFrame):
    """All methods' terms as a table."""

    def __init__(self, theme: Theme, owner: QWidget, language: str = "uk") -> None:
        super().__init__(owner)
        self._theme = theme
        self._language = language
        self.column.setContentsMargins(17, 14, 17, 12)
        head = QHBoxLayout()
        head.addWidget(Label(theme, self.tr("Terms of all methods"), role="h3"), 1)
        close = IconButton(theme, "x", self.tr("Close"), side=26, flat=True)
        close.clicked.connect(self.close)
        head.addWidget(close)
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self.column.addLayout(head)
        self.column.addWidget(self._area, 1)

    def show_methods(self, methods: Sequence[DeliveryMethod]) -> None:
        """Show the methods, one a row, a column for each kind of term that somebody has."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        names = term_names()
        used = [key for key in KEYS if any(key in dict(method.terms) for method in methods)]
        for column, key in enumerate(used, start=1):
            grid.addWidget(Label(self._theme, names[key], role="caption-strong"), 0, column)
        for row, method in enumerate(methods, start=1):
            name = text_of(method.name, self._language)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Label(self._theme, name, role="small-strong"), row, 0, top)
            texts = dict(method.terms)
            for column, key in enumerate(used, start=1):
                text = text_of(texts[key], self._language) if key in texts else "—"
                label = Label(self._theme, text, role="small", wrap=True)
                label.setMinimumWidth(self._theme.px(110))
                grid.addWidget(label, row, column, top)
        self._area.setWidget(table)
        table.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        owner = self.parentWidget()
        room = owner.window().size() if owner else self.size()
        self.setFixedSize(round(room.width() * 0.86), round(room.height() * 0.7))


def term_names() -> dict[str, str]:
    """Return the names of the kinds of terms."""
    from PySide6.QtCore import QCoreApplication

    translate = QCoreApplication.translate
    return {
        "handover": translate("DeliveryTerms", "Hand-over"),
        "time": translate("DeliveryTerms", "Time"),
        "cost": translate("DeliveryTerms", "Cost"),
        "limits": translate("DeliveryTerms", "Limits"),
        "insurance": translate("DeliveryTerms", "Insurance"),
        "returns": translate("DeliveryTerms", "Returns"),
        "cod": translate("DeliveryTerms", "Cash on delivery"),
        "other": translate("DeliveryTerms", "Other"),
    }
