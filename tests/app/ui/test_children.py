"""A child talks in JSON lines, comes back when it dies, and never outlives the window."""

import os
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.own_program import own_program
from app.ui.children import Child

Make = Callable[..., Child]
Expect = Callable[[str], None]

ECHO = """
    import json, sys
    for line in sys.stdin:
        print(json.dumps({"echo": json.loads(line)}), flush=True)
"""


@pytest.fixture
def child(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[Child] = []

    def make(source: str, **options: Any) -> Child:
        script = tmp_path / f"child{len(made)}.py"
        script.write_text(textwrap.dedent(source), encoding="utf-8")
        options.setdefault("restart", False)
        one = Child("test", [sys.executable, str(script)], **options)
        made.append(one)
        return one

    yield make
    for one in made:
        one.finish(1)


def alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def test_messages_go_both_ways_with_any_letters(child: Make, qtbot: QtBot) -> None:
    one = child(ECHO)
    one.start()
    with qtbot.waitSignal(one.received) as answer:
        assert one.send({"назва": "Щит\nвбудований «IP41»"})
    assert answer.args == [{"echo": {"назва": "Щит\nвбудований «IP41»"}}]


def test_nothing_is_sent_to_a_child_that_does_not_run(child: Make) -> None:
    assert not child(ECHO).send({"a": 1})


def test_a_child_ends_when_its_stdin_closes(child: Make, qtbot: QtBot) -> None:
    one = child(ECHO)
    with qtbot.waitSignal(one.started):
        one.start()
    with qtbot.waitSignal(one.stopped) as end:
        one.stop()
    assert end.args == [0]


def test_a_child_that_will_not_end_is_killed(
    child: Make, qtbot: QtBot, expected_log: Expect
) -> None:
    expected_log(r"did not end in time")
    one = child("import time, os\nprint('{\"pid\": %d}' % os.getpid(), flush=True)\ntime.sleep(60)")
    with qtbot.waitSignal(one.received) as hello:
        one.start()
    process_id = hello.args[0]["pid"]
    one.finish(0.1)
    assert not one.running
    assert not alive(process_id)


def test_a_child_that_does_not_answer_is_killed_and_comes_back(
    child: Make, qtbot: QtBot, expected_log: Expect
) -> None:
    """A hostile PDF hangs only the render child."""
    expected_log(r"does not answer")
    expected_log(r"ended with -1")
    one = child("import sys\nfor line in sys.stdin: pass", restart=True, pauses_s=(0.01,))
    with qtbot.waitSignal(one.started):
        one.start()
    with qtbot.waitSignals([one.timed_out, one.stopped, one.started]):
        one.send({"page": 1}, answer_within_s=0.05)
    assert one.running


def test_a_crashed_child_is_started_again(child: Make, qtbot: QtBot, expected_log: Expect) -> None:
    expected_log(r"ended with -1, again in")
    one = child("import os\nos.abort()", restart=True, pauses_s=(0.01,))
    ends: list[int] = []
    one.stopped.connect(ends.append)
    one.start()
    qtbot.waitUntil(lambda: len(ends) >= 3, timeout=20_000)
    one.stop()
    assert set(ends) == {-1}


def test_a_child_that_was_stopped_stays_stopped(child: Make, qtbot: QtBot) -> None:
    one = child(ECHO, restart=True, pauses_s=(0.01,))
    with qtbot.waitSignal(one.started):
        one.start()
    with qtbot.waitSignal(one.stopped):
        one.stop()
    with qtbot.assertNotEmitted(one.started, wait=100):
        pass


def test_an_endless_line_does_not_fill_the_memory(
    child: Make, qtbot: QtBot, expected_log: Expect
) -> None:
    expected_log(r"too long")
    one = child(
        "import sys\nwhile True: sys.stdout.write('x' * 65536)", restart=False, line_cap=1 << 20
    )
    with qtbot.waitSignal(one.stopped) as end:
        one.start()
    assert end.args == [-1]


@pytest.mark.parametrize("line", ["not json", "[1, 2]", "{", "[" * 100_000, "null"])
def test_nonsense_is_passed_over(
    child: Make, qtbot: QtBot, expected_log: Expect, line: str
) -> None:
    expected_log(r"is not JSON|is no object")
    one = child(f"""
        import sys
        sys.stdout.buffer.write({line!r}.encode() + b'\\n{{"after": 1}}\\n')
        sys.stdout.flush()
        sys.stdin.read()
    """)
    with qtbot.waitSignal(one.received) as answer:
        one.start()
    assert answer.args == [{"after": 1}]


def test_the_last_words_of_a_child_are_heard(child: Make, qtbot: QtBot) -> None:
    one = child("print('{\"done\": true}')")
    heard: list[object] = []
    one.received.connect(heard.append)
    with qtbot.waitSignal(one.stopped):
        one.start()
    assert heard == [{"done": True}]


def test_what_a_child_complains_about_is_in_the_log(
    child: Make, qtbot: QtBot, expected_log: Expect
) -> None:
    expected_log(r"диск заповнено")
    one = child("raise SystemExit('диск заповнено')")
    with qtbot.waitSignal(one.stopped):
        one.start()


def test_a_program_that_is_not_there_is_reported(qtbot: QtBot, expected_log: Expect) -> None:
    expected_log(r"cannot start")
    one = Child("test", ["/nowhere/no-program"], restart=False)
    with qtbot.waitSignal(one.stopped) as end:
        one.start()
    assert end.args == [-1]


def test_our_own_programs_are_named_by_a_word() -> None:
    assert own_program("sync")[-3:] == ["-m", "app", "sync"]
