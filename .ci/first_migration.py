"""Write migrations/versions/0001_first.py anew from the models. Only until the first release."""

import re
import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advocacy.models import Base
from advocacy.models.base import ByteString, PartialDateType, UTCDateTime

TARGET = Path(__file__).resolve().parent.parent / "migrations" / "versions" / "0001_first.py"


def render_item(kind, thing, autogen):
    """Write our column types by name."""
    if kind == "type" and isinstance(thing, (UTCDateTime, ByteString, PartialDateType)):
        if isinstance(thing, ByteString):
            return f"ByteString({thing.impl_instance.length})"
        return f"{type(thing).__name__}()"
    return False


def main() -> None:
    """Compare the models with an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty.db")
        with engine.connect() as connection:
            options = {"render_item": render_item, "target_metadata": Base.metadata}
            migration = MigrationContext.configure(connection, opts=options)
            script = produce_migrations(migration, Base.metadata)
            upgrade = render_python_code(script.upgrade_ops, render_item=render_item, migration_context=migration)
            downgrade = render_python_code(script.downgrade_ops, render_item=render_item, migration_context=migration)
    body = (
        '"""All tables of the first version."""\n\n'
        "import sqlalchemy as sa\nfrom alembic import op\n"
        "from sqlalchemy import Text\n\n"
        "from advocacy.models.base import ByteString, PartialDateType, UTCDateTime\n\n"
        'revision = "0001"\ndown_revision = None\nbranch_labels = None\ndepends_on = None\n\n\n'
        f'def upgrade() -> None:\n    """Make them."""\n    {upgrade.strip()}\n\n\n'
        f'def downgrade() -> None:\n    """Drop them."""\n    {downgrade.strip()}\n'
    )
    body += _circles()
    body = re.sub(r"\n\s+# ### .*", "", body)
    body = re.sub(r'("""(?:Make them|Drop them)\.""")', r"\1\n    _circles_off()", body)
    body = body.replace('"""Make them."""\n    _circles_off()', '"""Make them."""')
    body = body.replace("\n\n\ndef downgrade", "\n    _circles_on()\n\n\ndef downgrade")
    TARGET.write_text(re.sub(r"[ \t]+\n", "\n", body))


def _circles() -> str:
    """Foreign keys that close a circle: PostgreSQL gets them after all tables, SQLite has them in the tables."""
    keys = [
        (key.name, table.name, next(iter(key.elements)).column.table.name, next(iter(key.columns)).name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_key_constraints
        if key.use_alter
    ]
    lines = "".join(f"    ({name!r}, {table!r}, {to!r}, {column!r}),\n" for name, table, to, column in keys)
    return (
        f"\n\n_CIRCLES = (\n{lines})\n\n\n"
        "def _circles_on() -> None:\n"
        '    if op.get_bind().dialect.name == "postgresql":\n'
        "        for name, table, to, column in _CIRCLES:\n"
        '            op.create_foreign_key(name, table, to, [column], ["id"])\n\n\n'
        "def _circles_off() -> None:\n"
        '    if op.get_bind().dialect.name == "postgresql":\n'
        "        for name, table, _to, _column in _CIRCLES:\n"
        '            op.drop_constraint(name, table, type_="foreignkey")\n'
    )


if __name__ == "__main__":
    main()
