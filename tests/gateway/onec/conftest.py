from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from gateway.onec.accounts import AccountSettings, add_account
from gateway.onec.commerceml.protocol import CommerceMLDoor
from gateway.onec.pictures import PictureIntake
from gateway.store.engine import open_engine
from gateway.store.migrations import upgrade
from gateway.store.notifier import Notifier
from gateway.store.pictures import PictureShelf
from tests.gateway.onec.onec import LOGIN, PASSWORD, Base, Onec


@pytest.fixture
def base(tmp_path: Path):
    """An empty gateway database with one 1C account, made by the migrations."""
    engine = open_engine(tmp_path / "data")
    upgrade(engine)
    made = Base(engine, tmp_path)
    made.account = add_account(
        engine,
        LOGIN,
        PASSWORD,
        "bas",
        every_contract=True,
        settings=AccountSettings(currencies={"руб": "RUB"}),
    )
    yield made
    engine.dispose()


@pytest.fixture
def door(base: Base):
    """The door over real HTTP on loopback; gives its address."""
    notifier = Notifier(base.engine)
    notifier.start()
    shelf = PictureShelf(base.folder / "data")
    made = CommerceMLDoor(
        base.engine, notifier, base.folder / "data", shelf, PictureIntake(base.engine, shelf)
    )
    app = FastAPI()
    app.include_router(made.router())
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    notifier.close()
    thread.join()
    made.close()


@pytest.fixture
def onec(door: str):
    """A 1C that knows the account's password."""
    one = Onec(door)
    yield one
    one.close()
