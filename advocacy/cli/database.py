"""`advocacy db`: the tables."""

import click

from advocacy.cli.command import CONTEXT, settings_for_tools


@click.group(context_settings=CONTEXT)
def database() -> None:
    """The database.

    \b
    Example:  advocacy db upgrade
    """


@database.command("upgrade", context_settings=CONTEXT)
def upgrade_command() -> None:
    """Make the tables, or bring them to this version.

    \b
    Examples:
      advocacy db upgrade
      ADVOCACY_DATABASE_URL=postgresql://localhost/cabildo advocacy db upgrade
    """
    from advocacy.app import create_app
    from advocacy.db import newest_revision, revision_of_database, upgrade

    with create_app(settings_for_tools()).app_context():
        before = revision_of_database()
        if before == newest_revision():
            click.echo("The database is at this version already.")
            return
        upgrade()
    click.echo("The tables are made." if not before else "The database is at this version now.")
