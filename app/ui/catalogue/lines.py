"""Lines of text laid out once: shaping a Cyrillic name costs three times as much as painting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStaticText, QTransform

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.ui.theme.theme import Theme

KEPT = 4_000
LEFT, CENTRE, RIGHT = 0, 1, 2


class _Line(NamedTuple):
    text: QStaticText
    width: int
    height: int


class Lines:
    """Paints single lines of plain text, cut in the middle where they are too long."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._laid: dict[tuple[str, str, int], _Line] = {}
        theme.changed.connect(self._laid.clear)

    def paint(
        self,
        painter: QPainter,
        place: tuple[int, int, int, int],
        text: str,
        role: str,
        colour: str,
        align: int = LEFT,
    ) -> int:
        """Paint a line in the middle of (left, top, width, height); return its width."""
        left, top, width, height = place
        line = self._laid.get((text, role, width)) or self._lay((text, role, width))
        if align == RIGHT:
            left += width - line.width
        elif align == CENTRE:
            left += (width - line.width) // 2
        theme = self._theme
        painter.setFont(theme.font(role))
        painter.setPen(theme.color(colour))
        painter.drawStaticText(QPoint(left, top + (height - line.height) // 2), line.text)
        return line.width

    def _lay(self, key: tuple[str, str, int]) -> _Line:
        text, role, width = key
        shown = self._theme.metrics(role).elidedText(
            " ".join(text.split()), Qt.TextElideMode.ElideMiddle, width
        )
        made = QStaticText(shown)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), self._theme.font(role))
        size = made.size()
        if len(self._laid) >= KEPT:
            # The older half goes: laying out everything again at once would be a long frame.
            for old in list(self._laid)[: KEPT // 2]:
                del self._laid[old]
        line = _Line(made, round(size.width()), round(size.height()))
        self._laid[key] = line
        return line
