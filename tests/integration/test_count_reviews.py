"""Looking back: the roll call beside our last count, the forecast beside the result, and how good all counts were."""

from datetime import UTC, date, datetime, timedelta

import pytest

from advocacy.db import db
from advocacy.domain.counts import Called, Place, Score
from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import MeasureStatus, MotionKind, VoteMethod, VoteResult
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import Confidence
from advocacy.domain.thresholds import Standing
from advocacy.domain.users import Language
from advocacy.domain.votes import VoteDetails
from advocacy.models import (
    Activity,
    BodyRule,
    Campaign,
    Measure,
    Organization,
    Person,
    Post,
    Stance,
    Term,
    User,
    VoteEvent,
)
from advocacy.policy import Actor
from advocacy.queries import bodies
from advocacy.queries.counts import review
from advocacy.queries.counts.review import Review
from advocacy.services import votes
from advocacy.services.votes import RollCallLine
from tests.factories import (
    add,
    commit,
    link,
    make_body,
    make_campaign,
    make_measure,
    make_person,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web

DAY = date(2024, 5, 6)
C = Confidence


def council(seats: int = 5, name: str = "Sampleville City Council") -> tuple[Organization, list[Person]]:
    """A council that decides by more than half of all seats, and who sits there."""
    body = make_body(name, seats=seats)
    rule = BodyRule(body_id=body.id, motion_kind=MotionKind.ORDINARY, base=RuleBase.ALL_SEATS)
    rule.fraction = RuleFraction.HALF
    add(rule)
    return body, list(bodies.voters_on(body, DAY).values())


def counted(
    about: Measure | Campaign, person: Person, score: int, confidence: Confidence = C.PUBLIC, **when: int
) -> Stance:
    """An entry of the ledger, so many days before the vote; `entered`: entered so many days before it."""
    ago = when.get("ago", 5)
    stance = add(
        Stance(
            about_id=about.id, person_id=person.id, score=score, confidence=confidence, evidence="Said so.",
            stated_on=PartialDate.of(DAY - timedelta(days=ago)),
        )
    )  # fmt: skip
    link(stance, *about.campaigns)
    entered = DAY - timedelta(days=when.get("entered", ago))
    stance.created_at = datetime(entered.year, entered.month, entered.day, 15, tzinfo=UTC)
    db.session.flush()
    return stance


def voted(
    actor: Actor, body: Organization, people: list[Person], *words: str, measure: Measure, result: VoteResult
) -> VoteEvent:
    """Log the roll call of that day."""
    roll = [RollCallLine(person, word) for person, word in zip(people, words, strict=False)]
    details = VoteDetails(voted_on=PartialDate.of(DAY), method=VoteMethod.ROLL_CALL, result=result)
    return votes.log(actor, measure, details, roll, body=body, version=None)


def before(body: Organization, title: str = "Resolution", campaign: Campaign | None = None) -> Measure:
    """A measure that the body votes on."""
    return make_measure(
        campaign or make_campaign(title), title=title, body=body, status=MeasureStatus.SCHEDULED, was_public=True
    )


def looked_back(actor: Actor, vote: VoteEvent) -> Review:
    """The vote beside the count."""
    (found,) = review.reviews(actor, [vote])
    return found


@pytest.mark.one_database
def test_each_vote_stands_beside_our_last_count(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    for person, score in zip(people, (2, 2, -1, 0), strict=False):
        counted(measure, person, score)
    vote = voted(
        as_organizer, body, people, "Yea", "Nay", "Yea", "Yea", "Absent", measure=measure, result=VoteResult.PASSED
    )
    seen = looked_back(as_organizer, vote)
    assert [line.place for line in seen.lines] == [
        Place.YES, Place.YES, Place.LEAN_NO, Place.UNDECIDED, Place.NOT_KNOWN,
    ]  # fmt: skip
    assert [line.called for line in seen.lines] == [
        Called.AS_EXPECTED, Called.TURNED, Called.CAME_OVER, Called.NO_CALL, Called.NO_CALL,
    ]  # fmt: skip
    assert seen.score == Score(right=1, calls=3)
    assert seen.forecast is not None
    assert (seen.forecast.needed, seen.forecast.standing) == (3, Standing.OPEN)
    assert seen.was_right is None


@pytest.mark.parametrize(
    ("scores", "words", "result", "was_right"),
    [
        ((2, 2, 2), "Yea Yea Yea Nay Nay", VoteResult.PASSED, True),
        ((2, 2, 2), "Yea Nay Nay Nay Nay", VoteResult.FAILED, False),
        ((-2, -2, -2), "Nay Nay Nay Yea Yea", VoteResult.FAILED, True),
        ((-2, -2, -2), "Yea Yea Yea Nay Nay", VoteResult.PASSED, False),
        ((2, 2), "Yea Yea Yea Nay Nay", VoteResult.PASSED, None),
        ((2, 2, 2), "Yea Yea Yea Nay Nay", VoteResult.NOT_KNOWN, None),
    ],
)
@pytest.mark.one_database
def test_a_count_foretells_the_result_or_leaves_it_open(
    as_organizer: Actor, scores: tuple[int, ...], words: str, result: VoteResult, was_right: bool | None
) -> None:
    body, people = council()
    measure = before(body)
    for person, score in zip(people, scores, strict=False):
        counted(measure, person, score)
    vote = voted(as_organizer, body, people, *words.split(), measure=measure, result=result)
    assert looked_back(as_organizer, vote).was_right is was_right


def test_a_chair_who_breaks_ties_stands_in_the_count_we_look_back_at(as_organizer: Actor) -> None:
    """The count that is looked back at draws the line where the board drew it before the vote."""
    body, people = council(4)
    chair = make_person("Petra Preside")
    post = add(Post(body_id=body.id, label="President", position=9, votes=VotesRight.TIE_ONLY))
    add(Term(post_id=post.id, person_id=chair.id, starts_on=PartialDate("2020")))
    db.session.query(BodyRule).update({"base": RuleBase.VOTING})
    measure = before(body)
    for person, score in zip([*people, chair], (2, 2, -2, -2, 2), strict=True):
        counted(measure, person, score)
    words = ["Yea", "Yea", "Nay", "Nay", "Yea"]
    vote = voted(as_organizer, body, [*people, chair], *words, measure=measure, result=VoteResult.PASSED)
    seen = looked_back(as_organizer, vote)
    assert seen.forecast is not None
    assert (seen.forecast.needed, seen.forecast.standing, seen.forecast.by_tie) == (2, Standing.PASSES, True)
    assert seen.was_right is True


@pytest.mark.one_database
def test_hindsight_does_not_count(as_organizer: Actor) -> None:
    """What is dated after the vote, or was entered after its day, was not in our count."""
    body, people = council()
    measure = before(body)
    counted(measure, people[0], 2, ago=-1)
    counted(measure, people[1], 2, ago=5, entered=-1)
    counted(measure, people[2], 1, ago=0)
    vote = voted(as_organizer, body, people, *["Yea"] * 5, measure=measure, result=VoteResult.PASSED)
    assert [line.place for line in looked_back(as_organizer, vote).lines][:3] == [
        Place.NOT_KNOWN, Place.NOT_KNOWN, Place.LEAN_YES,
    ]  # fmt: skip


@pytest.mark.one_database
def test_what_is_entered_after_somebody_logged_the_vote_does_not_count(as_organizer: Actor) -> None:
    """On the evening of the vote itself, the stance that a vote shows is no forecast of it."""
    body, people = council()
    measure = before(body)
    stance = counted(measure, people[0], 2, ago=0)
    late = counted(measure, people[1], 2, ago=0)
    vote = voted(as_organizer, body, people, *["Yea"] * 5, measure=measure, result=VoteResult.PASSED)
    told = db.session.get_one(Activity, vote.activity_id)
    told.created_at = stance.created_at + timedelta(hours=1)
    late.created_at = stance.created_at + timedelta(hours=2)
    db.session.flush()
    assert [line.place for line in looked_back(as_organizer, vote).lines][:2] == [Place.YES, Place.NOT_KNOWN]


def test_what_was_replaced_or_retracted_after_the_vote_was_still_our_count(as_organizer: Actor) -> None:
    body, people = council()
    measure = before(body)
    late = counted(measure, people[0], -2, ago=3, entered=-10)
    counted(measure, people[0], 2).superseded_by_id = late.id
    early = counted(measure, people[1], 1, ago=4)
    counted(measure, people[1], 2).superseded_by_id = early.id
    counted(measure, people[2], 2).retracted_at = datetime(2024, 6, 1, tzinfo=UTC)
    counted(measure, people[3], 2).retracted_at = datetime(2024, 5, 3, tzinfo=UTC)
    vote = voted(as_organizer, body, people, *["Yea"] * 5, measure=measure, result=VoteResult.PASSED)
    assert [line.place for line in looked_back(as_organizer, vote).lines][:4] == [
        Place.YES, Place.LEAN_YES, Place.YES, Place.NOT_KNOWN,
    ]  # fmt: skip


@pytest.mark.one_database
def test_the_page_of_a_vote_shows_the_roll_call_against_our_count(web: Web, organizer: User, member: User) -> None:
    body, people = council()
    measure = before(body)
    counted(measure, people[0], 2)
    counted(measure, people[1], 2, C.SAID_TO_ONE)
    vote = voted(
        Actor.of(organizer), body, people, "Yea", "Nay", "Yea", "Yea", "Yea", measure=measure, result=VoteResult.PASSED
    )
    commit()
    path = f"/resolutions/{measure.ref}/votes/{vote.ref}"
    page = web.sign_in(organizer).get(path)
    assert "Roll call against our count" in page.text
    assert "We called 1 of 2 right" in page.text
    assert "Turned to no" in page.text
    assert "Clerk: Nay" in page.text
    assert page.soup.select(".whip-line")
    theirs = web.sign_in(member).get(path)
    assert "We called 1 of 1 right" in theirs.text
    assert "Turned to no" not in theirs.text
    assert "Said to one of us" not in theirs.text


@pytest.mark.one_database
def test_a_vote_that_nobody_counted_keeps_its_plain_roll_call(web: Web, organizer: User) -> None:
    body, people = council()
    measure = before(body)
    vote = voted(Actor.of(organizer), body, people, *["Yea"] * 5, measure=measure, result=VoteResult.PASSED)
    commit()
    page = web.sign_in(organizer).get(f"/resolutions/{measure.ref}/votes/{vote.ref}")
    assert "In the clerk’s words" in page.text
    assert "our count" not in page.text.lower()
    assert "No vote to look back at yet" in web.get("/counts").text


@pytest.mark.one_database
def test_all_counts_together_say_how_good_they_have_been(web: Web, organizer: User) -> None:
    body, people = council()
    actor = Actor.of(organizer)
    for title, scores, words, result in (
        ("First", (2, 2, 2, -2, 1), "Yea Yea Yea Nay Nay", VoteResult.PASSED),
        ("Second", (2, -1, 0), "Nay Nay Yea Nay Nay", VoteResult.FAILED),
    ):
        measure = before(body, title)
        for person, score in zip(people, scores, strict=False):
            counted(measure, person, score)
        voted(actor, body, people, *words.split(), measure=measure, result=result)
    commit()
    page = web.sign_in(organizer).get("/counts")
    assert "We called 5 of 7 right" in page.text
    cells = [row.get_text(" ", strip=True) for row in page.soup.select("[aria-labelledby=score] tbody tr")]
    assert cells == ["Confirmed yes 3 4", "Leaning yes 0 1", "Leaning no 1 1", "Confirmed no 1 1"]
    assert "Foretold" in page.text
    organizer.language = Language.ES
    commit()
    assert "Acertamos 5 de 7" in web.get("/counts").text


def test_votes_and_counts_of_hidden_campaigns_stay_hidden(web: Web, organizer: User, member: User) -> None:
    body, people = council()
    quiet = make_restricted_campaign(team=(organizer,))
    measure = before(body, "Quiet bill", quiet)
    public = before(body, "Public bill")
    link(public, quiet)
    counted(quiet, people[0], 2)
    measure.status = MeasureStatus.SPONSORED
    commit()
    for each in (measure, public):
        voted(Actor.of(organizer), body, people, *["Yea"] * 5, measure=each, result=VoteResult.PASSED)
    commit()
    mine = web.sign_in(organizer).get("/counts").text
    assert "Quiet bill" in mine
    assert "Public bill" in mine
    theirs = web.sign_in(member).get("/counts").text
    assert "Quiet bill" not in theirs
    assert "Public bill" not in theirs


@pytest.mark.one_database
def test_many_votes_take_as_many_queries_as_one(web: Web, organizer: User) -> None:
    actor, numbers = Actor.of(organizer), []
    for step in (1, 7):
        for number in range(step):
            body, people = council(name=f"Council {step} {number}")
            measure = before(body, f"Bill {step} {number}")
            counted(measure, people[0], 2)
            voted(actor, body, people, *["Yea"] * 5, measure=measure, result=VoteResult.PASSED)
        commit()
        web.sign_in(organizer).get("/counts")
        with count_queries() as sent:
            assert web.get("/counts").status == 200
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
