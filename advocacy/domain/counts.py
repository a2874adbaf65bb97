"""Whip counts: where each seat stands before a vote, whom to ask next, and how the count was once they voted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from advocacy.domain.measures import VoteChoice
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.thresholds import Count, Forecast, Threshold, forecast
from advocacy.domain.words import N_, Word

CONFIRMING = (Confidence.PUBLIC, Confidence.IN_WRITING, Confidence.SAID_TO_TWO)
"""How well a strong yes or no must be known to be confirmed."""


class Place(Word):
    """Where a seat stands in a count. The codes are those of the picture."""

    YES = "p2", N_("Confirmed yes")
    LEAN_YES = "p1", N_("Leaning yes")
    UNDECIDED = "z", N_("Undecided")
    NOT_KNOWN = "u", N_("Not known")
    LEAN_NO = "m1", N_("Leaning no")
    NO = "m2", N_("Confirmed no")
    RECUSED = "recused", N_("Recused")
    VACANT = "vacant", N_("Vacant")


class Level(Word):
    """What a stance in a count is about: the measure itself, or something it is borrowed from."""

    MEASURE = "measure", N_("On this measure")
    DEMAND = "demand", N_("Borrowed: said about the demand")
    CAMPAIGN = "campaign", N_("Borrowed: said about the campaign")


SCORES = {Place.YES: 2, Place.LEAN_YES: 1, Place.UNDECIDED: 0, Place.LEAN_NO: -1, Place.NO: -2}
"""Where each place stands on the scale of stances; the others stand nowhere on it."""


def place_of(score: int, confidence: Confidence, level: Level) -> Place:
    """Return the place of a seat whose holder has a stance.

    Confirmed is a strong yes or no that is public, in writing or was said to two of us, about the measure itself.
    Any other yes or no leans: also all that is borrowed from a demand or a campaign.
    """
    if score == 0:
        return Place.UNDECIDED
    is_confirmed = abs(score) == 2 and confidence in CONFIRMING and level is Level.MEASURE
    if score > 0:
        return Place.YES if is_confirmed else Place.LEAN_YES
    return Place.NO if is_confirmed else Place.LEAN_NO


class Mark(Word):
    """What somebody supposes of a seat, to see what would happen. Nothing of it is stored."""

    YES = "yes", N_("Votes yes")
    NO = "no", N_("Votes no")
    ABSTAINS = "abstains", N_("Abstains")
    ABSENT = "absent", N_("Is absent")
    RECUSED = "recused", N_("Is recused")


_NUMBER_OF_MARK = {
    Mark.YES: "yes",
    Mark.NO: "no",
    Mark.ABSTAINS: "abstaining",
    Mark.ABSENT: "absent",
    Mark.RECUSED: "recused",
}
_NUMBER_OF_PLACE = {Place.YES: "yes", Place.NO: "no", Place.RECUSED: "recused", Place.VACANT: "vacant"}


def count_of(seats: Iterable[tuple[Place, Mark | None]]) -> Count:
    """Return the count of seats: by what is supposed of each, else by its place. Only what is confirmed is sure."""
    numbers = {"yes": 0, "no": 0, "unsure": 0, "abstaining": 0, "absent": 0, "recused": 0, "vacant": 0}
    for place, mark in seats:
        if mark is not None and place is not Place.VACANT:
            numbers[_NUMBER_OF_MARK[mark]] += 1
        else:
            numbers[_NUMBER_OF_PLACE.get(place, "unsure")] += 1
    return Count(**numbers)


def forecast_with_chairs(threshold: Threshold, count: Count, chairs: Iterable[tuple[Place, Mark | None]]) -> Forecast:
    """Return how a count stands, with who votes only to break a tie: a confirmed yes of theirs moves the line.

    A chair who has not said either way may still say yes; one who is recused, and an empty chair, breaks no tie.
    """
    chairs = list(chairs)
    return forecast(
        threshold,
        count,
        chair_says_yes=any(mark is Mark.YES or (mark is None and place is Place.YES) for place, mark in chairs),
        chair_may_say_yes=any(mark is None and place in ASK_FIRST for place, mark in chairs),
    )


ASK_FIRST = (Place.UNDECIDED, Place.LEAN_YES, Place.NOT_KNOWN, Place.LEAN_NO)
"""Who is asked before whom: the undecided first, then whose yes is to be confirmed. The confirmed are not asked."""


@dataclass(frozen=True)
class Askable:
    """What decides who is asked next. `place_in_body` breaks ties."""

    place: Place
    is_being_asked: bool
    last_contact: PartialDate
    place_in_body: int


def ask_order(who: Askable) -> tuple[bool, int, str, int]:
    """Return the key that sorts who is asked next: whom nobody asks yet, by place, the longest unheard first."""
    return (who.is_being_asked, ASK_FIRST.index(who.place), who.last_contact.text, who.place_in_body)


DAYS_TO_ASK = 2


def day_to_ask_by(today: date, vote_on: date | None) -> date:
    """Return the day to propose for an ask: in two days, but the day before the vote at the latest, never past."""
    proposed = today + timedelta(days=DAYS_TO_ASK)
    if vote_on is not None:
        proposed = min(proposed, vote_on - timedelta(days=1))
    return max(proposed, today)


ASK_BEFORE_THE_VOTE = N_("The vote is before that day. Choose an earlier one.")
ASK_IN_TIME = N_("Choose today or a day that is still to come.")
NO_SEAT = N_("%(name)s has no vote in this body on that day.")
ASK_NEEDS_BODY = N_("Say first which body decides this.")
RECUSED_ALREADY = N_("%(name)s is recused already.")


class Called(Word):
    """How our last count of a seat compares with the vote."""

    AS_EXPECTED = "as_expected", N_("As expected")
    CAME_OVER = "came_over", N_("Came over to yes")
    TURNED = "turned", N_("Turned to no")
    HELD_BACK = "held_back", N_("Abstained")
    STAYED_AWAY = "stayed_away", N_("Did not vote")
    NO_CALL = "no_call", N_("We had made no call")
    NOT_ON_FILE = "not_on_file", N_("Their vote is not on file")


_EXPECTED_YES, _EXPECTED_NO = (Place.YES, Place.LEAN_YES), (Place.LEAN_NO, Place.NO)


def called(place: Place, choice: VoteChoice | None) -> Called:
    """Return how the last count of somebody compares with their vote. A lean is a call; undecided is none."""
    if choice is None:
        return Called.NOT_ON_FILE
    if place not in (*_EXPECTED_YES, *_EXPECTED_NO):
        return Called.NO_CALL
    if choice is VoteChoice.YES:
        return Called.AS_EXPECTED if place in _EXPECTED_YES else Called.CAME_OVER
    if choice is VoteChoice.NO:
        return Called.AS_EXPECTED if place in _EXPECTED_NO else Called.TURNED
    return Called.HELD_BACK if choice is VoteChoice.ABSTAIN else Called.STAYED_AWAY


@dataclass(frozen=True)
class Score:
    """How many we called right, of how many calls that a vote could prove right or wrong."""

    right: int = 0
    calls: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return both together."""
        return Score(self.right + other.right, self.calls + other.calls)


_PROVEN = (Called.AS_EXPECTED, Called.CAME_OVER, Called.TURNED, Called.HELD_BACK)


def score_of(results: Iterable[Called]) -> Score:
    """Return how good a count was. Who stayed away proves nothing; an abstention proves a call wrong."""
    proven = [result for result in results if result in _PROVEN]
    return Score(right=proven.count(Called.AS_EXPECTED), calls=len(proven))


@dataclass(frozen=True)
class ScoreByPlace:
    """How good the calls of each place were."""

    scores: dict[Place, Score] = field(default_factory=dict)

    @classmethod
    def of(cls, results: Iterable[tuple[Place, Called]]) -> "ScoreByPlace":
        """Return the scores of calls and what became of them."""
        by_place: dict[Place, list[Called]] = {place: [] for place in (*_EXPECTED_YES, *_EXPECTED_NO)}
        for place, result in results:
            if place in by_place:
                by_place[place].append(result)
        return cls({place: score_of(results) for place, results in by_place.items()})

    @property
    def total(self) -> Score:
        """All calls together."""
        return sum(self.scores.values(), Score())
