"""The top bar: supplier and dealer, contract, age of prices, cart."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.contract_switcher import ContractSwitcher
from app.ui.shell.sync_state import SyncButton
from app.ui.shell.view import BrandView, CartButtonView
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import IconButton
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.painting import box, elided, picture, two_lines, words

_LOGO = 30
_LOGO_BYTES_MOST = 1 << 20


def logo_pixmap(view: BrandView, side: int, ratio: float) -> QPixmap | None:
    """The supplier's picture `side` pixels square, None when there is none that can be read."""
    if not view.logo or len(view.logo) > _LOGO_BYTES_MOST:
        return None
    pixmap = QPixmap()
    if not pixmap.loadFromData(view.logo):
        return None
    pixmap = pixmap.scaled(
        round(side * ratio),
        round(side * ratio),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def paint_logo(
    painter: QPainter, theme: Theme, rect: QRectF, pixmap: QPixmap | None, radius: float = 7
) -> None:
    """The supplier's picture, or the neutral tile."""
    if pixmap is not None:
        picture(painter, rect, pixmap)
        return
    box(painter, rect, radius, fill=theme.color("logo"))
    ratio = painter.device().devicePixelRatioF()
    picture(painter, rect, theme.pixmap("zap", "on-logo", round(rect.width() * 0.56), ratio))


class Logo(QWidget):
    """The supplier's picture or the neutral tile as a widget."""

    def __init__(self, theme: Theme, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmap: QPixmap | None = None
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def show_brand(self, view: BrandView) -> None:
        """Take the picture of a supplier."""
        self._pixmap = logo_pixmap(view, self.width(), self.devicePixelRatioF())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_logo(QPainter(self), self._theme, QRectF(self.rect()), self._pixmap, 10)


class BrandSlot(QAbstractButton):
    """Supplier and dealer; a click opens the supplier's news."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = BrandView("", "")
        self._pixmap: QPixmap | None = None
        self._narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def show_brand(self, view: BrandView) -> None:
        """Show another supplier or dealer."""
        self._view = view
        self._pixmap = logo_pixmap(view, _LOGO, self.devicePixelRatioF())
        self.setAccessibleName(f"{view.supplier}, {view.dealer}")
        self.setToolTip(plain_tooltip(f"{view.supplier}\n{view.dealer}"))
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the picture alone."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = sizes.SIDE_BAR_COLLAPSED if self._narrow else self._theme.px(sizes.SIDE_BAR)
        return QSize(width, sizes.TOP_BAR - 1)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        left = 11.0 if self._narrow else 14.0
        tile = QRectF(left, rect.center().y() - _LOGO / 2, _LOGO, _LOGO)
        paint_logo(painter, theme, tile, self._pixmap)
        if self._view.news:
            box(
                painter,
                QRectF(tile.right() - 6, tile.top() - 3, 9, 9),
                4.5,
                fill=theme.color("info-fill"),
                edge=theme.color("surface"),
            )
        if not self._narrow:
            room = rect.width() - left - _LOGO - 10 - 10
            x = left + _LOGO + 10
            place = QRectF(x, 0, room + 1, rect.height())
            upper, lower = two_lines(theme, place, "strong", "caption")
            name = elided(theme, "strong", self._view.supplier, room, middle=False)
            words(painter, theme, upper, name, role="strong")
            dealer = elided(theme, "caption", self._view.dealer, room, middle=False)
            words(painter, theme, lower, dealer, role="caption", colour="text2")
        if self.hasFocus():
            inside = rect.adjusted(4, 4, -4, -4)
            box(painter, inside, sizes.RADIUS_BUTTON, edge=theme.color("focus"), width=2)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class CartButton(QAbstractButton):
    """The active draft, its lines and its total; F9 does the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: CartButtonView | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self.show_cart(None)

    def show_cart(self, view: CartButtonView | None) -> None:
        """Show another draft, or none."""
        self._view = view
        self.retranslate()
        self._dress()

    def retranslate(self) -> None:
        """Take the name for a screen reader anew."""
        view = self._view
        if view is None:
            self.setAccessibleName(self.tr("Cart"))
            return
        name = self.tr("%1, %n line(s)", "", view.lines).replace("%1", view.name)
        if view.total_e4 is not None:
            name = f"{name}, {formats.money_words(view.total_e4, view.currency)}"
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(f"{view.name} (F9)"))

    @override
    def sizeHint(self) -> QSize:
        first, second = self._lines()
        metrics = self._theme.metrics("caption")
        width = max(
            metrics.horizontalAdvance(first), self._theme.metrics("h3").horizontalAdvance(second)
        )
        most = self._theme.px(260)
        return QSize(min(most, round(width) + 56), self._theme.px(sizes.SWITCHER) - 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        radius = float(sizes.RADIUS_CARD)
        if self.hasFocus():
            box(painter, rect, radius + 1, edge=theme.color("focus"), width=2)
            rect = rect.adjusted(3, 3, -3, -3)
            radius -= 2
        fill = "accent-p" if self.isDown() else "accent-h" if self.underMouse() else "accent"
        box(painter, rect, radius, fill=theme.color(fill))
        ratio = self.devicePixelRatioF()
        icon = theme.pixmap("shopping-cart", "on-accent", 18, ratio)
        whole = QRectF(self.rect())
        picture(painter, QRectF(12, 0, 20, whole.height()), icon)
        first, second = self._lines()
        room = whole.width() - 41 - 12
        place = QRectF(41, 0, room + 2, whole.height())
        upper, lower = two_lines(theme, place, "caption", "h3", 1)
        first = elided(theme, "caption", first, room)
        words(painter, theme, upper, first, role="caption", colour="on-accent")
        second = elided(theme, "h3", second, room)
        words(painter, theme, lower, second, role="h3", colour="on-accent")

    def _lines(self) -> tuple[str, str]:
        view = self._view
        if view is None:
            return self.tr("Cart"), formats.DASH
        if not view.lines:
            return view.name, self.tr("empty")
        first = self.tr("%1 · %n pos.", "", view.lines).replace("%1", view.name)
        return first, formats.money(view.total_e4, view.currency)

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()


class TopBar(QFrame):
    """The row of all these; gives way in narrow windows."""

    def __init__(self, theme: Theme, sync: SyncButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setFixedHeight(sizes.TOP_BAR)
        self._theme = theme
        self.brand = BrandSlot(theme)
        self.counterparty = IconButton(theme, "user-check", "", side=32)
        self.counterparty.hide()
        self.contract = ContractSwitcher(theme)
        self.sync = sync
        self.refresh = IconButton(theme, "refresh-cw", "", side=30)
        self.cart = CartButton(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.brand)
        row.addWidget(self.counterparty)
        row.addWidget(self.contract)
        row.addStretch(1)
        row.addWidget(self.sync)
        row.addWidget(self.refresh)
        row.addSpacing(10)
        row.addWidget(self.cart)
        self.contract.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.refresh.set_name(self.tr("Update prices and stock now (F5)"))
        self.counterparty.set_name(self.tr("Choose the company (Ctrl+Shift+F4)"))
        self.contract.retranslate()
        self.sync.retranslate()
        self.cart.retranslate()
        self.update()

    def give_way(self, width: int, *, collapsed: bool) -> None:
        """Fit a window of this width."""
        self.brand.set_narrow(narrow=collapsed)
        # Greater text needs the room of a greater window.
        width = width * 100 // self._theme.scale
        roomy = width >= sizes.SWITCHER_DROPS_TAGS_UNDER
        self.contract.give_way(tags=roomy, bar=width >= sizes.WINDOW_LEAST[0])

    def _dress(self) -> None:
        self.setFixedHeight(max(sizes.TOP_BAR, self._theme.px(sizes.SWITCHER) + 12))
