"""The exchange with a site over HTTP, the way 1C's modules speak it."""

from __future__ import annotations

import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal

import httpx

if TYPE_CHECKING:
    from demo.faults import Faults

TIMEOUT_S = 180.0
"""BAS ERP gives up after so long."""

IMPORT_TIMEOUT_S = 3600.0
MOST_ANSWER_BYTES = 64 * 1024 * 1024
PATH = "/1c/exchange"


class ExchangeFailed(Exception):
    """The site answered something else than the protocol says; the message has its words."""


class FileRefused(ExchangeFailed):
    """The site took or read a file and said "failure"; the message has its words."""


class SiteSilent(ExchangeFailed):
    """The site did not answer at all."""


@dataclass(frozen=True, slots=True)
class Login:
    """An exchange node's address and account."""

    url: str
    login: str
    password: str


class Cycle:
    """One checkauth ... cycle with its cookie; a context manager.

    Raises ExchangeFailed where 1C would write an error into its log.
    """

    def __init__(self, node: Login, kind: Literal["catalog", "sale"], faults: Faults) -> None:
        self._node, self._kind, self._faults = node, kind, faults
        self._client = httpx.Client(
            timeout=httpx.Timeout(TIMEOUT_S, connect=10.0), trust_env=False, follow_redirects=False
        )
        self._cookie = ""
        self._zip = False
        self._limit = 0
        base = node.url.rstrip("/")
        self._url = base if base.endswith("/exchange") else base + PATH

    def __enter__(self) -> Cycle:
        try:
            self._checkauth()
            self._init()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()

    def _request(
        self, method: str, mode: str, *, filename: str = "", content: bytes | None = None
    ) -> bytes:
        self._faults.before_request()
        parameters = {"type": self._kind, "mode": mode}
        if filename:
            parameters["filename"] = filename
        headers = {"User-Agent": "1C+Enterprise/8.3"}
        auth: httpx.BasicAuth | None = None
        if self._cookie:
            headers["Cookie"] = self._cookie
        else:
            auth = httpx.BasicAuth(self._node.login, self._node.password)
        try:
            with self._client.stream(
                method, self._url, params=parameters, headers=headers, content=content, auth=auth
            ) as answer:
                body = bytearray()
                for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > MOST_ANSWER_BYTES:
                        message = f"{mode}: the answer is larger than 1C's memory here"
                        raise ExchangeFailed(message)
        except httpx.HTTPError as error:
            message = f"{mode}: {type(error).__name__}: {error}"
            raise SiteSilent(message) from error
        if answer.status_code != httpx.codes.OK:
            words = bytes(body[:300]).decode("utf-8", errors="replace")
            message = f"{mode}: HTTP {answer.status_code}: {words}"
            raise ExchangeFailed(message)
        return bytes(body)

    def _lines(self, method: str, mode: str, **parts: str | bytes) -> list[str]:
        body = self._request(method, mode, **parts)  # type: ignore[arg-type]  # filename and content
        try:
            return body.decode("utf-8").replace("\r\n", "\n").rstrip("\n").split("\n")
        except UnicodeDecodeError as error:
            message = f"{mode}: the answer is not text"
            raise ExchangeFailed(message) from error

    def _checkauth(self) -> None:
        lines = self._lines("GET", "checkauth")
        if len(lines) < 3 or lines[0] != "success":
            message = f"checkauth: {lines[:4]}"
            raise ExchangeFailed(message)
        self._cookie = f"{lines[1]}={lines[2]}"

    def _init(self) -> None:
        lines = self._lines("GET", "init")
        # BAS ERP: exactly two lines, or the exchange ends here.
        if len(lines) != 2:
            message = f"init: two lines expected, got {lines[:5]}"
            raise ExchangeFailed(message)
        self._zip = lines[0].strip().lower() == "zip=yes"
        name, _, value = lines[1].partition("=")
        if name.strip() != "file_limit" or not value.strip().isdigit():
            message = f"init: {lines[1]!r} is no file limit"
            raise ExchangeFailed(message)
        self._limit = int(value)

    def send(self, files: Sequence[Path], folder: Path) -> None:
        """Upload files in chunks (in one archive where the site takes archives).

        They are named by their paths below `folder`: pictures lie deeper than the XML.
        """
        if not self._zip:
            for path in files:
                with path.open("rb") as stream:
                    self._upload(path.relative_to(folder).as_posix(), stream)
            return
        with tempfile.TemporaryFile() as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                for path in files:
                    archive.write(path, path.relative_to(folder).as_posix())
            stream.seek(0)
            self._upload(f"{files[0].stem}.zip", stream)

    def send_text(self, name: str, text: str) -> None:
        """Upload one file as it is."""
        data = text.encode("utf-8")
        step = self._limit or len(data) or 1
        for start in range(0, len(data), step):
            self._file(name, data[start : start + step])

    def _upload(self, name: str, stream: BinaryIO) -> None:
        for chunk in _chunks(stream, self._limit):
            self._file(name, chunk)

    def _file(self, name: str, chunk: bytes) -> None:
        lines = self._lines("POST", "file", filename=name, content=chunk)
        if lines[0] != "success":
            message = f"file {name}: {' / '.join(lines[:3])}"
            raise FileRefused(message)

    def load(self, name: str) -> int:
        """Ask for the import until it ends, without a pause; returns how often it was asked."""
        deadline = time.monotonic() + IMPORT_TIMEOUT_S
        asked = 0
        while time.monotonic() < deadline:
            asked += 1
            lines = self._lines("GET", "import", filename=name)
            if lines[0] == "success":
                return asked
            if lines[0] != "progress":
                message = f"import {name}: {' / '.join(lines[:3])}"
                raise FileRefused(message)
        message = f"import {name}: still in progress after {IMPORT_TIMEOUT_S:.0f} s"
        raise ExchangeFailed(message)

    def query(self) -> bytes:
        """Fetch waiting orders; the site may hold the answer."""
        body = self._request("GET", "query")
        if self._faults.take("drop_after_query"):
            message = "query: the connection was lost (switched on)"
            raise SiteSilent(message)
        return body

    def success(self) -> None:
        """Say that the orders are loaded."""
        lines = self._lines("GET", "success")
        if lines[0] != "success":
            message = f"success: {' / '.join(lines[:3])}"
            raise ExchangeFailed(message)


def _chunks(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    size = limit or 1024 * 1024
    while chunk := stream.read(size):
        yield chunk
