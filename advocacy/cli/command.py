"""The command itself: its subcommands, and how a refusal is told.

Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage. A person's mistake (a setting, a database
that is away, a file that is not there) is one sentence, never a traceback.
"""

import contextlib
import dataclasses
import importlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from advocacy.config import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from advocacy.domain.problems import Refused

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

COMMANDS = {
    "demo": "advocacy.cli.demo:demo",
    "serve": "advocacy.cli.serve:serve",
    "worker": "advocacy.cli.worker:worker",
    "db": "advocacy.cli.database:database",
    "users": "advocacy.cli.users:users",
    "load": "advocacy.cli.load:load",
    "export": "advocacy.cli.export:export",
    "clip": "advocacy.cli.clip:clip",
    "files": "advocacy.cli.files:files",
}
"""Where each subcommand lives, in the order of the help page."""


class Sentence(click.ClickException):
    """A refusal that a person reads: one sentence on stderr, exit code 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.message, err=True)


NOT_OUR_DATABASE = ("does not exist", "invalid connection option", "is not a database", "disk image is malformed")
"""What the databases say about an address or a file that is none of ours; any other error is a fault of the program."""


@contextlib.contextmanager
def refusals_in_words() -> Iterator[None]:
    """Tell what a person can mend in one sentence; let faults of the program show themselves."""
    try:
        yield
    except Exception as error:
        words = _words_of_refusal(error) or _words_of_database(error) or _words_of_system(error)
        if not words:
            raise
        raise Sentence(words) from error


def _words_of_refusal(error: Exception) -> str:
    from advocacy.domain.problems import Refused

    if isinstance(error, Refused):
        return _where_and_what(error)
    return str(error) if isinstance(error, SettingsError) else ""


def _words_of_database(error: Exception) -> str:
    from sqlalchemy.exc import DatabaseError, NoSuchModuleError, OperationalError

    if isinstance(error, OperationalError):
        return _database_trouble(str(error.orig))
    if isinstance(error, NoSuchModuleError):
        return f"The database cannot be used: {_first_line(str(error))}."
    if isinstance(error, DatabaseError) and any(words in str(error.orig) for words in NOT_OUR_DATABASE):
        return f"The database cannot be used: {_first_line(str(error.orig))}."
    return ""


def _words_of_system(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return 'PostgreSQL needs its driver: pip install "cabildo[postgresql]"'
    if isinstance(error, UnicodeEncodeError):
        return "Something that was typed holds bytes that are no text (UTF-8)."
    if isinstance(error, OSError):
        return f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    return ""


def _where_and_what(refused: "Refused") -> str:
    """Return the problems, each with the name of what it is about where it has one."""
    return " ".join(
        f"{problem.field.replace('_', ' ').capitalize()}: {problem.in_english()}".removeprefix(": ")
        for problem in refused.problems
    )


def _database_trouble(text: str) -> str:
    if "no such table" in text:
        return "The database has no tables yet. Make them with: advocacy db upgrade"
    if "locked" in text:
        return "The database is busy: another program is writing to it. Try again in a moment."
    return f"The database cannot be reached: {_first_line(text)}. Check ADVOCACY_DATABASE_URL and ADVOCACY_DATA_DIR."


def _first_line(text: str) -> str:
    return (text.strip().splitlines() or ["no reason given"])[0].rstrip(". ")


class Program(click.Group):
    """A group that loads a subcommand's module only when it is asked for: starting stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all subcommands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load one subcommand."""
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; refusals become sentences."""
        with refusals_in_words():
            return super().invoke(ctx)


@click.group(cls=Program, context_settings=CONTEXT)
def cli() -> None:
    """Cabildo: case management for civic advocacy.

    \b
    Try it:              advocacy demo
    Set it up for real:  advocacy db upgrade && advocacy users add you@example.org --name You --role administrator
    Serve it:            advocacy serve
    """
    os.umask(0o077)  # what the program writes (database, exports) is for its owner alone


def main() -> None:
    """Run the command."""
    cli(prog_name="advocacy")


def settings_for_tools() -> Settings:
    """Return the settings; tools that only reach the database need no secret key."""
    settings = read_settings()
    return settings if settings.secret_key else dataclasses.replace(settings, secret_key="-" * 40)


@contextlib.contextmanager
def app_on(settings: Settings) -> Iterator[None]:
    """Open the app on the database of the settings, which must be there and at this version."""
    from advocacy.app import create_app
    from advocacy.db import db

    with create_app(settings).app_context():
        try:
            ensure_this_version()
            yield
        finally:
            db.session.remove()
            db.engine.dispose()


def ensure_this_version() -> None:
    """Refuse to work on a database that is older or newer than the program (call inside an app context)."""
    from advocacy.db import newest_revision, revision_of_database

    found, wanted = revision_of_database(), newest_revision()
    if not found:
        raise Sentence("The database has no tables yet. Make them with: advocacy db upgrade")
    if found < wanted:
        raise Sentence("The database is older than this version. Make a backup, then run: advocacy db upgrade")
    if found > wanted:
        raise Sentence("The database was made by a newer version of Cabildo. Install that version.")
