"""How a POST ends: one commit, a message, a redirect. A repeat leads to the same place, a refusal loses nothing."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TypeVar

from flask import Flask, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from advocacy.db import db, one_at_a_time
from advocacy.domain.problems import Problem, Refused
from advocacy.domain.words import Word
from advocacy.forms.base import Form
from advocacy.models import Submission
from advocacy.views.access import current_actor
from advocacy.views.pick import bind_pickers

Made = TypeVar("Made")
SUBMISSION_FIELD = "submission"


def sentence(problem: Problem) -> str:
    """Return a problem in the reader's language; words of ours among its parameters are translated too."""
    params = {
        name: gettext(value.label) if isinstance(value, Word) else gettext(value) if _is_message(value) else value
        for name, value in problem.params.items()
    }
    text = gettext(problem.message)
    return str(text % params) if params else str(text)


def _is_message(value: object) -> bool:
    return isinstance(value, str) and value != "" and len(value) < 200


@contextlib.contextmanager
def refusals_to(form: FlaskForm) -> Iterator[None]:
    """Put what a service refuses at the form's fields, so that the page shows it and keeps what was typed.

    Nothing is committed then: the request ends without one.
    """
    try:
        yield
    except Refused as refused:
        for problem in refused.problems:
            show_problem(form, problem)


def made(form: Form, make: Callable[[], Made]) -> Made | None:
    """Return what a form makes that was sent; None when the page is to be drawn, for the first time or again.

    `make` calls the service. Again: to choose among what a picker found, or with what is wrong at its fields.
    """
    bind_pickers(form)
    if form.is_only_finding or not form.validate_on_submit():
        return None
    with refusals_to(form):
        record = make()
    return None if form.errors else record


def done(form: Form, change: Callable[[], object]) -> bool:
    """Tell whether a form was sent and its change made; if not, the page is to be drawn, as with `made`."""

    def carry_out() -> bool:
        change()
        return True

    return made(form, carry_out) is not None


def show_problem(form: FlaskForm, problem: Problem) -> None:
    """Put one problem at its field, or at the whole form."""
    text = sentence(problem)
    field = form._fields.get(problem.field)
    if field is None:
        form.form_errors.append(text)
    else:
        field.errors = [*field.errors, text]


def saved(location: str, message: str | dict[str, str] = "", *, category: str = "message") -> ResponseReturnValue:
    """Commit once, say what happened, and redirect (303). A repeated submission goes to the same place."""
    submission_id = request.form.get(SUBMISSION_FIELD, "")[:64]
    if submission_id and current_user.is_authenticated:
        db.session.add(Submission(submission_id=submission_id, user_id=current_actor().user_id, location=location))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        repeat = _location_of(submission_id)
        if repeat is None:
            raise
        return redirect(repeat, 303)
    if message:
        flash(message, category)  # type: ignore[arg-type]  # (our toasts take a mapping too)
    return redirect(location, 303)


def _location_of(submission_id: str) -> str | None:
    if not submission_id or not current_user.is_authenticated:
        return None
    return db.session.scalar(
        select(Submission.location).where(
            Submission.submission_id == submission_id, Submission.user_id == current_user.id
        )
    )


def repeat_goes_to_the_same_place() -> ResponseReturnValue | None:
    """Before a POST: when this form was accepted already, go where it led and change nothing."""
    if request.method != "POST" or g.get("skip_submissions"):
        return None
    submission_id = request.form.get(SUBMISSION_FIELD, "")[:64]
    if submission_id and current_user.is_authenticated:
        one_at_a_time(f"submission {current_user.id} {submission_id}")
    location = _location_of(submission_id)
    return redirect(location, 303) if location is not None else None


def init_saving(app: Flask) -> None:
    """Catch repeats before any view runs."""
    app.before_request(repeat_goes_to_the_same_place)
