"""Looking back: the roll call of a vote beside our last count before it, for one vote or for all."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.counts import Called, Level, Place, Score, called, count_of, forecast_with_chairs, score_of
from advocacy.domain.directory import VotesRight
from advocacy.domain.measures import VoteResult
from advocacy.domain.partial_dates import Precision
from advocacy.domain.thresholds import Forecast, Standing
from advocacy.models import (
    Activity,
    BodyRule,
    Demand,
    Measure,
    MeasureDemand,
    Person,
    Post,
    RecordCampaign,
    Recusal,
    RollCallEntry,
    VoteEvent,
)
from advocacy.policy import Actor, visible_work
from advocacy.queries import bodies
from advocacy.queries.clock import home_zone
from advocacy.queries.counts.entries import Abouts, AsOf, Entry, Known, entries, known_then

MOST_VOTES = 50
"""How many of the latest votes are looked back at together."""


@dataclass(frozen=True)
class ReviewLine:
    """How one member voted, and where we had counted them."""

    person: Person
    seat: str
    entry: RollCallEntry | None
    place: Place
    known: Known | None = None

    @property
    def called(self) -> Called:
        """How the two compare."""
        return called(self.place, self.entry.choice if self.entry is not None else None)


@dataclass(frozen=True)
class Review:
    """A vote with a roll call beside our last count. `forecast` is None where no rule is on file."""

    vote: VoteEvent
    lines: tuple[ReviewLine, ...]
    forecast: Forecast | None = None

    @property
    def has_count(self) -> bool:
        """Whether we had counted anybody before the vote."""
        return any(line.known is not None for line in self.lines)

    @property
    def score(self) -> Score:
        """How many calls were right."""
        return score_of(line.called for line in self.lines)

    @property
    def was_right(self) -> bool | None:
        """Whether the count foretold the result; None when it left it open, or the result is not known."""
        if self.forecast is None or self.vote.result is VoteResult.NOT_KNOWN:
            return None
        if self.forecast.standing not in (Standing.PASSES, Standing.LOST):
            return None
        return (self.forecast.standing is Standing.PASSES) is (self.vote.result is VoteResult.PASSED)


@dataclass(frozen=True)
class _Ground:
    """All that is read for several votes at once."""

    abouts: Mapping[int, Abouts]
    entries: Sequence[Entry]
    posts: Mapping[int, list[Post]]
    rules: Mapping[int, list[BodyRule]]
    logged_at: Mapping[int, datetime]
    recused: frozenset[tuple[int, int]]


def latest(actor: Actor) -> list[Review]:
    """Return the latest votes with a roll call before which we had counted, the newest first."""
    visible = select(Measure.id).where(visible_work(actor, Measure))
    named = select(RollCallEntry.vote_event_id)
    votes = db.session.scalars(
        select(VoteEvent)
        .where(VoteEvent.measure_id.in_(visible), VoteEvent.id.in_(named))
        .options(joinedload(VoteEvent.measure), selectinload(VoteEvent.roll_call).joinedload(RollCallEntry.person))
        .order_by(VoteEvent.voted_on.desc(), VoteEvent.id.desc())
        .limit(MOST_VOTES)
    ).all()
    return [review for review in reviews(actor, votes) if review.has_count]


def reviews(actor: Actor, votes: Sequence[VoteEvent]) -> list[Review]:
    """Return the votes, each beside the count before it. The roll calls must be loaded, with their people.

    The number of queries is the same for one vote and for many. A vote whose day is not known has no count before
    it. What the actor may not see was not counted for them.
    """
    dated = [vote for vote in votes if vote.roll_call and vote.voted_on.precision is Precision.DAY]
    if not dated:
        return []
    ground = _ground(actor, dated)
    return [_review(vote, ground) for vote in dated]


def _ground(actor: Actor, votes: Sequence[VoteEvent]) -> _Ground:
    body_ids = {vote.body_id for vote in votes if vote.body_id is not None}
    measure_ids = {vote.measure_id for vote in votes}
    abouts = _abouts(measure_ids)
    people = {entry.person_id for vote in votes for entry in vote.roll_call}
    posts = bodies.posts_of(body_ids)
    people |= {term.person_id for theirs in posts.values() for post in theirs for term in post.terms}
    activities = [vote.activity_id for vote in votes if vote.activity_id is not None]
    logged = db.session.execute(select(Activity.id, Activity.created_at).where(Activity.id.in_(activities)))
    recused = db.session.execute(
        select(Recusal.measure_id, Recusal.person_id).where(Recusal.measure_id.in_(measure_ids))
    )
    return _Ground(
        abouts=abouts,
        entries=entries(actor, {about for each in abouts.values() for about in each}, people),
        posts=posts,
        rules=bodies.rules_of_all(body_ids),
        logged_at={row.id: row.created_at for row in logged},
        recused=frozenset((measure_id, person_id) for measure_id, person_id in recused),
    )


def _abouts(measure_ids: set[int]) -> dict[int, Abouts]:
    """Return for each measure what a stance that counts for it may be about. Entries are filtered by who reads."""
    found: dict[int, dict[int, Level]] = defaultdict(dict)
    links = select(RecordCampaign.record_id, RecordCampaign.campaign_id)
    for measure_id, campaign_id in db.session.execute(links.where(RecordCampaign.record_id.in_(measure_ids))):
        found[measure_id][campaign_id] = Level.CAMPAIGN
    demand = Demand.__table__
    demands = select(MeasureDemand.measure_id, MeasureDemand.demand_id, demand.c.campaign_id).where(
        MeasureDemand.measure_id.in_(measure_ids), demand.c.id == MeasureDemand.demand_id
    )
    for measure_id, demand_id, campaign_id in db.session.execute(demands):
        found[measure_id] |= {campaign_id: Level.CAMPAIGN, demand_id: Level.DEMAND}
    return {measure_id: {**found[measure_id], measure_id: Level.MEASURE} for measure_id in measure_ids}


def _review(vote: VoteEvent, ground: _Ground) -> Review:
    day = vote.voted_on.first_day
    assert day is not None  # noqa: S101 (known to the day)
    known = known_then(ground.entries, ground.abouts[vote.measure_id], _just_before(vote, day, ground))
    posts = ground.posts.get(vote.body_id or 0, [])
    seats = [bodies.seat_on(post, day) for post in posts if bodies.exists_on(post, day)]
    by_person = {entry.person_id: entry for entry in vote.roll_call}

    def place(person: Person) -> Place:
        if (vote.measure_id, person.id) in ground.recused:
            return Place.RECUSED
        return known[person.id].place if person.id in known else Place.NOT_KNOWN

    lines: list[ReviewLine] = []
    places: dict[VotesRight, list[tuple[Place, None]]] = {VotesRight.YES: [], VotesRight.TIE_ONLY: []}
    for seat in seats:
        if seat.may_vote:
            places[seat.post.votes].append((place(seat.holder) if seat.holder is not None else Place.VACANT, None))
        if seat.holder is not None and seat.may_vote:
            person, entry = seat.holder, by_person.pop(seat.holder.id, None)
            lines.append(ReviewLine(person, seat.post.label, entry, place(person), known.get(person.id)))
    lines += [ReviewLine(e.person, "", e, place(e.person), known.get(e.person_id)) for e in by_person.values()]
    rule = bodies.rule_on(ground.rules.get(vote.body_id or 0, []), vote.motion_kind, day)
    return Review(vote, tuple(lines), _forecast(rule, places[VotesRight.YES], places[VotesRight.TIE_ONLY]))


def _forecast(
    rule: BodyRule | None, members: Sequence[tuple[Place, None]], chairs: Sequence[tuple[Place, None]]
) -> Forecast | None:
    """Return what the count said by the rule of that day; None where no rule or no seat is on file."""
    return forecast_with_chairs(rule.threshold, count_of(members), chairs) if rule is not None and members else None


def _just_before(vote: VoteEvent, day: date, ground: _Ground) -> AsOf:
    """What was on file by the end of the day of the vote, and before somebody logged the vote."""
    end_of_day = datetime.combine(day + timedelta(days=1), time(), tzinfo=home_zone())
    logged_at = ground.logged_at.get(vote.activity_id or 0, end_of_day)
    return AsOf(day, min(end_of_day, logged_at))
