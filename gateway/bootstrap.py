"""Builds the gateway: the one module that knows every layer."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, FastAPI

from contract.errors import ErrorAnswer
from gateway.api import (
    about,
    changes,
    delivery,
    documents,
    feed,
    images,
    orders,
    profile,
    quotes,
    refusals,
    session,
)
from gateway.api.access import Gateway
from gateway.background import Background, Repeated
from gateway.documents.invoice import draw_invoice
from gateway.onec.accounts import all_accounts
from gateway.onec.commerceml.protocol import CommerceMLDoor
from gateway.onec.files.watch import InvoiceFolders
from gateway.onec.lateness import tell_late_exchanges
from gateway.onec.pictures import PictureIntake
from gateway.onec.sweep import sweep as sweep_goods
from gateway.services import retention
from gateway.services.arrivals import forget_past
from gateway.services.letters import LetterFolder
from gateway.store.engine import open_engine, reading
from gateway.store.migrations import upgrade
from gateway.store.notifier import Notifier
from gateway.store.pictures import PictureShelf

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

    from gateway.settings import Settings

PREFIX = "/v1"
RETENTION_EVERY = dt.timedelta(hours=1)
SWEEP_EVERY = dt.timedelta(minutes=1)
ARRIVALS_EVERY = dt.timedelta(minutes=5)
INVOICES_EVERY = dt.timedelta(seconds=5)
PICTURES_EVERY = dt.timedelta(seconds=20)
PICTURES_FORGOTTEN_EVERY = dt.timedelta(hours=6)
LATE_EVERY = dt.timedelta(minutes=10)


def system_time() -> dt.datetime:
    """Return the machine's time."""
    return dt.datetime.now(tz=dt.UTC)


def build(settings: Settings, now: Callable[[], dt.datetime] = system_time) -> FastAPI:
    """Build the application of one gateway: tables are brought up to date, nothing listens yet.

    The engine, notifier and background thread live as long as the application's lifespan; who
    builds and never serves must close with `close`.
    """
    engine = open_engine(settings.database or settings.data)
    upgrade(engine)
    notifier = Notifier(engine)
    shelf = PictureShelf(settings.data)
    gateway = Gateway(
        engine=engine,
        notifier=notifier,
        settings=settings,
        letters=LetterFolder(settings.data / "letters", settings.public_url),
        shelf=shelf,
        now=now,
    )
    pictures = PictureIntake(engine, shelf)
    door = CommerceMLDoor(engine, notifier, settings.data, shelf, pictures)
    background = Background(_ticks(engine, pictures, now))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        notifier.start()
        background.start()
        try:
            yield
        finally:
            notifier.close()
            pictures.close()
            background.close()
            door.close()
            engine.dispose()

    app = _application(settings, lifespan)
    app.include_router(door.router())
    app.state.gateway = gateway
    app.state.draw_invoice = draw_invoice
    return app


def gateway_of(app: FastAPI) -> Gateway:
    """Return the gateway that `build` put into the application."""
    gateway: Gateway = app.state.gateway
    return gateway


def openapi() -> dict[str, Any]:
    """Return the OpenAPI text of what dealers call; needs no database."""
    app = FastAPI(
        title="Gateway between dealers and 1C",
        version="1",
        description="Generated from the models in contract/; see also docs/contract.",
    )
    _include_routers(app)
    return app.openapi()


def _routers() -> Sequence[APIRouter]:
    return (
        about.router,
        session.router,
        profile.router,
        feed.router,
        changes.router,
        quotes.router,
        orders.router,
        documents.router,
        images.router,
        delivery.router,
    )


def _include_routers(app: FastAPI) -> None:
    refused: dict[int | str, dict[str, Any]] = {
        "default": {"model": ErrorAnswer, "description": "Refused; `code` says why"}
    }
    for router in _routers():
        app.include_router(router, prefix=PREFIX, responses=refused)


def _application(settings: Settings, lifespan: Any) -> FastAPI:
    app = FastAPI(
        title="Gateway between dealers and 1C",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    _include_routers(app)
    refusals.install(app, settings)
    return app


def _ticks(
    engine: Engine, pictures: PictureIntake, now: Callable[[], dt.datetime]
) -> Sequence[Callable[[], None]]:
    def sweep_all(moment: dt.datetime) -> None:
        with reading(engine) as connection:
            known = all_accounts(connection)
        for account in known:
            sweep_goods(engine, account, now=moment)

    return (
        Repeated(functools.partial(retention.sweep, engine), now, RETENTION_EVERY),
        Repeated(sweep_all, now, SWEEP_EVERY),
        Repeated(functools.partial(forget_past, engine), now, ARRIVALS_EVERY),
        Repeated(InvoiceFolders(engine).look, now, INVOICES_EVERY),
        Repeated(functools.partial(tell_late_exchanges, engine), now, LATE_EVERY),
        Repeated(pictures.look, now, PICTURES_EVERY),
        Repeated(pictures.forget_unused, now, PICTURES_FORGOTTEN_EVERY),
    )
