"""`/1c/exchange`: the door through which 1C's exchange with a site walks in.

1C calls, we answer in lines of text: checkauth, init, file, import, query, success, info. What the
families' modules insist on is noted where it is obeyed.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import datetime as dt
import logging
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect

from gateway.onec.accounts import LoginCheck
from gateway.onec.commerceml.dialects.bas import BasDialect
from gateway.onec.commerceml.dialects.generic import GenericDialect
from gateway.onec.commerceml.loading import (
    NO_ROOM,
    Loading,
    load_catalogue,
    load_replies,
    refusal,
)
from gateway.onec.commerceml.sessions import (
    Session,
    confirm_parts,
    find_session,
    give_parts,
    open_session,
)
from gateway.onec.commerceml.spool import Spool, safe_name
from gateway.onec.commerceml.states import states_xml
from gateway.onec.commerceml.stream import BadFile
from gateway.services.handover import has_waiting
from gateway.services.order_settings import read_settings
from gateway.store.engine import reading

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from gateway.onec.accounts import AccountSettings
    from gateway.onec.commerceml.dialects.dialect import Dialect
    from gateway.onec.pictures import PictureIntake
    from gateway.services.onec_parts import PartForOnec
    from gateway.store.notifier import Notifier
    from gateway.store.pictures import PictureShelf

PATH = "/1c/exchange"
COOKIE = "exchange"
STEP_S = 5.0
"""How long one `import` call waits for the file: BAS calls again at once, without a pause."""
LOOK_S = 2.0
"""How often a held query looks whether 1C is still there."""
SLACK = 64 * 1024
_DIALECTS: dict[str, type[Dialect]] = {
    "bas": BasDialect,
    "generic": GenericDialect,
}
_log = logging.getLogger("gateway.onec.commerceml")
_ROOT_END = "</КоммерческаяИнформация>"


class CommerceMLDoor:
    """Answers 1C's calls; files wait below `folder`/onec, pictures in the inboxes of `shelf`.

    `close` waits for files that are being applied.
    """

    def __init__(
        self,
        engine: Engine,
        notifier: Notifier,
        folder: Path,
        shelf: PictureShelf,
        pictures: PictureIntake,
    ) -> None:
        self._engine = engine
        self._notifier = notifier
        self._folder = folder
        self._shelf = shelf
        self._pictures = pictures
        self._logins = LoginCheck(engine)
        self._loading = Loading()

    def close(self) -> None:
        """Wait for the files that are being applied."""
        self._pictures.close()
        self._loading.close()

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter()
        router.add_api_route(PATH, self.answer, methods=["GET", "POST"], include_in_schema=False)
        return router

    async def answer(self, request: Request) -> Response:
        """Answer one call; the parameters that some families add are ignored."""
        kind = request.query_params.get("type", "")
        mode = request.query_params.get("mode", "")
        try:
            return await self._answer(request, kind, mode)
        except (OSError, SQLAlchemyError) as error:
            # A full disk or a busy database: 1C reads only lines, and comes again.
            _log.error("%s %s: %s", kind, mode, type(error).__name__)
            lines = f"failure\n{NO_ROOM}".encode()
            # What is no document must not look like one to the module that waits for orders.
            status = 503 if mode in ("query", "info") else 200
            headers = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
            return Response(lines, status, headers)

    async def _answer(self, request: Request, kind: str, mode: str) -> Response:
        if mode == "checkauth":
            return await self._checkauth(request, kind)
        cookie = request.cookies.get(COOKIE, "")
        session = await asyncio.to_thread(find_session, self._engine, cookie) if cookie else None
        if session is None:
            return _unauthorised("спочатку checkauth")
        settings = session.account.settings
        if kind not in ("catalog", "sale"):
            return _lines(settings, "failure", "невідомий type")
        try:
            return await self._step(request, session, kind, mode)
        except BadFile as bad:
            name = request.query_params.get("filename", "")[:100]
            refused = await asyncio.to_thread(
                refusal, self._engine, session.account.id, name, str(bad)
            )
            return _lines(settings, "failure", str(refused))

    async def _step(self, request: Request, session: Session, kind: str, mode: str) -> Response:
        settings = session.account.settings
        name = request.query_params.get("filename", "")
        if mode == "init":
            await asyncio.to_thread(self._spool(session).clear)
            # BAS counts the lines: two of them and no line break at the end.
            return _lines(
                settings,
                f"zip={'yes' if settings.zip else 'no'}",
                f"file_limit={settings.file_limit}",
            )
        if mode == "file":
            return await self._file(request, session, kind, name)
        if mode == "import":
            return await self._import(session, kind, name)
        if kind == "sale" and mode == "query":
            return await self._query(request, session)
        if kind == "sale" and mode == "success":
            await asyncio.to_thread(confirm_parts, self._engine, session)
            return _lines(settings, "success")
        if kind == "sale" and mode == "info":
            return _xml(states_xml(), "windows-1251")
        if mode in ("complete", "deactivate"):
            # Newer modules announce an end; ours is told by what was named and what was not.
            return _lines(settings, "success")
        return _lines(settings, "failure", "невідомий mode")

    async def _checkauth(self, request: Request, kind: str) -> Response:
        login, password = _basic(request.headers.get("authorization", ""))
        account = await asyncio.to_thread(self._logins.check, login, password)
        if account is None:
            return _unauthorised("неправильний логін або пароль")
        cookie = await asyncio.to_thread(open_session, self._engine, account, kind)
        answer = _lines(account.settings, "success", COOKIE, cookie)
        answer.set_cookie(COOKIE, cookie, httponly=True, path="/")
        return answer

    async def _file(self, request: Request, session: Session, kind: str, name: str) -> Response:
        settings = session.account.settings
        key = (session.cookie_hash, name)
        safe_name(name)
        try:
            chunk = await _body(request, settings.file_limit + SLACK)
        except ClientDisconnect:
            # Half a chunk is no chunk: 1C begins again with `init`.
            return _lines(settings, "failure", "з’єднання обірвано")
        spool = self._spool(session)
        if self._loading.known(key):
            if not await asyncio.to_thread(self._loading.forget, key):
                return _lines(settings, "failure", "попередній файл ще завантажується")
            spool.start_anew(name)
        path = await asyncio.to_thread(spool.append, name, chunk)
        if kind == "sale" and await asyncio.to_thread(_is_whole, path):
            # BAS sends replies about orders without ever calling `import`.
            return await self._import(session, kind, name, last=True)
        return _lines(settings, "success")

    async def _import(
        self, session: Session, kind: str, name: str, *, last: bool = False
    ) -> Response:
        settings = session.account.settings
        key = (session.cookie_hash, name)
        if self._spool(session).is_picture(name):
            self._take_pictures(session, [safe_name(name).as_posix()], name)
            return _lines(settings, "success")
        if not self._loading.known(key):
            path = await asyncio.to_thread(self._spool(session).prepared, name)
            replies = _is_replies(kind, name)
            load = load_replies if replies else load_catalogue
            queue = f"replies {session.account.id}" if replies else "catalogue"

            def work() -> None:
                load(self._engine, session, path, name)
                path.unlink(missing_ok=True)

            self._loading.begin(queue, key, work)
            if not replies:
                sent = await asyncio.to_thread(self._spool(session).pictures)
                self._take_pictures(session, sent, name)
        result = await asyncio.to_thread(self._loading.result, key, STEP_S)
        while result is None and last:
            result = await asyncio.to_thread(self._loading.result, key, STEP_S)
        if result is None:
            return _lines(settings, "progress")
        return _lines(settings, "failure", result) if result else _lines(settings, "success")

    def _take_pictures(self, session: Session, names: list[str], name: str) -> None:
        """Begin to take pictures that have come whole; neither 1C nor any other file waits."""
        account_id = session.account.id

        def work() -> None:
            self._pictures.take(account_id, names)

        if names:
            key = (session.cookie_hash, f"pictures with {name}")
            self._loading.forget(key)
            self._loading.begin(f"pictures {account_id}", key, work)

    async def _query(self, request: Request, session: Session) -> Response:
        parts = await asyncio.to_thread(give_parts, self._engine, session)
        if (
            not parts
            and session.account.settings.held_query_s
            and await self._wait_for_orders(request, session)
        ):
            parts = await asyncio.to_thread(give_parts, self._engine, session)
        body = await asyncio.to_thread(self._orders, session, parts)
        return _xml(body, session.account.settings.order_encoding)

    async def _wait_for_orders(self, request: Request, session: Session) -> bool:
        """Hold the call until an order waits; False when the time is up or 1C has gone.

        Nothing is given to a connection that is gone: it would look like a refusal.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + session.account.settings.held_query_s
        while True:
            seen = self._notifier.seq
            waiting = await asyncio.to_thread(self._has_waiting, session)
            left = deadline - loop.time()
            if await request.is_disconnected() or self._notifier.closing:
                return False
            if waiting or left <= 0:
                return waiting
            await self._notifier.wait(seen, min(left, LOOK_S))

    def _has_waiting(self, session: Session) -> bool:
        account = session.account
        with reading(self._engine) as connection:
            return has_waiting(
                connection, account.id, with_cancelled=account.settings.cancel_allowed
            )

    def _orders(self, session: Session, parts: list[PartForOnec]) -> bytes:
        with reading(self._engine) as connection:
            zone = read_settings(connection).zone
        dialect = _DIALECTS[session.account.dialect](session.account.settings, zone)
        return dialect.orders(parts, dt.datetime.now(tz=dt.UTC))

    def _spool(self, session: Session) -> Spool:
        account = session.account
        return Spool(
            self._folder / "onec" / str(account.id),
            session.cookie_hash,
            self._shelf.inbox(account.id),
            account.settings.largest_file,
        )


async def _body(request: Request, most: int) -> bytes:
    told = request.headers.get("content-length", "")
    size = int(told) if told.isdigit() else 0
    body = bytearray()
    if size <= most:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                size = len(body)
                break
    if size > most:
        message = f"частина файлу більша за file_limit ({most - SLACK} байт)"
        raise BadFile(message)
    return bytes(body)


def _is_replies(kind: str, name: str) -> bool:
    return kind == "sale" or safe_name(name).name.lower().startswith("orders")


def _is_whole(path: Path) -> bool:
    """Tell whether the last chunk of a file about orders has come."""
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            file.seek(max(0, path.stat().st_size - 66_000))
            return b"PK\x05\x06" in file.read()
        file.seek(max(0, path.stat().st_size - 400))
        tail = file.read().rstrip()
    ends = (_ROOT_END.encode(), _ROOT_END.encode("cp1251"))
    # A root without content ends itself.
    return tail.endswith(ends) or (tail.endswith(b"/>") and tail.count(b"<") == 1)


def _basic(header: str) -> tuple[str, str]:
    """Read Basic credentials; 1C encodes them in UTF-8, old modules in windows-1251."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic" or len(value) > 2_000:
        return "", ""
    try:
        raw = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return "", ""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    login, _, password = text.partition(":")
    return login, password


def _lines(settings: AccountSettings, *lines: str) -> Response:
    encoding = settings.reply_encoding
    codec = "cp1251" if encoding == "windows-1251" else "utf-8"
    return Response(
        "\n".join(lines).encode(codec, errors="replace"),
        headers={"Content-Type": f"text/plain; charset={encoding}", "Cache-Control": "no-store"},
    )


def _xml(body: bytes, encoding: str) -> Response:
    return Response(
        body,
        headers={"Content-Type": f"text/xml; charset={encoding}", "Cache-Control": "no-store"},
    )


def _unauthorised(reason: str) -> Response:
    return Response(
        f"failure\n{reason}".encode(),
        status_code=401,
        headers={
            "Content-Type": "text/plain; charset=utf-8",
            "WWW-Authenticate": 'Basic realm="1C"',
        },
    )
