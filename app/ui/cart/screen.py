"""The cart's screen: tabs of drafts, a line for quick adding, the table, the undo bar."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.ui.cart.comparing import CompareDialog
from app.ui.cart.line_actions import LineActions
from app.ui.cart.menus import CartMenus
from app.ui.cart.model import CartModel
from app.ui.cart.summary import CartSummary
from app.ui.cart.table import CartTable
from app.ui.cart.tools import CartTools, DraftStrip
from app.ui.cart.undoing import Undoing
from app.ui.cart.valuation import Valuation
from app.ui.overriding import override
from app.ui.shell.commands import add_action, under_layouts
from app.ui.shell.view import KeyHint
from app.ui.widgets.notices import Action, Banner, EmptyState

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.domain.cart import LineId
    from app.ui.live.drafts import Drafts
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate


class CartScreen(QWidget):
    """The open drafts. `side` is the panel with sums for the window's side stack."""

    verify_requested = Signal(object)
    """The Draft to check and order."""
    catalogue_requested = Signal()
    orders_requested = Signal()
    paste_requested = Signal()
    import_requested = Signal()
    contract_requested = Signal()
    """F4: choose the contract."""

    def __init__(
        self,
        theme: Theme,
        terms: Terms,
        goods: Goods,
        drafts: Drafts,
        valuation: Valuation | None = None,
        *,
        can_import: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._drafts = drafts
        self.valuation = valuation or Valuation(terms, goods, drafts)
        self.model = CartModel(self.valuation)
        self.table = CartTable(theme, self.model)
        self.table.setAccessibleName(translate("Cart", "Lines of the cart"))
        self.side = CartSummary(theme, self.valuation)
        self.menus = CartMenus(theme, self.valuation, self)
        self.strip = DraftStrip(theme, self.valuation, self)
        self.tools = CartTools(theme, self.valuation, can_import=can_import, parent=self)
        self._build(can_import=can_import)
        self.undoing = Undoing(theme, drafts, self)
        self.doing = LineActions(self.valuation, self.model, self.table, self.undoing)
        self._connect()
        self.renew()

    @Slot(bool)
    def set_online(self, online: bool) -> None:  # noqa: FBT001 - a slot of a Qt signal
        """Say whether an order is checked now or waits in the queue."""
        self.side.set_online(online=online)
        self.table.cells.stale = not online
        self.table.viewport().update()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a slot of a Qt signal
        """Show that the check goes on."""
        self.side.button.set_busy(busy=busy)

    @Slot(str, str, str)
    def say(self, tint: str, title: str, text: str) -> None:
        """Show a banner over the table."""
        self.banner.say(tint=tint, title=title, text=text)
        self.banner.show()

    @Slot()
    def order(self) -> None:
        """Ask for the check when nothing stops it, else go to the line that does."""
        draft = self.valuation.draft
        if self.side.button.busy or draft is None:
            return
        if self.side.button.isEnabled():
            self.banner.hide()
            self.verify_requested.emit(draft)
            return
        stop = next((check for check in self.side.checks if check.stops and check.line), None)
        if stop is not None and stop.line is not None:
            self.jump(stop.line)

    @property
    def key_hints(self) -> tuple[KeyHint, ...]:
        """Keys of the table for the status bar."""
        return (
            KeyHint("F2", translate("Cart", "quantity")),
            KeyHint("Ins", translate("Cart", "warehouse")),
            KeyHint("Del", translate("Cart", "remove")),
            KeyHint("Ctrl+Z", translate("Cart", "undo")),
            KeyHint("Alt+1…4", translate("Cart", "mend the line")),
        )

    @Slot(object)
    def jump(self, line_id: LineId) -> None:
        """Go to a line."""
        self.table.go_to(line_id)
        self.table.setFocus()

    @Slot()
    def compare(self) -> None:
        """Show the cart under each contract; the chosen one is kept for this cart, with undo."""
        self.compare_over(self)

    def compare_over(self, owner: QWidget) -> None:
        """Compare over another screen; an empty cart is not compared."""
        if self.valuation.appraisal is None or not self._drafts.active.lines:
            return
        dialog = CompareDialog(self._theme, self.valuation, owner)
        dialog.chosen.connect(self.doing.take_contract)
        dialog.open()

    @Slot()
    def renew(self) -> None:
        """Show the tabs and the table or the empty state."""
        if not self._drafts.ready:
            return
        self.strip.renew()
        empty = not self._drafts.active.lines
        self._stack.setCurrentWidget(self._empty if empty else self.table)
        if not empty and self.table.current_line is None:
            self.table.step_line(down=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.table.current_line is None:
            self.table.step_line(down=True)

    def _build(self, *, can_import: bool) -> None:
        theme = self._theme
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(theme, translate("Cart", "Close the message"), self)
        self.banner.closed.connect(self.banner.hide)
        self.banner.hide()
        actions = [Action("catalogue", translate("Cart", "To the catalogue"), "F9", primary=True)]
        if can_import:
            paste = translate("Cart", "Paste from Excel")
            actions.append(Action("paste", paste, "Ctrl+Shift+V"))
        actions.append(Action("orders", translate("Cart", "Repeat an order")))
        text = translate("Cart", "Type quantities in the catalogue or repeat an order.")
        self._empty = EmptyState(
            theme,
            icon="shopping-cart",
            title=translate("Cart", "The cart is empty"),
            text=text,
            actions=actions,
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column.addWidget(self.strip)
        column.addWidget(self.tools)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.table)
        order = [*self.strip.focus_order, *self.tools.focus_order, self.table]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        drafts, table, tools, menus = self._drafts, self.table, self.tools, self.menus
        self.valuation.changed.connect(self.renew)
        self.strip.tabs.closing.connect(self.doing.close_draft)
        self.strip.tabs.renaming.connect(menus.rename)
        tools.quick.added.connect(self._note_added)
        tools.quick.left.connect(table.setFocus)
        tools.paste.clicked.connect(self.paste_requested)
        tools.load.clicked.connect(self.import_requested)
        tools.compare.clicked.connect(self.compare)
        tools.grouping.chosen.connect(self._group)
        tools.rename_asked.connect(self._rename)
        tools.clear_asked.connect(self.doing.clear)
        table.warehouses_asked.connect(menus.open_warehouses)
        table.menu_asked.connect(self._open_menu)
        table.typed.connect(tools.quick.begin)
        menus.quantity_asked.connect(self._edit)
        menus.copy_asked.connect(self.doing.copy)
        menus.lines_removed.connect(self.doing.remove_lines)
        menus.moved.connect(self.doing.note_moved)
        self._empty.action_chosen.connect(self._choose_empty)
        self.side.ordered.connect(self.order)
        self.side.contract_requested.connect(self.contract_requested)
        self.side.jumped.connect(self.jump)
        self.doing.contract_requested.connect(self.contract_requested)
        self.undoing.room_wanted.connect(self._make_room)
        drafts.failed.connect(self._note_failed)
        add_action(self, "primary", self.order, translate("Cart", "Check and order"))
        # The window's own keys come before the table's.
        add_action(self, "edit_quantity", table.edit_quantity, translate("Cart", "Quantity"))
        add_action(self, "warehouses", table.ask_warehouses, translate("Cart", "Every warehouse"))
        add_action(self, "compare", self.compare, translate("Cart", "Under each contract"))
        add_action(self, "undo", self.undoing.undo, translate("Cart", "Undo"))
        add_action(self, "new_draft", self.strip.add_draft, translate("Cart", "New cart"))
        copying = QShortcut(table)
        copying.setKeys([QKeySequence(keys) for keys in under_layouts("Ctrl+C")])
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(self.doing.copy)

    @Slot(object, QPoint)
    def _open_menu(self, line_id: LineId, at: QPoint) -> None:
        self.menus.open_line(line_id, at, self.table.selected_ids())

    @Slot(str)
    def _choose_empty(self, key: str) -> None:
        signals = {
            "catalogue": self.catalogue_requested,
            "paste": self.paste_requested,
            "orders": self.orders_requested,
        }
        signals[key].emit()

    @Slot(str)
    def _group(self, key: str) -> None:
        current = self.table.current_line
        self.model.show_grouped(grouped=key == "grouped")
        if current is not None:
            self.table.go_to(current.id)

    @Slot(object)
    def _edit(self, line_id: LineId) -> None:
        self.jump(line_id)
        self.table.edit_quantity()

    @Slot()
    def _rename(self) -> None:
        self.menus.rename(self._drafts.active_id)

    @Slot(object, str)
    def _note_added(self, line_id: LineId, note: str) -> None:
        self.table.go_to(line_id)
        if note:
            self.undoing.offer(note)

    @Slot(int)
    def _make_room(self, height: int) -> None:
        """Keep the rows above the undo bar while it is there."""
        self._column.setContentsMargins(0, 0, 0, height)
        self._column.activate()
        if height:
            self.table.scrollTo(self.table.currentIndex())

    @Slot(object)
    def _note_failed(self, _error: object) -> None:
        self.say(
            "err",
            translate("Cart", "The cart could not be saved on the disk."),
            translate("Cart", "Free some space; the cart stays on the screen meanwhile."),
        )
