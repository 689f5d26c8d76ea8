"""One XML file of 1C as a stream of elements: hostile until proved otherwise.

No DTD, no entities, no network, bounded depth and size. Elements are matched by local name, so
that every version's namespace (or none) reads alike. What has been read is cut off the tree after
each chunk: a file of any length needs the memory of one chunk and one record.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOT = "КоммерческаяИнформация"
CHUNK = 64 * 1024
_names: dict[str, str] = {}


class BadFile(Exception):
    """A file that cannot be read; the message is Ukrainian and goes to 1C and to the log."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one file: bytes of it all, bytes of one record, depth of elements."""

    file_bytes: int = 512 * 1024 * 1024
    record_bytes: int = 16 * 1024 * 1024
    depth: int = 64


def local(element: etree._Element) -> str:
    """Return the element's name without namespace; '' for comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    name = _names.get(tag)
    if name is None:
        if len(_names) > 5_000:  # a hostile file may invent names without end
            _names.clear()
        name = _names[tag] = tag.rpartition("}")[2]
    return name


def text_of(element: etree._Element) -> str:
    """Return the element's own text without blanks at the ends."""
    return (element.text or "").strip()


def child_text(element: etree._Element, name: str) -> str | None:
    """Return the text of the first child of this name, or None without one."""
    for child in element:
        if local(child) == name:
            return text_of(child)
    return None


def elements(
    source: IO[bytes], names: Collection[str], limits: Limits | None = None
) -> Iterator[etree._Element]:
    """Yield every finished element with one of these local names, in the file's order.

    An element is valid until the next one is asked for. Raises BadFile for broken, cut, too deep
    or too large XML, for a DTD and for another schema.
    """
    caps = limits or Limits()
    first = _without_blanks(source.read(CHUNK))
    _check_head(first)
    parser = etree.XMLPullParser(
        events=("start", "end"),
        tag=[f"{{*}}{name}" for name in (ROOT, *names)],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    head = _Head()
    spine = _Spine(frozenset(names), caps)
    chunk, size = first, 0
    try:
        while chunk:
            size += len(chunk)
            if size > caps.file_bytes:
                message = f"файл більший за дозволені {caps.file_bytes // 1024 // 1024} МБ"
                raise BadFile(message)
            head.feed(chunk)
            parser.feed(chunk)
            for event, element in parser.read_events():
                if not isinstance(element, etree._Element):  # noqa: SLF001 - lxml's only name of it
                    continue
                if event == "end" and local(element) != ROOT:
                    yield element
                elif spine.root is None:
                    spine.root = element
            spine.cut(len(chunk))
            chunk = source.read(CHUNK)
        parser.close()
    except etree.XMLSyntaxError as error:
        message = f"XML пошкоджено або обірвано, рядок {error.lineno or '?'}: {error.msg or ''}"
        raise BadFile(message) from error
    head.finish()


class _Head:
    """Looks at the root before anything of the file is believed."""

    def __init__(self) -> None:
        self.root: str | None = None
        self._parser = etree.XMLPullParser(
            events=("start",), resolve_entities=False, load_dtd=False, no_network=True
        )

    def feed(self, chunk: bytes) -> None:
        if self.root is not None:
            return
        self._parser.feed(chunk)
        for _event, element in self._parser.read_events():
            if not isinstance(element, etree._Element):  # noqa: SLF001 - lxml's only name of it
                continue
            if element.getroottree().docinfo.internalDTD is not None:
                message = "у файлі є DTD, такі файли не приймаються"
                raise BadFile(message)
            self.root = local(element)
            if self.root != ROOT:
                message = f"це не CommerceML: кореневий елемент «{self.root[:60]}»"
                raise BadFile(message)
            return

    def finish(self) -> None:
        if self.root is None:
            message = "файл порожній"
            raise BadFile(message)


class _Spine:
    """Cuts what has been read off the tree, along the path to the element being read now."""

    def __init__(self, records: frozenset[str], caps: Limits) -> None:
        self._records = records
        self._caps = caps
        self._open: etree._Element | None = None
        self._open_bytes = 0
        self.root: etree._Element | None = None

    def cut(self, size: int) -> None:
        node = self.root
        if node is None:
            return
        depth = 1
        inside: etree._Element | None = None
        while len(node):
            if inside is None and depth > 1 and local(node) in self._records:
                inside = node
            if inside is None:
                del node[:-1]
            node = node[-1]
            depth += 1
            if depth > self._caps.depth:
                message = f"елементи вкладено глибше за {self._caps.depth}"
                raise BadFile(message)
        if inside is not None and inside is self._open:
            self._open_bytes += size
            if self._open_bytes > self._caps.record_bytes:
                message = f"один запис більший за {self._caps.record_bytes // 1024 // 1024} МБ"
                raise BadFile(message)
        else:
            self._open, self._open_bytes = inside, 0


def _without_blanks(chunk: bytes) -> bytes:
    """Drop blanks before the declaration: some modules write an empty line first."""
    bare = chunk.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n\t ")
    return bare if bare.startswith(b"<") else chunk


def _check_head(chunk: bytes) -> None:
    if not chunk:
        message = "файл порожній"
        raise BadFile(message)
    if b"<!DOCTYPE" in chunk[: 16 * 1024] or b"<!ENTITY" in chunk[: 16 * 1024]:
        message = "у файлі є DTD, такі файли не приймаються"
        raise BadFile(message)
