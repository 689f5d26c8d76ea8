"""Print presets by document kind, and the log of what was handed to which printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert as plain_insert
from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from app.storage.journal.store import Journal, now_text
from app.storage.journal.tables import print_log, print_presets

if TYPE_CHECKING:
    from app.domain.printing import PrintJob, PrintPreset

UNFINISHED = ("queued", "sending")


@dataclass(frozen=True, slots=True)
class PrintLogRow:
    """A job and what the spooler said of it."""

    id: int
    at: str
    document: int | None
    kind: str
    number: str
    sha256: str
    backend: str
    printer: str
    copies: int
    state: str
    job: str
    detail: str


def keep_preset(journal: Journal, preset: PrintPreset) -> None:
    """Remember where this kind of document goes."""
    values = {**preset._asdict(), "duplex": int(preset.duplex), "changed_at": now_text()}
    with journal.begin() as connection:
        connection.execute(
            insert(print_presets)
            .values(values)
            .on_conflict_do_update(index_elements=["kind"], set_=values)
        )


def begin_job(journal: Journal, job: PrintJob) -> int:
    """Write the job down before the first byte reaches the spooler; return its id."""
    with journal.begin() as connection:
        result = connection.execute(
            plain_insert(print_log).values(
                **job._asdict(),
                at=now_text(),
                state="queued",
                job="",
                detail="",
                changed_at=now_text(),
            )
        )
        (row_id,) = result.inserted_primary_key or (0,)
    return int(row_id)


def note_job(
    journal: Journal, row_id: int, state: str, job: str | None = None, detail: str = ""
) -> None:
    """Write down what the spooler said."""
    values: dict[str, Any] = {"state": state, "detail": detail, "changed_at": now_text()}
    if job is not None:
        values["job"] = job
    with journal.begin() as connection:
        connection.execute(update(print_log).where(print_log.c.id == row_id).values(**values))


def recover_jobs(journal: Journal) -> int:
    """Turn jobs that a crash left unfinished into unknown ones: never printed again by itself."""
    with journal.begin() as connection:
        return connection.execute(
            update(print_log)
            .where(print_log.c.state.in_(UNFINISHED))
            .values(state="unknown", changed_at=now_text())
        ).rowcount


def jobs_of(journal: Journal, sha256: str) -> list[PrintLogRow]:
    """Return the jobs of a document, newest first."""
    with journal.begin() as connection:
        rows = connection.execute(
            select(print_log).where(print_log.c.sha256 == sha256).order_by(print_log.c.id.desc())
        ).all()
    names = PrintLogRow.__slots__
    return [PrintLogRow(**{name: row._asdict()[name] for name in names}) for row in rows]
