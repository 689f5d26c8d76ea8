"""GET /changes: the long poll that wakes clients."""

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from contract.changes import Changes
from gateway.api.access import Gate, Gateway, SignedIn
from gateway.api.polls import Turn
from gateway.services.accounts import Caller
from gateway.services.changes import changes_since
from gateway.store.engine import reading

router = APIRouter(tags=["changes"])
LONGEST_WAIT_S = 60


@router.get("/changes")
async def changes(
    who: SignedIn,
    gate: Gate,
    epoch: str,
    since: Annotated[int, Query(ge=0)],
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_S)] = 30,
) -> Changes:
    """Answer as soon as something of the caller's has a number above `since`, or empty in time.

    No connection is held while it waits. A newer call of the same device ends the older one.
    """
    turn = gate.polls.begin(who.session_id)
    try:
        pause_s = gate.polls.pause_s(who.session_id)
        if pause_s and not gate.notifier.closing:
            await _either(turn, asyncio.sleep(pause_s))
        return await _wait(gate, who, turn, epoch, since, wait)
    finally:
        gate.polls.end(who.session_id, turn)


async def _wait(
    gate: Gateway, who: Caller, turn: Turn, epoch: str, since: int, wait_s: float
) -> Changes:
    loop = asyncio.get_running_loop()
    deadline = loop.time() + wait_s
    while True:
        answer = await run_in_threadpool(_look, gate, who, epoch, since)
        left_s = deadline - loop.time()
        if answer.kinds or left_s <= 0 or turn.over.is_set() or gate.notifier.closing:
            return answer
        await _either(turn, gate.notifier.wait(answer.seq, left_s))


def _look(gate: Gateway, who: Caller, epoch: str, since: int) -> Changes:
    with reading(gate.engine) as connection:
        return changes_since(connection, who, epoch, since, gate.now())


async def _either(turn: Turn, other: Coroutine[Any, Any, object]) -> None:
    """Wait for the coroutine or for the end of the turn, whichever is first."""
    tasks: list[asyncio.Task[Any]] = [
        asyncio.create_task(turn.over.wait()),
        asyncio.create_task(other),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
