"""`advocacy export`: the activity report and the other tables as files, by the same definitions as the pages."""

import contextlib
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on, settings_for_tools
from advocacy.domain.exports import Export

if TYPE_CHECKING:
    from sqlalchemy import Select

    from advocacy.config import Settings
    from advocacy.domain.reports import ReportFilter
    from advocacy.exchange.tables import Table
    from advocacy.policy import Actor

DAY = click.DateTime(formats=["%Y-%m-%d"])
_FORMAT = click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), required=True, help="The kind of file.")
_AS = click.option("--as", "email", help="See only what this user may see. Without it, the operator sees all.")
_OUTPUT = click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")


@click.group(context_settings=CONTEXT)
def export() -> None:
    """Take data out, as files.

    \b
    Examples:
      advocacy export activities --format csv > activities.csv
      advocacy export table claims --format csv > claims.csv
    """


@export.command("activities", context_settings=CONTEXT)
@_FORMAT
@click.option("--from", "first", type=DAY, help="The first day of the period (2026-01-01).")
@click.option("--to", "last", type=DAY, help="The last day of the period.")
@click.option("--campaign", "slugs", multiple=True, help="A campaign, by the end of its address; may be repeated.")
@click.option("--kind", "kinds", multiple=True, help="A kind, by its code (call, meeting …); may be repeated.")
@_AS
@_OUTPUT
def activities(
    form: str,
    first: datetime | None,
    last: datetime | None,
    slugs: tuple[str, ...],
    kinds: tuple[str, ...],
    email: str | None,
    output: Path | None,
) -> None:
    """Write the activity report: our activities in the period, newest first.

    CSV goes to standard output unless -o names a file; XLSX needs -o. The export is noted in the audit trail.

    \b
    Examples:
      advocacy export activities --format csv > activities.csv
      advocacy export activities --format xlsx --from 2026-01-01 --to 2026-03-31 -o quarter.xlsx
      advocacy export activities --format csv --campaign sanctuary-city --kind call --as ana@example.org
    """
    _check_output(form, output)
    settings = settings_for_tools()
    with app_on(settings):
        from advocacy.exchange.reports import ACTIVITIES
        from advocacy.queries.reports import rows_statement

        actor = _actor(email)
        wanted = _filter(actor, _day(first), _day(last), slugs, kinds)
        count = _write(settings, form, actor, ACTIVITIES, rows_statement(actor, wanted), output)
    _say(count, email, output)


@export.command("table", context_settings=CONTEXT)
@click.argument("name", type=click.Choice([each.value for each in Export]))
@_FORMAT
@click.option("--campaign", "slug", help="Only the records of this campaign, by the end of its address.")
@_AS
@_OUTPUT
def table(name: str, form: str, slug: str | None, email: str | None, output: Path | None) -> None:
    """Write a table of records: statements, stances, claims, precedents or proceedings, one row each.

    What was retracted is in none. CSV goes to standard output unless -o names a file; XLSX needs -o. The export is
    noted in the audit trail.

    \b
    Examples:
      advocacy export table claims --format csv > claims.csv
      advocacy export table stances --format xlsx --campaign sanctuary-city -o stances.xlsx
    """
    _check_output(form, output)
    settings = settings_for_tools()
    with app_on(settings):
        from advocacy.exchange.exports import TABLES
        from advocacy.queries.campaigns import by_slug
        from advocacy.queries.exports import rows_statement

        actor, wanted = _actor(email), Export(name)
        campaign = by_slug(actor, slug) if slug else None
        if slug and campaign is None:
            raise Sentence(f"There is no campaign “{slug}”.")
        statement = rows_statement(actor, wanted, campaign)
        count = _write(settings, form, actor, TABLES[wanted], statement, output, filters=f"table={name}")
    _say(count, email, output)


def _check_output(form: str, output: Path | None) -> None:
    if output is not None and output.is_dir():
        raise click.UsageError("-o needs the name of a file.")
    if form == "xlsx" and output is None:
        raise click.UsageError("XLSX needs a file to write: -o FILE.")


def _say(count: int, email: str | None, output: Path | None) -> None:
    whose = f"as {email} sees them" if email else "as the operator, who sees all campaigns"
    click.echo(f"{count:,} rows, {whose}." + (f" Written to {output}." if output else ""), err=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _actor(email: str | None) -> "Actor":
    from advocacy.policy import OPERATOR, Action, Actor, ensure
    from advocacy.services.accounts import by_email

    if email is None:
        return OPERATOR
    user = by_email(email)
    if user is None or not user.is_active:
        raise Sentence(f"Nobody signs in as {email}.")
    actor = Actor.of(user)
    ensure(actor, Action.EXPORT_REPORT)
    return actor


def _filter(
    actor: "Actor", first: date | None, last: date | None, slugs: tuple[str, ...], kinds: tuple[str, ...]
) -> "ReportFilter":
    from advocacy.domain.activity_kinds import ActivityKind
    from advocacy.domain.problems import refuse_if
    from advocacy.domain.reports import ReportFilter, check_filter
    from advocacy.queries.campaign_choices import choices

    known = {slug: number for slug, _title, number in choices(actor)}
    missing = [slug for slug in slugs if slug not in known]
    if missing:
        raise Sentence(f"There is no campaign “{missing[0]}”.")
    codes = [kind.value for kind in ActivityKind]
    wrong = [kind for kind in kinds if kind not in codes]
    if wrong:
        raise Sentence(f"There is no kind “{wrong[0]}”. There are: {', '.join(codes)}.")
    wanted = ReportFilter(
        first_day=first,
        last_day=last,
        campaign_ids=tuple(known[slug] for slug in slugs),
        kinds=tuple(ActivityKind(kind) for kind in kinds),
    )
    refuse_if(check_filter(wanted))
    return wanted


def _write(
    settings: "Settings",
    form: str,
    actor: "Actor",
    rows_of: "Table",
    statement: "Select[Any]",
    output: Path | None,
    filters: str = "",
) -> int:
    from advocacy.db import db, reading_only
    from advocacy.exchange.table_files import TooManyExports, csv_stream, xlsx_file
    from advocacy.services import audit

    counts: list[int] = []
    try:
        with reading_only():
            if form == "xlsx":
                handle, count = xlsx_file(settings.data_dir, rows_of, statement, "en")
                counts.append(count)
                with handle, _target(output) as file:
                    file.write(handle.read())
            else:
                with _target(output) as file:
                    for piece in csv_stream(settings.data_dir, rows_of, statement, counts.append):
                        file.write(piece)
    except TooManyExports:
        raise Sentence("Two exports are running already. Try again in a moment.") from None
    audit.record(actor, None, "report.exported", format=form, rows=counts[-1], filters=filters)
    db.session.commit()
    return counts[-1]


@contextlib.contextmanager
def _target(output: Path | None) -> Iterator[IO[bytes]]:
    """Open the file to write; a file that cannot be finished is taken away again."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output.exists() and not output.is_file():  # a pipe or a device is written to, never replaced
        with output.open("wb") as file:
            yield file
        return
    output = output.resolve()  # a link stays a link
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
