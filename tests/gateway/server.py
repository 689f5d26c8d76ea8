"""A gateway that really listens on loopback, over a real SQLite file, with a clock of ours."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from gateway.bootstrap import build, gateway_of, system_time
from gateway.services import invitations
from gateway.serving import Listener
from gateway.settings import Settings
from tests.gateway.world import World

PASSWORD = "correct horse 7"
DEVICE = "device-0001"


@dataclass
class Clock:
    """The machine's time and a shift that tests make."""

    shift: dt.timedelta = field(default_factory=dt.timedelta)

    def __call__(self) -> dt.datetime:
        return system_time() + self.shift

    def advance(self, **units: float) -> None:
        self.shift += dt.timedelta(**units)


class Api:
    """A signed-in dealer's program: plain HTTP with its tokens."""

    def __init__(self, url: str, session: dict[str, Any] | None = None) -> None:
        self.session = session or {}
        headers = {"X-Client": "dealer-order/0.1.0"}
        if session:
            headers["Authorization"] = f"Bearer {session['access_token']}"
        self.http = httpx.Client(base_url=f"{url}/v1", headers=headers, timeout=30, trust_env=False)

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.http.get(path, params=params)

    def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return self.http.post(path, json=body, headers=headers)

    def profile(self) -> dict[str, Any]:
        answer = self.get("/profile")
        assert answer.status_code == 200, answer.text
        return answer.json()

    def page(self, kind: str, after: str = "0", **params: Any) -> dict[str, Any]:
        answer = self.get(f"/feed/{kind}", after=after, **params)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        assert page["end"] is True
        return page

    def pull(self, kind: str, after: str = "0", **params: Any) -> Pulled:
        """Fetch pages until there are no more."""
        pulled = Pulled()
        while True:
            page = self.page(kind, after, **params)
            pulled.add(page)
            after = page["after"]
            if not page["more"]:
                return pulled


@dataclass
class Pulled:
    """Everything that a series of pages brought, as a client applies it."""

    rows: dict[Any, dict[str, Any]] = field(default_factory=dict)
    gone: list[Any] = field(default_factory=list)
    after: str = "0"
    pages: int = 0

    def add(self, page: dict[str, Any]) -> None:
        columns = page["columns"]
        for values in zip(*columns.values(), strict=True):
            row = dict(zip(columns, values, strict=True))
            self.rows[self.key(page["kind"], row)] = row
        for one in page["gone"]:
            key = tuple(one) if isinstance(one, list) else one
            self.rows.pop(key, None)
            self.gone.append(key)
        self.after = page["after"]
        self.pages += 1

    @staticmethod
    def key(kind: str, row: dict[str, Any]) -> Any:
        if kind == "stock":
            return row["ids"], row["warehouses"]
        return row["ids"] if kind == "prices" else row["id"]


class RunningGateway:
    """The address, the database and the clock of a gateway that listens."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.clock = Clock()
        self.settings = Settings(data=folder, port=0, **settings)
        self.app = build(self.settings, self.clock)
        self.gateway = gateway_of(self.app)
        self.engine = self.gateway.engine
        self.world = World(self.engine)
        self.url = ""
        self._ready = threading.Event()
        self._clients: list[Api] = []
        self._listener = Listener(
            self.app, self.settings, on_ready=self._on_ready, on_stop=self.gateway.notifier.close
        )
        self._thread = threading.Thread(target=self._listener.run, name="gateway")

    def _on_ready(self, url: str) -> None:
        self.url = url
        self._ready.set()

    def start(self) -> None:
        self._thread.start()
        assert self._ready.wait(20), "the gateway does not listen"

    def stop(self) -> None:
        for api in self._clients:
            api.http.close()
        self._listener.should_exit = True
        self._thread.join(20)
        assert not self._thread.is_alive(), "the gateway does not stop"

    def anybody(self) -> Api:
        """A program that has not signed in."""
        return self._kept(Api(self.url))

    def with_session(self, session: dict[str, Any]) -> Api:
        """A program that has these tokens."""
        return self._kept(Api(self.url, session))

    def invite(self, login: str, dealer: str = "d-1", rights: str = "order", **more: Any) -> str:
        """Invite a user and return the code of the letter."""
        return invitations.invite(
            self.engine,
            dealer=dealer,
            login=login,
            name=login.title(),
            rights=rights.split(","),
            now=self.clock(),
            **more,
        ).code

    def sign_up(
        self, login: str, dealer: str = "d-1", rights: str = "order", device: str = DEVICE
    ) -> Api:
        """Invite a user, activate him and return his signed-in program."""
        code = self.invite(login, dealer, rights)
        answer = self.anybody().post(
            "/activation", {"code": code, "password": PASSWORD, "device_id": device}
        )
        assert answer.status_code == 200, answer.text
        return self.with_session(answer.json())

    def sign_in(self, login: str, password: str = PASSWORD, device: str = DEVICE) -> httpx.Response:
        return self.anybody().post(
            "/session", {"login": login, "password": password, "device_id": device}
        )

    def _kept(self, api: Api) -> Api:
        self._clients.append(api)
        return api


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and the code of a refusal."""
    error = answer.json()["error"]
    assert error["request_id"]
    return answer.status_code, error["code"]
