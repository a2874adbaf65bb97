"""`advocacy load`: a history file, all of it or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on, settings_for_tools
from advocacy.cli.progress import ProgressBar

if TYPE_CHECKING:
    from advocacy.exchange.history.book import LoadReport


@click.command(context_settings=CONTEXT)
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
        with app_on(settings_for_tools()):
            report = _load(file)
    except HistoryRefused as refused:
        raise Sentence("\n".join(problem_lines(refused.problems))) from None
    for line in report_lines(report):
        click.echo(line)


def _load(file: Path) -> "LoadReport":
    from advocacy.db import db
    from advocacy.exchange.history.loading import load_history
    from advocacy.policy import OPERATOR
    from advocacy.queries.clock import today

    with ProgressBar() as bar:
        report = load_history(file, actor=OPERATOR, today=today(), progress=bar.begin)
        db.session.commit()
    return report
