"""The little of the Internet Printing Protocol (RFC 8010, RFC 8011) that CUPS needs from us.

One request, one answer, over HTTP on a local socket. The answer is untrusted: sizes are capped,
and anything that does not parse is an `IppError`.
"""

import contextlib
import http.client
import itertools
import socket
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from http import HTTPStatus

MAX_ANSWER_BYTES = 4 * 1024 * 1024
MAX_VALUES = 100_000
CONTENT_TYPE = "application/ipp"
VERSION = b"\x02\x00"

END_OF_ATTRIBUTES = 0x03
LAST_DELIMITER = 0x0F
BEGIN_COLLECTION = 0x34
END_COLLECTION = 0x37


class Operation(IntEnum):
    """The operations that we ask for."""

    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_PRINTERS = 0x4002


class Group(IntEnum):
    """Attribute groups of a message."""

    OPERATION = 0x01
    JOB = 0x02
    PRINTER = 0x04
    UNSUPPORTED = 0x05


class Tag(IntEnum):
    """Value types; text-like ones are UTF-8 here."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49


class Status(IntEnum):
    """The answers that we tell apart; anything below 0x0100 is success."""

    FORBIDDEN = 0x0401
    NOT_AUTHENTICATED = 0x0402
    NOT_AUTHORIZED = 0x0403
    NOT_FOUND = 0x0406
    FORMAT_NOT_SUPPORTED = 0x040A
    NOT_ACCEPTING_JOBS = 0x0506


Scalar = int | bool | str
Value = Scalar | bytes


class IppError(Exception):
    """The spooler did not answer, or answered something that is not IPP."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named attribute to send, with one or more values of one type."""

    tag: Tag
    name: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A decoded answer: status and the attribute groups in the order they came."""

    status: int
    groups: tuple[tuple[int, dict[str, list[Value]]], ...] = ()

    @property
    def succeeded(self) -> bool:
        """Whether the spooler did what was asked."""
        return self.status < 0x0100

    def all(self, group: Group) -> list[dict[str, list[Value]]]:
        """Return every group of one kind, such as one for each printer."""
        return [attributes for tag, attributes in self.groups if tag == group]

    def first(self, group: Group) -> dict[str, list[Value]]:
        """Return the first group of a kind, empty if there is none."""
        return next(iter(self.all(group)), {})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the spooler listens: a Unix socket's path, or a host and port."""

    socket_path: str | None = None
    host: str = "localhost"
    port: int = 631


@dataclass(slots=True)
class IppClient:
    """Sends requests to one spooler; a connection for each, so nothing stays open."""

    endpoint: Endpoint
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def ask(
        self,
        operation: Operation,
        path: str,
        groups: Mapping[Group, Iterable[Attribute]],
        *,
        timeout_s: float,
        document: bytes = b"",
    ) -> Answer:
        """Send one operation and return the answer; `timeout_s` bounds each wait for the socket.

        Raises `TimeoutError` or `IppError`.
        """
        body = encode(operation, next(self._numbers), groups) + document
        try:
            with contextlib.closing(self._connection(timeout_s)) as connection:
                connection.request("POST", path, body, {"Content-Type": CONTENT_TYPE})
                with connection.getresponse() as response:
                    raw = response.read(MAX_ANSWER_BYTES + 1)
        except TimeoutError:
            raise
        except (OSError, http.client.HTTPException) as error:
            raise IppError(type(error).__name__) from error
        if response.status == HTTPStatus.UNAUTHORIZED:
            return Answer(Status.NOT_AUTHENTICATED)
        if response.status == HTTPStatus.FORBIDDEN:
            return Answer(Status.FORBIDDEN)
        if response.status != HTTPStatus.OK:
            raise IppError(f"HTTP {response.status}")
        if len(raw) > MAX_ANSWER_BYTES:
            raise IppError("the answer is too long")
        return decode(raw)

    def _connection(self, timeout_s: float) -> http.client.HTTPConnection:
        if self.endpoint.socket_path is None:
            return http.client.HTTPConnection(
                self.endpoint.host, self.endpoint.port, timeout=timeout_s
            )
        connection = http.client.HTTPConnection("localhost", timeout=timeout_s)
        local = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        local.settimeout(timeout_s)
        try:
            local.connect(self.endpoint.socket_path)
        except OSError:
            local.close()
            raise
        connection.sock = local  # http.client connects by itself only where there is none
        return connection


def encode(operation: Operation, number: int, groups: Mapping[Group, Iterable[Attribute]]) -> bytes:
    """Write a request; charset and language, which must come first, are put in here."""
    parts = [VERSION, struct.pack(">HI", operation, number), bytes([Group.OPERATION])]
    parts.append(_encoded(Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",))))
    parts.append(_encoded(Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",))))
    parts.extend(_encoded(attribute) for attribute in groups.get(Group.OPERATION, ()))
    for group, attributes in groups.items():
        if group is not Group.OPERATION:
            parts.append(bytes([group]))
            parts.extend(_encoded(attribute) for attribute in attributes)
    parts.append(bytes([END_OF_ATTRIBUTES]))
    return b"".join(parts)


def _encoded(attribute: Attribute) -> bytes:
    parts = []
    name = attribute.name.encode()
    for value in attribute.values:
        raw = _encoded_value(attribute.tag, value)
        parts.append(struct.pack(">BH", attribute.tag, len(name)) + name)
        parts.append(struct.pack(">H", len(raw)) + raw)
        name = b""  # further values of the same attribute carry no name
    return b"".join(parts)


def _encoded_value(tag: Tag, value: Scalar) -> bytes:
    if tag is Tag.BOOLEAN:
        return bytes([bool(value)])
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.pack(">i", int(value))
    return str(value).encode()


def decode(raw: bytes) -> Answer:
    """Read an answer; members of collections are passed over, we ask for none of them."""
    try:
        return _decoded(raw)
    except (struct.error, IndexError) as error:
        raise IppError("the answer is cut") from error


def _decoded(raw: bytes) -> Answer:
    (status,) = struct.unpack_from(">H", raw, 2)
    groups: list[tuple[int, dict[str, list[Value]]]] = []
    position, depth, count = 8, 0, 0
    name = ""
    while (tag := raw[position]) != END_OF_ATTRIBUTES:
        position += 1
        if tag <= LAST_DELIMITER:
            groups.append((tag, {}))
            name = ""
            continue
        count += 1
        if count > MAX_VALUES or not groups:
            raise IppError("the answer is malformed")
        own_name, position = _sized(raw, position)
        value, position = _sized(raw, position)
        depth += (tag == BEGIN_COLLECTION) - (tag == END_COLLECTION)
        if depth > 0 or tag == END_COLLECTION:
            continue
        name = own_name.decode("utf-8", "replace") if own_name else name
        groups[-1][1].setdefault(name, []).append(_value(tag, value))
    return Answer(status, tuple(groups))


def _sized(raw: bytes, position: int) -> tuple[bytes, int]:
    (size,) = struct.unpack_from(">H", raw, position)
    start = position + 2
    if start + size > len(raw):
        raise IppError("the answer is cut")
    return raw[start : start + size], start + size


def _value(tag: int, raw: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM) and len(raw) == 4:
        return int.from_bytes(raw, "big", signed=True)
    if tag == Tag.BOOLEAN and len(raw) == 1:
        return raw != b"\x00"
    if Tag.TEXT <= tag <= Tag.MIME_TYPE:
        return raw.decode("utf-8", "replace")
    return raw
