"""Small parts of the panel beside the cart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.marks import Icon
from app.ui.widgets.painting import RIGHT, box

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.domain.cart import Appraisal
    from app.domain.terms import Contract
    from app.ui.cart.checks import Check
    from app.ui.theme.theme import Theme

translate = QCoreApplication.translate
_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "err": "circle-alert"}


def vat_line(appraisal: Appraisal, contract: Contract) -> str:
    """Return how much VAT is in or on the total."""
    if contract.vat == "none":
        return translate("Cart", "without VAT")
    rates = {line.facts.vat_rate for line in appraisal.lines if line.amounts is not None}
    vat = formats.money(appraisal.totals.vat_e4, contract.currency)
    rate = next(iter(rates)) if len(rates) == 1 else None
    if contract.vat == "included":
        if rate:
            text = translate("Cart", "including VAT {rate} %: {sum}")
            return text.format(rate=rate, sum=vat)
        return translate("Cart", "including VAT: {sum}").format(sum=vat)
    goods = formats.money(appraisal.totals.sum_e4, contract.currency)
    return translate("Cart", "{goods} + VAT {sum}").format(goods=goods, sum=vat)


def volume_text(volume_cm3: int) -> str:
    """Return a volume in cubic metres, a dash where it is unknown."""
    if not volume_cm3:
        return "—"
    milli = max(10, (volume_cm3 + 5_000) // 10_000 * 10)
    return translate("Cart", "{n} m³").format(n=formats.quantity(milli))


class Pair(QWidget):
    """A name and its value on one line."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._name = Label(theme, name, colour="text2")
        self._value = ElideLabel(theme, role="number", align=RIGHT, middle=False)
        row.addWidget(self._name)
        row.addWidget(self._value, 1)

    def say(self, value: str, colour: str = "text") -> None:
        """Show another value."""
        self._value.set_text(value)
        self._value.set_colour(colour)
        self.setAccessibleName(f"{self._name.text()}: {value}")


class Other(QWidget):
    """The cart under another contract: name, sum, difference."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._theme = theme
        self._name = ElideLabel(theme, role="small")
        self._sum = Label(theme, role="number")
        self._difference = ElideLabel(theme, role="caption-number", align=RIGHT, middle=False)
        self._difference.setFixedWidth(theme.px(74))
        row.addWidget(self._name, 1)
        row.addWidget(self._sum)
        row.addWidget(self._difference)

    def say(self, name: str, total: str, difference: str, colour: str) -> None:
        """Show another contract."""
        self._name.set_text(name)
        self._sum.setText(total)
        self._difference.setFixedWidth(self._theme.px(74))
        self._difference.set_text(difference)
        self._difference.set_colour(colour)
        self.setAccessibleName(f"{name}: {total}, {difference}")


class Point(QWidget):
    """A point of the list, with a link to its line."""

    jumped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._line: object = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._icon = Icon(theme, "circle-check", "ok", 15)
        self._text = Label(theme, role="small-medium", wrap=True)
        self._jump = Button(theme, translate("Cart", "to the line"), kind="link", size="small")
        self._jump.clicked.connect(self._tell)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addWidget(self._jump, 0, Qt.AlignmentFlag.AlignTop)

    def show_check(self, check: Check) -> None:
        """Show a point."""
        self._line = check.line
        self._icon.set_icon(_ICONS[check.tint], check.tint)
        self._text.setText(check.text)
        self._text.set_colour(check.tint)
        self._jump.setVisible(check.line is not None)
        self._jump.setAccessibleName(
            translate("Cart", "To the line: {what}").format(what=check.text)
        )
        self.setAccessibleName(check.text)

    def _tell(self) -> None:
        self.jumped.emit(self._line)


class LimitBar(QWidget):
    """How much of the limit is used, and how much the order would use."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._used = self._more = 0.0
        self._over = False
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def show_shares(self, used: float, more: float, *, over: bool) -> None:
        """Show two shares of the limit, from 0 to 1."""
        self._used = min(1.0, max(0.0, used))
        self._more = min(1.0 - self._used, max(0.0, more))
        self._over = over
        self.setAccessibleDescription(f"{round((self._used + self._more) * 100)} %")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(80, 8)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        track = QRectF(0, (self.height() - 6) / 2, self.width(), 6)
        edge = theme.color("bstrong") if theme.name == "contrast" else None
        box(painter, track, 3, fill=theme.color("sel-in"), edge=edge)
        both = QRectF(track)
        both.setWidth(track.width() * (self._used + self._more))
        box(painter, both, 3, fill=theme.color("err-fill" if self._over else "accent-line"))
        used = QRectF(track)
        used.setWidth(track.width() * self._used)
        box(painter, used, 3, fill=theme.color("accent"))
