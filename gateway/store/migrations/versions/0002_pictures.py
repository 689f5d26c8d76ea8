"""Pictures: names that 1C gives them apart from the hashes that dealers are told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "products",
        sa.Column("image_files", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
    )
    op.create_table(
        "product_pictures",
        sa.Column("product_id", _ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_product_pictures_product_id")
        ),
        sa.PrimaryKeyConstraint("product_id", "position", name=op.f("pk_product_pictures")),
    )
    op.create_index("ix_product_pictures_file", "product_pictures", ["file"])
    op.create_index("ix_product_pictures_sha256", "product_pictures", ["sha256"])
    op.create_table(
        "picture_files",
        sa.Column("account_id", _ROW_ID, nullable=False),
        sa.Column("file", sa.String(length=300), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["onec_accounts.id"], name=op.f("fk_picture_files_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "file", name=op.f("pk_picture_files")),
    )
    _names_are_no_hashes()


def _names_are_no_hashes() -> None:
    """Move 1C's names to their own column; dealers hear of the change as of any other."""
    connection = op.get_bind()
    products = sa.table(
        "products",
        sa.column("id", sa.BigInteger),
        sa.column("images", sa.JSON),
        sa.column("image_files", sa.JSON),
        sa.column("seq", sa.BigInteger),
    )
    sequences = sa.table(
        "sequences", sa.column("name", sa.String), sa.column("value", sa.BigInteger)
    )
    pictures = sa.table(
        "product_pictures",
        sa.column("product_id", sa.BigInteger),
        sa.column("position", sa.Integer),
        sa.column("file", sa.String),
    )
    told = connection.execute(
        sa.select(products.c.id, products.c.images).where(
            sa.cast(products.c.images, sa.Text) != "[]"
        )
    ).all()
    if not told:
        return
    last = connection.execute(
        sa.update(sequences)
        .where(sequences.c.name == "changes")
        .values(value=sequences.c.value + len(told))
        .returning(sequences.c.value)
    ).scalar_one()
    connection.execute(
        sa.update(products)
        .where(products.c.id == sa.bindparam("b_id"))
        .values(image_files=sa.bindparam("b_files"), images=[], seq=sa.bindparam("b_seq")),
        [
            {"b_id": row.id, "b_files": row.images, "b_seq": last - at}
            for at, row in enumerate(told)
        ],
    )
    rows = [
        {"product_id": row.id, "position": at, "file": _key(name)}
        for row in told
        for at, name in enumerate(row.images)
    ]
    connection.execute(sa.insert(pictures), rows)


def _key(name: str) -> str:
    """Return the name as `gateway.services.pictures.file_key` of this version compared it."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    return "/".join(parts).lower()[:300]
