"""The listener: uvicorn that says when it is ready and ends its long polls before it stops."""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import uvicorn
from typing_extensions import override

if TYPE_CHECKING:
    from fastapi import FastAPI

    from gateway.settings import Settings

STOP_WITHIN_S = 10


class Listener(uvicorn.Server):
    """Serves one application; `on_ready` gets the URL once requests are taken.

    `on_stop` is called before open requests are waited for, so that held ones can end.
    """

    def __init__(
        self,
        app: FastAPI,
        settings: Settings,
        on_ready: Callable[[str], None],
        on_stop: Callable[[], None],
    ) -> None:
        secure = settings.certificate is not None
        super().__init__(
            uvicorn.Config(
                app,
                host=settings.host,
                port=settings.port,
                access_log=False,
                log_config=None,
                server_header=False,
                lifespan="on",
                ws="none",
                proxy_headers=settings.behind_proxy,
                timeout_graceful_shutdown=STOP_WITHIN_S,
                ssl_certfile=str(settings.certificate) if secure else None,
                ssl_keyfile=str(settings.certificate_key) if settings.certificate_key else None,
            )
        )
        self._scheme = "https" if secure else "http"
        self._on_ready = on_ready
        self._on_stop = on_stop

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the listener and tell its address."""
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            self._on_ready(f"{self._scheme}://{shown}:{port}")

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let held requests end, then stop."""
        self._on_stop()
        await super().shutdown(sockets)
