"""The sync child as the window sees it: tokens in, stages, changes and connection out."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.domain.errors import AccessWithdrawn, Offline, SignInNeeded
from app.ui.live.syncing import Syncing

SCRIPT = """
    import json, sys
    log = open({log!r}, "a", encoding="utf-8")
    log.write(json.dumps({{"argv": sys.argv[1:]}}) + "\\n")
    log.flush()
    for line in sys.stdin:
        message = json.loads(line)
        log.write(line)
        log.flush()
        for answer in {answers!r}.get(next(iter(message)), []):
            print(json.dumps(answer), flush=True)
"""


class Tokens:
    """Hands out numbered tokens, or refuses with the errors it was given first."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []
        self.asked: list[str | None] = []

    def access_token(self, *, stale: str | None = None) -> str:
        self.asked.append(stale)
        if self.errors:
            raise self.errors.pop(0)
        return f"token-{len(self.asked)}"


@pytest.fixture
def tokens() -> Tokens:
    return Tokens()


@pytest.fixture
def start(tasks, tokens, tmp_path: Path) -> Iterator[Callable[..., Syncing]]:
    made: list[Syncing] = []

    def make(**answers: list[dict[str, Any]]) -> Syncing:
        script = tmp_path / "child.py"
        source = SCRIPT.format(log=str(tmp_path / "log"), answers=answers)
        script.write_text(textwrap.dedent(source), encoding="utf-8")
        program = [sys.executable, str(script)]
        one = Syncing(tasks, tmp_path, "http://127.0.0.1:1", lambda: tokens, program=program)
        made.append(one)
        return one

    yield make
    for one in made:
        one.finish()


@pytest.fixture
def told(tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the child has received so far."""

    def read() -> list[dict[str, Any]]:
        path = tmp_path / "log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    return read


def test_the_child_gets_its_folder_its_gateway_and_a_token(start, told, qtbot, tmp_path) -> None:
    start().start()
    qtbot.waitUntil(lambda: {"token": "token-1"} in told())
    assert told()[0]["argv"] == ["--profile", str(tmp_path), "--gateway", "http://127.0.0.1:1"]


def test_the_child_is_told_how_often_to_ask_at_each_start_and_when_it_changes(
    start, told, qtbot
) -> None:
    syncing = start()
    syncing.set_pace(15)
    syncing.start()
    qtbot.waitUntil(lambda: {"every_s": 900} in told())
    with qtbot.waitSignal(syncing.pace_changed) as change:
        syncing.set_pace(0)
    assert change.args == [0]
    qtbot.waitUntil(lambda: {"every_s": 0} in told())


def test_a_refused_token_is_named_when_another_is_asked_for(start, told, tokens, qtbot) -> None:
    syncing = start(sync_now=[{"need_token": True}])
    syncing.start()
    qtbot.waitUntil(lambda: {"token": "token-1"} in told())
    syncing.sync_now()
    qtbot.waitUntil(lambda: {"token": "token-2"} in told())
    assert tokens.asked == [None, "token-1"]


def test_without_connection_the_token_is_asked_for_again(start, told, tokens, qtbot) -> None:
    tokens.errors = [Offline()]
    syncing = start()
    syncing._again.setInterval(20)
    with qtbot.waitSignal(syncing.connection_changed) as change:
        syncing.start()
    assert not change.args[0].online
    qtbot.waitUntil(lambda: {"token": "token-2"} in told())


@pytest.mark.parametrize(
    ("error", "reason"),
    [(SignInNeeded("signed_out"), "signed_out"), (AccessWithdrawn(), "access_withdrawn")],
)
def test_an_ended_session_asks_for_the_user(start, tokens, qtbot, error, reason) -> None:
    tokens.errors = [error]
    syncing = start()
    with qtbot.waitSignal(syncing.sign_in_needed) as told:
        syncing.start()
    assert told.args == [reason]


def test_access_withdrawn_while_running_is_told(start, qtbot) -> None:
    syncing = start(token=[{"offline": "access_withdrawn"}])
    with qtbot.waitSignals([syncing.sign_in_needed, syncing.connection_changed]):
        syncing.start()
    assert syncing.connection.reason == "access_withdrawn"


def test_a_burst_of_changes_is_one_signal(start, qtbot) -> None:
    syncing = start(
        token=[
            {"changed": {"products": [1, 2]}},
            {"changed": {"products": [3], "prices": {"1": [7], "2": [5, 7]}}},
            {"changed": {"stock": {"1": None}, "orders": ["k"]}},
            {"changed": {"stock": {"1": [4]}}},
        ]
    )
    signals: list[Any] = []
    syncing.changed.connect(signals.append)
    syncing.start()
    qtbot.waitUntil(lambda: len(signals) == 1)
    qtbot.wait(250)
    (changed,) = signals
    assert changed == {"products": [1, 2, 3], "prices": [5, 7], "stock": None, "orders": ["k"]}


def test_the_connection_is_told_once_when_it_goes_and_once_when_it_comes(start, qtbot) -> None:
    syncing = start(
        token=[{"offline": "timeout"}, {"offline": "timeout"}, {"online": True}, {"online": True}]
    )
    seen: list[bool] = []
    syncing.connection_changed.connect(lambda one: seen.append(one.online))
    syncing.start()
    qtbot.waitUntil(lambda: len(seen) == 2)
    qtbot.wait(50)
    assert seen == [False, True]


def test_stages_generations_and_onecs_state_are_told(start, qtbot) -> None:
    syncing = start(
        token=[
            {"stage": "products", "done": 10, "total": None},
            {"ready": 3},
            {"ages": {"stock": "2026-11-24T12:00:00+00:00"}, "onec": {"state": "late"}},
            {"log": "pulled"},
        ]
    )
    told: list[tuple[object, ...]] = []
    syncing.stage_reached.connect(lambda *values: told.append(values))
    syncing.generation_ready.connect(lambda *values: told.append(values))
    syncing.onec_changed.connect(lambda *values: told.append(values))
    syncing.noted.connect(lambda *values: told.append(values))
    syncing.changed.connect(lambda *values: told.append(values))
    syncing.start()
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [("products", 10, 0), (3,), ("late",), ("pulled",), ({"ages": None},)]


def test_a_sync_has_ended_after_what_it_changed_is_told(start, qtbot) -> None:
    syncing = start(
        token=[
            {"changed": {"prices": {"1": [1, 2]}}},
            {"changed": {"prices": {"1": [2, 3]}}},
            {"synced": 0.25},
            {"log": "products: a page without its end", "refused": True},
        ]
    )
    told: list[tuple[object, ...]] = []
    for signal in (syncing.changed, syncing.synced, syncing.refused, syncing.noted):
        signal.connect(lambda *values: told.append(values))
    syncing.start()
    qtbot.waitUntil(lambda: len(told) == 3)
    refused, changed, synced = told
    assert refused == ("products: a page without its end",)
    assert set(changed[0]["prices"]) == {1, 2, 3}
    assert synced == (0.25,)


def test_a_generation_that_nothing_reads_is_released_to_the_child(start, told, qtbot) -> None:
    syncing = start()
    syncing.start()
    qtbot.waitUntil(lambda: {"token": "token-1"} in told())
    syncing.generation_left.emit(Path("/somewhere/1-4.db"))
    syncing.pause(paused=True)
    qtbot.waitUntil(lambda: {"pause": True} in told())
    assert {"released": 4} in told()
