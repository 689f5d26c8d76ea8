"""Objects of Qt that die in a cycle are destroyed on the main thread."""

import gc
import threading
import weakref

from PySide6.QtCore import QObject

from app.ui.garbage import MainThreadGarbage


def test_a_worker_never_destroys_what_the_window_forgot(qapp):
    garbage = MainThreadGarbage()
    died_in = []
    try:
        knot = QObject()
        knot.itself = knot
        weakref.finalize(knot, lambda: died_in.append(threading.current_thread()))
        del knot

        def work() -> None:
            # Far more objects than the interpreter's threshold: it would have collected here.
            kept = [[] for _ in range(50_000)]
            assert len(kept) == 50_000

        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        assert died_in == []
        gc.collect(1)
        for _ in range(3):
            garbage.collect()
        gc.collect()
        assert died_in == [threading.main_thread()]
    finally:
        garbage.stop()
    assert gc.isenabled()
