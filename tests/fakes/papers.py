"""Papers of orders in memory: documents feed rows, and a gateway that hands out their bytes."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import Offline


def pdf(text: str = "Invoice", pages: int = 1) -> bytes:
    """A small PDF with this text and a black square on each page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True)
    for number in range(pages):
        canvas.drawString(72, 760, f"{text} {number + 1}")
        canvas.rect(72, 72, 200, 200, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def document(number: int, content: bytes, order: str, **changes: Any) -> dict[str, Any]:
    """A row of the documents feed: a ready invoice that the gateway drew."""
    return {
        "id": number,
        "kind": "invoice",
        "number": f"РХ-{number}",
        "date": "2026-11-24",
        "counterparty": "cp",
        "contract": "c-1",
        "order": order,
        "part": None,
        "product_ids": [],
        "sum": "100.00",
        "currency": "UAH",
        "pay_by": None,
        "state": "ready",
        "replaces": None,
        "replaced_by": None,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "pages": 1,
        "source": "gateway",
        "received_at": "2026-11-24T12:00:00+00:00",
        **changes,
    }


class FakePapers:
    """GET /documents/{id}/pdf: bytes by id; an absent one is still being made."""

    def __init__(self) -> None:
        self.contents: dict[int, bytes] = {}
        self.offline = 0
        self.asked: list[int] = []

    def fetch(self, number: int) -> bytes | None:
        self.asked.append(number)
        if self.offline:
            self.offline -= 1
            raise Offline("no route")
        return self.contents.get(number)
