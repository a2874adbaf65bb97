"""The `advocacy` command. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage."""

import sys
from collections.abc import Callable
from typing import Any

import click

from advocacy.config import Settings, SettingsError, read_settings

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Sentence(click.ClickException):
    """A refusal that a person reads: one sentence on stderr, exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True)


@click.group(context_settings=CONTEXT)
def cli() -> None:
    """Cabildo: case management for civic advocacy.

    \b
    Try it:              advocacy demo
    Set it up for real:  advocacy db upgrade && advocacy users add you@example.org --name You --role administrator
    Serve it:            advocacy serve
    """


def main() -> None:
    """Run the command; a missing setting is a sentence, never a traceback."""
    try:
        cli(standalone_mode=True)
    except SettingsError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def in_app(settings: Settings, work: Callable[[], Any]) -> Any:
    """Run work inside an app context on the database of the settings."""
    from advocacy.app import create_app

    app = create_app(settings)
    with app.app_context():
        return work()


def settings_for_tools() -> Settings:
    """Return the settings; tools that only reach the database need no secret key."""
    import dataclasses

    settings = read_settings()
    return settings if settings.secret_key else dataclasses.replace(settings, secret_key="-" * 40)


@cli.group(context_settings=CONTEXT)
def db() -> None:
    """The database."""


@db.command("upgrade", context_settings=CONTEXT)
def db_upgrade() -> None:
    """Make the tables, or bring them to this version.

    \b
    Example:  advocacy db upgrade
    """
    from advocacy.db import upgrade

    in_app(settings_for_tools(), upgrade)
    click.echo("The database is at this version.")


if __name__ == "__main__":
    main()
