"""Chasing a letter in one click."""

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.exchange.papers.chasing import body_of, subject_of
from advocacy.exchange.papers.reading import read_sheet
from advocacy.forms.base import StepForm
from advocacy.policy import Action
from advocacy.services import records
from advocacy.services.letters import chasing
from advocacy.views.access import current_actor, requires
from advocacy.views.letters.blueprint import bp, letter_to_work
from advocacy.views.saving import saved


@bp.post("/<ref:ref>/chase")
@requires(Action.WORK_LETTER)
def chase(ref: str) -> ResponseReturnValue:
    """Begin a letter to those who have not answered, and open it to be read and changed."""
    letter = letter_to_work(ref)
    records.expect_version(letter, StepForm().drawn_version())
    body = body_of(read_sheet(current_actor(), letter), chasing.to_chase(letter))
    made = chasing.chase(current_actor(), letter, subject_of(letter), body)
    return saved(
        url_for("letters.edit", ref=made.ref), _("The chase letter is begun. Read it, then send it for review.")
    )
