"""Votes as pages show them: the tally, the seats as a picture, and who voted how."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.measures import VoteChoice
from advocacy.domain.partial_dates import Precision
from advocacy.domain.votes import Tally
from advocacy.models import Activity, Organization, Person, RollCallEntry, VoteEvent
from advocacy.queries import bodies
from advocacy.queries.bodies import Seat

_PICTURE = {
    VoteChoice.YES: "yes",
    VoteChoice.NO: "no",
    VoteChoice.ABSTAIN: "abstain",
    VoteChoice.PAIRED: "abstain",
    VoteChoice.OTHER: "abstain",
    VoteChoice.ABSENT: "absent",
    VoteChoice.EXCUSED: "absent",
    VoteChoice.NOT_VOTING: "absent",
}
_ORDER = ("yes", "no", "abstain", "absent", "vacant")
MOST_SEATS = 500
"""More than the largest legislature of a state has; a picture of more says nothing."""


@dataclass(frozen=True)
class SeenVote:
    """A vote ready to draw: the tally as known, the seats in the order they are drawn, the empty ones apart."""

    tally: Tally
    picture: tuple[str, ...]
    vacant: int = 0
    is_by_name: bool = False
    lines: tuple[tuple[RollCallEntry | None, Person, str], ...] = ()
    """How each member voted, with the label of the seat; None for a member of whom it is not known."""

    @property
    def is_known(self) -> bool:
        """Whether any number is known."""
        return self.tally != Tally()

    @property
    def missing(self) -> int:
        """How many stayed away, were excused or did not vote, as far as known."""
        parts = (self.tally.absent, self.tally.excused, self.tally.not_voting)
        return sum(part or 0 for part in parts)


def tally_of(vote: VoteEvent) -> Tally:
    """Return the numbers of a vote: those given, and from the roll call where none are."""
    given = Tally(yes=vote.yes_count, no=vote.no_count, abstain=vote.abstain_count, absent=vote.absent_count)
    if not vote.roll_call:
        return given
    rolled = Tally.of(entry.choice for entry in vote.roll_call)
    if given == Tally():
        return rolled
    parts = {choice.value: given.count(choice) for choice in VoteChoice if given.count(choice) is not None}
    return Tally(**{**{choice.value: rolled.count(choice) or None for choice in VoteChoice}, **parts})


def seen(vote: VoteEvent) -> SeenVote:
    """Return a vote for a card: no more is read than what came with the measure."""
    tally = tally_of(vote)
    return SeenVote(tally=tally, picture=_picture(tally, 0), is_by_name=bool(vote.roll_call))


def with_seats(vote: VoteEvent) -> SeenVote:
    """Return a vote for its page: with the seats of the body on that day, the empty ones too."""
    seats = _seats_on_its_day(vote)
    by_person = {entry.person_id: entry for entry in vote.roll_call}
    lines: list[tuple[RollCallEntry | None, Person, str]] = []
    for seat in seats:
        if seat.holder is not None and seat.may_vote:
            lines.append((by_person.pop(seat.holder.id, None), seat.holder, seat.post.label))
    lines += [(entry, entry.person, "") for entry in by_person.values()]
    tally = tally_of(vote)
    vacant = sum(1 for seat in seats if seat.is_vacant and seat.may_vote)
    is_by_name = bool(vote.roll_call)
    return SeenVote(tally, _picture(tally, vacant), vacant, is_by_name, tuple(lines) if is_by_name else ())


def _seats_on_its_day(vote: VoteEvent) -> list[Seat]:
    body, day = body_of(vote), vote.voted_on.first_day
    if body is None or not isinstance(day, date) or vote.voted_on.precision is not Precision.DAY:
        return []
    return bodies.seats_on(body, day)


def _picture(tally: Tally, vacant: int) -> tuple[str, ...]:
    seats = [_PICTURE[choice] for choice in VoteChoice for _ in range(min(tally.count(choice) or 0, MOST_SEATS))]
    drawn = [*seats, *(["vacant"] * vacant if seats else [])]
    return tuple(sorted(drawn, key=_ORDER.index))


def body_of(vote: VoteEvent) -> Organization | None:
    """Return the body that voted, if it is known."""
    return db.session.get(Organization, vote.body_id) if vote.body_id is not None else None


def activity_of(vote: VoteEvent) -> Activity | None:
    """Return the activity that tells of the vote, with its sources."""
    if vote.activity_id is None:
        return None
    return db.session.scalar(
        select(Activity).where(Activity.id == vote.activity_id).options(selectinload(Activity.citations))
    )
