"""Votes on a measure: logged, changed, taken out; a vote may decide the measure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advocacy import policy
from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measure_actions import ActionDetails, can_be_added, in_order
from advocacy.domain.measures import DecidedBy, VoteChoice, workflow_for
from advocacy.domain.problems import Problem, Refused, refuse_if
from advocacy.domain.votes import VoteDetails, VoteFacts, check_method, check_vote, check_word, choice_of, decision_of
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    Measure,
    MeasureAction,
    MediaItem,
    Organization,
    Person,
    RollCallEntry,
    VoteEvent,
)
from advocacy.policy import Action, Actor
from advocacy.queries import bodies
from advocacy.queries import votes as queries
from advocacy.queries.clock import today
from advocacy.services import activities, measure_actions, records
from advocacy.services.activities import Contact, Happening
from advocacy.services.measures import parties_of

NO_VOTE = N_("An office-holder decides this alone; there is no vote.")
NO_BODY = N_("Say which body voted.")
NOT_A_MEMBER = N_("%(name)s was not a voting member of %(body)s on %(day)s. Check the day, or the terms of the body.")
TWICE = N_("%(name)s stands twice in the roll call.")
WHY_REMOVED = N_("Say why it is taken out.")
ALREADY_DECIDED = N_("Another vote has decided this already, and it stands. What you can do is said below.")
AGAINST_ITS_RULE = N_(
    "By the rule on file it would have ended otherwise with these numbers. Check them; if the record says so, confirm."
)
STRANGE_CHAIR = N_("By the rule on file nobody breaks ties in this body. Check it; if the record says so, confirm.")


@dataclass(frozen=True)
class RollCallLine:
    """How one person voted: the clerk's word, and what it means where somebody chose that."""

    person: Person
    clerks_word: str = ""
    choice: VoteChoice | None = None

    @property
    def meaning(self) -> VoteChoice:
        """What was chosen, else what the word means."""
        return self.choice or choice_of(self.clerks_word)


def log(
    actor: Actor,
    measure: Measure,
    details: VoteDetails,
    roll_call: Sequence[RollCallLine] = (),
    *,
    body: Organization | None,
    version: int | None,
    sources: Sequence[MediaItem] = (),
) -> VoteEvent:
    """Log a vote. It writes one activity; when it decides the measure, the action joins that activity."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    refuse_if((*_problems(measure, details, roll_call, body), *_second_decision(measure, details, None)))
    vote = VoteEvent(roll_call=[])
    _put(vote, details, roll_call, body)
    measure.votes.append(vote)
    told = activities.record(
        actor, measure, ActivityKind.VOTE, _happening(measure, details, body, sources), step=_step(details)
    )
    vote.activity_id = told.id
    db.session.flush()
    if details.decides:
        _decide(actor, measure, details, told)
    records.saved(actor, measure, "measure.vote_logged", voted_on=details.voted_on, result=details.result)
    return vote


def edit(
    actor: Actor,
    measure: Measure,
    vote: VoteEvent,
    details: VoteDetails,
    roll_call: Sequence[RollCallLine] = (),
    *,
    body: Organization | None,
    version: int | None,
    sources: Sequence[MediaItem] = (),
) -> None:
    """Change a vote; its activity and, where it decides the measure, its action follow."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    refuse_if((*_problems(measure, details, roll_call, body), *_second_decision(measure, details, vote)))
    _put(vote, details, roll_call, body)
    told = db.session.get(Activity, vote.activity_id) if vote.activity_id is not None else None
    if told is not None:
        told.step, told.note = _step(details), _note(details)
        records.set_sources(told, sources)
        activities.move(told, details.voted_on, details.date_note)
        _decide_again(actor, measure, vote, details, told)
    records.saved(actor, measure, "measure.vote_edited", voted_on=details.voted_on, result=details.result)


def remove(actor: Actor, measure: Measure, vote: VoteEvent, reason: str, *, version: int | None) -> None:
    """Take a vote out, with what it decided. Who logged it may, and coordinators."""
    policy.ensure(actor, Action.WORK_MEASURE, measure)
    records.expect_version(measure, version)
    if not reason.strip():
        raise Refused.at("reason", WHY_REMOVED)
    told = queries.activity_of(vote)
    policy.ensure(actor, Action.EDIT_ACTIVITY, told)
    action = decided_by(measure, vote)
    if action is not None:
        measure_actions.take_out(actor, measure, action, reason)
    measure.votes.remove(vote)
    if told is not None and told.retracted_at is None:
        activities.retract(actor, told, reason)
    records.saved(actor, measure, "measure.vote_removed")


def may_remove(actor: Actor, vote: VoteEvent) -> bool:
    """Tell whether the actor may take the vote out: who logged it, and coordinators."""
    return policy.may_ever(actor, Action.WORK_MEASURE) and policy.allows(
        actor, Action.EDIT_ACTIVITY, queries.activity_of(vote)
    )


def decided_by(measure: Measure, vote: VoteEvent) -> MeasureAction | None:
    """Return the action that the vote decided, if it decided one."""
    if vote.activity_id is None:
        return None
    return next((action for action in measure.actions if action.activity_id == vote.activity_id), None)


def standing_decision(measure: Measure) -> VoteEvent | None:
    """Return the latest vote that decided the measure and stands, if one does."""
    votes = {vote.activity_id: vote for vote in measure.votes if vote.activity_id is not None}
    told = [votes[action.activity_id] for action in in_order(measure.actions) if action.activity_id in votes]
    return told[-1] if told else None


def _second_decision(measure: Measure, details: VoteDetails, changed: VoteEvent | None) -> Iterator[Problem]:
    """One step is decided once: a second vote on it needs a reconsideration between the two.

    What a changed vote has decided already follows it.
    """
    event = decision_of(details)
    if not details.decides or event is None or standing_decision(measure) is None:
        return
    if changed is not None and decided_by(measure, changed) is not None:
        return
    workflow = workflow_for(measure.decided_by)
    if not can_be_added(workflow, measure.status, measure.actions, event, details.voted_on):
        yield Problem("decides", ALREADY_DECIDED)


def _decide(actor: Actor, measure: Measure, details: VoteDetails, told: Activity) -> None:
    event = decision_of(details)
    assert event is not None  # noqa: S101 (checked with the details)
    over = measure.next_on is not None and details.voted_on.last_day is not None
    ahead = measure.next_on if not over or _is_after(measure.next_on, details.voted_on.last_day) else None
    action = ActionDetails(
        action=event,
        occurred_on=details.voted_on,
        date_note=details.date_note,
        next_on=ahead,
        next_what=measure.next_what if ahead else "",
    )
    measure_actions.add(actor, measure, action, version=None, activity=told)


def _is_after(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day > other


def _decide_again(actor: Actor, measure: Measure, vote: VoteEvent, details: VoteDetails, told: Activity) -> None:
    """Let the action follow a changed vote: the same on another date, another one, or none."""
    wanted = decision_of(details) if details.decides else None
    action = decided_by(measure, vote)
    if action is not None and action.action is wanted:
        action.date_note = details.date_note
        as_voted = ActionDetails(action.action, details.voted_on, details.date_note)
        measure_actions.redate(actor, measure, action, as_voted)
        return
    if action is not None:
        measure_actions.take_out(actor, measure, action, "")
    if wanted is not None:
        _decide(actor, measure, details, told)


def _put(vote: VoteEvent, details: VoteDetails, roll_call: Sequence[RollCallLine], body: Organization | None) -> None:
    for name in ("voted_on", "date_note", "motion_kind", "motion", "method", "result", "casting_vote", "note"):
        setattr(vote, name, getattr(details, name))
    for name in ("yes", "no", "abstain", "absent"):
        setattr(vote, f"{name}_count", getattr(details.counts, name))
    vote.body_id = body.id if body is not None else None
    have = {entry.person_id: entry for entry in vote.roll_call}
    vote.roll_call = [_entry(have.get(line.person.id), line) for line in roll_call]


def _entry(old: RollCallEntry | None, line: RollCallLine) -> RollCallEntry:
    entry = old or RollCallEntry(person_id=line.person.id)
    entry.choice, entry.clerks_word = line.meaning, line.clerks_word
    return entry


def _step(details: VoteDetails) -> str:
    event = decision_of(details)
    return event.value if event is not None else ""


def _note(details: VoteDetails) -> str:
    return "\n\n".join(text for text in (details.motion, details.note) if text)


def _happening(
    measure: Measure, details: VoteDetails, body: Organization | None, sources: Sequence[MediaItem]
) -> Happening:
    parties = dict.fromkeys((*([body] if body is not None else []), *parties_of(measure)))
    return Happening(
        occurred_on=details.voted_on,
        date_note=details.date_note,
        summary=measure.name,
        note=_note(details),
        side=Side.THEIRS,
        contacts=tuple(Contact(party) for party in parties),
        sources=tuple(sources),
    )


def _problems(
    measure: Measure, details: VoteDetails, roll_call: Sequence[RollCallLine], body: Organization | None
) -> Iterator[Problem]:
    if measure.decided_by is not DecidedBy.BODY:
        yield Problem("", NO_VOTE)
        return
    records.refuse_never_stored(
        note=details.note,
        motion=details.motion,
        date_note=details.date_note,
        roll_call="\n".join(line.clerks_word for line in roll_call),
    )
    yield from check_method(details, has_roll_call=bool(roll_call), today=today())
    for line in roll_call:
        yield from check_word(line.person.name, line.clerks_word, line.choice)
    if body is None:
        if roll_call:
            yield Problem("body", NO_BODY)
        yield from check_vote(_facts(details, roll_call, is_complete=False, special_rule=False))
        return
    yield from _membership(details, roll_call, body)
    yield from check_vote(
        _facts(
            details,
            roll_call,
            is_complete=_is_complete(details, roll_call, body),
            special_rule=_has_special_rule(details, body),
        )
    )
    if not details.despite_rule:
        yield from _doubts(details, roll_call, body)


def _doubts(details: VoteDetails, roll_call: Sequence[RollCallLine], body: Organization) -> Iterator[Problem]:
    """Whoever enters a vote that its rule does not explain confirms it first."""
    meant = [replace(line, choice=line.meaning) for line in roll_call]
    chosen = [line.meaning for line in roll_call]
    judged = queries.judge(
        queries.rule_on(body, details.motion_kind, details.voted_on),
        queries.seats_on(body, details.voted_on),
        meant,
        tally=details.counts.beside(chosen) if chosen else details.counts,
        result=details.result,
        casting_vote=details.casting_vote,
    )
    if judged.has_strange_chair:
        yield Problem("despite_rule", STRANGE_CHAIR)
    elif judged.breaks_its_rule:
        yield Problem("despite_rule", AGAINST_ITS_RULE)


def _facts(
    details: VoteDetails, roll_call: Sequence[RollCallLine], *, is_complete: bool, special_rule: bool
) -> VoteFacts:
    return VoteFacts(
        result=details.result,
        counts=details.counts,
        roll_call=tuple(line.meaning for line in roll_call),
        roll_call_is_complete=is_complete,
        motion_kind=details.motion_kind,
        special_rule=special_rule,
        casting_vote=details.casting_vote,
    )


def _membership(details: VoteDetails, roll_call: Sequence[RollCallLine], body: Organization) -> Iterator[Problem]:
    """Whoever votes must sit in the body on that day, once."""
    day = details.voted_on.first_day
    if day is None:
        return
    voters = bodies.voters_on(body, day) if roll_call else {}
    seen: set[int] = set()
    for line in roll_call:
        if line.person.id not in voters:
            params = {"name": line.person.name, "body": body.name, "day": details.voted_on.text}
            yield Problem("roll_call", NOT_A_MEMBER, params)
        if line.person.id in seen:
            yield Problem("roll_call", TWICE, {"name": line.person.name})
        seen.add(line.person.id)


def _is_complete(details: VoteDetails, roll_call: Sequence[RollCallLine], body: Organization) -> bool:
    """Whether everybody who votes as a rule is named; who only breaks ties may be missing."""
    day = details.voted_on.first_day
    if day is None or not roll_call:
        return False
    named = {line.person.id for line in roll_call}
    seats = bodies.seats_on(body, day)
    return all(
        seat.holder.id in named for seat in seats if seat.holder is not None and seat.post.votes is VotesRight.YES
    )


def _has_special_rule(details: VoteDetails, body: Organization) -> bool:
    """Whether the body decides such motions otherwise than by more than half of those voting."""
    rule = bodies.rule_on(bodies.rules_of(body), details.motion_kind, details.voted_on.last_day or today())
    return rule is not None and (rule.fraction, rule.base) != (RuleFraction.HALF, RuleBase.VOTING)
