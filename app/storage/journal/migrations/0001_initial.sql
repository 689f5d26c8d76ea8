-- What must not be lost: drafts, the outbox, choices, stored files, the print log.

CREATE TABLE drafts (
    id TEXT PRIMARY KEY,
    counterparty TEXT NOT NULL,
    name TEXT NOT NULL,
    contract TEXT,
    comment TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE draft_lines (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    warehouse TEXT NOT NULL,
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    article TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    seen_price_e4 INTEGER,
    seen_currency TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    comment TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (draft_id, product, variant, warehouse)
) WITHOUT ROWID;

CREATE TABLE undo (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    step INTEGER NOT NULL,
    what TEXT NOT NULL,
    before TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (draft_id, step)
) WITHOUT ROWID;

CREATE TABLE choices (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE outbox (
    key TEXT PRIMARY KEY,
    counterparty TEXT NOT NULL,
    contract TEXT NOT NULL,
    title TEXT NOT NULL,
    body BLOB NOT NULL,
    body_sha256 TEXT NOT NULL,
    currency TEXT NOT NULL,
    total_e4 INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    state TEXT NOT NULL,
    queued_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT,
    error TEXT NOT NULL DEFAULT '',
    answer TEXT,
    number TEXT NOT NULL DEFAULT '',
    replaces TEXT
) WITHOUT ROWID;

CREATE INDEX outbox_state ON outbox (state, next_at);

CREATE TABLE outbox_draft (
    key TEXT PRIMARY KEY REFERENCES outbox (key),
    draft TEXT NOT NULL,
    given_back_at TEXT
) WITHOUT ROWID;

CREATE TABLE stored_files (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    document INTEGER,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    stored_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE print_presets (
    kind TEXT PRIMARY KEY,
    backend TEXT NOT NULL,
    printer TEXT NOT NULL,
    copies INTEGER NOT NULL,
    duplex INTEGER NOT NULL,
    changed_at TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE print_log (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    document INTEGER,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    backend TEXT NOT NULL,
    printer TEXT NOT NULL,
    copies INTEGER NOT NULL,
    state TEXT NOT NULL,
    job TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL
);
