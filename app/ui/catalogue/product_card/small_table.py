"""A small table inside the card: as high as its rows, painted from cells, spoken by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QWidget,
)

from app.ui.catalogue import lines
from app.ui.overriding import override
from app.ui.theme import sizes
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.painting import CENTRE, LEFT, RIGHT, box, elided, picture, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
# As numbers: to join Qt's enums in Python costs as much as to paint a short text.
_SELECTED = QStyle.StateFlag.State_Selected.value
_ACTIVE = QStyle.StateFlag.State_Active.value
_GAP = 3
_LEAST_STRETCHED = 54


class Cell(NamedTuple):
    """A cell: `said` is its text for a screen reader where the painted one is not enough.

    `shape` is '' for plain text, `button`, `chosen` (in the cart) or `typed` (being typed);
    `ground` is a token to fill the cell with.
    """

    text: str
    role: str = "small"
    colour: str = "text"
    said: str = ""
    icon: str = ""
    shape: str = ""
    ground: str = ""


class SmallColumn(NamedTuple):
    """A column: its width in pixels at 100 % text, 0 stretches.

    Where there is no room the columns with the largest `gives_way` are hidden first; 0 never is.
    """

    title: str
    width: int
    align: Qt.AlignmentFlag = LEFT
    gives_way: int = 0


class SmallModel(QAbstractTableModel):
    """Rows of cells, each row with a key."""

    def __init__(self, columns: Sequence[SmallColumn], parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self.keys: list[str] = []
        self._rows: list[tuple[Cell, ...]] = []

    def show(self, keys: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show these rows; with the same keys only what changed is told."""
        if list(keys) == self.keys:
            for number, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
                if old != new:
                    self._rows[number] = new
                    last = len(self.columns) - 1
                    self.dataChanged.emit(self.index(number, 0), self.index(number, last))
            return
        self.beginResetModel()
        self.keys, self._rows = list(keys), list(rows)
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """The cell at an index."""
        return self._rows[index.row()][index.column()]

    @override
    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.said or cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(cell.said or cell.text)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self.columns[section].align)
        return None


class SmallTable(QTableView):
    """Shows a `SmallModel`; keys and clicks are told with the row's key."""

    row_chosen = Signal(str)
    """Another row became current."""
    activated_row = Signal(str)
    """Enter or a double click on a row."""
    shape_clicked = Signal(str)
    """The button of a row was clicked."""

    def __init__(
        self,
        theme: Theme,
        columns: Sequence[SmallColumn],
        *,
        name: str,
        row_height: int,
        header: bool = False,
        selects: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = row_height
        self.rows = SmallModel(columns, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        if not selects:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._header = _SmallHeader(theme, self)
        self.setHorizontalHeader(self._header)
        self._header.setVisible(header)
        self.setItemDelegate(_CellDelegate(theme, self.rows, self))
        self.selectionModel().currentRowChanged.connect(self._tell_row)
        self.rows.modelReset.connect(self.updateGeometry)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def current_key(self) -> str:
        """The key of the current row, empty for none."""
        row = self.currentIndex().row()
        return self.rows.keys[row] if 0 <= row < len(self.rows.keys) else ""

    def choose(self, key: str) -> None:
        """Make a row current; an unknown key changes nothing."""
        if key in self.rows.keys and key != self.current_key:
            self.setCurrentIndex(self.rows.index(self.rows.keys.index(key), 0))

    @override
    def sizeHint(self) -> QSize:
        header = self._header.sizeHint().height() if self._header.isVisibleTo(self) else 0
        rows = self.rows.rowCount() * self._theme.px(self._row_height)
        return QSize(sizes.PRODUCT_CARD_LEAST - 32, header + rows)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    @override
    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key:
            self.activated_row.emit(self.current_key)
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.rows.cell(index).shape:
            self.shape_clicked.emit(self.rows.keys[index.row()])

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.rows.cell(index).shape:
            self.activated_row.emit(self.rows.keys[index.row()])

    def _tell_row(self, current: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self.rows.keys[current.row()])

    def _fit(self) -> None:
        height = self._theme.px(self._row_height)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._fit_columns()
        self.updateGeometry()
        self.viewport().update()

    def _fit_columns(self) -> None:
        columns = self.rows.columns
        stretched = next(n for n, column in enumerate(columns) if not column.width)
        widths = {n: self._theme.px(one.width) for n, one in enumerate(columns) if one.width}
        room = self.viewport().width() - self._theme.px(_LEAST_STRETCHED)
        for number in sorted(widths, key=lambda n: -columns[n].gives_way):
            if sum(widths.values()) <= room or not columns[number].gives_way:
                break
            del widths[number]
        for number in range(len(columns)):
            self.setColumnHidden(number, number != stretched and number not in widths)
        for number, width in widths.items():
            self._header.resizeSection(number, width)
        rest = self.viewport().width() - sum(widths.values())
        self._header.resizeSection(stretched, max(40, rest))


class _SmallHeader(QHeaderView):
    def __init__(self, theme: Theme, table: SmallTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme = theme
        self._table = table
        self.setMinimumSectionSize(16)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(24))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        theme = self._theme
        column = self._table.rows.columns[logical]
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.brush("border"))
        inner = rect.adjusted(_GAP, 0, -_GAP, 0)
        shown = elided(theme, "caption-strong", column.title, inner.width(), middle=False)
        words(
            painter,
            theme,
            inner,
            shown,
            role="caption-strong",
            colour="text2",
            align=column.align,
        )


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, rows: SmallModel, view: SmallTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._lines = lines.Lines(theme)
        self._rows = rows
        self._view = view
        self._ruled = view.selectionMode() != QAbstractItemView.SelectionMode.NoSelection
        self._sides = [_side(column.align) for column in rows.columns]

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        rect: QRect = option.rect
        cell = self._rows.cell(index)
        state: int = option.state.value
        if state & _SELECTED:
            painter.fillRect(rect, theme.brush("sel" if state & _ACTIVE else "sel-in"))
        elif cell.ground == "flash" and theme.name == "contrast":
            # There a tint says nothing; the text's own colour does.
            painter.fillRect(rect, theme.brush("sel"))
        elif cell.ground:
            painter.fillRect(rect, theme.brush(cell.ground))
        if self._ruled:
            line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
            painter.fillRect(line, theme.brush("border"))
        inner = rect.adjusted(_GAP, 0, -_GAP, -1)
        if cell.shape:
            self._shape(painter, inner.adjusted(-2, 3, 2, -3), cell)
            return
        if cell.icon:
            side = theme.px(13)
            place = QRect(inner.left(), inner.top(), side, inner.height())
            ratio = self._view.devicePixelRatioF()
            picture(painter, place, theme.pixmap(cell.icon, cell.colour, side, ratio))
            inner = inner.adjusted(side + 4, 0, 0, 0)
        room = (inner.left(), inner.top(), inner.width(), inner.height())
        side = self._sides[index.column()]
        self._lines.paint(painter, room, cell.text, cell.role, cell.colour, side)

    def _shape(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        theme = self._theme
        fills = {"button": "raised", "chosen": "accent-soft", "typed": "surface"}
        edges = {"button": "border-2", "chosen": "accent", "typed": "focus"}
        box(
            painter,
            rect,
            sizes.RADIUS_SMALL,
            fill=theme.color(fills[cell.shape]),
            edge=theme.color(edges[cell.shape]),
            width=2 if cell.shape == "typed" else 1,
        )
        inner = rect.adjusted(4, 0, -4, 0)
        if cell.icon:
            ratio = self._view.devicePixelRatioF()
            place = QRect(inner.left(), inner.top(), 13, inner.height())
            picture(painter, place, theme.pixmap(cell.icon, cell.colour, 12, ratio))
            inner = inner.adjusted(14, 0, 0, 0)
        align = RIGHT if cell.icon else CENTRE
        shown = elided(theme, cell.role, cell.text, inner.width(), middle=False)
        words(painter, theme, inner, shown, role=cell.role, colour=cell.colour, align=align)


def _side(align: Qt.AlignmentFlag) -> int:
    return {LEFT: lines.LEFT, CENTRE: lines.CENTRE}.get(align, lines.RIGHT)
