"""Logging with the full form, editing, and adding to an entry."""

from typing import Any

from flask import flash, g, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.partial_dates import PartialDate
from advocacy.forms.activities import (
    ActivityForm,
    AmendmentForm,
    LobbyingFields,
    MoreForm,
    activity_as_data,
    facts_as_data,
)
from advocacy.forms.sources import ChosenSourcesForm
from advocacy.models import Activity, Campaign, Demand, Organization, Person, Record, Target
from advocacy.policy import Action, Actor, ensure
from advocacy.queries import organizations, records
from advocacy.queries.activities import entry, likely
from advocacy.queries.activities.guard import Guard, guard
from advocacy.queries.clock import today
from advocacy.services.activities import editing, outreach
from advocacy.services.activities.editing import is_by_hand, may_undo
from advocacy.views.access import current_actor, found, requires
from advocacy.views.activities.blueprint import bp
from advocacy.views.activities.entry import reason_of, title_of
from advocacy.views.activities.words import add_to_words, saved_words
from advocacy.views.rendering import page
from advocacy.views.saving import done, made, saved


@bp.route("/new", methods=["GET", "POST"])
@requires(Action.LOG_ACTIVITY)
def new() -> ResponseReturnValue:
    """Log outreach: several people at once, when, who of us took part, what follows."""
    actor = current_actor()
    form = ActivityForm(data=_first_values(actor))
    form.organizations_offered = tuple(organizations.of_the_coalition(actor))
    if activity := made(form, lambda: outreach.log(actor, form.details())):
        return logged(activity, url_for("activities.show", ref=activity.ref))
    return page("activities/new.html", form=form, activity=None, guard=_guard(actor, form), reason=proposed_words(form))


def logged(activity: Activity, location: str, back_to: str = "") -> ResponseReturnValue:
    """Save, and offer to undo in the toast; `back_to` "quick" leads from there to the quick log."""
    undo = {
        "text": saved_words(activity.kind),
        "url": url_for("activities.undo", ref=activity.ref, to=back_to or None),
        "action": _("Undo"),
    }
    answer = saved(location)
    flash(undo, "undo")  # type: ignore[arg-type]  # toasts take a mapping with an undo address
    return answer


def _first_values(actor: Actor) -> dict[str, Any]:
    """Return what the form begins with: today, the user, the campaign asked for or worked on last, and the person."""
    values: dict[str, Any] = {"occurred_on": PartialDate.of(today()), "participants": [actor.user]}
    if request.method == "POST":
        return values
    if request.args.get("campaign"):
        values["campaigns"] = [found(likely.campaign_named(actor, request.args["campaign"]))]
    else:
        campaign = likely.default_campaign(actor)
        values["campaigns"] = [campaign] if campaign is not None else []
    if request.args.get("about"):
        values.update(_about(actor, found(records.any_by_ref(actor, request.args["about"]))))
    return values


def _about(actor: Actor, record: Record) -> dict[str, Any]:
    """Return what follows from the record that the form was opened from: the person, or its campaigns."""
    if isinstance(record, (Person, Organization)):
        return {"contacts": [record]}
    values: dict[str, Any] = {"campaigns": [record] if isinstance(record, Campaign) else record.campaigns}
    if isinstance(record, Demand):
        return values
    if isinstance(record, Target):
        party = likely.one_by_id(actor, record.person_id or record.organization_id)
        values["contacts"] = [party] if party is not None else []
    return values


def _guard(actor: Actor, form: ActivityForm, besides: Activity | None = None) -> Guard:
    """Return who of us was with the people chosen lately."""
    return guard(actor, form.contacts.records, besides=besides)


def proposed_words(form: LobbyingFields) -> str:
    """Return the proposed class's reason, with where the rule stands."""
    proposal = form.proposal
    return str(_("%(reason)s (%(citation)s)", reason=_(proposal.reason), citation=proposal.citation))


@bp.route("/<ref:ref>/edit", methods=["GET", "POST"])
@requires(Action.EDIT_ACTIVITY)
def edit(ref: str) -> ResponseReturnValue:
    """Change an entry; what it said before is kept."""
    actor = current_actor()
    activity = found(entry.by_ref(actor, ref))
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    g.newer_url = url_for("activities.show", ref=activity.ref)
    if not is_by_hand(activity):
        return _amend(actor, activity)
    form = ActivityForm(data=activity_as_data(activity))
    form.stored_reason = activity.lobbying_note
    form.organizations_offered = _offered(actor, activity)
    if done(form, lambda: editing.edit(actor, activity, form.details(), form.drawn_version())):
        return saved(g.newer_url, _("Changes saved."))
    return page(
        "activities/edit.html",
        form=form,
        activity=activity,
        title=title_of(activity),
        guard=_guard(actor, form, activity),
        reason=proposed_words(form),
    )


def _offered(actor: Actor, activity: Activity) -> tuple[tuple[str, str], ...]:
    """Return the organizations of the coalition, and those that somebody spoke for in this entry."""
    spoken_for = [each.organization for each in activity.participations if each.organization is not None]
    offered = dict([*organizations.of_the_coalition(actor), *((each.ref, each.name) for each in spoken_for)])
    return tuple(sorted(offered.items(), key=lambda pair: pair[1]))


def _amend(actor: Actor, activity: Activity) -> ResponseReturnValue:
    """Change note, minutes and lobbying class of what a workflow wrote; the rest is corrected at its record."""
    form = AmendmentForm(
        data={
            "note": activity.note,
            "minutes": activity.minutes,
            "lobbying": activity.lobbying,
            "lobbying_note": reason_of(activity),
            **facts_as_data(activity),
            "version": str(activity.version),
        }
    )
    form.stored_reason = activity.lobbying_note
    if done(form, lambda: editing.amend(actor, activity, form.details(), form.drawn_version())):
        return saved(g.newer_url, _("Changes saved."))
    return page(
        "activities/amend.html", form=form, activity=activity, title=title_of(activity), reason=proposed_words(form)
    )


@bp.route("/<ref:ref>/sources", methods=["GET", "POST"])
@requires(Action.EDIT_ACTIVITY)
def sources(ref: str) -> ResponseReturnValue:
    """Choose where an entry was found."""
    actor = current_actor()
    activity = found(entry.by_ref(actor, ref))
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    g.newer_url = url_for("activities.show", ref=activity.ref)
    chosen = [citation.media_item for citation in activity.citations]
    form = ChosenSourcesForm(sources=chosen, version=str(activity.version))
    if done(form, lambda: editing.choose_sources(actor, activity, form.sources.records, form.drawn_version())):
        return saved(g.newer_url, _("Sources saved."))
    return page("sources/of.html", form=form, name=title_of(activity), back=g.newer_url)


@bp.route("/<ref:ref>/more", methods=["GET", "POST"])
@requires(Action.EDIT_ACTIVITY)
def more(ref: str) -> ResponseReturnValue:
    """Just after a quick log: undo it, add a note, minutes, a task that follows."""
    actor = current_actor()
    activity = found(entry.by_ref(actor, ref))
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    g.newer_url = url_for("activities.show", ref=activity.ref)
    form = MoreForm(
        data={
            "note": activity.note,
            "minutes": activity.minutes,
            "follow_up_assignee": [actor.user],
            "version": str(activity.version),
        }
    )
    if done(form, lambda: editing.amend(actor, activity, form.details(activity), form.drawn_version())):
        return saved(g.newer_url, _("Changes saved."))
    return page(
        "activities/more.html",
        form=form,
        activity=activity,
        title=title_of(activity),
        heading=add_to_words(activity.kind),
        undoable=may_undo(actor, activity),
    )
