"""A whole gateway that dies where it is told to while it accepts an order.

python -m tests.gateway.serving_process FOLDER before_commit|after_commit
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from gateway.bootstrap import build, gateway_of
from gateway.serving import Listener
from gateway.settings import Settings

ORDER = "an order is being written"


def main(folder: str, fault: str) -> None:
    settings = Settings(data=Path(folder), port=0)
    app = build(settings)
    gateway = gateway_of(app)

    def mark(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO orders "):
            connection.info[ORDER] = True

    def die(info: dict[str, Any]) -> None:
        if info.get(ORDER):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(gateway.engine, "before_cursor_execute", mark)
    if fault == "before_commit":
        event.listen(gateway.engine, "commit", lambda connection: die(connection.info))
    else:
        event.listen(gateway.engine, "checkin", lambda _, record: die(record.info))

    def ready(url: str) -> None:
        sys.stdout.write(json.dumps({"listening": url}) + "\n")
        sys.stdout.flush()

    Listener(app, settings, on_ready=ready, on_stop=gateway.notifier.close).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
