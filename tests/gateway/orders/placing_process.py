"""A process that sends one order to a gateway's database, and dies where it is told to.

python -m tests.gateway.orders.placing_process FOLDER KEY BODY_FILE [before_commit|after_commit]
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from gateway.services.failures import Failure
from gateway.services.orders import Buyer, place_order
from gateway.store.engine import open_engine
from tests.gateway.orders.supplier import NOW, draw_plainly


def die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(folder: str, key: str, body: str, fault: str = "") -> None:
    engine = open_engine(folder)
    if fault == "before_commit":
        event.listen(engine, "commit", die)
    elif fault == "after_commit":
        event.listen(engine, "checkin", die)
    # Everything slow is done: the test starts all processes at once.
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    try:
        placed = place_order(
            engine, Buyer(1, "Олена"), key, Path(body).read_bytes(), draw_plainly, NOW
        )
        sys.stdout.write(f"{placed.status}\n")
    except Failure as failure:
        sys.stdout.write(f"{failure.code}\n")
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
