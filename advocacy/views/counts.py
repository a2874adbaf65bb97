"""Whip counts: the board of a measure, who asks whom, who steps aside, what if, and the sheet to tick at the vote."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.counts import Mark, ScoreByPlace, day_to_ask_by
from advocacy.domain.measures import DecidedBy, MeasureGroup, states_of
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.thresholds import ASSUMES
from advocacy.forms.base import StepForm
from advocacy.forms.counts import MARK_PREFIX, AskForm, BoardForm, RecusalForm, marks_asked
from advocacy.models import Measure
from advocacy.policy import Action, may_ever
from advocacy.queries.clock import today
from advocacy.queries.counts import board as queries
from advocacy.queries.counts import review
from advocacy.queries.counts.board import Board, Line
from advocacy.services import counts
from advocacy.services.votes import standing_decision
from advocacy.views.access import current_actor, requires
from advocacy.views.measures import head_of, measure_or_404
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

bp = Blueprint("counts", __name__)
bp.before_request(lighting("measures"))


def _measure(ref: str) -> tuple[Measure, dict[str, Any]]:
    """Return a measure that a body decides, with what the head of its pages shows; else 404."""
    measure = measure_or_404(ref)
    if measure.decided_by is not DecidedBy.BODY:
        abort(404)
    return measure, head_of(measure)


def _day_of(measure: Measure) -> date:
    """The day of the vote: the one ahead, else the one that decided it; without either today."""
    if measure.next_on is not None and measure.next_on >= today():
        return measure.next_on
    decision = standing_decision(measure)
    known = decision.voted_on if decision is not None else PartialDate()
    return known.first_day if known.precision is Precision.DAY and known.first_day else today()


def _board(measure: Measure, head: dict[str, Any], form: BoardForm, marks: dict[str, Mark] | None = None) -> Board:
    form.validate()
    shown = head["shown"]
    return queries.board(
        current_actor(),
        measure,
        demands=shown.demands,
        campaigns=shown.campaigns,
        on=(form.on.data if not form.on.errors else None) or _day_of(measure),
        motion=form.motion.word or queries.usual_motion(measure),
        marks=marks,
    )


def _page(template: str, measure: Measure, head: dict[str, Any], board: Board, **more: Any) -> ResponseReturnValue:
    is_ahead = measure.next_on is not None and measure.next_on >= today()
    hides = not may_ever(current_actor(), Action.SEE_TARGET_NOTES)
    assumes = _(ASSUMES[board.rule.base]) if board.rule is not None else ""
    return page(template, **head, board=board, is_ahead=is_ahead, hides_private=hides, assumes=assumes, **more)


@bp.get("/counts")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """How good our counts have been, vote by vote."""
    reviews = review.latest(current_actor())
    by_place = ScoreByPlace.of((line.place, line.called) for each in reviews for line in each.lines)
    return page("counts/index.html", reviews=reviews, by_place=by_place, most=review.MOST_VOTES)


@bp.get("/resolutions/<ref:ref>/count")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """The board: where each seat stands, how many yes are needed, whom to ask next."""
    measure, head = _measure(ref)
    filter_form = BoardForm(request.args)
    board = _board(measure, head, filter_form)
    form = _ask_form(measure, head, board) if may_ever(current_actor(), Action.WORK_TASK) else None
    return _page("counts/show.html", measure, head, board, filter_form=filter_form, form=form)


def _ask_form(measure: Measure, head: dict[str, Any], board: Board) -> AskForm | None:
    people = [(line.person, line.seat.post.label) for line in board.to_ask if line.person is not None]
    if not people or measure.status in states_of(MeasureGroup.DECIDED):
        return None  # nobody is asked for a vote that has been taken
    asked, actor = request.args.get("ask", ""), current_actor()
    known = {person.ref for person, _seat in people}
    return AskForm(
        people,
        queries.askers(actor, head["shown"].campaigns),
        person=asked if asked in known else people[0][0].ref,
        asker=actor.who.ref if actor.who is not None else "",
        due_on=day_to_ask_by(today(), measure.next_on),
    )


@bp.post("/resolutions/<ref:ref>/count/ask")
@requires(Action.WORK_TASK)
def ask(ref: str) -> ResponseReturnValue:
    """Give somebody the task to ask a member for their vote."""
    measure, head = _measure(ref)
    filter_form = BoardForm(None)
    board = _board(measure, head, filter_form)
    form = _ask_form(measure, head, board)
    if form is None:
        abort(404)
    if done(
        form, lambda: counts.ask(current_actor(), measure, form.chosen_person, form.chosen_asker, form.due_on.data)
    ):
        words = _("%(asker)s asks %(name)s.", asker=form.chosen_asker.display_name, name=form.chosen_person.name)
        return saved(url_for("counts.show", ref=ref), words)
    return _page("counts/show.html", measure, head, board, filter_form=filter_form, form=form)


@bp.get("/resolutions/<ref:ref>/count/what-if")
@requires(Action.READ)
def what_if(ref: str) -> ResponseReturnValue:
    """Suppose how seats vote and see what would happen. Everything stands in the address, nothing is stored."""
    measure, head = _measure(ref)
    filter_form = BoardForm(request.args)
    board = _board(measure, head, filter_form, marks_asked())
    return _page(
        "counts/what_if.html", measure, head, board, filter_form=filter_form, as_counted=replace(board, marks={}),
        prefix=MARK_PREFIX, choices=list(Mark),
    )  # fmt: skip


@bp.get("/resolutions/<ref:ref>/count/sheet")
@requires(Action.READ)
def sheet(ref: str) -> ResponseReturnValue:
    """One page to print and to tick at the vote. Where anybody stands is not on it."""
    measure, head = _measure(ref)
    board = _board(measure, head, BoardForm(request.args))
    return _page("counts/sheet.html", measure, head, board, on_date=PartialDate.of(board.on))


@bp.route("/resolutions/<ref:ref>/count/recusals", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def recusals(ref: str) -> ResponseReturnValue:
    """Who steps aside, and noting another one."""
    measure, head = _measure(ref)
    board = _board(measure, head, BoardForm(None))
    members = [line for line in (*board.lines, *board.chairs) if line.person is not None]
    form = RecusalForm([_named(line) for line in members if line.recusal is None], version=str(measure.version))
    if done(
        form,
        lambda: counts.recuse(
            current_actor(), measure, form.chosen, form.reason.data or "", version=form.drawn_version()
        ),
    ):
        return saved(url_for("counts.recusals", ref=ref), _("%(name)s is recused.", name=form.chosen.name))
    return _page("counts/recusals.html", measure, head, board, form=form, recusals=queries.recusals_of(measure))


def _named(line: Line) -> Any:
    return line.person, line.seat.post.label


@bp.post("/resolutions/<ref:ref>/count/recusals/<ref:recusal_ref>/take-back")
@requires(Action.WORK_MEASURE)
def take_back_recusal(ref: str, recusal_ref: str) -> ResponseReturnValue:
    """The member votes after all."""
    measure, _head = _measure(ref)
    recusal = next((each for each in queries.recusals_of(measure) if each.ref == recusal_ref), None)
    if recusal is None:
        abort(404)
    name = recusal.person.name
    counts.take_back_recusal(current_actor(), measure, recusal, version=StepForm().drawn_version())
    return saved(url_for("counts.recusals", ref=ref), _("%(name)s votes after all.", name=name))
