"""Entries of the activity log take files, as records do."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, allow_null, drop_column

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Files on record stay as they are."""
    allow_null(op, "attachments", "record_id")
    add_column(
        op,
        "attachments",
        sa.Column("activity_id", sa.Integer(), nullable=True),
        check=("ck_attachments_one_subject", "(record_id IS NULL) <> (activity_id IS NULL)"),
        points_at=("fk_attachments_activity_id", "activities"),
        index=True,
    )


def downgrade() -> None:
    """Files of entries of the log have no place any more; `advocacy files check --tidy` deletes their bytes."""
    op.execute("DELETE FROM attachments WHERE record_id IS NULL")
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f("ck_attachments_one_subject"), "attachments", type_="check")
    drop_column(op, "attachments", "activity_id", index=True)
    allow_null(op, "attachments", "record_id", allowed=False)
