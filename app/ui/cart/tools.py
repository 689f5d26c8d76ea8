"""The two strips over the cart's table: the drafts, and what can be done with the active one."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.ui import formats
from app.ui.cart.quick_add import QuickAdd
from app.ui.cart.tabs import DraftTabs, TabView
from app.ui.overriding import override
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.chips import Segments
from app.ui.widgets.labels import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.domain.cart import Draft
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate


class DraftStrip(QWidget):
    """Tabs of the drafts, a button for another one, and when all was saved."""

    def __init__(self, theme: Theme, valuation: Valuation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._valuation = valuation
        self.tabs = DraftTabs(theme, self)
        self.tabs.setAccessibleName(translate("Cart", "Carts"))
        self.add_button = IconButton(
            theme, "plus", translate("Cart", "New cart (Ctrl+N)"), side=28, flat=True
        )
        self._saved = Label(theme, role="caption-number", colour="text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.add_button)
        row.addStretch(1)
        row.addWidget(self._saved)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.tabs.chosen.connect(valuation.drafts.activate)
        self.add_button.clicked.connect(self.add_draft)
        valuation.drafts.saved.connect(self.note_saved)
        self.note_saved()

    @Slot()
    def add_draft(self) -> None:
        """Open another empty draft."""
        self._valuation.drafts.add()

    @Slot()
    def note_saved(self) -> None:
        """Everything is on the disk as of now."""
        now = dt.datetime.now().astimezone()
        self._saved.setText(translate("Cart", "saved {time}").format(time=formats.clock(now)))

    @property
    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.tabs, self.add_button]

    def renew(self) -> None:
        """Show the drafts as they are."""
        drafts = self._valuation.drafts
        self.tabs.show_tabs([self._tab(draft) for draft in drafts.all], drafts.active_id)

    def _tab(self, draft: Draft) -> TabView:
        contract = self._valuation.contract_of(draft)
        pinned = contract is not None and draft.contract == contract.id
        errors = self._valuation.errors_in(draft)
        lines = len(draft.lines)
        items = translate("Cart", "%n item(s)", "", lines)
        spoken = translate("Cart", "{name}, {items}").format(name=draft.name, items=items)
        if errors:
            text = translate("Cart", "{cart}, {errors} to fix")
            spoken = text.format(cart=spoken, errors=errors)
        tag = contract.short if contract is not None and pinned else ""
        return TabView(draft.id, draft.name, tag, errors, len(draft.lines), spoken)


class CartTools(QWidget):
    """The line for quick adding, import, comparison, grouping, and the rest in a menu."""

    rename_asked = Signal()
    clear_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        valuation: Valuation,
        *,
        can_import: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._valuation = valuation
        self._can_import = can_import
        self.quick = QuickAdd(theme, valuation, self)
        self.quick.setMinimumWidth(130)
        self.quick.setMaximumWidth(theme.px(240))
        paste = translate("Cart", "Paste from Excel")
        self.paste = Button(theme, paste, icon="clipboard-paste", parent=self)
        self.load = Button(theme, translate("Cart", "Import"), icon="file-up", parent=self)
        self.paste.hide()
        self.load.hide()
        self.compare = Button(
            theme, translate("Cart", "Under each contract"), icon="scale", key="F8"
        )
        choices = [
            ("grouped", translate("Cart", "By warehouse")),
            ("list", translate("Cart", "As a list")),
        ]
        name = translate("Cart", "How lines are grouped")
        self.grouping = Segments(theme, choices, height=30, name=name)
        self.grouping.choose("grouped")
        self._more = IconButton(theme, "ellipsis", translate("Cart", "More for this cart"))
        self._more.clicked.connect(self._open_more)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        row.addWidget(self.quick, 1)
        for button in self._folding:
            row.addWidget(button)
        row.addStretch(0)
        row.addWidget(self.grouping)
        row.addWidget(self._more)

    @override
    def minimumSizeHint(self) -> QSize:
        # Buttons without room go into the menu, so they ask for none.
        fixed = self.quick.minimumWidth() + self.grouping.sizeHint().width()
        width = fixed + self._more.sizeHint().width() + 40
        return QSize(width, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    @property
    def focus_order(self) -> list[QWidget]:
        """What Tab goes through."""
        return [self.quick, *self._folding, self.grouping, self._more]

    @property
    def _folding(self) -> tuple[Button, ...]:
        lists = (self.paste, self.load) if self._can_import else ()
        return (*lists, self.compare)

    def _fold(self) -> None:
        """Put buttons into the menu, from the right, while there is no room for their words."""
        fixed = self.quick.minimumWidth() + self.grouping.sizeHint().width()
        room = self.width() - fixed - self._more.sizeHint().width() - 24 - 2 * 6
        for button in self._folding:
            room -= button.sizeHint().width() + 6
            button.setVisible(room >= 0)

    @Slot()
    def _open_more(self) -> None:
        drafts, contract = self._valuation.drafts, self._valuation.contract
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for button in self._folding:
            if not button.isVisible():
                menu.addAction(button.text(), button.click)
        menu.addAction(translate("Cart", "Rename the cart"), "F2", self.rename_asked.emit)
        if drafts.active.contract is not None:
            menu.addAction(translate("Cart", "Follow the catalogue’s contract"), self._unpin)
        elif contract is not None:
            text = translate("Cart", "Keep contract {short} for this cart")
            menu.addAction(text.format(short=contract.short.replace("&", "&&")), self._pin)
        menu.addAction(translate("Cart", "Duplicate the cart"), self._duplicate)
        menu.addSeparator()
        menu.addAction(translate("Cart", "Remove all lines"), self.clear_asked.emit)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _duplicate(self) -> None:
        drafts = self._valuation.drafts
        drafts.add(replace(drafts.active, id=uuid.uuid4().hex, name=drafts.new_name()))

    def _pin(self) -> None:
        drafts = self._valuation.drafts
        drafts.pin(drafts.active_id, self._valuation.contract)

    def _unpin(self) -> None:
        drafts = self._valuation.drafts
        drafts.pin(drafts.active_id, None)
