"""Asking for a meeting: writing it down, asking, asking again, giving up."""

from collections.abc import Sequence

from advocacy.domain.localtime import LocalTimeError, Repeated, to_local, to_utc
from advocacy.domain.meetings import (
    AnswerDetails,
    ChaseDetails,
    MeetingDetails,
    MeetingEvent,
    MeetingStatus,
    RequestChannel,
    RequestDetails,
    check_answer,
    check_chase,
    check_meeting,
    check_request,
)
from advocacy.domain.partial_dates import NOT_KNOWN
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.words import N_
from advocacy.models import Campaign, Demand, MeetingAsk, MeetingChase, MeetingRequest, Organization, Person, User
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.clock import today
from advocacy.queries.places import zone_of
from advocacy.services import notices, records, steps, tasks
from advocacy.services.activities import Contact, Happening
from advocacy.services.meetings.following import keep_tasks

Party = Person | Organization


def create(
    actor: Actor,
    details: MeetingDetails,
    *,
    party: Party,
    campaigns: Sequence[Campaign],
    demands: Sequence[Demand] = (),
    owner: User | None = None,
) -> MeetingRequest:
    """Write a request down as a draft. Its zone is that of the place where it will be held."""
    ensure(actor, Action.WORK_MEETING)
    refuse_if(check_meeting(details))
    tasks.refuse_who_may_not_see("owner", owner, None, campaigns)
    _refuse_demands_of_others(demands, campaigns)
    meeting = MeetingRequest(
        topic=details.topic, channel=details.channel, note=details.note, owner_id=owner.id if owner else None
    )
    _set_party(meeting, party)
    meeting.zone = details.zone or zone_of(campaigns, party)
    _set_asks(meeting, details.asks, demands)
    records.add(actor, meeting, "meeting.created", campaigns=campaigns)
    notices.work_given(actor, meeting.owner_id, [meeting])
    return meeting


def edit(
    actor: Actor,
    meeting: MeetingRequest,
    details: MeetingDetails,
    *,
    party: Party | None,
    campaigns: Sequence[Campaign],
    demands: Sequence[Demand],
    owner: User | None,
    version: int | None,
) -> None:
    """Change what the request says. Asks that stay keep their answers; a time stays what the clock shows there."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(check_meeting(details))
    tasks.refuse_who_may_not_see("owner", owner, None, campaigns)
    _refuse_demands_of_others(demands, campaigns)
    meeting.topic, meeting.channel, meeting.note = details.topic, details.channel, details.note
    before, meeting.owner_id = meeting.owner_id, owner.id if owner else None
    if party is not None:
        _set_party(meeting, party)
    _set_zone(meeting, details.zone or zone_of(campaigns, party))
    _set_asks(meeting, details.asks, demands)
    records.set_campaigns(actor, meeting, campaigns)
    records.saved(actor, meeting, "meeting.edited")
    if meeting.owner_id != before:
        notices.work_given(actor, meeting.owner_id, [meeting])


def _refuse_demands_of_others(demands: Sequence[Demand], campaigns: Sequence[Campaign]) -> None:
    """Refuse a demand of a campaign that the request does not belong to: its words would be read by others."""
    own = {campaign.id for campaign in campaigns}
    for demand in demands:
        if demand.campaign_id not in own:
            raise Refused.at(
                "demands",
                N_("“%(demand)s” belongs to another campaign. Choose that campaign too."),
                demand=demand.text[:100],
            )


def _set_party(meeting: MeetingRequest, party: Party) -> None:
    meeting.person = party if isinstance(party, Person) else None
    meeting.organization = party if isinstance(party, Organization) else None
    meeting.attribution = ""


def _set_zone(meeting: MeetingRequest, zone: str) -> None:
    """Put the meeting on another clock: who said half past five meant half past five there."""
    if meeting.starts_at is not None and zone != meeting.zone:
        wall = to_local(meeting.starts_at, meeting.zone)
        repeated = Repeated.SECOND if wall.fold else Repeated.FIRST
        try:
            meeting.starts_at = to_utc(wall.replace(tzinfo=None, fold=0), zone, repeated=repeated)
        except LocalTimeError as error:
            raise Refused([error.problem("zone")]) from None
    meeting.zone = zone


def _set_asks(meeting: MeetingRequest, texts: Sequence[str], demands: Sequence[Demand]) -> None:
    """Ask for the demands, then for what stands in words; what was asked before keeps its row and its answer."""
    by_demand = {ask.demand_id: ask for ask in meeting.asks if ask.demand_id is not None}
    by_text = {ask.text: ask for ask in meeting.asks if ask.demand_id is None}
    asks = [by_demand.get(demand.id) or MeetingAsk(text=demand.text, demand_id=demand.id) for demand in demands]
    asks += [by_text.get(text) or MeetingAsk(text=text) for text in dict.fromkeys(texts)]
    for position, ask in enumerate(asks):
        ask.position = position
    meeting.asks = asks


def contacts_of(meeting: MeetingRequest) -> tuple[Contact, ...]:
    """Return whom the meeting is asked of, for the timeline."""
    return (Contact(meeting.party, attribution=meeting.attribution),)


def request(actor: Actor, meeting: MeetingRequest, details: RequestDetails, *, version: int | None = None) -> None:
    """Say that the meeting was asked for: the first time, again after a refusal or silence, or for another time than
    the one that was offered, which is none of ours then.
    """
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(check_request(details, today()))
    channel = meeting.channel if details.channel is RequestChannel.NOT_KNOWN else details.channel
    fields: dict[str, object] = {"asked_on": details.asked_on, "channel": channel}
    if meeting.status is MeetingStatus.OFFERED:
        fields |= {"answered_on": NOT_KNOWN, "starts_at": None, "place": "", "staff_instead": ""}
    step = steps.take(
        actor,
        meeting,
        MeetingEvent.REQUEST,
        Happening(details.asked_on, note=details.note, side=meeting.side, contacts=contacts_of(meeting)),
        fields=fields,
        note=details.note,
    )
    keep_tasks(actor, meeting, step)


def chase(actor: Actor, meeting: MeetingRequest, details: ChaseDetails, *, version: int | None = None) -> None:
    """Say that we asked again; the next chase is due a week later."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    refuse_if(check_chase(details, meeting.asked_on, today()))
    step = steps.take(actor, meeting, MeetingEvent.CHASE, note=details.note)
    meeting.chases.append(
        MeetingChase(chased_on=details.chased_on, channel=details.channel, note=details.note, user_id=actor.user_id)
    )
    keep_tasks(actor, meeting, step)


def give_up(actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None) -> None:
    """Close the request because nobody answers; it may be asked again."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    step = steps.take(actor, meeting, MeetingEvent.GIVE_UP, note=details.note)
    keep_tasks(actor, meeting, step)


def withdraw(actor: Actor, meeting: MeetingRequest, details: AnswerDetails, *, version: int | None = None) -> None:
    """Withdraw the request for good; its open tasks are dropped."""
    ensure(actor, Action.WORK_MEETING, meeting)
    records.expect_version(meeting, version)
    steps.take(actor, meeting, MeetingEvent.WITHDRAW, note=details.note)
    steps.close_tasks(actor, meeting, details.note)


def refuse_answer(meeting: MeetingRequest, details: AnswerDetails) -> None:
    """Refuse a day of an answer that cannot be."""
    refuse_if(check_answer(details.answered_on, meeting.asked_on, today()))


def refuse_without_words(details: AnswerDetails) -> None:
    """Refuse an answer that needs words to make sense."""
    if not details.note.strip():
        raise Refused.at("note", N_("Say to whom they referred us."))
