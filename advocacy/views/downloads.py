"""Tables as downloads: CSV in pieces, XLSX as a file, each noted in the audit trail with its rows."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flask import Response, current_app, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Engine, Select
from sqlalchemy.orm import Session

from advocacy.db import db
from advocacy.exchange import table_files
from advocacy.exchange.tables import Table
from advocacy.policy import Actor
from advocacy.queries.clock import today
from advocacy.services import audit
from advocacy.views.access import current_actor
from advocacy.views.language import locale_code

BULK = 1000
"""More rows than this leave after a fresh sign-in only."""
RETRY_SECONDS = "20"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(table: Table, statement: Select[Any], name: str, filters: str) -> Response:
    """Stream the rows as CSV. `name`: what the file is called; `filters`: what it is about, for the trail."""
    note = partial(_note, db.engine, current_actor(), "csv", filters)
    pieces = table_files.csv_stream(_folder(), table, statement, note)
    return Response(
        pieces,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{_file_name(name, "csv")}"',
            "Cache-Control": "no-store",
        },
    )


def xlsx_answer(
    table: Table, statement: Select[Any], name: str, filters: str, notes: Sequence[tuple[str, str]]
) -> Response:
    """Send the rows as XLSX, with a second sheet that says what the file is (`notes`)."""
    handle, count = table_files.xlsx_file(_folder(), table, statement, locale_code(), notes)
    _note(db.engine, current_actor(), "xlsx", filters, count)
    answer = send_file(handle, mimetype=_XLSX, as_attachment=True, download_name=_file_name(name, "xlsx"), max_age=0)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _note(engine: Engine, actor: Actor, form: str, filters: str, count: int) -> None:
    """Note the export in the trail: who, when, how many rows, which filters; in a transaction of its own."""
    with Session(engine) as own:
        audit.note_apart(own, actor, "report.exported", format=form, rows=count, filters=filters)


def _folder() -> Path:
    folder: Path = current_app.config["SETTINGS"].data_dir
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _file_name(name: str, ending: str) -> str:
    return f"{name}-{today().isoformat()}.{ending}"


def too_many(_error: Exception) -> ResponseReturnValue:
    """Two exports run already: ask again in a moment."""
    message = _("Two exports are running already. Try again in a moment.")
    return render_template("errors/503.html", message=message), 503, {"Retry-After": RETRY_SECONDS}


WHERE_TOO_MANY: tuple[type[Exception], Callable[[Exception], ResponseReturnValue]] = (
    table_files.TooManyExports,
    too_many,
)
"""For `register_error_handler` of a blueprint with downloads."""
