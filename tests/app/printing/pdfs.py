"""Small PDFs for the tests, good and hostile, written by hand so that each byte is known."""

import hashlib
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

A4 = (595, 842)


def pdf_of(objects: dict[int, bytes], root: int = 1) -> bytes:
    """Join numbered objects into a PDF with a right cross-reference table."""
    out = b"%PDF-1.7\n"
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        at = offsets.get(number)
        out += b"%010d 00000 n \n" % at if at is not None else b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return out


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(content), content)


def pages(*sizes: tuple[float, float], content: bytes = b"0 0 0 rg 72 72 200 100 re f") -> bytes:
    """A document with one page of each size, a black rectangle near the lower left corner."""
    first = 10
    kids = b" ".join(b"%d 0 R" % (first + index) for index in range(len(sizes)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sizes), kids),
        3: stream(content),
    }
    for index, (width, height) in enumerate(sizes):
        box = f"[0 0 {width} {height}]".encode()
        objects[first + index] = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 3 0 R>>" % box
    return pdf_of(objects)


def invoice(count: int = 2) -> bytes:
    return pages(*[A4] * count)


def deep_pages(depth: int = 10_000) -> bytes:
    """A page tree nested so deep that naive readers never come back."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    for number in range(2, depth + 2):
        parent = b"/Parent %d 0 R" % (number - 1) if number > 2 else b""
        objects[number] = b"<</Type/Pages/Count 1/Kids[%d 0 R]%s>>" % (number + 1, parent)
    objects[depth + 2] = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>" % (depth + 1)
    return pdf_of(objects)


def form_bomb(levels: int = 12, fan: int = 16) -> bytes:
    """A page whose forms draw one another: 16 to the power of 12 rectangles from 3 kB."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</F 10 0 R>>>>>>",
        4: stream(b"/F Do"),
    }
    for level in range(levels):
        head = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
        if level + 1 < levels:
            head += b"/Resources<</XObject<</F %d 0 R>>>>" % (11 + level)
            objects[10 + level] = stream(b"/F Do " * fan, head)
        else:
            objects[10 + level] = stream(b"0 0 500 500 re f", head)
    return pdf_of(objects)


def packed_bomb(mebibytes: int = 2_200) -> bytes:
    """A page whose text is gigabytes of blanks packed twice, in 10 kB."""
    packer = zlib.compressobj(9, wbits=-15)
    # After a full flush a block means the same wherever it stands, so one is packed for all.
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = b"\x78\xda" + block * mebibytes + b"\x03\x00\x00\x00\x00\x01"
    return pdf_of(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            4: stream(zlib.compress(packed, 9), b"/Filter[/FlateDecode/FlateDecode]"),
        }
    )


def mutations(count: int, seed: int = 1) -> Iterator[bytes]:
    """Damaged copies of small documents: bytes changed, cut out, doubled; the same every time."""
    chance = random.Random(seed)
    sources = [invoice(), pages((842, 595)), form_bomb(3, 2), deep_pages(40)]
    for _ in range(count):
        data = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(8, len(data))
            kind = chance.randrange(4)
            if kind == 0:
                data[at] = chance.randrange(256)
            elif kind == 1:
                del data[at : at + chance.randint(1, 30)]
            elif kind == 2:
                data[at:at] = data[max(8, at - 40) : at]
            else:
                data[at:at] = chance.choice([b"-1", b"99999999999", b"0 0 R", b"<<", b"]", b"("])
        yield bytes(data)


def save(folder: Path, data: bytes, name: str = "document.pdf") -> tuple[Path, str]:
    """Write bytes and return the path and their SHA-256."""
    path = folder / name
    path.write_bytes(data)
    return path, hashlib.sha256(data).hexdigest()
