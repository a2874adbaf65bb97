"""The whip board of a measure: each seat of the body on a day, where it stands, who asks, and what is needed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.counts import ASK_FIRST, Askable, Level, Mark, Place, ask_order, count_of, forecast_with_chairs
from advocacy.domain.directory import VotesRight
from advocacy.domain.measures import MeasureStatus, MotionKind
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.tasks import TaskStatus
from advocacy.domain.thresholds import Count, Forecast
from advocacy.domain.words import Word
from advocacy.models import (
    BodyRule,
    Campaign,
    Demand,
    Measure,
    Person,
    Recusal,
    Stance,
    Target,
    Task,
    TeamMember,
    User,
    VoteAsk,
)
from advocacy.policy import Actor, visible_work
from advocacy.queries import bodies
from advocacy.queries.bodies import Seat
from advocacy.queries.counts.entries import Known, known_now
from advocacy.queries.people import last_contacts


@dataclass(frozen=True)
class Ask:
    """Who of us asks for a vote, by when; `task_ref` where it is a task for this vote."""

    asker: str
    due_on: date | None
    task_ref: str = ""
    is_done: bool = False


@dataclass(frozen=True)
class Line:
    """One seat on the board. `evidence` is the entry of the ledger that it stands by."""

    seat: Seat
    place: Place
    known: Known | None = None
    evidence: Stance | None = None
    recusal: Recusal | None = None
    last_contact: PartialDate = NOT_KNOWN
    ask: Ask | None = None

    @property
    def person(self) -> Person | None:
        """Who holds the seat."""
        return self.seat.holder

    @property
    def is_borrowed(self) -> bool:
        """Whether it stands by something that was not said about this measure. Who is recused stands nowhere."""
        return self.recusal is None and self.known is not None and self.known.level is not Level.MEASURE

    @property
    def is_being_asked(self) -> bool:
        """Whether somebody has the task to ask, and has not done it."""
        return self.ask is not None and not self.ask.is_done


@dataclass(frozen=True)
class Board:
    """The count of a measure. `chairs` are seats that vote only to break a tie; they stand apart."""

    on: date
    motion: MotionKind
    lines: tuple[Line, ...] = ()
    chairs: tuple[Line, ...] = ()
    rule: BodyRule | None = None
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def count(self) -> Count:
        """How many stand where, by what is supposed of a seat, else by its place."""
        return count_of((line.place, self.mark_of(line)) for line in self.lines)

    def mark_of(self, line: Line) -> Mark | None:
        """Return what is supposed of a seat."""
        return self.marks.get(line.person.ref) if line.person is not None else None

    @property
    def forecast(self) -> Forecast | None:
        """How it stands by the rule of that day; None when no rule is on file or nobody holds a seat."""
        if self.rule is None or not self.count.if_the_unsure(say_yes=True).filled:
            return None
        return forecast_with_chairs(
            self.rule.threshold, self.count, [(line.place, self.mark_of(line)) for line in self.chairs]
        )

    @property
    def drawn(self) -> list[tuple[str, Word, int]]:
        """The seats as they are drawn, in their order: what the picture calls them, in words, and how many."""
        looks = [self._look(line) for line in self.lines]
        return [(code, word, looks.count((code, word))) for code, word in _LOOKS if (code, word) in looks]

    def _look(self, line: Line) -> tuple[str, Word]:
        mark = self.mark_of(line)
        if mark is None or line.place is Place.VACANT:
            return line.place.value, line.place
        return _LOOK_OF_MARK[mark]

    @property
    def picture(self) -> list[str]:
        """One code for each seat, in the order they are drawn."""
        return [code for code, _word, number in self.drawn for _ in range(number)]

    @property
    def to_ask(self) -> list[Line]:
        """Whom to ask, the next one first."""
        return [line for _, line in sorted(self._askable(), key=lambda pair: ask_order(pair[0]))]

    def _askable(self) -> Iterable[tuple[Askable, Line]]:
        for number, line in enumerate((*self.lines, *self.chairs)):
            if line.place in ASK_FIRST and line.person is not None:
                yield Askable(line.place, line.is_being_asked, line.last_contact, number), line

    @property
    def unconfirmed(self) -> int:
        """How many empty seats have a term without a date that somebody may confirm."""
        return sum(1 for line in self.lines if line.seat.is_vacant and line.seat.unconfirmed)

    @property
    def borrowed(self) -> int:
        """How many seats stand by something that was not said about this measure."""
        return sum(1 for line in self.lines if line.is_borrowed)


_LOOK_OF_MARK: dict[Mark, tuple[str, Word]] = {
    Mark.YES: ("p2", Mark.YES),
    Mark.NO: ("m2", Mark.NO),
    Mark.ABSTAINS: ("abstain", Mark.ABSTAINS),
    Mark.ABSENT: ("absent", Mark.ABSENT),
    Mark.RECUSED: (Place.RECUSED.value, Place.RECUSED),
}
_LOOKS: list[tuple[str, Word]] = [
    ("p2", Mark.YES),
    *((place.value, place) for place in Place if place not in (Place.RECUSED, Place.VACANT)),
    ("m2", Mark.NO),
    _LOOK_OF_MARK[Mark.ABSTAINS],
    _LOOK_OF_MARK[Mark.ABSENT],
    (Place.RECUSED.value, Place.RECUSED),
    (Place.VACANT.value, Place.VACANT),
]
"""Everything a seat may look like: what is supposed beside what is known."""


def abouts_of(measure: Measure, demands: Iterable[Demand], campaigns: Iterable[Campaign]) -> dict[int, Level]:
    """Return what a stance that counts for a measure may be about: itself, else a demand, else a campaign."""
    demands = list(demands)
    borrowed = {campaign.id: Level.CAMPAIGN for campaign in (*campaigns, *(each.campaign for each in demands))}
    return {**borrowed, **{demand.id: Level.DEMAND for demand in demands}, measure.id: Level.MEASURE}


def usual_motion(measure: Measure) -> MotionKind:
    """Return what the next vote on a measure is about: an override once it was vetoed, else an ordinary motion."""
    return MotionKind.OVERRIDE if measure.status is MeasureStatus.VETOED else MotionKind.ORDINARY


def board(
    actor: Actor,
    measure: Measure,
    *,
    demands: Sequence[Demand],
    campaigns: Sequence[Campaign],
    on: date,
    motion: MotionKind,
    marks: Mapping[str, Mark] | None = None,
) -> Board:
    """Return the count of a measure for a vote on a day. Its number of queries does not grow with seats or entries."""
    body = measure.body
    if body is None:
        return Board(on, motion)
    seats = [seat for seat in bodies.seats_on(body, on) if seat.may_vote]
    people = [seat.holder.id for seat in seats if seat.holder is not None]
    known = known_now(actor, abouts_of(measure, demands, campaigns), people)
    evidence = _evidence(known.values())
    recusals = {recusal.person_id: recusal for recusal in recusals_of(measure)}
    contacts, asks = last_contacts(actor, people), _asks(actor, measure, campaigns, people)

    def line(seat: Seat) -> Line:
        if seat.holder is None:
            return Line(seat, Place.VACANT)
        person_id, theirs = seat.holder.id, known.get(seat.holder.id)
        recusal = recusals.get(person_id)
        place = Place.RECUSED if recusal is not None else theirs.place if theirs is not None else Place.NOT_KNOWN
        return Line(
            seat=seat,
            place=place,
            known=theirs,
            evidence=evidence.get(theirs.current.stance_id) if theirs is not None else None,
            recusal=recusal,
            last_contact=contacts.get(person_id, NOT_KNOWN),
            ask=asks.get(person_id),
        )

    return Board(
        on=on,
        motion=motion,
        lines=tuple(line(seat) for seat in seats if seat.post.votes is VotesRight.YES),
        chairs=tuple(line(seat) for seat in seats if seat.post.votes is VotesRight.TIE_ONLY),
        rule=bodies.rule_on(bodies.rules_of(body), motion, on),
        marks=marks or {},
    )


def recusals_of(measure: Measure) -> list[Recusal]:
    """Return who steps aside from a measure, with the person, by name."""
    statement = select(Recusal).where(Recusal.measure_id == measure.id).options(selectinload(Recusal.person))
    return sorted(db.session.scalars(statement), key=lambda recusal: recusal.person.name_key)


def _evidence(known: Iterable[Known]) -> dict[int, Stance]:
    ids = [each.current.stance_id for each in known]
    found = db.session.scalars(select(Stance).where(Stance.id.in_(ids)).options(selectinload(Stance.citations)))
    return {stance.id: stance for stance in found}


def _asks(actor: Actor, measure: Measure, campaigns: Sequence[Campaign], people: Collection[int]) -> dict[int, Ask]:
    """Return who asks whom: the task for this vote, else who asks them for one of the campaigns."""
    task, asker = Task.__table__, User.__table__
    targets = db.session.execute(
        select(Target.person_id, asker.c.display_name, Target.ask_by)
        .join(asker, asker.c.id == Target.asker_id)
        .where(
            Target.campaign_id.in_([campaign.id for campaign in campaigns]),
            Target.person_id.in_(people),
            visible_work(actor, Target),
        )
        .order_by(Target.ask_by.desc(), Target.id.desc())
    )
    found = {person_id: Ask(name, due_on) for person_id, name, due_on in targets if person_id is not None}
    tasks = db.session.execute(
        select(VoteAsk.person_id, asker.c.display_name, Task.due_on, Task.ref, Task.status)
        .select_from(VoteAsk)
        .join(Task, Task.id == VoteAsk.task_id)
        .outerjoin(asker, asker.c.id == task.c.assignee_id)
        .where(VoteAsk.measure_id == measure.id, Task.status != TaskStatus.DROPPED, visible_work(actor, Task))
    )
    for person_id, name, due_on, ref, status in tasks:
        found[person_id] = Ask(name or "", due_on, ref, status is TaskStatus.DONE)
    return found


def askers(actor: Actor, campaigns: Sequence[Campaign]) -> list[User]:
    """Return who may be given the task to ask: the teams of the campaigns and whoever looks, by name."""
    team = select(TeamMember.user_id).where(TeamMember.campaign_id.in_([campaign.id for campaign in campaigns]))
    statement = select(User).where((User.id.in_(team)) | (User.id == actor.user_id), User.is_active)
    return list(db.session.scalars(statement.order_by(User.display_name, User.id)))
