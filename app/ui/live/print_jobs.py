"""Print jobs: one print child each, written down before the first byte goes and after each word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.own_program import own_program
from app.ui.children import Child

if TYPE_CHECKING:
    from app.domain.printing import PrintPreset
    from app.services.documents import StoredDocument
    from app.storage.journal.store import Journal
    from app.ui.tasks import Tasks

LIST_TIMEOUT_S = 5.0
WATCH_S = 600.0
FOLDER = "folder"


class JobEvent:
    """What is known of a job now; `state` as in app.domain.document.PrintState."""

    __slots__ = ("detail", "job", "preset", "state", "stored")

    def __init__(
        self, job: int, stored: StoredDocument, preset: PrintPreset, state: str, detail: str
    ) -> None:
        self.job = job
        self.stored = stored
        self.preset = preset
        self.state = state
        self.detail = detail


class PrintJobs(QObject):
    """Starts jobs, remembers a printer per document kind, and lists printers in a child.

    With the back end `folder` the printers are `folders`: their paths are the printers' names.
    """

    changed = Signal(object)
    """A JobEvent."""
    printers_listed = Signal(object)
    """[{name, readiness, reasons, detail}] as the child told."""
    listing_failed = Signal(str)
    presets_changed = Signal()

    def __init__(
        self,
        tasks: Tasks,
        journal: Callable[[], Journal],
        backend: str,
        presets: dict[str, PrintPreset],
        folders: Sequence[Path] = (),
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._journal = journal
        self.backend = backend
        self.presets = presets
        self._folders = tuple(folders)
        self._children: set[Child] = set()

    def list_printers(self) -> None:
        """Ask a child for the printers; `printers_listed` or `listing_failed` follows."""
        if self.backend == FOLDER:
            self._tasks.fetch(self._list_folders, self.printers_listed.emit, owner=self)
            return
        child = self._child()
        answered = False

        def take(message: dict[str, Any]) -> None:
            nonlocal answered
            answered = True
            if message.get("event") == "printers":
                self.printers_listed.emit(message["printers"])
            else:
                self.listing_failed.emit(str(message.get("reason", "")))

        def gone(_code: int) -> None:
            if not answered:
                self.listing_failed.emit("died")

        child.received.connect(take)
        child.stopped.connect(gone)
        child.start()
        child.send(
            {"list": True, "backend": self.backend, "timeout_s": LIST_TIMEOUT_S},
            answer_within_s=LIST_TIMEOUT_S + 5,
        )

    def shown_name(self, printer: str) -> str:
        """Return how a printer is called on the screen: a folder by its own name."""
        return Path(printer).name if self.backend == FOLDER else printer

    def _list_folders(self) -> list[dict[str, object]]:
        from app.printing.folder import folder_info

        infos = [folder_info(str(folder.resolve())) for folder in self._folders]
        return [{"name": one.name, "readiness": one.readiness.value} for one in infos]

    def remember(self, preset: PrintPreset) -> None:
        """Print this kind of document there from now on, without asking."""
        from app.storage.journal.print_log import keep_preset

        self.presets[preset.kind] = preset
        self._tasks.write(lambda: keep_preset(self._journal(), preset), _nothing, owner=self)
        self.presets_changed.emit()

    def print(self, stored: StoredDocument, preset: PrintPreset) -> None:
        """Print a document; `changed` tells how far it is. A gone printer is never replaced."""
        from app.domain.printing import PrintJob
        from app.storage.journal.print_log import begin_job

        job = PrintJob(
            document=stored.document,
            kind=stored.kind,
            number=stored.number,
            sha256=stored.sha256,
            backend=preset.backend,
            printer=preset.printer,
            copies=preset.copies,
        )

        def begin(row: int) -> None:
            self._run(row, stored, preset)

        self._tasks.write(lambda: begin_job(self._journal(), job), begin, owner=self)

    def finish(self) -> None:
        """End the children; jobs already handed over go on in the spooler."""
        for child in list(self._children):
            child.finish()

    def _run(self, row: int, stored: StoredDocument, preset: PrintPreset) -> None:
        child = self._child()
        run = _Run(row, stored, preset, self._note, child)
        child.received.connect(run.take)
        child.stopped.connect(run.end)
        child.start()
        child.send(
            {
                "job": str(row),
                "pdf": str(stored.path),
                "sha256": stored.sha256,
                "backend": preset.backend,
                "printer": preset.printer,
                "title": stored.number,
                "options": {"copies": preset.copies, "duplex": preset.duplex, "colour": False},
                "watch_s": WATCH_S,
            }
        )

    def _note(self, event: JobEvent, spooler_job: str | None) -> None:
        from app.storage.journal.print_log import note_job

        self._tasks.write(
            lambda: note_job(self._journal(), event.job, event.state, spooler_job, event.detail),
            _nothing,
            owner=self,
        )
        self.changed.emit(event)

    def _child(self) -> Child:
        child = Child("print", own_program("print"), self, restart=False)
        self._children.add(child)

        def gone(_code: int) -> None:
            self._children.discard(child)
            child.deleteLater()

        child.stopped.connect(gone)
        return child


class _Run(QObject):
    """One job's way from the child's lines to states; a child that dies leaves it unknown."""

    def __init__(
        self,
        row: int,
        stored: StoredDocument,
        preset: PrintPreset,
        note: Callable[[JobEvent, str | None], None],
        child: Child,
    ) -> None:
        super().__init__(child)
        self._row = row
        self._stored = stored
        self._preset = preset
        self._note = note
        self._state = "queued"
        self._job_id: str | None = None

    @Slot(object)
    def take(self, message: dict[str, Any]) -> None:
        event = message.get("event")
        if event == "sending":
            self._become("sending", "")
        elif event == "handed_over":
            self._job_id = str(message["job_id"])
            self._become("handed_over", "")
        elif event == "failed":
            reason = str(message.get("reason", "unknown"))
            self._become("printer_gone" if reason == "gone" else "failed", reason)
        elif event == "progress":
            self._progress(message)

    @Slot(int)
    def end(self, _code: int) -> None:
        if self._state == "sending":
            # It died between sending and the spooler's answer: it may be on paper.
            self._become("unknown", "")
        elif self._state == "queued":
            self._become("failed", "child_died")

    def _progress(self, message: dict[str, Any]) -> None:
        state = message["state"]
        if state == "held":
            self._become("held", ",".join(map(str, message.get("reasons") or ())))
        elif state == "printing":
            self._become("printing", "")
        elif state == "failed":
            self._become("failed", str(message.get("detail", "")))
        elif state == "handed_over":
            self._become("handed_over", "")

    def _become(self, state: str, detail: str) -> None:
        self._state = state
        self._note(JobEvent(self._row, self._stored, self._preset, state, detail), self._job_id)


def _nothing(_result: object) -> None:
    pass
