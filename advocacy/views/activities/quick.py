"""Quick log: three taps (kind, person, outcome), each a button; the third saves. Works without JavaScript."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activities import ActivityDetails, ContactDetails, ParticipantDetails
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.refs import is_ref
from advocacy.forms.activities import QuickForm
from advocacy.models import Activity, Campaign
from advocacy.policy import Action, Actor
from advocacy.queries.activities import likely
from advocacy.queries.activities.likely import Likely, Party
from advocacy.queries.clock import today
from advocacy.services.activities import outreach
from advocacy.services.activities.outreach import NewPerson
from advocacy.views import dates
from advocacy.views.access import current_actor, requires
from advocacy.views.activities.blueprint import bp
from advocacy.views.activities.words import KIND_ICONS
from advocacy.views.activities.writing import logged
from advocacy.views.language import locale_code
from advocacy.views.rendering import page
from advocacy.views.saving import refusals_to

QUICK_KINDS = (
    ActivityKind.CALL,
    ActivityKind.IN_PERSON,
    ActivityKind.MEETING,
    ActivityKind.EMAIL,
    ActivityKind.TEXT_MESSAGE,
    ActivityKind.EVENT,
)
SCORES = {
    ContactOutcome.YES: 2,
    ContactOutcome.LEANING_YES: 1,
    ContactOutcome.UNDECIDED: 0,
    ContactOutcome.LEANING_NO: -1,
    ContactOutcome.NO: -2,
}
OTHER_OUTCOMES = {
    ContactOutcome.LEFT_MESSAGE: "voicemail",
    ContactOutcome.NO_ANSWER: "telephone",
    ContactOutcome.INFORMATION_GIVEN: "info-circle",
    ContactOutcome.OTHER: "record-circle",
}
NO_CAMPAIGN, NEW, NOBODY = "none", "new", "nobody"
LONGEST_WORDS = 200


@dataclass
class Taps:
    """What has been tapped so far, as far as it leads to something the user may see."""

    kind: ActivityKind | None
    who: str
    party: Party | None
    campaign: Campaign | None
    campaign_code: str

    @property
    def needs(self) -> str:
        """Which step comes next: kind, who, somebody new, or the outcome."""
        if self.kind is None:
            return "kind"
        if self.who == NEW:
            return "new"
        return "outcome" if self.party is not None or self.who == NOBODY else "who"


@bp.route("/quick", methods=["GET", "POST"])
@requires(Action.LOG_ACTIVITY)
def quick_log() -> ResponseReturnValue:
    """Show the next of the three steps; the tap on an outcome saves."""
    actor = current_actor()
    form, taps = QuickForm(), _taps(actor)
    if request.method == "GET" and "change" in request.args:
        return _step(actor, form, taps, "campaign")
    if request.method == "GET" or not form.validate():
        return _step(actor, form, taps, taps.needs)
    outcome = _outcome(form)
    if taps.needs == "new":
        return _with_somebody_new(actor, form, taps, outcome)
    if taps.needs == "outcome" and outcome is not None:
        return _saved(actor, form, taps, outcome)
    form.form_errors.append(_("Choose from the list."))
    return _step(actor, form, taps, taps.needs)


def _with_somebody_new(
    actor: Actor, form: QuickForm, taps: Taps, outcome: ContactOutcome | None
) -> ResponseReturnValue:
    """The name first, then the outcome, then save."""
    if not form.name.data:
        form.name.errors = [*form.name.errors, _("This is needed.")]
        return _step(actor, form, taps, "new")
    return _step(actor, form, taps, "outcome") if outcome is None else _saved(actor, form, taps, outcome)


def _saved(actor: Actor, form: QuickForm, taps: Taps, outcome: ContactOutcome) -> ResponseReturnValue:
    """The third tap. What is refused is shown on the step it was tapped on."""
    with refusals_to(form):
        activity = _save(actor, form, taps, outcome)
    if form.errors:
        return _step(actor, form, taps, "outcome")
    return logged(activity, url_for("activities.more", ref=activity.ref), "quick")


def _taps(actor: Actor) -> Taps:
    """Read what was tapped, from the address or the form."""
    sent = request.form if request.method == "POST" else request.args
    kind = next((kind for kind in QUICK_KINDS if kind.value == sent.get("kind")), None)
    who = sent.get("who", "")
    if who == NOBODY and kind is not ActivityKind.EVENT:
        who = ""
    code = sent.get("campaign", "")
    campaign = None
    if code != NO_CAMPAIGN:
        campaign = (likely.campaign_named(actor, code) if code else None) or likely.default_campaign(actor)
    return Taps(
        kind=kind,
        who=who,
        party=likely.one(actor, who) if is_ref(who) else None,
        campaign=campaign,
        campaign_code=campaign.ref if campaign is not None else NO_CAMPAIGN,
    )


def _outcome(form: QuickForm) -> ContactOutcome | None:
    return next((word for word in ContactOutcome if word.value == form.outcome.data), None)


def _save(actor: Actor, form: QuickForm, taps: Taps, outcome: ContactOutcome) -> Activity:
    assert taps.kind is not None  # noqa: S101 (the step before asked for it)
    assert actor.user is not None  # noqa: S101 (a signed-in actor is a user)
    details = ActivityDetails(
        kind=taps.kind,
        occurred_on=PartialDate.of(today()),
        contacts=(ContactDetails(taps.party.ref, outcome=outcome),) if taps.party is not None else (),
        participants=(ParticipantDetails(actor.user.ref),),
        campaigns=(taps.campaign.ref,) if taps.campaign is not None else (),
        without_campaign=taps.campaign is None,
    )
    if taps.who == NEW:
        newcomer = NewPerson(form.name.data or "", form.office.data or "")
        return outreach.log_with_somebody_new(actor, details, newcomer, outcome)
    return outreach.log(actor, details)


def _step(actor: Actor, form: QuickForm, taps: Taps, step: str) -> ResponseReturnValue:
    """Draw one step. Forms carry what was tapped before."""
    form.kind.data = taps.kind.value if taps.kind is not None else ""
    form.who.data, form.campaign.data = taps.who, taps.campaign_code
    parts = _PARTS[step](actor, form, taps)
    return page(f"activities/quick_{step}.html", form=form, taps=taps, kind_icons=KIND_ICONS, **parts)


def _kind_parts(actor: Actor, form: QuickForm, taps: Taps) -> dict[str, Any]:
    return {"kinds": QUICK_KINDS}


def _campaign_parts(actor: Actor, form: QuickForm, taps: Taps) -> dict[str, Any]:
    return {"campaigns": likely.open_campaigns(actor)}


def _who_parts(actor: Actor, form: QuickForm, taps: Taps) -> dict[str, Any]:
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    found = likely.matching(actor, words) if words else likely.likely_contacts(actor, taps.campaign)
    return {"words": words, "choices": [(each, last_met(each)) for each in found]}


def _new_parts(actor: Actor, form: QuickForm, taps: Taps) -> dict[str, Any]:
    return {}


def _outcome_parts(actor: Actor, form: QuickForm, taps: Taps) -> dict[str, Any]:
    same = likely.namesakes(actor, form.name.data) if taps.who == NEW and form.name.data else []
    return {
        "scores": SCORES,
        "others": OTHER_OUTCOMES,
        "namesakes": [(each, last_met(each)) for each in same],
        "name": taps.party.name if taps.party is not None else form.name.data or "",
    }


_PARTS = {
    "campaign": _campaign_parts,
    "kind": _kind_parts,
    "who": _who_parts,
    "new": _new_parts,
    "outcome": _outcome_parts,
}


def last_met(each: Likely) -> str:
    """Return when one of us last met them: "7 days ago", or the date as far as known; nothing when never."""
    day = each.last_on.first_day
    if day is None:
        return ""
    if each.last_on.last_day == day and 0 <= (today() - day).days <= 14:
        return dates.days_ago(day, today(), locale_code())
    return dates.partial_date(each.last_on, locale_code())
