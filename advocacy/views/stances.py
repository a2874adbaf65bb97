"""The stance ledger: who stands where on what, one entry with its chain, entering, replacing, retracting."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.partial_dates import PartialDate, PartialDateError
from advocacy.domain.stances import SCORE_LABELS, Confidence
from advocacy.forms.retracting import RetractForm
from advocacy.forms.stances import StanceForm, StancesFilter
from advocacy.models import Activity, Record, Stance
from advocacy.policy import Action
from advocacy.queries import stances as queries
from advocacy.queries.activities import entry as activity_queries
from advocacy.queries.users import names_of
from advocacy.services import stances
from advocacy.services.stances import Evidence
from advocacy.views.access import current_actor, found, requires
from advocacy.views.listing import filters_on, pages_beside, place_of_address, without
from advocacy.views.pick import bind_pickers
from advocacy.views.rail import lighting
from advocacy.views.rendering import page
from advocacy.views.retracting import is_gone
from advocacy.views.saving import done, made, saved

bp = Blueprint("stances", __name__, url_prefix="/stances")
bp.before_request(lighting("people"))


@bp.get("")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """The ledger: where everybody stands on one thing now, and every entry, the latest fact first."""
    actor = current_actor()
    filters = StancesFilter(request.args)
    bind_pickers(filters)
    about, party = filters.about.record, filters.party.record
    rows = queries.entries(actor, queries.Wanted(about, party), place_of_address())
    now = queries.standings(actor, about) if about is not None else []
    chips = filters_on(
        (about.name if about else "", without("about", "about-q")),
        (party.name if party else "", without("party", "party-q")),
    )
    return page(
        "stances/index.html",
        filters=filters,
        about=about,
        party=party,
        now=now,
        spread=_spread(now),
        rows=rows.rows,
        abouts=queries.abouts_of(actor, rows.rows),
        replaced=queries.replaced_among(actor, rows.rows),
        beside=pages_beside(rows),
        chips=chips,
    )


_TONES = {2: "p2", 1: "p1", 0: "z", -1: "m1", -2: "m2"}


def _spread(now: list[queries.Standing]) -> list[tuple[str, int, str]]:
    """Return how many stand at each place of the scale, with the place in words and its tone."""
    counts = {score: sum(each.stance.score == score for each in now) for score in SCORE_LABELS}
    return [(_(words), counts[score], _TONES[score]) for score, words in SCORE_LABELS.items()]


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def new() -> ResponseReturnValue:
    """Enter where somebody stands. The address may say who, on what, and from what it is known."""
    actor = current_actor()
    activity = _activity_asked_for()
    form = StanceForm(
        party=queries.party_by_ref(actor, request.args.get("party", "")),
        about=queries.position_by_ref(actor, request.args.get("about", "")),
        known_from=queries.evidence_by_ref(actor, request.args.get("known_from", "")),
        score=_asked_score(),
        confidence=_asked_confidence(),
        stated_on=_asked_date(activity),
        evidence=activity.summary if activity is not None else "",
        sources=[citation.media_item for citation in activity.citations] if activity is not None else [],
    )
    del form.reason
    if stance := made(
        form,
        lambda: stances.enter(actor, form.about.record, form.party.record, form.details(), _evidence(form, activity)),
    ):
        return saved(url_for("stances.show", ref=stance.ref), _("Stance saved."))
    return page("stances/form.html", form=form, stance=None, activity=activity)


def _evidence(form: StanceForm, activity: Activity | None) -> Evidence:
    return Evidence(tuple(form.sources.records), form.known_from.record, activity)


def _activity_asked_for() -> Activity | None:
    ref = request.args.get("activity", "")
    return found(activity_queries.by_ref(current_actor(), ref)) if ref else None


def _asked_score() -> str | None:
    asked = request.args.get("score", "")
    return asked if asked in {str(score) for score in SCORE_LABELS} else None


def _asked_confidence() -> Confidence | None:
    return next((each for each in Confidence if each.value == request.args.get("confidence")), None)


def _asked_date(activity: Activity | None) -> PartialDate:
    if activity is not None:
        return activity.occurred_on
    try:
        return PartialDate.parse(request.args.get("on", ""))
    except PartialDateError:
        return PartialDate()


def _stance(ref: str) -> Stance:
    return found(queries.stance_by_ref(current_actor(), ref))


def _about(stance: Stance) -> Record:
    return found(queries.abouts_of(current_actor(), [stance]).get(stance.about_id))


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """One entry: the position, how we know it, who entered it, and the chain it stands in."""
    actor = current_actor()
    stance = _stance(ref)
    chain = queries.chain_of(actor, stance)
    writers = names_of({stance.created_by_id, stance.retracted_by_id, *(each.created_by_id for each in chain.older)})
    return page(
        "stances/show.html",
        stance=stance,
        about=_about(stance),
        chain=chain,
        writers=writers,
        known_from=queries.evidence_of(actor, stance),
        activity=queries.evidence_activity_of(actor, stance),
    )


@bp.route("/<ref:ref>/replace", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def replace(ref: str) -> ResponseReturnValue:
    """Put a new entry in the place of this one: it was wrong, or is better known now."""
    actor = current_actor()
    stance = _stance(ref)
    about, activity = _about(stance), queries.evidence_activity_of(actor, stance)
    form = StanceForm(data=_written(stance), version=str(stance.version))
    del form.party
    del form.about
    if new_one := made(
        form,
        lambda: stances.replace(
            actor,
            stance,
            about,
            form.details(),
            form.reason.data or "",
            _evidence(form, activity),
            version=form.drawn_version(),
        ),
    ):
        return saved(url_for("stances.show", ref=new_one.ref), _("Entry replaced."))
    return page("stances/form.html", form=form, stance=stance, about=about, activity=activity)


def _written(stance: Stance) -> dict[str, Any]:
    return {
        "score": str(stance.score),
        "confidence": stance.confidence,
        "stated_on": stance.stated_on,
        "quote": stance.quote,
        "evidence": stance.evidence,
        "sources": [citation.media_item for citation in stance.citations],
        "known_from": queries.evidence_of(current_actor(), stance),
    }


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.WORK_STANCE)
def retract(ref: str) -> ResponseReturnValue:
    """Take an entry out of all counts, and say why."""
    stance = _stance(ref)
    if is_gone(stance):
        return redirect(url_for("stances.show", ref=ref), 303)
    form = RetractForm(version=str(stance.version))
    if done(
        form, lambda: stances.retract(current_actor(), stance, form.reason.data or "", version=form.drawn_version())
    ):
        return saved(url_for("stances.show", ref=ref), _("Entry retracted."))
    return page("stances/retract.html", form=form, stance=stance, about=_about(stance))
