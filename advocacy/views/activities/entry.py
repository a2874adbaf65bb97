"""One activity: its page, undoing it, taking it out."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.lobbying import QUESTIONS, LobbyingClass, answer_words
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stance_offers import BY_CONTACT
from advocacy.domain.stances import Confidence
from advocacy.domain.words import N_, Word
from advocacy.forms.activities import RetractForm
from advocacy.models import Activity
from advocacy.policy import Action, ensure
from advocacy.queries.activities import entry
from advocacy.queries.activities.entry import OldVersion
from advocacy.queries.clock import home_zone
from advocacy.services.activities import editing
from advocacy.services.activities.editing import is_by_hand, may_undo
from advocacy.views import dates
from advocacy.views.access import current_actor, found, requires
from advocacy.views.activities.blueprint import bp
from advocacy.views.activities.words import KIND_ICONS, OUTCOME_TONES
from advocacy.views.language import locale_code
from advocacy.views.rendering import page
from advocacy.views.saving import done, saved

FIELD_NAMES = {
    "kind": N_("Kind"),
    "side": N_("Who did it"),
    "occurred_on": N_("When"),
    "date_note": N_("When, in words"),
    "summary": N_("In one line"),
    "note": N_("Note"),
    "minutes": N_("Minutes"),
    "lobbying": N_("Lobbying"),
    "lobbying_note": N_("Why"),
    "answers": N_("Answers about lobbying"),
    "contacts": N_("With whom"),
    "participants": N_("Who of us took part"),
    "campaigns": N_("Campaigns"),
}
_WORDS: dict[str, type[Word]] = {"kind": ActivityKind, "side": Side, "lobbying": LobbyingClass}


@bp.get("/<ref:ref>")
@requires(Action.READ)
def show(ref: str) -> ResponseReturnValue:
    """What happened, with whom, who of us took part, what follows."""
    actor = current_actor()
    activity = found(entry.by_ref_even_retracted(actor, ref))
    return page(
        "activities/show.html",
        activity=activity,
        icon_name=KIND_ICONS[activity.kind],
        tones=OUTCOME_TONES,
        title=title_of(activity),
        lobbying_reason=reason_of(activity),
        answers=_answers(activity.facts.answers()),
        retracted_reason=_(activity.retracted_reason) if activity.retracted_reason else "",
        home_zone=str(home_zone()),
        tasks=entry.tasks_after(actor, activity),
        versions=[_version_lines(version) for version in entry.old_versions(actor, activity)],
        by_hand=is_by_hand(activity),
        undoable=may_undo(actor, activity),
        stance_urls=_stance_urls(activity) if actor.is_worker and activity.retracted_at is None else {},
    )


def _stance_urls(activity: Activity) -> dict[int, str]:
    """Return for each contact that says where somebody stands the form of the stance, filled in as far as known."""
    about = activity.campaigns[0].ref if activity.campaigns else None
    return {
        contact.id: url_for(
            "stances.new",
            activity=activity.ref,
            party=contact.party.ref,
            about=about,
            score=BY_CONTACT[contact.outcome],
            confidence=Confidence.SAID_TO_ONE.value,
        )
        for contact in activity.contacts
        if contact.party is not None and contact.outcome in BY_CONTACT
    }


def title_of(activity: Activity) -> str:
    """Return what the entry is called: its one line, else with whom, else its kind."""
    names = [contact.party_name for contact in activity.contacts]
    if activity.summary:
        return activity.summary
    if len(names) > 1:
        return str(_("%(name)s and %(count)s more", name=names[0], count=len(names) - 1))
    return names[0] if names else _(activity.kind.label)


def reason_of(activity: Activity) -> str:
    """Return why it counts as it does: a reason of ours in the reader's language, or the organizer's words."""
    return _(activity.lobbying_note) if activity.lobbying_note else ""


def _version_lines(version: OldVersion) -> tuple[Any, list[tuple[str, list[str]]]]:
    """Return the version's row and, for each field written over, its name and the lines that stood there."""
    row = version.row
    changed = [name for name in FIELD_NAMES if name in row.before["changed"]]
    return row, [(_(FIELD_NAMES[name]), _old_value(name, version.before[name])) for name in changed]


def _old_value(name: str, value: Any) -> list[str]:
    if name in _WORDS:
        return [_(_WORDS[name](value).label)]
    if name == "occurred_on":
        return [dates.partial_date(PartialDate(value), locale_code())]
    if name == "campaigns":
        return [campaign.title for campaign in value]
    if name == "contacts":
        return [_with_outcome(who, outcome) for who, outcome in value]
    if name == "participants":
        return [_with_minutes(_speaking_for(who, group), minutes) for who, minutes, _is_paid, group in value]
    if name == "answers":
        return [f"{question} {answer}" for question, answer in _answers(value)]
    return [str(value)] if value not in ("", None) else []


def _answers(told: Iterable[Sequence[str]]) -> list[tuple[str, str]]:
    """Return the questions about lobbying that were answered, with their answers."""
    return [(_(QUESTIONS[name]), _(answer_words(code))) for name, code in told]


def _with_outcome(who: str, code: str) -> str:
    if not code:
        return who
    return str(_("%(name)s: %(outcome)s", name=who, outcome=_(ContactOutcome(code).label)))


def _speaking_for(who: str, group: str) -> str:
    return str(_("%(name)s for %(organization)s", name=who, organization=group)) if group else who


def _with_minutes(who: str, minutes: int | None) -> str:
    return who if minutes is None else str(_("%(name)s: %(minutes)s min", name=who, minutes=minutes))


@bp.post("/<ref:ref>/undo")
@requires(Action.EDIT_ACTIVITY)
def undo(ref: str) -> ResponseReturnValue:
    """Take off what was just logged."""
    actor = current_actor()
    activity = found(entry.by_ref(actor, ref))
    editing.undo(actor, activity)
    back = "activities.quick_log" if request.args.get("to") == "quick" else "activities.index"
    return saved(url_for(back), _("Entry undone."))


@bp.route("/<ref:ref>/retract", methods=["GET", "POST"])
@requires(Action.EDIT_ACTIVITY)
def retract(ref: str) -> ResponseReturnValue:
    """Take an entry off the log, saying why."""
    actor = current_actor()
    activity = found(entry.by_ref(actor, ref))
    ensure(actor, Action.EDIT_ACTIVITY, activity)
    if not is_by_hand(activity):
        return redirect(url_for("activities.edit", ref=activity.ref), 303)
    g.newer_url = url_for("activities.show", ref=activity.ref)
    form = RetractForm(version=str(activity.version))
    if done(form, lambda: editing.retract(actor, activity, form.reason.data or "", form.drawn_version())):
        return saved(url_for("activities.show", ref=activity.ref), _("Entry taken out."))
    return page("activities/retract.html", form=form, activity=activity, title=title_of(activity))
