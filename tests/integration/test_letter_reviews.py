"""A second person approves a letter: who is asked, whose word counts, and for which text."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letter_reviews import AskDetails, ReviewDetails
from advocacy.domain.letters import LetterEvent, LetterStatus
from advocacy.domain.problems import Refused
from advocacy.domain.sign_on import ReviewVerdict
from advocacy.domain.tasks import TaskRule, TaskStatus
from advocacy.domain.users import Role
from advocacy.models import Letter, LetterReview, Task, User
from advocacy.policy import Actor
from advocacy.queries.letter_papers import approval_of
from advocacy.queries.letter_reviews import possible_reviewers
from advocacy.services import letters, steps
from tests.factories import commit, make_restricted_campaign, make_user
from tests.letters import draft
from tests.web import Web

APPROVED = ReviewDetails(ReviewVerdict.APPROVED)
CHANGES = ReviewDetails(ReviewVerdict.CHANGES, "Say who pays.")


def tasks_of(letter: Letter, status: TaskStatus = TaskStatus.OPEN) -> list[int | None]:
    """Who has a task to review it."""
    db.session.flush()
    asked = select(Task).where(Task.about_id == letter.id, Task.rule == TaskRule.REVIEW_LETTER, Task.status == status)
    return [task.assignee_id for task in db.session.scalars(asked.order_by(Task.id))]


def rewrite(actor: Actor, letter: Letter, body: str) -> None:
    letters.edit(actor, letter, LetterDetails(letter.subject, body))


def in_review(author: User, *asked: User, needed: int = 1) -> Letter:
    """A letter of the author, with these asked."""
    letter = draft(Actor.of(author))
    letters.ask_for_review(Actor.of(author), letter, AskDetails(tuple(each.ref for each in asked), needed))
    return letter


def test_two_others_approve_and_the_hash_of_the_text_is_kept_once(organizer: User, coordinator: User) -> None:
    third = make_user("third", Role.ORGANIZER)
    letter = in_review(organizer, coordinator, third, needed=2)
    assert tasks_of(letter) == [coordinator.id, third.id]
    letters.review(Actor.of(coordinator), letter, APPROVED)
    assert letter.status is LetterStatus.IN_REVIEW
    assert approval_of(letter) is None
    assert tasks_of(letter) == [third.id]
    letters.review(Actor.of(coordinator), letter, APPROVED)
    assert letter.status is LetterStatus.IN_REVIEW, "one person counts once"
    letters.review(Actor.of(third), letter, APPROVED)
    assert letter.status is LetterStatus.APPROVED
    kept = approval_of(letter)
    assert kept is not None
    assert kept.text_version == letter.text_version
    assert tasks_of(letter) == []


@pytest.mark.one_database
def test_nobody_approves_a_text_they_wrote_or_changed_last(organizer: User, coordinator: User) -> None:
    letter = in_review(organizer, coordinator)
    with pytest.raises(Refused, match="Somebody else has to review it"):
        letters.advance(Actor.of(organizer), letter, LetterEvent.APPROVE)
    rewrite(Actor.of(coordinator), letter, "We ask for two things.")
    assert tasks_of(letter) == [], "who changed the text is no reviewer of it now"
    with pytest.raises(Refused, match="Somebody else has to review it"):
        letters.review(Actor.of(coordinator), letter, APPROVED)
    letters.review(Actor.of(organizer), letter, APPROVED)
    assert letter.status is LetterStatus.APPROVED


@pytest.mark.one_database
def test_where_nobody_else_may_review_it_is_said_plainly_what_to_do(web: Web, organizer: User, member: User) -> None:
    letter = draft(Actor.of(organizer))
    commit()
    web.sign_in(organizer)
    form = web.get(f"/letters/{letter.ref}/ask-for-review")
    assert "Ask an administrator to invite a second person" in form.text
    assert form.send().status == 422
    letters.advance(Actor.of(organizer), letter, LetterEvent.SUBMIT)
    commit()
    assert "Nobody else here may review this letter." in web.get(f"/letters/{letter.ref}").text
    assert "Nobody else here" in web.get(f"/letters/{letter.ref}/review").text


@pytest.mark.one_database
def test_changes_wanted_return_it_to_draft_and_a_new_text_needs_new_reviews(organizer: User, coordinator: User) -> None:
    third = make_user("third", Role.ORGANIZER)
    letter = in_review(organizer, coordinator, third, needed=2)
    letters.review(Actor.of(third), letter, APPROVED)
    with pytest.raises(Refused, match="Say what is to be changed"):
        letters.review(Actor.of(coordinator), letter, ReviewDetails(ReviewVerdict.CHANGES, " "))
    letters.review(Actor.of(coordinator), letter, CHANGES)
    assert letter.status is LetterStatus.DRAFT
    rewrite(Actor.of(organizer), letter, "The city pays.")
    letters.ask_for_review(Actor.of(organizer), letter, AskDetails((coordinator.ref,), 2))
    letters.review(Actor.of(coordinator), letter, APPROVED)
    assert letter.status is LetterStatus.IN_REVIEW, "the approval of the older text counts no more"
    letters.review(Actor.of(third), letter, APPROVED)
    assert letter.status is LetterStatus.APPROVED


@pytest.mark.one_database
def test_a_text_changed_in_review_asks_again_who_had_reviewed_it(organizer: User, coordinator: User) -> None:
    third = make_user("third", Role.ORGANIZER)
    letter = in_review(organizer, coordinator, third, needed=2)
    letters.review(Actor.of(coordinator), letter, APPROVED)
    rewrite(Actor.of(organizer), letter, "Another text.")
    assert sorted(tasks_of(letter), key=str) == sorted([coordinator.id, third.id], key=str)


def test_an_approval_taken_back_counts_no_more_and_leaves_no_hash(organizer: User, coordinator: User) -> None:
    letter = in_review(organizer, coordinator)
    letters.review(Actor.of(coordinator), letter, APPROVED)
    step = steps.latest_step(letter)
    assert step is not None
    steps.take_back(Actor.of(coordinator), letter, step)
    db.session.flush()
    assert letter.status is LetterStatus.IN_REVIEW
    assert approval_of(letter) is None
    assert db.session.scalars(select(LetterReview)).all() == []
    assert tasks_of(letter) == [coordinator.id]


@pytest.mark.one_database
def test_a_letter_in_review_cannot_be_made_to_need_fewer_approvals(organizer: User, coordinator: User) -> None:
    third = make_user("third", Role.ORGANIZER)
    letter = in_review(organizer, coordinator, needed=2)
    letters.review(Actor.of(coordinator), letter, APPROVED)
    with pytest.raises(Refused, match="only need more"):
        letters.ask_for_review(Actor.of(organizer), letter, AskDetails((third.ref,), 1))
    letters.ask_for_review(Actor.of(organizer), letter, AskDetails((third.ref,), 2))
    assert tasks_of(letter) == [third.id]
    assert letter.status is LetterStatus.IN_REVIEW


def test_only_who_sees_a_confidential_letter_can_be_asked(organizer: User, coordinator: User) -> None:
    outsider = make_user("outsider", Role.ORGANIZER)
    letter = draft(Actor.of(organizer), make_restricted_campaign(team=(organizer, coordinator)))
    assert possible_reviewers(letter) == [coordinator]
    with pytest.raises(Refused, match="Choose from the list"):
        letters.ask_for_review(Actor.of(organizer), letter, AskDetails((outsider.ref,)))
    with pytest.raises(Refused, match="Ask for one approval"):
        letters.ask_for_review(Actor.of(organizer), letter, AskDetails((coordinator.ref,), 2))


@pytest.mark.one_database
def test_a_reviewer_sees_what_changed_and_says_what_is_to_be_changed(
    web: Web, organizer: User, coordinator: User
) -> None:
    letter = in_review(organizer, coordinator)
    letters.review(Actor.of(coordinator), letter, CHANGES)
    rewrite(Actor.of(organizer), letter, "We ask for four things.")
    letters.ask_for_review(Actor.of(organizer), letter, AskDetails((coordinator.ref,)))
    commit()
    web.sign_in(coordinator)
    page = web.get(f"/letters/{letter.ref}/review")
    assert [each.get_text(strip=True) for each in page.soup.select("ins")] == ["[added:]four"]
    bad = page.send({"verdict": "changes", "note": ""})
    assert bad.status == 422
    assert "Say what is to be changed." in " ".join(bad.errors)
    shown = page.submit({"verdict": "changes", "note": "Name the office."})
    assert "Draft" in shown.text
    assert "Name the office." in shown.text


@pytest.mark.one_database
def test_a_review_of_a_text_that_has_changed_meanwhile_is_not_taken(
    web: Web, organizer: User, coordinator: User
) -> None:
    letter = in_review(organizer, coordinator)
    commit()
    page = web.sign_in(coordinator).get(f"/letters/{letter.ref}/review")
    rewrite(Actor.of(organizer), letter, "Another text.")
    commit()
    assert page.send({"verdict": "approved"}).status == 409
    assert db.session.get_one(Letter, letter.id).status is LetterStatus.IN_REVIEW
