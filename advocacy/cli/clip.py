"""`advocacy clip`: what an article says. It stores nothing."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advocacy.cli.command import CONTEXT, Sentence, app_on, refusals_in_words, settings_for_tools
from advocacy.config import Settings

if TYPE_CHECKING:
    from advocacy.domain.clips.findings import Clip
    from advocacy.domain.clips.known import Known
    from advocacy.exchange.clips.documents import Document

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command(context_settings=CONTEXT)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--date", "published", type=DAY, help="The day of the article (2026-03-19): “Monday” counts from it.")
@click.option("--publisher", default="", help="Who published it; it is not taken for an organization of the story.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def clip(file: Path, published: datetime | None, publisher: str, as_json: bool) -> None:
    """Find quotes, reported speech, dates, people, organizations, figures and places in an article.

    FILE is a .txt, .html, .eml or .pdf file. Whom the database knows is recognised, everybody else is proposed as new;
    without a database everybody is new. Nothing is stored, nothing is sent anywhere.

    \b
    Examples:
      advocacy clip article.txt --date 2026-03-19
      advocacy clip saved-page.html --json
    """
    from advocacy.domain.clips.reading import read

    document = _document(file)
    day = published.date() if published is not None else document.published
    found = read(document.text, _known(), day, publisher or document.publisher)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found)))


def _document(file: Path) -> "Document":
    from advocacy.exchange.clips.documents import MOST_BYTES
    from advocacy.exchange.clips.opening import document_of

    with file.open("rb") as handle:
        data = handle.read(MOST_BYTES + 1)
    return document_of(data, file.name)


def _known() -> "Known":
    """Return whom the database knows; nobody where there is no database, or one without tables."""
    from advocacy.domain.clips.known import Known
    from advocacy.policy import OPERATOR
    from advocacy.queries.clips import known

    settings = settings_for_tools()
    if not _may_be_there(settings):
        return Known()
    try:
        with refusals_in_words(), app_on(settings):
            return known(OPERATOR)
    except Sentence as refusal:
        click.echo(f"{refusal.message} Everybody is new, therefore.", err=True)
        return Known()


def _may_be_there(settings: Settings) -> bool:
    """Tell whether an embedded database exists: opening it would make one."""
    if not settings.is_sqlite:
        return True
    from sqlalchemy.engine import make_url

    name = make_url(settings.database_url).database
    return bool(name) and Path(str(name)).is_file()


def _lines(found: "Clip") -> Iterator[str]:
    """Yield what was found for a person to read, one finding per line, empty kinds left out."""
    kinds = {
        "Quotes": [f"“{words.text}” — {words.speaker}" for words in found.quotes],
        "Reported": [f"{words.text} — {words.speaker}" for words in found.reported],
        "Dates": [f"{date.text}: {date.value or 'not known'}" for date in found.dates],
        "People": [_person_line(*row.values()) for row in found.as_json()["people"]],
        "Organizations": [group.name for group in found.organizations],
        "Figures": [f"{figure.text}: {figure.what}" for figure in found.figures],
        "Places": [place.name for place in found.places],
        "Not understood": [f"{unclear.text} — {unclear.riddle.label}" for unclear in found.unclear],
    }
    for kind, lines in kinds.items():
        if lines:
            yield kind
            yield from (f"  {line}" for line in lines)
    if not any(kinds.values()):
        yield "Nothing was found."


def _person_line(name: str, office: str, affiliation: str) -> str:
    return ", ".join(part for part in (name, office, affiliation) if part)
