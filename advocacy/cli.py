"""The `advocacy` command. Exit codes: 0 done, 1 refused with a sentence on stderr, 2 wrong usage."""

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advocacy.config import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from advocacy.exchange.history.book import LoadReport

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


@cli.command(context_settings=CONTEXT)
@click.argument("file", type=click.Path(path_type=Path))
def load(file: Path) -> None:
    """Load a history file: all of it, or nothing when anything in it is wrong.

    \b
    What happened before you had this program, as YAML. The form: docs/history-file.md
    The same file twice changes nothing; a changed one updates what nobody edited here.
    Example:  advocacy load springfield.yaml
    """
    from advocacy.exchange.history.problems import HistoryRefused
    from advocacy.exchange.history.reporting import problem_lines, report_lines

    try:
        report = in_app(settings_for_tools(), lambda: _load(file))
    except HistoryRefused as refused:
        raise Sentence("\n".join(problem_lines(refused.problems))) from None
    for line in report_lines(report):
        click.echo(line)


def _load(file: Path) -> "LoadReport":
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from advocacy.db import db as handle
    from advocacy.exchange.history.loading import load_history
    from advocacy.policy import OPERATOR
    from advocacy.queries.clock import today

    with ProgressBar() as bar:
        try:
            report = load_history(file, actor=OPERATOR, today=today(), progress=bar.begin)
            handle.session.commit()
        except (OperationalError, ProgrammingError) as error:
            raise Sentence(f"The database cannot be used ({error.orig}). If it is new: advocacy db upgrade") from None
    return report


class ProgressBar:
    """Shows on a terminal how far long work has come; says nothing elsewhere, and for short work."""

    LONG = 1_000

    def __init__(self) -> None:
        """Begin without a bar: how long the work is is not known yet."""
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> "ProgressBar":
        """Be used in a `with`, which takes the bar away at the end."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the line of the bar."""
        self._stack.close()

    def begin(self, length: int) -> Callable[[int], Any]:
        """Show a bar of this length if it is long, and return what moves it on."""
        if length <= self.LONG or not sys.stderr.isatty():
            return lambda _count: None
        bar = click.progressbar(length=length, label="Loading", file=sys.stderr, show_pos=True)
        return self._stack.enter_context(bar).update


if __name__ == "__main__":
    main()
