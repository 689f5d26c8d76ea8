"""Runs a module as python -m does, and ends it when the process that started it is gone.

    python -m tools.guarded MODULE [arguments]

The parent keeps the other end of our standard input and never writes to it. End of file means
that it has closed it to stop us, or that it died, however it died; so nothing is left behind on
Linux nor on Windows. The module is asked to stop as by Ctrl+C or kill, then given GRACE_S seconds.
"""

from __future__ import annotations

import _thread
import os
import runpy
import signal
import sys
import threading
import time

GRACE_S = 12.0


def _end_with_the_parent() -> None:
    # Not sys.stdin: a thread waiting inside it holds a lock that the interpreter's exit needs.
    while os.read(0, 4096):
        pass
    if os.name == "posix":
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        _thread.interrupt_main()
    time.sleep(GRACE_S)
    os._exit(1)


def main() -> None:
    """Run the module named first on the command line under guard."""
    module = sys.argv[1]
    sys.argv = [module, *sys.argv[2:]]
    threading.Thread(target=_end_with_the_parent, name="guard", daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
