"""A line of a checklist says who does it: somebody by name, or who leads the campaign."""

import sqlalchemy as sa
from alembic import op

from advocacy.models.schema_changes import add_column, drop_column

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns: the lines on file name nobody."""
    lead = sa.Column("for_lead", sa.Boolean(), server_default=sa.false(), nullable=False)
    add_column(op, "checklist_items", lead)
    assignee = sa.Column("assignee_id", sa.Integer(), nullable=True)
    add_column(
        op,
        "checklist_items",
        assignee,
        points_at=("fk_checklist_items_assignee_id", "users"),
        index=True,
    )


def downgrade() -> None:
    """Drop them."""
    drop_column(op, "checklist_items", "assignee_id", index=True)
    drop_column(op, "checklist_items", "for_lead")
