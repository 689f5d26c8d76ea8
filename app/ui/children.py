"""Child programs that talk in JSON lines over stdin and stdout, never left behind.

A child ends by itself when its stdin closes (and asks Linux for a signal when its parent dies); on
Windows a job object ends it with us. A dead child is started again with a growing pause.
"""

import json
import logging
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

_log = logging.getLogger(__name__)

LINE_CAP: Final = 4 << 20
_UNSENT_CAP: Final = 16 << 20
_LOG_LINE_CAP: Final = 2000
_PAUSES_S: Final = (1, 2, 5, 15, 30, 60)
_HEALTHY_AFTER_S: Final = 60
_STOP_WITHIN_S: Final = 5.0


class Child(QObject):
    """One child program; made, used and deleted on the main thread."""

    received = Signal(object)
    """A JSON object from the child, as a dict."""
    started = Signal()
    stopped = Signal(int)
    """The child is gone; its exit code, or -1 when it crashed or was killed."""
    timed_out = Signal()
    """The child did not answer in time and was killed."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        parent: QObject | None = None,
        *,
        restart: bool,
        line_cap: int = LINE_CAP,
        pauses_s: Sequence[float] = _PAUSES_S,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._command = list(command)
        self._restart = restart
        self._line_cap = line_cap
        self._pauses_s = pauses_s
        self._wanted = False
        self._failures = 0
        self._started_at = 0.0
        self._buffer = bytearray()
        self._seen = 0
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        environment.insert("PYTHONUNBUFFERED", "1")
        self._process.setProcessEnvironment(environment)
        self._process.started.connect(self._note_start)
        self._process.finished.connect(self._note_end)
        self._process.errorOccurred.connect(self._note_error)
        self._process.readyReadStandardOutput.connect(self._read_lines)
        self._process.readyReadStandardError.connect(self._log_errors)
        self._again = self._timer(self._start_again)
        self._answer = self._timer(self._kill_silent)
        self._stopping = self._timer(self._kill_stopping)

    @property
    def running(self) -> bool:
        """True while the child is alive or starting."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self) -> None:
        """Start the child; nothing happens when it runs already."""
        self._wanted = True
        self._again.stop()
        if not self.running:
            self._launch()

    def send(self, message: Mapping[str, Any], *, answer_within_s: float | None = None) -> bool:
        """Write one line; False when there is no child to read it.

        With `answer_within_s` the child is killed when it sends no line in that time.
        """
        if not self.running:
            return False
        line = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if self._process.bytesToWrite() + len(line) > _UNSENT_CAP:
            self._kill("does not read what is sent to it")
            return False
        self._process.write(line)
        if answer_within_s is not None:
            self._answer.start(round(answer_within_s * 1000))
        return True

    def stop(self, within_s: float = _STOP_WITHIN_S) -> None:
        """Ask the child to end by closing its stdin; after `within_s` seconds it is killed."""
        self._wanted = False
        self._again.stop()
        if self.running:
            self._process.closeWriteChannel()
            self._stopping.start(round(within_s * 1000))

    def finish(self, within_s: float = _STOP_WITHIN_S) -> None:
        """End the child and wait for it, for the program's own end; never longer than `within_s`.

        Afterwards the child does not run.
        """
        self.stop(within_s)
        if self.running and not self._process.waitForFinished(round(within_s * 1000)):
            self._kill("did not end in time")
            self._process.waitForFinished(1000)

    def _launch(self) -> None:
        self._buffer.clear()
        self._seen = 0
        self._started_at = time.monotonic()
        self._process.start(self._command[0], self._command[1:])

    def _timer(self, slot: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer

    def _kill(self, why: str) -> None:
        _log.warning("child %s %s and is killed", self._name, why)
        self._answer.stop()
        self._process.kill()

    @Slot()
    def _note_start(self) -> None:
        _end_with_us(self._process.processId())
        self.started.emit()

    @Slot(int, QProcess.ExitStatus)
    def _note_end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read_lines()
        self._gone(code if status == QProcess.ExitStatus.NormalExit else -1)

    @Slot(QProcess.ProcessError)
    def _note_error(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error == QProcess.ProcessError.FailedToStart:
            _log.error("child %s cannot start: %s", self._name, self._process.errorString())
            self._gone(-1)

    def _gone(self, code: int) -> None:
        self._answer.stop()
        self._stopping.stop()
        if self._wanted and self._restart:
            if time.monotonic() - self._started_at >= _HEALTHY_AFTER_S:
                self._failures = 0
            pause_s = self._pauses_s[min(self._failures, len(self._pauses_s) - 1)]
            self._failures += 1
            _log.warning("child %s ended with %s, again in %s s", self._name, code, pause_s)
            self._again.start(round(pause_s * 1000))
        self.stopped.emit(code)

    @Slot()
    def _start_again(self) -> None:
        if self._wanted and not self.running:
            self._launch()

    @Slot()
    def _kill_silent(self) -> None:
        self._kill("does not answer")
        self.timed_out.emit()

    @Slot()
    def _kill_stopping(self) -> None:
        self._kill("did not end in time")

    @Slot()
    def _read_lines(self) -> None:
        self._buffer += self._process.readAllStandardOutput().data()
        while (end := self._buffer.find(b"\n", self._seen)) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            self._seen = 0
            if len(line) > self._line_cap:
                self._buffer.clear()
                self._kill("sent a line that is too long")
                return
            self._take(line)
        self._seen = len(self._buffer)
        if self._seen > self._line_cap:
            self._buffer.clear()
            self._seen = 0
            self._kill("sent a line that is too long")

    def _take(self, line: bytes) -> None:
        if not line.strip():
            return
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            _log.warning("child %s sent a line that is not JSON", self._name)
            return
        if not isinstance(message, dict):
            _log.warning("child %s sent a line that is no object", self._name)
            return
        self._answer.stop()
        self.received.emit(message)

    @Slot()
    def _log_errors(self) -> None:
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        for line in text.splitlines():
            if line.strip():
                _log.warning("child %s: %s", self._name, line[:_LOG_LINE_CAP])


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("Basic", _Basic),
            ("IoCounters", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _KILL_ON_JOB_CLOSE: Final = 0x2000
    _EXTENDED_LIMITS: Final = 9
    _SET_QUOTA_AND_TERMINATE: Final = 0x0101

    def _end_with_us(process_id: int) -> None:
        """Put the process into a job that Windows ends when our last handle to it closes."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        limits = _Extended()
        limits.Basic.LimitFlags = _KILL_ON_JOB_CLOSE
        # The job's handle stays open on purpose: it closes with this process, and so ends the job.
        job = kernel.CreateJobObjectW(None, None)
        process = kernel.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, process_id)
        done = (
            job
            and process
            and kernel.SetInformationJobObject(
                job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            and kernel.AssignProcessToJobObject(job, process)
        )
        if not done:
            _log.warning("no job object for child %s: %s", process_id, ctypes.get_last_error())
        if process:
            kernel.CloseHandle(process)

else:

    def _end_with_us(process_id: int) -> None:
        """Nothing to do here: the child watches its stdin and asks for the signal itself."""
        _log.debug("child %s started", process_id)
