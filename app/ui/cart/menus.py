"""The cart's menus and small questions: what can be done with a line, a draft, a name."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from app.domain.cart import line_id
from app.ui import formats
from app.ui.catalogue.ordering import waits_for
from app.ui.catalogue.prepared import stock_text
from app.ui.catalogue.warehouse_popup import WarehousePopup, WarehouseRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.cart import DraftLine, LineId
    from app.domain.stock import StockCell
    from app.ui.cart.valuation import Valuation
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_NAME_MOST = 80
_COMMENT_MOST = 500


class CartMenus(QObject):
    """Asks and changes the drafts by itself; `lines_removed` so that the screen can offer undo."""

    quantity_asked = Signal(object)
    copy_asked = Signal()
    lines_removed = Signal(object)
    """Ids of lines that the user wants out."""
    moved = Signal(str, int)
    """The name of the draft that took lines, and how many."""

    def __init__(self, theme: Theme, valuation: Valuation, owner: QWidget) -> None:
        super().__init__(owner)
        self._theme = theme
        self._valuation = valuation
        self._owner = owner

    def open_line(self, line_id: LineId, at: QPoint, selected: list[LineId]) -> None:
        """Open the menu of a line."""
        menu = QMenu(self._owner)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(
            translate("Cart", "Quantity"), "F2", partial(self.quantity_asked.emit, line_id)
        )
        places = menu.addMenu(translate("Cart", "Warehouse"))
        splits = menu.addMenu(translate("Cart", "Split between warehouses"))
        self._fill_warehouses(places, splits, line_id)
        others = menu.addMenu(translate("Cart", "Move to another cart"))
        for draft in self._valuation.drafts.all:
            if draft.id != self._valuation.drafts.active_id:
                text = draft.name.replace("&", "&&")
                others.addAction(text, partial(self._move, selected, draft.id))
        others.setEnabled(not others.isEmpty())
        menu.addAction(translate("Cart", "Comment on the line…"), partial(self._comment, line_id))
        menu.addSeparator()
        menu.addAction(translate("Cart", "Copy"), "Ctrl+C", self.copy_asked.emit)
        menu.addAction(
            translate("Cart", "Remove"), "Del", partial(self.lines_removed.emit, selected)
        )
        menu.popup(at)

    def open_warehouses(self, line_id: LineId, at: QPoint) -> None:
        """Open the list of warehouses; Enter moves the line there."""
        line = self._line(line_id)
        profile = self._valuation.terms.profile
        if line is None or profile is None:
            return
        popup = WarehousePopup(self._theme, self._owner)
        popup.taken.connect(partial(self._take_from, line_id))
        popup.closed.connect(popup.deleteLater)
        rows = [self._warehouse_row(line, guid) for guid in self._places(line)]
        popup.show_rows(line.name, rows)
        popup.move(at)
        popup.show()

    def rename(self, draft_id: str) -> None:
        """Ask for another name of a draft."""
        draft = self._valuation.drafts.get(draft_id)
        if draft is None:
            return
        self._ask(
            translate("Cart", "Rename the cart"),
            translate("Cart", "Name"),
            draft.name,
            partial(self._take_name, draft_id),
        )

    def _take_name(self, draft_id: str, text: str) -> None:
        draft = self._valuation.drafts.get(draft_id)
        name = " ".join(text.split())[:_NAME_MOST]
        if draft is not None and name:
            self._valuation.drafts.change(replace(draft, name=name))

    def _ask(self, title: str, label: str, text: str, done: Callable[[str], None]) -> None:
        """Ask for a line of text. The label may look like mark-up to Qt, so it is our own words."""
        asking = QInputDialog(self._owner)
        asking.setWindowModality(Qt.WindowModality.WindowModal)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setWindowTitle(title)
        asking.setLabelText(label)
        asking.setTextValue(text)
        asking.setOkButtonText(translate("Cart", "Keep"))
        asking.setCancelButtonText(translate("Cart", "Not now"))
        asking.textValueSelected.connect(done)
        asking.open()

    def _fill_warehouses(self, places: QMenu, splits: QMenu, line_id: LineId) -> None:
        line = self._line(line_id)
        if line is None:
            return
        facts = next(
            (
                one.facts
                for one in (self._valuation.appraisal.lines if self._valuation.appraisal else ())
                if one.line.id == line_id
            ),
            None,
        )
        from app.domain.cart import fitting_quantity

        for guid in self._places(line):
            row = self._warehouse_row(line, guid)
            day = waits_for(self._cell(line, guid))
            free = row.free
            if day is not None:
                free = translate("Cart", "Wait for {day}").format(day=formats.day_short(day))
            text = translate("Cart", "{name} · {free}").format(name=row.name, free=free)
            action = places.addAction(
                text.replace("&", "&&"), partial(self._take_from, line_id, guid)
            )
            action.setCheckable(True)
            action.setChecked(guid == line.warehouse)
            fits = fitting_quantity(facts.free_milli or 0, facts.pack_milli) if facts else 0
            if guid != line.warehouse and 0 < fits < line.quantity_milli:
                rest = line.quantity_milli - fits
                split = translate("Cart", "{a} here + {b} from {wh}").format(
                    a=formats.quantity(fits), b=formats.quantity(rest), wh=row.name
                )
                splits.addAction(
                    split.replace("&", "&&"), partial(self._split, line_id, fits, guid)
                )
        splits.setEnabled(not splits.isEmpty())

    def _warehouse_row(self, line: DraftLine, guid: str) -> WarehouseRow:
        valuation = self._valuation
        profile = valuation.terms.profile
        place = profile.warehouse_by_guid.get(guid) if profile else None
        free = stock_text(self._cell(line, guid), place) if place else None
        days = ""
        if place is not None and place.delivery_days:
            length = place.delivery_days
            days = translate("Cart", "%n day(s)", "", length)
        here = valuation.drafts.active.line(line_id(line.product, line.variant, guid))
        expected = free is not None and free.tint == "info"
        return WarehouseRow(
            guid=guid,
            name=place.name if place else "—",
            free="—" if free is None or expected else free.text,
            tint="" if free is None or expected else free.tint,
            expected=free.text if free is not None and expected else "",
            delivery=days,
            in_cart=formats.quantity(here.quantity_milli) if here else "",
        )

    def _places(self, line: DraftLine) -> list[str]:
        guids = [one.guid for one in self._valuation.warehouses]
        return guids if line.warehouse in guids else [line.warehouse, *guids]

    def _take_from(self, moving: LineId, warehouse: str, _checked: object = None) -> None:
        """Take a line from a warehouse, or wait there where nothing is free but a day is known."""
        drafts = self._valuation.drafts
        line = self._line(moving)
        day = None if line is None else waits_for(self._cell(line, warehouse))
        if day is None:
            drafts.change(drafts.active.moved(moving, warehouse))
        else:
            drafts.change(drafts.active.waiting(moving, warehouse, day.isoformat()))

    def _cell(self, line: DraftLine, warehouse: str) -> StockCell | None:
        goods = self._valuation.goods
        known = goods.known((line.product, line.variant))
        return goods.stock_cell(warehouse, known.id) if known else None

    def _split(self, line_id: LineId, keep_milli: int, warehouse: str) -> None:
        drafts = self._valuation.drafts
        drafts.change(drafts.active.split(line_id, keep_milli, warehouse))

    def _move(self, ids: list[LineId], draft_id: str) -> None:
        drafts = self._valuation.drafts
        target = drafts.get(draft_id)
        if target is None:
            return
        moving = [line for line in drafts.active.lines if line.id in set(ids)]
        for line in moving:
            there = target.line(line.id)
            quantity = line.quantity_milli + (there.quantity_milli if there else 0)
            target = target.with_line(replace(line, quantity_milli=quantity))
        drafts.change(target)
        drafts.take_out(ids)
        self.moved.emit(target.name, len(moving))

    def _comment(self, line_id: LineId) -> None:
        line = self._line(line_id)
        if line is None:
            return
        self._ask(
            translate("Cart", "Comment on the line"),
            translate("Cart", "Comment for the supplier"),
            line.comment,
            partial(self._take_comment, line_id),
        )

    def _take_comment(self, line_id: LineId, text: str) -> None:
        line = self._line(line_id)
        if line is not None:
            comment = " ".join(text.split())[:_COMMENT_MOST]
            self._valuation.drafts.put(replace(line, comment=comment))

    def _line(self, line_id: LineId) -> DraftLine | None:
        drafts = self._valuation.drafts
        return drafts.active.line(line_id) if drafts.ready else None
