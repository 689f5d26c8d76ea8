"""What happened to an order and what comes next, as steps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.widgets.painting import LEFT, box, elided, picture, two_lines, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.ui.theme.theme import Theme

STEP = 42
_SHIPPED = ("partly_shipped", "shipped", "in_transit", "received")
_CHECKED = ("confirmed", *_SHIPPED)
_STOPPED = ("cancelled_by_dealer", "cancelled_by_supplier", "refused")


class Step(NamedTuple):
    """A step: `state` is done, now, later or failed."""

    title: str
    detail: str
    state: str


def steps_of(order: dict[str, Any], invoices: Sequence[dict[str, Any]]) -> list[Step]:
    """Return an order's way as steps, from the wire's order and its invoices."""
    translate = QCoreApplication.translate
    state = order["state"]
    parts = order["parts"]
    placed = _clock(order["placed_at"])
    steps = [Step(translate("Timeline", "The supplier has the order"), placed, "done")]
    ready = [one for one in invoices if one["sha256"]]
    if ready:
        numbers = ", ".join(one["number"] for one in ready[:3])
        text = translate("Timeline", "№ {numbers}").format(numbers=numbers)
        steps.append(Step(translate("Timeline", "The invoice is here"), text, "done"))
    else:
        steps.append(Step(translate("Timeline", "The invoice is being made"), "", "now"))
    known = [part["onec"]["number"] for part in parts if part.get("onec")]
    handed = all(part["state"] != "accepted" for part in parts)
    if known:
        steps.append(
            Step(
                translate("Timeline", "The order is in the supplier’s books"),
                ", ".join(known),
                "done",
            )
        )
    elif handed:
        steps.append(
            Step(
                translate("Timeline", "The order is handed over to 1C"),
                translate("Timeline", "1C’s number comes when the manager has seen it"),
                "done",
            )
        )
    else:
        steps.append(
            Step(
                translate("Timeline", "The order waits for 1C"),
                translate("Timeline", "1C takes it by itself; nothing is needed from you"),
                "now",
            )
        )
    if state in _STOPPED:
        steps.append(Step(state_text(state), order.get("state_text") or "", "failed"))
        return steps
    checked = state in _CHECKED
    steps.append(
        Step(
            translate("Timeline", "The manager has confirmed")
            if checked
            else translate("Timeline", "The manager checks the order"),
            _clock(order["state_at"]) if checked else "",
            "done" if checked else ("now" if handed else "later"),
        )
    )
    shipped = state in _SHIPPED
    days = sorted({part["ship_on"] for part in parts if part.get("ship_on")})
    expected = ", ".join(formats.day_short(dt.date.fromisoformat(day)) for day in days)
    steps.append(Step(translate("Timeline", "Shipment"), expected, "done" if shipped else "later"))
    return steps


def state_text(state: str) -> str:
    """Return an order's state in words."""
    translate = QCoreApplication.translate
    return {
        "accepted": translate("OrderState", "accepted"),
        "handed_over": translate("OrderState", "handed over to 1C"),
        "checking": translate("OrderState", "the manager checks"),
        "confirmed": translate("OrderState", "confirmed"),
        "partly_shipped": translate("OrderState", "partly shipped"),
        "shipped": translate("OrderState", "shipped"),
        "in_transit": translate("OrderState", "in transit"),
        "received": translate("OrderState", "received"),
        "cancel_requested": translate("OrderState", "cancel requested"),
        "cancelled_by_dealer": translate("OrderState", "cancelled by you"),
        "cancelled_by_supplier": translate("OrderState", "cancelled by the supplier"),
        "refused": translate("OrderState", "refused by the supplier"),
    }.get(state, state)


class Timeline(QWidget):
    """The steps one under another, joined by a line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._steps: list[Step] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, steps: list[Step]) -> None:
        """Show steps."""
        self._steps = steps
        translate = QCoreApplication.translate
        names = {
            "done": translate("Timeline", "done"),
            "now": translate("Timeline", "current"),
            "later": translate("Timeline", "later"),
            "failed": translate("Timeline", "stopped"),
        }
        said = [f"{step.title}, {names[step.state]}" for step in steps]
        self.setAccessibleName("; ".join(said))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(STEP) * len(self._steps))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        height = theme.px(STEP)
        marks = {
            "done": ("circle-check", "ok-fill"),
            "now": ("loader-circle", "accent"),
            "later": ("circle", "text3"),
            "failed": ("circle-x", "err-fill"),
        }
        for number, step in enumerate(self._steps):
            top = number * height
            icon, colour = marks[step.state]
            width = self.width() - 28
            upper, lower = two_lines(
                theme, QRect(28, top, width, height), "body", "caption-number", 1
            )
            rise = upper.top() - top
            upper.translate(0, -rise)
            lower.translate(0, -rise)
            if number + 1 < len(self._steps):
                line = "ok-fill" if step.state == "done" else "border-2"
                start = upper.bottom() + 2
                rest = QRectF(8, start, 2, top + height - 2 - start)
                box(painter, rest, 1, fill=theme.color(line))
            mark = QRectF(0, upper.top(), 18, upper.height())
            picture(painter, mark, theme.pixmap(icon, colour, 18))
            text = "text" if step.state != "later" else "text2"
            title = elided(theme, "body", step.title, width, middle=False)
            words(painter, theme, upper, title, colour=text, align=LEFT)
            detail = elided(theme, "caption-number", step.detail, width, middle=False)
            words(painter, theme, lower, detail, role="caption-number", colour="text3", align=LEFT)


def _clock(text: str) -> str:
    return formats.clock(dt.datetime.fromisoformat(text).astimezone())
