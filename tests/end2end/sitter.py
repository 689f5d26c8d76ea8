"""A window in a process of its own: signs in by an invitation, says so, and waits."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")

from tests.end2end.window import ClientWindow


def main(profile: str, gateway: str, code: str) -> None:
    """Sit at the window until somebody kills the process."""
    window = ClientWindow(Path(profile), gateway)
    window.open_start()
    window.sign_up(code)
    window.start_working()
    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    window.run_for(600)


if __name__ == "__main__":
    main(*sys.argv[1:])
