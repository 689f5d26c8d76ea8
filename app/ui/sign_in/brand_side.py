"""The left side of the sign-in window: whose cabinet this is, over the map."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.top_bar import Logo
from app.ui.shell.view import BrandView
from app.ui.sign_in.view import SupplierView
from app.ui.theme.theme import Theme
from app.ui.widgets.labels import Label
from app.ui.widgets.painting import box

WIDTH = 420
_MAP = QSize(1000, 676)
_SCALE = 0.62
_MAP_LEFT = 20
_MAP_TOP = 190


class BrandSide(QFrame):
    """Name, tagline, map with the warehouses, and whom to call."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = SupplierView("")
        self._map: QPixmap | None = None
        self._logo = Logo(theme, 44)
        self._name = Label(theme, role="h2", colour="brand-text", wrap=True)
        self._what = Label(theme, role="body", colour="brand-text2")
        self._tagline = Label(theme, role="h1", colour="brand-text", wrap=True)
        self._question = Label(theme, role="body", colour="brand-text2", wrap=True)
        self._phone = Label(theme, role="strong", colour="brand-text", selectable=True)
        self._email = Label(theme, role="body", colour="brand-text", selectable=True)
        self._hours = Label(theme, role="body", colour="brand-text2")
        self.setFixedWidth(WIDTH)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._what)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._logo)
        head.addLayout(names, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 36, 36, 26)
        column.setSpacing(3)
        column.addLayout(head)
        column.addSpacing(34)
        column.addWidget(self._tagline)
        column.addStretch(1)
        column.addWidget(self._question)
        column.addWidget(self._phone)
        column.addWidget(self._email)
        column.addWidget(self._hours)
        theme.changed.connect(self._dress)

    def show_supplier(self, view: SupplierView) -> None:
        """Show another supplier."""
        self._view = view
        self._logo.show_brand(BrandView(view.name, "", view.logo))
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        view = self._view
        self._name.setText(view.name)
        self._what.setText(self.tr("dealer’s cabinet"))
        self._tagline.setText(view.tagline)
        known = bool(view.phone or view.email)
        self._question.setText(self.tr("No access or password forgotten?") if known else "")
        self._phone.setText(formats.phone(view.phone))
        self._phone.setVisible(bool(view.phone))
        self._email.setText(view.email)
        self._hours.setText(view.hours)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.brush("brand-ground"))
        ratio = self.devicePixelRatioF()
        if self._map is None or self._map.devicePixelRatio() != ratio:
            self._map = self._draw_map(ratio)
        shift = self._shift()
        painter.drawPixmap(round(shift), _MAP_TOP, self._map)
        for lat, lon in self._view.warehouses[:50]:
            x = (lon - 22.0) * 54.645 * _SCALE + shift
            y = (52.45 - lat) * 82.468 * _SCALE + _MAP_TOP
            ring = QRectF(x - 11, y - 11, 22, 22)
            box(painter, ring, 11, edge=theme.color("brand-line"), width=1.5)
            box(painter, QRectF(x - 5, y - 5, 10, 10), 5, fill=theme.color("logo"))

    def _shift(self) -> float:
        """Where the map begins, so that the middle of the warehouses is in sight."""
        places = [(lon - 22.0) * 54.645 * _SCALE for _, lon in self._view.warehouses[:50]]
        if not places:
            return -2.0 * _MAP_LEFT
        middle = (min(places) + max(places)) / 2
        least = WIDTH - _MAP.width() * _SCALE
        return max(least, min(float(_MAP_LEFT), WIDTH / 2 - middle))

    def _draw_map(self, ratio: float) -> QPixmap:
        theme = self._theme
        source = (theme.resources / "map" / "ukraine-outline.svg").read_text(encoding="utf-8")
        for old, token in (
            ("#E3E8EF", "brand-land"),
            ("#AEB7C4", "brand-line"),
            ("#B9D3E6", "brand-line"),
        ):
            source = source.replace(old, theme.tokens[token])
        width, height = _MAP.width() * _SCALE, _MAP.height() * _SCALE
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(
            painter, QRectF(0, 0, width * ratio, height * ratio)
        )
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _dress(self) -> None:
        self._map = None
        self.update()
