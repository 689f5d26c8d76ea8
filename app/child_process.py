"""What every child program needs: JSON lines in and out, and an end when its parent ends.

A child never outlives the window: a thread waits on stdin and ends the process at end of file,
and on Linux the kernel ends it too when the parent is killed. On Windows the window puts its
children into a job object. The parent therefore keeps stdin open as long as it wants the child.
"""

import ctypes
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from typing import Any

MAX_LINE_BYTES = 64 * 1024
CHUNK_BYTES = 64 * 1024
PR_SET_PDEATHSIG = 1
MAX_MEMORY_BYTES = 2 * 1024**3
JOB_EXTENDED_LIMITS = 9
JOB_LIMIT_PROCESS_MEMORY = 0x100
JOB_LIMIT_DIE_QUIETLY = 0x400

_writing = threading.Lock()


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent dies; elsewhere do nothing.

    The signal follows the thread that started the child: start children from a thread that lives
    as long as the program, which is the main one.
    """
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # the parent died before the call took effect
        os._exit(0)


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("smallest_set", ctypes.c_size_t),
        ("largest_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limit_memory() -> None:
    """Let this process have 2 GiB and no more; over it the process dies, not the machine.

    A PDF of 5 kB made PDFium take 4 GB (measured: a page's text packed twice). Neither a core
    file nor Windows' crash dialog comes of it.
    """
    if sys.platform == "win32":
        kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetInformationJobObject.argtypes = (
            ctypes.c_void_p,
            ctypes.c_int,
            ctypes.c_void_p,
            ctypes.c_uint32,
        )
        kernel.AssignProcessToJobObject.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
        limits = _ExtendedLimits(process_memory=MAX_MEMORY_BYTES)
        limits.basic.flags = JOB_LIMIT_PROCESS_MEMORY | JOB_LIMIT_DIE_QUIETLY
        # The job's handle stays open on purpose: it lives and dies with the process.
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(
            job, JOB_EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
    else:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class InputLines:
    """Lines of stdin, read by a thread of their own so that end of file is seen at once.

    At end of file the process ends on the spot, whatever the main thread is stuck in. A line
    longer than 64 KB or one that is no JSON object is handed on as an empty object.
    """

    def __init__(self) -> None:
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True, name="stdin").start()

    def next(self, timeout_s: float | None = None) -> dict[str, Any] | None:
        """Return the next object, or None if none came within `timeout_s`."""
        try:
            return self._lines.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def _read(self) -> None:
        pending = b""
        overlong = False
        while chunk := _read_stdin():
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                self._lines.put({} if overlong else _object(line))
                overlong = False
            if len(pending) > MAX_LINE_BYTES:
                pending, overlong = b"", True
        os._exit(0)


def write_line(event: Mapping[str, Any]) -> None:
    """Write one JSON line to stdout, whole; a parent that no longer listens ends the process."""
    line = json.dumps(event, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
    try:
        with _writing:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    except OSError:
        os._exit(1)


def _read_stdin() -> bytes:
    try:
        return os.read(sys.stdin.fileno(), CHUNK_BYTES)
    except OSError:
        return b""


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
