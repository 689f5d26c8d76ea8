"""Lines of text laid out once: shaping a Cyrillic name costs three times as much as painting it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStaticText, QTransform

from app.ui.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.domain.product import QueryResult
    from app.ui.theme.theme import Theme

KEPT = 4_000
LOOSE = "\ue000"
"""Begins a word that is looked for by the look of its letters, its spelling, or one mistake."""
LEFT, CENTRE, RIGHT = 0, 1, 2
_AS_IT_IS = QTransform()


class _Line(NamedTuple):
    text: QStaticText
    width: int
    height: int


class Lines:
    """Paints single lines of plain text, cut where they are too long: in the middle, or `cut`."""

    def __init__(self, theme: Theme, cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        self._theme = theme
        self._mode = cut
        self._laid: OrderedDict[tuple[str, str, int], _Line] = OrderedDict()
        self._words: tuple[str, ...] = ()
        self._found: dict[str, tuple[tuple[str, str, int, int], ...]] = {}
        theme.changed.connect(self._laid.clear)
        theme.changed.connect(self._found.clear)

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
        start = QPoint(left, top + (height - line.height) // 2)
        self._draw(painter, role, colour, start, line.text)
        return line.width

    def _draw(
        self, painter: QPainter, role: str, colour: str, place: QPoint, text: QStaticText
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(colour))
        painter.drawStaticText(place, text)

    def paint_found(
        self, painter: QPainter, place: tuple[int, int, int, int], name: str, words: tuple[str, ...]
    ) -> int:
        """Paint a name with what the words found in it bold; return its width.

        A name that has to be cut is painted plain.
        """
        left, top, width, height = place
        pieces = self._pieces(name, words) if words else ()
        if len(pieces) < 2 or sum(piece[2] for piece in pieces) > width:
            return self.paint(painter, place, name, "medium", "text")
        start = left
        for text, role, wide, blank in pieces:
            # A laid-out text leaves the blanks at its ends out, so they are added here.
            self.paint(painter, (left + blank, top, width, height), text, role, "text")
            left += wide
        return left - start

    def _pieces(self, name: str, words: tuple[str, ...]) -> tuple[tuple[str, str, int, int], ...]:
        if self._words != words:
            self._words = words
            self._found.clear()
        known = self._found.get(name)
        if known is None:
            if len(self._found) >= KEPT:
                self._found.clear()
            found = []
            for text, bold in matches(" ".join(name.split()), words):
                role = "strong" if bold else "body"
                metrics = self._theme.metrics(role)
                blank = text[: len(text) - len(text.lstrip())]
                wide = round(metrics.horizontalAdvance(text))
                room = round(metrics.horizontalAdvance(blank)) if blank else 0
                found.append((text, role, wide, room))
            known = self._found[name] = tuple(found)
        return known

    def _lay(self, key: tuple[str, str, int]) -> _Line:
        text, role, width = key
        shown = " ".join(text.split())
        # What fits is shaped once, what has to be cut not once more to find that out.
        long = len(shown) * self._theme.metrics(role).averageCharWidth() > width
        made = self._made(self._cut(shown, role, width) if long else shown, role)
        size = made.size()
        if size.width() > width and not long:
            made = self._made(self._cut(shown, role, width), role)
            size = made.size()
        if len(self._laid) >= KEPT:
            # One for one: to drop many at once, or to lay all out anew, would be a long frame.
            self._laid.popitem(last=False)
        line = _Line(made, round(size.width()), round(size.height()))
        self._laid[key] = line
        return line

    def _cut(self, shown: str, role: str, width: int) -> str:
        return self._theme.metrics(role).elidedText(shown, self._mode, width)

    def _made(self, shown: str, role: str) -> QStaticText:
        made = QStaticText(shown)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(_AS_IT_IS, self._theme.font(role))
        return made


class GatheredLines(Lines):
    """Lines that wait until all of a frame are known and are then painted look by look.

    To change font and colour for each of two hundred lines took as long as to paint them.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._gathered: dict[tuple[str, str], list[tuple[QPoint, QStaticText]]] = {}

    @override
    def _draw(
        self, painter: QPainter, role: str, colour: str, place: QPoint, text: QStaticText
    ) -> None:
        del painter  # it is used when all lines are known
        self._gathered.setdefault((role, colour), []).append((place, text))

    def paint_gathered(self, painter: QPainter) -> None:
        """Paint the lines that wait, over everything that has been painted before."""
        for (role, colour), lines in self._gathered.items():
            painter.setFont(self._theme.font(role))
            painter.setPen(self._theme.color(colour))
            draw = painter.drawStaticText
            for place, text in lines:
                draw(place, text)
        self._gathered.clear()


def sought(result: QueryResult) -> tuple[str, ...]:
    """Return the folded words whose places in the names of a result are made bold."""
    words = result.typed.casefold().split()
    if result.reading in ("look_alike", "spelling", "typo"):
        return tuple(LOOSE + word for word in words)
    return tuple(words)


def matches(name: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """Return the name in pieces, those that a word found being True.

    A word is looked for where a word of the name begins, as the search does it.
    """
    folded = name.casefold()
    if len(folded) != len(name):
        return ((name, False),)
    marked = bytearray(len(name))
    for word in words:
        if word.startswith(LOOSE):
            from app.ui.catalogue.found_words import loose_places

            for start, end in loose_places(folded, word[1:]):
                marked[start:end] = b"\x01" * (end - start)
            continue
        at = folded.find(word)
        while at >= 0:
            if at == 0 or not folded[at - 1].isalnum():
                marked[at : at + len(word)] = b"\x01" * len(word)
            at = folded.find(word, at + 1)
    pieces: list[tuple[str, bool]] = []
    start = 0
    for at in range(1, len(name) + 1):
        if at == len(name) or marked[at] != marked[start]:
            pieces.append((name[start:at], bool(marked[start])))
            start = at
    return tuple(pieces)
