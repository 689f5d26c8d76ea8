"""The first sync: stages with counts, the whole, and the way to start before it has ended."""

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.ui import formats
from app.ui.overriding import override
from app.ui.shell.top_bar import Logo
from app.ui.shell.view import BrandView, FirstRunView, StageState, StageView
from app.ui.theme.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.frames import Card, Line, Note
from app.ui.widgets.labels import ElideLabel, Label
from app.ui.widgets.marks import Icon
from app.ui.widgets.progress import Bar, Spinner

_WIDTH = 720
_ROW = 33
_SIGNS = {
    StageState.WAITING: ("circle", "text3"),
    StageState.DONE: ("circle-check", "ok"),
    StageState.FAILED: ("circle-alert", "err"),
    StageState.RUNNING: ("circle", "accent-text"),
}


class _Stage:
    """The widgets of one stage."""

    def __init__(self, theme: Theme, grid: QGridLayout, row: int) -> None:
        self.sign = Icon(theme, "circle", "text3", 16)
        self.spinner = Spinner(theme, 16)
        self.signs = QStackedLayout()
        self.signs.addWidget(self.sign)
        self.signs.addWidget(self.spinner)
        holder = QWidget()
        holder.setLayout(self.signs)
        holder.setFixedWidth(20)
        grid.setRowMinimumHeight(row, _ROW)
        self.title = ElideLabel(theme, role="medium", middle=False)
        self.count = Label(theme, role="small-number", colour="text3")
        self.rest = Label(theme, role="small-number", colour="text3")
        self.rest.setMinimumWidth(90)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.count.setAlignment(right)
        self.rest.setAlignment(right)
        grid.addWidget(holder, row, 0)
        grid.addWidget(self.title, row, 1)
        grid.addWidget(self.count, row, 2)
        grid.addWidget(self.rest, row, 3)
        grid.addWidget(Line(), row + 1, 0, 1, 4)


class FirstRunScreen(QWidget):
    """A card in the middle of the window while the catalogue comes for the first time."""

    started = Signal()
    """The user wants to work with what is there."""
    paused = Signal()
    resumed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: FirstRunView | None = None
        self._stages: list[_Stage] = []
        self._logo = Logo(theme, 40)
        self._title = Label(theme, role="h1", wrap=True)
        self._line = Label(theme, colour="text2", wrap=True)
        self._percent = Label(theme, role="display")
        self._rest = Label(theme, role="number", colour="text2")
        self._bar = Bar(theme, name="", thickness=8)
        self._bar.setMinimumHeight(8)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._note = Note(theme, "info")
        self._pause = Button(theme, kind="ghost", icon="pause")
        self._start = Button(theme, kind="primary", key="Enter")
        self._pause.clicked.connect(self._tell_pause)
        self._start.clicked.connect(self.started)
        self._card = Card()
        self._card.setFixedWidth(theme.px(_WIDTH))
        self._build()
        theme.changed.connect(self._dress)

    def show_brand(self, view: BrandView) -> None:
        """Take the supplier's picture."""
        self._logo.show_brand(view)

    def show_progress(self, view: FirstRunView) -> None:
        """Show how far the first sync is."""
        self._view = view
        while len(self._stages) < len(view.stages):
            self._stages.append(_Stage(self._theme, self._grid, 2 * len(self._stages)))
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        view = self._view
        if view is None:
            return
        title = self.tr("Preparing the catalogue of “%1”")
        self._title.setText(title.replace("%1", view.supplier))
        self._line.setText(self.tr("Once on this computer. Afterwards only changes come."))
        self._percent.setText(f"{int(view.share * 100)}{formats.NBSP}%")
        self._bar.setAccessibleName(self.tr("Progress of the first loading"))
        self._bar.set_share(view.share)
        self._rest.setText(self._rest_text(view))
        for stage, shown in zip(self._stages, view.stages, strict=False):
            self._show_stage(stage, shown)
        if view.trouble:
            self._note.say("", view.trouble, tint="warn")
        else:
            text = self.tr("You may close the window or lose the connection: we go on from here.")
            self._note.say("", text, tint="info")
        self._pause.setText(self.tr("Resume") if view.paused else self.tr("Pause"))
        self._pause.set_icon("repeat" if view.paused else "pause")
        self._pause.setVisible(not view.whole)
        start = self.tr("Start without photos") if view.without_photos else self.tr("Start working")
        self._start.setText(start)
        self._start.setEnabled(view.can_start)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._start.isEnabled():
            self.started.emit()
        else:
            super().keyPressEvent(event)

    def _show_stage(self, stage: _Stage, view: StageView) -> None:
        running = view.state == StageState.RUNNING
        waiting = view.state == StageState.WAITING
        stage.signs.setCurrentWidget(stage.spinner if running else stage.sign)
        stage.sign.set_icon(*_SIGNS[view.state])
        stage.title.set_text(view.title)
        stage.title.set_colour("text3" if waiting else "text")
        stage.title.set_role("strong" if running else "medium")
        stage.count.set_colour("text" if running else "text3")
        stage.count.setText(self._count(view))
        stage.rest.setText(self._stage_rest(view))

    def _count(self, view: StageView) -> str:
        if view.remark:
            return view.remark
        if view.total is None or view.state == StageState.DONE:
            return formats.count(view.done) if view.done else ""
        text = self.tr("%1 of %2").replace("%1", formats.count(view.done))
        return text.replace("%2", formats.count(view.total))

    def _stage_rest(self, view: StageView) -> str:
        if view.seconds is None:
            return ""
        length = formats.duration(timedelta(seconds=max(1, view.seconds)))
        return length if view.state == StageState.DONE else f"≈{formats.NBSP}{length}"

    def _rest_text(self, view: FirstRunView) -> str:
        parts = []
        if view.paused:
            parts.append(self.tr("Paused"))
        elif view.left_s is not None:
            text = self.tr("About %1 left")
            if view.longer:
                text = self.tr("Longer than usual: about %1 left")
            parts.append(text.replace("%1", formats.duration(timedelta(seconds=view.left_s))))
        if view.bytes_a_second and not view.paused:
            text = self.tr("%1/s").replace("%1", formats.size(view.bytes_a_second))
            parts.append(text)
        if view.bytes_total:
            text = self.tr("%1 of %2").replace("%1", formats.size(view.bytes_done))
            parts.append(text.replace("%2", formats.size(view.bytes_total)))
        elif view.bytes_done:
            parts.append(self.tr("%1 received").replace("%1", formats.size(view.bytes_done)))
        return " · ".join(parts)

    def _tell_pause(self) -> None:
        if self._view is not None and self._view.paused:
            self.resumed.emit()
        else:
            self.paused.emit()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._logo)
        titles = QVBoxLayout()
        titles.setSpacing(1)
        titles.addWidget(self._title)
        titles.addWidget(self._line)
        head.addLayout(titles, 1)
        numbers = QHBoxLayout()
        numbers.addWidget(self._percent)
        numbers.addStretch(1)
        numbers.addWidget(self._rest, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.addWidget(self._pause)
        foot.addStretch(1)
        foot.addWidget(self._start)
        column = self._card.column
        column.setContentsMargins(32, 28, 32, 24)
        column.addLayout(head)
        column.addSpacing(10)
        column.addLayout(numbers)
        column.addWidget(self._bar)
        column.addSpacing(8)
        column.addLayout(self._grid)
        column.addSpacing(8)
        column.addWidget(self._note)
        column.addSpacing(6)
        column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        # In a row of its own: an aligned item would not get the height its wrapped lines need.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(1)

    def _dress(self) -> None:
        self._card.setFixedWidth(min(1000, self._theme.px(_WIDTH)))
