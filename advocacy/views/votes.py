"""Votes of a measure: one with its seats and its roll call; logging, changing, taking out."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.measures import VoteMethod
from advocacy.domain.partial_dates import PartialDate, Precision
from advocacy.domain.votes import choice_of
from advocacy.forms.measures import RemoveForm
from advocacy.forms.votes import VoteForm
from advocacy.models import Activity, Measure, MediaItem, Organization, Person, RollCallEntry, VoteEvent
from advocacy.policy import Action, NotAllowed, may_ever
from advocacy.queries import bodies, picking
from advocacy.queries import votes as queries
from advocacy.queries.clock import today
from advocacy.queries.counts.review import reviews
from advocacy.services import votes
from advocacy.views.access import current_actor, found, requires
from advocacy.views.measures import head_of, measure_or_404
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page, partial_date
from advocacy.views.saving import done, refusals_to, saved
from advocacy.views.stance_offers import offered, saved_with_offer

bp = Blueprint("votes", __name__, url_prefix="/resolutions/<ref:ref>/votes")
bp.before_request(lighting("measures"))


def _vote(measure: Measure, vote_ref: str) -> VoteEvent:
    return found(next((vote for vote in measure.votes if vote.ref == vote_ref), None))


@bp.get("/<ref:vote_ref>")
@requires(Action.READ)
def show(ref: str, vote_ref: str) -> ResponseReturnValue:
    """One vote: how it ended, the seats as a picture, and how each member voted."""
    measure = measure_or_404(ref)
    vote = _vote(measure, vote_ref)
    return page(
        "votes/show.html",
        vote=vote,
        seen=queries.with_seats(vote),
        decided=votes.decided_by(measure, vote),
        may_remove=votes.may_remove(current_actor(), vote),
        offer_url=offered(measure),
        review=next((each for each in reviews(current_actor(), [vote]) if each.has_count), None),
        hides_private=not may_ever(current_actor(), Action.SEE_TARGET_NOTES),
        **head_of(measure),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def new(ref: str) -> ResponseReturnValue:
    """Log a vote."""
    measure = measure_or_404(ref)
    due = measure.next_on if measure.next_on is not None and measure.next_on <= today() else None
    form = VoteForm(
        version=str(measure.version),
        body=measure.body,
        voted_on=PartialDate.of(due) if due is not None else None,
        decides=True,
    )
    body = _draw(form, ())
    if not form.is_only_drawing and form.validate_on_submit():
        with refusals_to(form):
            vote = votes.log(
                current_actor(),
                measure,
                form.details(),
                form.roll_call.roll_call,
                body=body,
                version=form.drawn_version(),
                sources=form.sources.records,
            )
        if not form.errors:
            return saved_with_offer(url_for("votes.show", ref=ref, vote_ref=vote.ref), _("Vote logged."), measure)
    return _form_page(measure, None, form)


def _draw(form: VoteForm, entries: Sequence[RollCallEntry]) -> Organization | None:
    """Bind the pickers, then the roll call to the seats of that body on that day; return the body.

    Who stands in the stored roll call without a seat is drawn too: nothing is dropped unseen.
    """
    bind_pickers(form)
    body: Organization | None = form.body.record
    day = form.day
    seats = []
    if body is not None and day.precision is Precision.DAY and day.first_day is not None:
        seats = bodies.seats_on(body, day.first_day)
    rows = picking.get(current_actor(), "people", form.roll_call.others(seats))
    others: list[Person] = [row[3] for row in rows]
    if not form.roll_call.data:
        seated = {seat.holder.id for seat in seats if seat.holder is not None and seat.may_vote}
        others += [entry.person for entry in entries if entry.person_id not in seated]
    form.roll_call.bind(seats, others, {entry.person_id: _as_drawn(entry) for entry in entries})
    return body


def _form_page(measure: Measure, vote: VoteEvent | None, form: VoteForm) -> ResponseReturnValue:
    by_name = form.method.data == VoteMethod.ROLL_CALL.value
    second = votes.standing_decision(measure) if form.decides.errors else None
    doubted = bool(form.despite_rule.errors) or form.despite_rule.data
    return page(
        "votes/form.html",
        form=form,
        standing=second if second is not vote else None,
        may_remove=second is not None and votes.may_remove(current_actor(), second),
        doubted_by=queries.rule_on(form.body.record, form.motion_kind.word, form.day) if doubted else None,
        may_doubt=doubted,
        measure=measure,
        vote=vote,
        has_day=form.day.precision is Precision.DAY,
        open_roll_call=by_name or bool(form.roll_call.roll_call) or "_seats" in request.form,
    )


@bp.route("/<ref:vote_ref>/edit", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def edit(ref: str, vote_ref: str) -> ResponseReturnValue:
    """Change a vote."""
    measure = measure_or_404(ref)
    vote = _vote(measure, vote_ref)
    body = queries.body_of(vote)
    form = VoteForm(
        obj=vote,
        version=str(measure.version),
        body=body,
        roll_call=[],
        decides=votes.decided_by(measure, vote) is not None,
        despite_rule=request.method == "GET" and queries.with_seats(vote).is_doubtful,
        sources=_sources(vote),
    )
    body = _draw(form, vote.roll_call)
    if not form.is_only_drawing and form.validate_on_submit():
        with refusals_to(form):
            votes.edit(
                current_actor(),
                measure,
                vote,
                form.details(),
                form.roll_call.roll_call,
                body=body,
                version=form.drawn_version(),
                sources=form.sources.records,
            )
        if not form.errors:
            return saved_with_offer(url_for("votes.show", ref=ref, vote_ref=vote_ref), _("Vote saved."), measure)
    return _form_page(measure, vote, form)


def _as_drawn(entry: RollCallEntry) -> tuple[str, str]:
    """Return the word and, only where the word does not say it, the choice."""
    plain = choice_of(entry.clerks_word) is entry.choice
    return entry.clerks_word, "" if plain else entry.choice.value


def _sources(vote: VoteEvent) -> list[MediaItem]:
    told: Activity | None = queries.activity_of(vote)
    return [citation.media_item for citation in told.citations] if told is not None else []


@bp.route("/<ref:vote_ref>/remove", methods=["GET", "POST"])
@requires(Action.WORK_MEASURE)
def remove(ref: str, vote_ref: str) -> ResponseReturnValue:
    """Take it out, and say why."""
    measure = measure_or_404(ref)
    vote = _vote(measure, vote_ref)
    if not votes.may_remove(current_actor(), vote):
        raise NotAllowed(Action.EDIT_ACTIVITY)
    form = RemoveForm(version=str(measure.version))
    words: Any = _("Vote, %(date)s", date=partial_date(vote.voted_on, vote.date_note))
    if done(
        form, lambda: votes.remove(current_actor(), measure, vote, form.reason.data or "", version=form.drawn_version())
    ):
        return saved(url_for("measures.show", ref=ref), _("Vote taken out."))
    return page("measures/remove.html", form=form, words=words, **head_of(measure))
