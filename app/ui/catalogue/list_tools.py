"""What can be done with the shown list: copy rows, save it as .xlsx, choose its columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QStandardPaths, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.ui import formats
from app.ui.catalogue.column_layout import ColumnLayout

if TYPE_CHECKING:
    from app.domain.product import ProductRow, QueryResult
    from app.ui.catalogue.column_chooser import ColumnChooser
    from app.ui.catalogue.exporting import Export
    from app.ui.catalogue.favourites import Favourites
    from app.ui.catalogue.listing import Listing
    from app.ui.catalogue.model import CatalogueModel
    from app.ui.catalogue.row_actions import RowActions
    from app.ui.catalogue.table import CatalogueTable
    from app.ui.live.goods import Goods
    from app.ui.live.terms import Terms
    from app.ui.tasks import Tasks
    from app.ui.theme.theme import Theme

MOST_COPIED = 20_000


class ListTools(QObject):
    """Tools of the goods table; long ones work beside it."""

    noticed = Signal(str)
    export_failed = Signal(object)
    progressed = Signal(int, int)
    """An export's rows written and all of them; equal when it has ended."""
    manager_asked = Signal()
    """The user wants to ask his manager about goods; their name is on the clipboard."""

    def __init__(
        self,
        theme: Theme,
        table: CatalogueTable,
        model: CatalogueModel,
        listing: Listing,
        goods: Goods,
        terms: Terms,
    ) -> None:
        super().__init__(table)
        self._theme = theme
        self._table = table
        self._model = model
        self._listing = listing
        self._goods = goods
        self._terms = terms
        self._tasks: Tasks | None = None
        self._chooser: ColumnChooser | None = None
        self._export: Export | None = None
        self._rows: RowActions | None = None
        self._favourites: Favourites | None = None
        table.copy_asked.connect(self.copy)
        table.menu_asked.connect(self._open_row_menu)
        table.header_menu_asked.connect(self._open_header_menu)

    def use_tasks(self, tasks: Tasks) -> None:
        """Take the lanes that an export writes in."""
        self._tasks = tasks

    def use_actions(self, rows: RowActions, favourites: Favourites) -> None:
        """Take what the row's menu calls."""
        self._rows, self._favourites = rows, favourites

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows; one cell that the user went to is copied alone."""
        first, last = self._table.selected_rows()
        current = self._table.currentIndex()
        if first > last:
            return
        kind = self._model.columns[current.column()].kind if current.isValid() else ""
        if first == last and kind not in ("", "photo", "quantity", "name"):
            text = self._model.text(current.row(), current.column())
            QGuiApplication.clipboard().setText(text)
            self.noticed.emit(self.tr("Copied: {text}").format(text=text))
            return
        if last - first >= MOST_COPIED:
            text = self.tr("More than {n} rows are saved as .xlsx: Ctrl+E")
            self.noticed.emit(text.format(n=formats.count(MOST_COPIED)))
            return
        ids = [self._model.product_id(row) for row in range(first, last + 1)]
        self._goods.rows([one for one in ids if one is not None], self._put, owner=self)

    def _put(self, products: list[ProductRow]) -> None:
        from app.ui.catalogue.copying import copied

        rows = [self._model.preparation.prepare(product) for product in products]
        QGuiApplication.clipboard().setMimeData(copied(rows))
        self.noticed.emit(self.tr("%n row(s) copied", "", len(rows)))

    @Slot()
    def export(self) -> None:
        """Ctrl+E: ask for a name, then save what is shown; while it is being saved: stop."""
        if self._export is not None:
            self._export.cancel()
            return
        if self._tasks is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path, _kind = QFileDialog.getSaveFileName(
            self._table.window(),
            self.tr("Save the list"),
            str(Path(folder) / self.tr("goods.xlsx")),
            self.tr("Excel workbook (*.xlsx)"),
        )
        if path:
            self.export_to(Path(path).with_suffix(".xlsx"))

    def export_to(self, path: Path) -> None:
        """Save what is shown under this name; progress and the end are told."""

        def done(result: QueryResult) -> None:
            self._start_export(result, path)

        self._listing.ask_all_ids(done)

    def _start_export(self, result: QueryResult, path: Path) -> None:
        from app.ui.catalogue.exporting import Export, ExportPlan

        if self._tasks is None or self._export is not None:
            return
        profile = self._terms.profile
        stocks = {
            one.guid: stock
            for one in (profile.warehouses if profile else ())
            if (stock := self._goods.stock(one.guid)) is not None
        }
        header = self._table.columns
        shown = [
            column
            for place in range(header.count())
            if not header.isSectionHidden(header.logicalIndex(place))
            and (column := self._model.columns[header.logicalIndex(place)]).kind != "photo"
        ]
        plan = ExportPlan(
            result.ids, shown, self._listing.prices, stocks, self._model.preparation.quantities
        )
        self._export = Export(self._tasks, self._goods, plan, path, self)
        self._export.progressed.connect(self.progressed)
        self._export.finished.connect(self._end_export)
        self._export.failed.connect(self._fail_export)
        self._export.cancelled.connect(self._drop_export)
        self.progressed.emit(0, len(result.ids))
        self._export.start()

    @Slot(object)
    def _end_export(self, path: Path) -> None:
        self._drop_export()
        self.noticed.emit(self.tr("Saved: {path}").format(path=str(path)))

    @Slot(object)
    def _fail_export(self, error: object) -> None:
        self._drop_export()
        self.export_failed.emit(error)

    @Slot()
    def _drop_export(self) -> None:
        if self._export is not None:
            self._export.deleteLater()
            self._export = None
        self.progressed.emit(0, 0)

    @Slot(QWidget)
    def choose_columns(self, under: QWidget) -> None:
        """Open the chooser of columns under a widget."""
        if self._chooser is None:
            from app.ui.catalogue.column_chooser import ColumnChooser

            self._chooser = ColumnChooser(self._theme, self._table.columns, self._model)
            self._chooser.chosen.connect(self._take_layout)
        self._chooser.open_for(under)

    @Slot(object)
    def _take_layout(self, layout: ColumnLayout) -> None:
        self._table.columns.take_layout(layout)
        self._table.fit_columns()

    @Slot(QPoint)
    def _open_header_menu(self, at: QPoint) -> None:
        menu = self._menu()
        columns = menu.addAction(self.tr("Columns…"))
        columns.triggered.connect(self._choose_under_header)
        fit = menu.addAction(self.tr("Usual widths"))
        fit.triggered.connect(self._forget_widths)
        reset = menu.addAction(self.tr("As at first"))
        reset.triggered.connect(self._reset_columns)
        menu.popup(at)

    @Slot()
    def _choose_under_header(self) -> None:
        self.choose_columns(self._table.columns)

    @Slot()
    def _forget_widths(self) -> None:
        columns = self._table.columns.columns
        self._take_layout(ColumnLayout(columns.order, columns.hidden, columns.shown))

    @Slot()
    def _reset_columns(self) -> None:
        self._take_layout(ColumnLayout())

    @Slot(int, QPoint)
    def _open_row_menu(self, row: int, at: QPoint) -> None:
        product = self._model.product(row)
        if product is None or self._rows is None or self._favourites is None:
            return
        self._table.go_to_row(row)
        menu = self._menu()
        self._add(menu, self.tr("Open the card"), self._table.card_asked.emit, "Space")
        self._add(menu, self.tr("Into the cart…"), self._table.edit_quantity, "F2")
        self._add(menu, self.tr("Take from a warehouse…"), self._ask_taking, "Insert")
        self._add(menu, self.tr("Analogues"), self._rows.show_analogues, "")
        menu.addSeparator()
        starred = self._favourites.holds(product)
        star = self.tr("Remove from favourites") if starred else self.tr("Add to favourites")
        self._add(menu, star, self._ask_favourite, "*")
        self._add(menu, self.tr("Copy the article"), self._copy_article, "")
        self._add(menu, self.tr("Copy the row"), self._copy_row, "Ctrl+C")
        menu.addSeparator()
        self._add(menu, self.tr("Ask the manager"), self._ask_manager, "Ctrl+M")
        menu.setDefaultAction(menu.actions()[0])
        menu.popup(at)

    def _add(self, menu: QMenu, text: str, slot: object, key: str) -> QAction:
        action = menu.addAction(f"{text}\t{key}" if key else text)
        action.triggered.connect(slot)
        return action

    @Slot()
    def _ask_taking(self) -> None:
        self._table.taking_asked.emit(self._table.current_row)

    @Slot()
    def _ask_favourite(self) -> None:
        self._table.favourite_asked.emit(self._table.current_row)

    @Slot()
    def _copy_article(self) -> None:
        product = self._model.product(self._table.current_row)
        if product is not None:
            QGuiApplication.clipboard().setText(product.article)

    @Slot()
    def _copy_row(self) -> None:
        product = self._model.product(self._table.current_row)
        if product is not None:
            self._put([product])

    @Slot()
    def _ask_manager(self) -> None:
        product = self._model.product(self._table.current_row)
        if product is not None:
            self.ask_manager(f"{product.article} {' '.join(product.name.split())}".strip())

    @Slot(str)
    def ask_manager(self, about: str) -> None:
        """Ask for the manager; what he is asked about, if anything, is on the clipboard."""
        if about:
            QGuiApplication.clipboard().setText(about)
            self.noticed.emit(self.tr("Copied: {text}").format(text=about))
        self.manager_asked.emit()

    def _menu(self) -> QMenu:
        menu = QMenu(self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu
