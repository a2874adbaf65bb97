"""Print what the next migration must do, so that a database of today becomes what the models say."""

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.db import db, upgrade
from advocacy.models import Base
from advocacy.models.base import ByteString, PartialDateType, UTCDateTime


def render_item(kind, thing, _autogen):
    """Write our column types by name."""
    if kind == "type" and isinstance(thing, (UTCDateTime, ByteString, PartialDateType)):
        if isinstance(thing, ByteString):
            return f"ByteString({thing.impl_instance.length})"
        return f"{type(thing).__name__}()"
    return False


def ours(thing, name, kind, _reflected, _other) -> bool:
    """Leave the full-text index to its own migration."""
    return not (str(name).startswith("search_fts") or (kind, name) == ("column", "document"))


def main() -> None:
    """Compare the models with a database that has all migrations."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(f"sqlite:///{folder}/today.db", Path(folder), "0" * 40, testing=True)
        with create_app(settings).app_context():
            upgrade()
            with db.engine.connect() as connection:
                options = {"render_item": render_item, "include_object": ours, "compare_type": True}
                context = MigrationContext.configure(connection, opts={**options, "target_metadata": Base.metadata})
                script = produce_migrations(context, Base.metadata)
                for title, work in (("upgrade", script.upgrade_ops), ("downgrade", script.downgrade_ops)):
                    code = render_python_code(work, render_item=render_item, migration_context=context)
                    sys.stdout.write(f"# {title}\n    {code}\n\n")


if __name__ == "__main__":
    main()
