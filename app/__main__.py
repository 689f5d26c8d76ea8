"""Chooses which program this process is: the window or one of its children.

Imports are inside the branches because each child must start without Qt and the window
without what only the children need.
"""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Run the program named by the first argument and return its exit code.

    `window` (the default), `sync`, `print`, `render`; an unknown word is a window argument, such
    as an activation link that the system hands over.
    """
    word = argv[0] if argv else "window"
    rest = list(argv[1:])
    if word == "sync":
        from app import sync_child

        return sync_child.main(rest)
    if word == "print":
        from app import print_child

        return print_child.main(rest)
    if word == "render":
        from app import render_child

        return render_child.main(rest)
    from app import bootstrap

    return bootstrap.main(rest if word == "window" else list(argv))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
