"""Chooses which program this process is: the window or one of its children.

Imports are inside the branches because each child must start without Qt and the window
without what only the children need.
"""

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run the program named by the first argument and return its exit code.

    `window` (the default), `sync`, `cache`, `print`, `render`; an unknown word is a window
    argument, such as an activation link that the system hands over.
    """
    word = argv[0] if argv else "window"
    rest = list(argv[1:])
    if word == "sync":
        from app.sync_child import main as run

        return run(rest)
    if word == "cache":
        from app.cache_child import main as run

        return run(rest)
    if word == "print":
        from app.print_child import main as run

        return run(rest)
    if word == "render":
        from app.render_child import main as run

        return run(rest)
    # Nothing made during the start is garbage; the collector begins after the first paint.
    gc.disable()
    from app.ui.deferred_signatures import import_pyside

    import_pyside()
    from app.bootstrap import main as run_window
    from app.bootstrap.options import RESTART

    arguments = rest if word == "window" else list(argv)
    code = run_window(arguments)
    if code == RESTART:
        from app.own_program import own_program

        # The window comes back as it stood: its place, its list and its carts are kept.
        command = [*own_program("window"), *arguments]
        if sys.platform != "win32":
            os.execv(command[0], command)  # noqa: S606 - our own program, and no shell
        # There execv parts words at their blanks, as in the folder's name that programs are in.
        import subprocess

        subprocess.Popen(command)
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
