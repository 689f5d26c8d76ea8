"""The head of the card: photo, name, codes, tags, main attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.ui import formats
from app.ui.catalogue.product_card.photo_place import PhotoPlace
from app.ui.theme import sizes
from app.ui.widgets.buttons import Button, IconButton
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.marks import Tag
from app.ui.widgets.painting import RIGHT

if TYPE_CHECKING:
    from app.domain.product import Product, ProductRow, PropertyValue
    from app.ui.theme.theme import Theme

MAIN_ATTRIBUTES = 5
"""The sixth place has the way to all of them."""
_VALUE_MOST = 96
_TAGS = 3
_COPIED_MS = 1000


class CardHead(QWidget):
    """What the product is; the row shows at once, the rest when it has been read."""

    favourite_toggled = Signal(bool)
    all_asked = Signal()
    """Every attribute and the analogues are wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code = ""
        self._product: int | None = None
        self.photo = PhotoPlace(theme)
        self._name = Label(theme, role="h3", wrap=True)
        self._name.setMinimumWidth(60)
        self._star = IconButton(
            theme, "star", self.tr("Add to favourites"), side=24, icon_size=16, flat=True
        )
        self._star.setCheckable(True)
        self._article = ElideLabel(theme, role="small", colour="text2")
        self._copy = IconButton(
            theme, "copy", self.tr("Copy the article"), side=22, icon_size=13, flat=True
        )
        self._barcode = ElideLabel(theme, role="small-number", colour="text2")
        self._tags = [Tag(theme, "") for _ in range(_TAGS)]
        self._note = Label(theme, role="small", colour="warn", wrap=True)
        self._names = [
            ElideLabel(theme, role="small", colour="text2") for _ in range(MAIN_ATTRIBUTES)
        ]
        self._values = [
            ElideLabel(theme, role="small-medium", align=RIGHT) for _ in range(MAIN_ATTRIBUTES)
        ]
        self._all = Button(theme, "", kind="link", size="small")
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.setInterval(_COPIED_MS)
        self._build()
        self._star.toggled.connect(self._toggle)
        self._copy.clicked.connect(self._copy_article)
        self._back.timeout.connect(self._show_copy)
        self._all.clicked.connect(self.all_asked)

    def show_row(self, row: ProductRow) -> None:
        """Show what the table already knows."""
        if row.id != self._product:
            self._product = row.id
            self.photo.clear()
        self._code = row.article
        self._name.setText(" ".join(row.name.split()))
        parts = [self.tr("Art. {article}").format(article=row.article)] if row.article else []
        if row.brand:
            parts.append(row.brand)
        self._article.set_text(" · ".join(parts))
        self._copy.setVisible(bool(row.article))
        self._barcode.set_text("")
        self._show_tags(self._pack(row))
        note = row.why_not or (self.tr("Discontinued") if row.discontinued else "")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        # Lines keep their places till the rest is read, so that the map does not jump.
        for label in (*self._names, *self._values):
            label.set_text("")
        self._all.setText("")

    def show_product(self, product: Product, row_values: tuple[PropertyValue, ...]) -> None:
        """Show the whole card; `row_values` are the attributes with something to say."""
        self.photo.show_images(product.images)
        if product.barcodes:
            self._barcode.set_text(self.tr("Barcode {code}").format(code=product.barcodes[0]))
        tags = self._pack(product.row)
        if product.weight_g:
            kilograms = formats.quantity(product.weight_g)
            tags.append(self.tr("{n} kg").format(n=kilograms))
        self._show_tags(tags)
        self._show_attributes(row_values[:MAIN_ATTRIBUTES])
        text = ""
        if len(row_values) and product.analogues:
            text = self.tr("All {n} · analogues {m}").format(
                n=len(row_values), m=len(product.analogues)
            )
        elif row_values:
            text = self.tr("All {n}").format(n=len(row_values))
        elif product.analogues:
            text = self.tr("Analogues {m}").format(m=len(product.analogues))
        self._all.setText(text)
        self._all.setVisible(bool(text))

    def show_favourite(self, *, favourite: bool) -> None:
        """Show whether the product is a favourite."""
        self._star.blockSignals(True)  # noqa: FBT003 - Qt's own parameter
        self._star.setChecked(favourite)
        self._star.blockSignals(False)  # noqa: FBT003 - Qt's own parameter
        self._dress_star()

    def _pack(self, row: ProductRow) -> list[str]:
        if not row.pack_milli or row.pack_milli == 1000:
            return []
        return [self.tr("packs of {n}").format(n=formats.quantity(row.pack_milli))]

    def _show_tags(self, texts: list[str]) -> None:
        for number, tag in enumerate(self._tags):
            tag.set_text(texts[number] if number < len(texts) else "")
            tag.setVisible(number < len(texts))

    def _show_attributes(self, values: tuple[PropertyValue, ...]) -> None:
        for number in range(MAIN_ATTRIBUTES):
            known = number < len(values)
            self._names[number].set_text(values[number].name if known else "")
            self._values[number].set_text(value_text(values[number]) if known else "")
            self._names[number].setVisible(known)
            self._values[number].setVisible(known)

    def _toggle(self, on: bool) -> None:  # noqa: FBT001 - a Qt signal's value
        self._dress_star()
        self.favourite_toggled.emit(on)

    def _dress_star(self) -> None:
        on = self._star.isChecked()
        self._star.set_icon("star", "warn-fill" if on else "text2")
        self._star.set_name(
            self.tr("Remove from favourites") if on else self.tr("Add to favourites")
        )

    def _copy_article(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self._copy.set_icon("check", "ok")
        self._back.start()

    def _show_copy(self) -> None:
        self._copy.set_icon("copy", "text2")

    def _build(self) -> None:
        codes = QHBoxLayout()
        codes.setSpacing(2)
        codes.addWidget(self._article)
        codes.addWidget(self._copy)
        codes.addStretch(1)
        tags = QHBoxLayout()
        tags.setSpacing(4)
        tags.addSpacerItem(QSpacerItem(0, self._theme.px(sizes.TAG)))
        for tag in self._tags:
            tags.addWidget(tag)
        tags.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(3)
        beside.addLayout(top)
        beside.addLayout(codes)
        beside.addWidget(self._barcode)
        beside.addLayout(tags)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(3)
        for number in range(MAIN_ATTRIBUTES):
            line, place = divmod(number, 2)
            grid.addWidget(self._names[number], line, 3 * place)
            grid.addWidget(self._values[number], line, 3 * place + 1)
            # A name is cut only where its value needs the room.
            self._values[number].setMaximumWidth(self._theme.px(_VALUE_MOST))
        for place in (0, 1):
            grid.setColumnStretch(3 * place, 1)
        grid.setColumnMinimumWidth(2, 8)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(self._all, MAIN_ATTRIBUTES // 2, 3, 1, 2, right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addLayout(grid)
        self._note.hide()


def value_text(value: PropertyValue) -> str:
    """Return a property's value with its unit; '' when there is nothing to say."""
    if isinstance(value.value, bool):
        return _yes_no(yes=value.value)
    if value.value is None or value.value == "":
        return ""
    plain = value.value
    if isinstance(plain, float):
        text = f"{plain:g}".replace(".", ",")
    elif isinstance(plain, list):
        text = ", ".join(str(one) for one in plain)
    else:
        text = str(plain)
    return f"{text} {value.unit}" if value.unit else text


def _yes_no(*, yes: bool) -> str:
    from PySide6.QtCore import QCoreApplication

    if yes:
        return QCoreApplication.translate("ProductCard", "yes")
    return QCoreApplication.translate("ProductCard", "no")
