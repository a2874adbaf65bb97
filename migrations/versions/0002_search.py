"""Full-text index over search entries: FTS5 on SQLite, a generated tsvector on PostgreSQL."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SEPARATORS = "!#$%&()*+,-./:;<=>?@[]^_`{|}~\"\\"
SIGNS, BLANKS = f"'{_SEPARATORS}'", f"'{' ' * len(_SEPARATORS)}'"
"""Signs that divide words, so that PostgreSQL does not read addresses, paths and numbers with a sign as one word."""


def upgrade() -> None:
    """Make the index."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_fts USING fts5(title_folded, body_folded, "
            "content='search_entries', content_rowid='place', tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    else:
        op.execute(
            "ALTER TABLE search_entries ADD COLUMN document tsvector GENERATED ALWAYS AS "
            f"(to_tsvector('simple', translate(title_folded || ' ' || body_folded, {SIGNS}, {BLANKS}))) STORED"
        )
        op.execute("CREATE INDEX ix_search_entries_document ON search_entries USING gin (document)")


def downgrade() -> None:
    """Drop the index."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_fts")
    else:
        op.execute("DROP INDEX ix_search_entries_document")
        op.execute("ALTER TABLE search_entries DROP COLUMN document")
