"""The quantity editor of the goods table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from app.ui.catalogue.quantity_editor import QuantityEditor
from app.ui.catalogue.row_painter import quantity_box
from app.ui.overriding import override
from app.ui.theme import sizes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.ui.catalogue.model import CatalogueModel
    from app.ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class CatalogueDelegate(QStyledItemDelegate):
    """Opens and closes the editor of the quantity; rows are painted by RowPainter."""

    def __init__(self, theme: Theme, model: CatalogueModel, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self.move = ""
        """Where the user goes after the quantity that is being kept."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(40, sizes.CATALOGUE_ROW["regular"])

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        product = self._model.product(index.row())
        editor = QuantityEditor(self._theme, product, parent)
        editor.committed.connect(self._commit)
        editor.given_up.connect(self._give_up)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._model.prepared(index.row())
        if isinstance(editor, QuantityEditor) and row is not None:
            editor.begin(row.quantity_milli)

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QuantityEditor):
            quantity = editor.value()
            if quantity is not None:
                self._model.setData(index, quantity)

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(quantity_box(rect))

    def _commit(self, editor: QWidget) -> None:
        self.move = editor.way if isinstance(editor, QuantityEditor) else ""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def _give_up(self, editor: QWidget) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
