"""The spooler's answers are hostile until they are read."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.printing.ipp import Attribute, Group, IppError, Operation, Tag, decode, encode

HEAD = b"\x02\x00\x00\x00\x00\x00\x00\x01"


def attribute(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


def test_a_request_reads_back_as_it_was_written():
    raw = encode(
        Operation.PRINT_JOB,
        7,
        {
            Group.OPERATION: [Attribute(Tag.NAME, "job-name", ("Рахунок",))],
            Group.JOB: [
                Attribute(Tag.INTEGER, "copies", (2,)),
                Attribute(Tag.KEYWORD, "media", ("one", "two")),
                Attribute(Tag.BOOLEAN, "last", (True,)),
            ],
        },
    )
    answer = decode(raw)
    assert answer.status == Operation.PRINT_JOB
    assert answer.first(Group.OPERATION) == {
        "attributes-charset": ["utf-8"],
        "attributes-natural-language": ["en"],
        "job-name": ["Рахунок"],
    }
    job = {"copies": [2], "media": ["one", "two"], "last": [True]}
    assert answer.first(Group.JOB) == job


def test_collections_are_passed_over_and_what_follows_is_read():
    raw = (
        HEAD
        + b"\x04"
        + attribute(0x34, b"media-col", b"")
        + attribute(0x4A, b"", b"media-size")
        + attribute(0x34, b"", b"")
        + attribute(0x21, b"", b"\x00\x00\x00\x05")
        + attribute(0x37, b"", b"")
        + attribute(0x37, b"", b"")
        + attribute(0x42, b"printer-name", b"Accounting")
        + b"\x03"
    )
    assert decode(raw).first(Group.PRINTER) == {"printer-name": ["Accounting"]}


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        HEAD,
        HEAD + b"\x04",
        HEAD + b"\x04\x42\x00\x05abc",
        HEAD + b"\x04\x42\x00\x01a\xff\xff",
        HEAD + attribute(0x42, b"name", b"before any group") + b"\x03",
    ],
)
def test_a_cut_or_malformed_answer_is_an_error_of_ours(raw):
    with pytest.raises(IppError):
        decode(raw)


@given(st.binary(max_size=300))
def test_no_answer_whatever_breaks_the_reader(raw):
    try:
        decode(HEAD + raw)
    except IppError:
        return
