"""A waiting message names every letter that it could answer."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; what waits by now names no letter, as before."""
    op.create_table(
        "inbound_candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["inbound_messages.id"],
            name=op.f("fk_inbound_candidates_message_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["records.id"], name=op.f("fk_inbound_candidates_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound_candidates")),
        sa.UniqueConstraint("message_id", "record_id", name=op.f("uq_inbound_candidates_message_id_record_id")),
    )
    op.create_index(op.f("ix_inbound_candidates_record_id"), "inbound_candidates", ["record_id"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_inbound_candidates_record_id"), table_name="inbound_candidates")
    op.drop_table("inbound_candidates")
