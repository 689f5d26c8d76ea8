"""The button that shows the current contract and opens the list of them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.view import ContractView, Vat
from app.ui.theme import sizes
from app.ui.theme.theme import Theme
from app.ui.widgets.labels import plain_tooltip
from app.ui.widgets.marks import paint_tag, tag_width
from app.ui.widgets.painting import (
    box,
    elided,
    key_cap,
    key_cap_width,
    picture,
    two_lines,
    words,
)
from app.ui.widgets.progress import paint_bar

_NAME_LEAST = 110
_NAME_MOST = 190
_PADDING = 13
_BAR = 56
_MOST = 640


class ContractSwitcher(QAbstractButton):
    """Name, number, price type, currency, VAT and what is left of the limit, or the advance."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ContractView | None = None
        self._several = False
        self._tags_shown = True
        self._bar_shown = True
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._dress)

    def show_contract(self, view: ContractView | None, *, several: bool) -> None:
        """Show a contract; with only one of them the button opens nothing."""
        self._view = view
        self._several = several
        self.setEnabled(several)
        self.setCursor(Qt.CursorShape.PointingHandCursor if several else Qt.CursorShape.ArrowCursor)
        self.retranslate()
        self._dress()

    def give_way(self, *, tags: bool, bar: bool) -> None:
        """Leave out the tags or the bar in a narrow window."""
        if (tags, bar) != (self._tags_shown, self._bar_shown):
            self._tags_shown, self._bar_shown = tags, bar
            self._dress()

    def retranslate(self) -> None:
        """Take the names for a screen reader anew."""
        view = self._view
        if view is None:
            self.setAccessibleName(self.tr("No contract"))
            return
        name = self.tr("Contract: %1, No %2")
        self.setAccessibleName(name.replace("%1", view.name).replace("%2", view.number))
        said = [view.price_type, view.currency, self.vat_text(view.vat)]
        if view.limit_left_e4 is not None:
            left = self.tr("%1 left").replace(
                "%1", formats.money_words(view.limit_left_e4, view.currency)
            )
            said.append(left)
        self.setAccessibleDescription(", ".join(said))
        tooltip = f"{view.name} · {view.number}"
        self.setToolTip(plain_tooltip(f"{tooltip}\n{view.closed}" if view.closed else tooltip))
        self.update()

    def vat_text(self, vat: Vat) -> str:
        """How a contract's prices treat VAT, in a tag."""
        return {
            Vat.INCLUDED: self.tr("incl. VAT"),
            Vat.ON_TOP: self.tr("VAT on top"),
            Vat.NONE: self.tr("no VAT"),
        }[vat]

    @override
    def sizeHint(self) -> QSize:
        width = 2 * _PADDING + 28 + self._name_width() + self._tags_width() + self._money_width()
        if self._several:
            width += 26 + key_cap_width(self._theme, "F4") + 8
        return QSize(min(self._theme.px(_MOST), width), self._theme.px(sizes.SWITCHER))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_down = (
            event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier
        )
        if alt_down or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        rect = QRectF(self.rect())
        focused = self.hasFocus() or self.isDown()
        hover = self.underMouse() and self._several
        box(
            painter,
            rect,
            sizes.RADIUS_CARD,
            fill=theme.color("hover" if hover else "surface"),
            edge=theme.color("focus" if focused else "bstrong"),
            width=2 if focused else 1,
        )
        if self._view is None:
            text = self.tr("No contract")
            words(painter, theme, rect.adjusted(_PADDING, 0, 0, 0), text, colour="text3")
            return
        right = self._paint_end(painter, rect.right() - _PADDING)
        right = self._paint_money(painter, right)
        right = self._paint_tags(painter, right)
        ratio = self.devicePixelRatioF()
        icon = "lock" if self._view.closed else "file-signature"
        token = "warn" if self._view.closed else "accent-text"
        pixmap = theme.pixmap(icon, token, 18, ratio)
        picture(painter, QRectF(_PADDING - 1, 0, 20, rect.height()), pixmap)
        left = _PADDING + 27
        room = right - left - 8
        place = QRectF(left, 0, room + 1, rect.height())
        upper, lower = two_lines(theme, place, "strong", "caption-number")
        name = elided(theme, "strong", self._view.name, room)
        words(painter, theme, upper, name, role="strong")
        number = elided(theme, "caption-number", self._number(), room)
        words(painter, theme, lower, number, role="caption-number", colour="text2")

    def _number(self) -> str:
        number = self._view.number if self._view is not None else ""
        return self.tr("Contract No %1").replace("%1", number)

    def _tags(self) -> list[str]:
        view = self._view
        if view is None or not self._tags_shown:
            return []
        return [view.price_type, view.currency, self.vat_text(view.vat)]

    def _name_width(self) -> int:
        if self._view is None:
            return _NAME_LEAST
        name = self._theme.metrics("strong").horizontalAdvance(self._view.name)
        number = self._theme.metrics("caption-number").horizontalAdvance(self._number())
        least, most = self._theme.px(_NAME_LEAST), self._theme.px(_NAME_MOST)
        return max(least, min(most, round(max(name, number)) + 10))

    def _tags_width(self) -> int:
        return sum(min(self._theme.px(90), tag_width(self._theme, tag)) + 7 for tag in self._tags())

    def _money(self) -> tuple[str, str, str, float | None]:
        """Caption, remark, sum, and how much of the limit is used; empty when nothing is known."""
        view = self._view
        if view is None:
            return "", "", "", None
        if view.limit_e4 is not None and view.limit_left_e4 is not None:
            whole = formats.round_money(view.limit_e4, "").strip(formats.NBSP)
            used = 1 - view.limit_left_e4 / view.limit_e4 if view.limit_e4 > 0 else None
            return (
                self.tr("Limit left"),
                self.tr("of %1").replace("%1", whole),
                formats.money(view.limit_left_e4, view.currency),
                used,
            )
        if view.advance_e4 is not None:
            return self.tr("Advance"), "", formats.money(view.advance_e4, view.currency), None
        return ("", view.note, "", None) if view.note else ("", "", "", None)

    def _money_width(self) -> int:
        caption, remark, money, used = self._money()
        if not (caption or remark):
            return 0
        metrics = self._theme.metrics("caption-number")
        first = metrics.horizontalAdvance(f"{caption}  {remark}".strip())
        second = self._theme.metrics("price").horizontalAdvance(money)
        if used is not None and self._bar_shown:
            second += _BAR + 8
        return round(max(first, second)) + 26

    def _paint_end(self, painter: QPainter, right: float) -> float:
        if not self._several:
            return right
        theme, height = self._theme, self.height()
        width, tall = key_cap_width(theme, "F4"), theme.px(sizes.KEY_CAP)
        key_cap(painter, theme, QRectF(right - width, (height - tall) / 2, width, tall), "F4")
        right -= width + 8
        pixmap = theme.pixmap("chevrons-up-down", "text2", 14, self.devicePixelRatioF())
        picture(painter, QRectF(right - 16, 0, 16, height), pixmap)
        return right - 24

    def _paint_money(self, painter: QPainter, right: float) -> float:
        theme = self._theme
        caption, remark, money, used = self._money()
        width = self._money_width()
        if not width:
            return right
        left = right - width + 14
        place = QRectF(left, 0, width, self.height())
        upper, lower = two_lines(theme, place, "caption-number", "price")
        painter.fillRect(QRectF(left - 12, 8, 1, self.height() - 16), theme.brush("border"))
        words(painter, theme, upper, caption, role="caption", colour="text2")
        shift = theme.metrics("caption").horizontalAdvance(caption) + 8 if caption else 0
        place = upper.adjusted(shift, 0, 0, 0)
        words(painter, theme, place, remark, role="caption-number", colour="text2")
        words(painter, theme, lower, money, role="price")
        if used is not None and self._bar_shown:
            from_x = left + theme.metrics("price").horizontalAdvance(money) + 8
            track = QRectF(from_x, lower.center().y() - 2, right - from_x - 4, 4)
            tint = "err" if used > 1 else "accent"
            paint_bar(painter, theme, track, min(1.0, max(0.0, used)), tint)
        return left - 18

    def _paint_tags(self, painter: QPainter, right: float) -> float:
        theme = self._theme
        height = theme.px(sizes.TAG)
        top = (self.height() - height) / 2
        for tag in reversed(self._tags()):
            width = min(theme.px(90), tag_width(theme, tag))
            text = elided(theme, "caption-strong", tag, width - 12)
            paint_tag(painter, theme, QRectF(right - width, top, width, height), text, "neutral")
            right -= width + 7
        return right

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()
