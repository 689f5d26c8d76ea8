-- A line may wait for goods that come; taking and waiting at one warehouse are two lines.
-- The day is part of the key and '' where the line does not wait, as with `variant`.

CREATE TABLE draft_lines_with_backorders (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    product TEXT NOT NULL,
    variant TEXT NOT NULL,
    warehouse TEXT NOT NULL,
    backorder_on TEXT NOT NULL DEFAULT '',
    quantity_milli INTEGER NOT NULL CHECK (quantity_milli > 0),
    article TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    seen_price_e4 INTEGER,
    seen_currency TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    comment TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (draft_id, product, variant, warehouse, backorder_on)
) WITHOUT ROWID;

INSERT INTO draft_lines_with_backorders (
    draft_id, position, product, variant, warehouse, quantity_milli, article, name, unit,
    seen_price_e4, seen_currency, seen_at, comment
)
SELECT
    draft_id, position, product, variant, warehouse, quantity_milli, article, name, unit,
    seen_price_e4, seen_currency, seen_at, comment
FROM draft_lines;

DROP TABLE draft_lines;

ALTER TABLE draft_lines_with_backorders RENAME TO draft_lines;
