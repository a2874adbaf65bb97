"""What may be logged by hand: the rules on plain details."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain import activities as rules
from advocacy.domain.activities import (
    ActivityContext,
    ActivityDetails,
    AmendmentDetails,
    ContactDetails,
    FollowUp,
    ParticipantDetails,
    check,
    check_amendment,
)
from advocacy.domain.activity_kinds import LOGGED_BY_HAND, ActivityKind, ContactOutcome
from advocacy.domain.lobbying import LobbyingClass
from advocacy.domain.partial_dates import PartialDate

TODAY = ActivityContext(date(2026, 11, 20))
ADA = ContactDetails("aaaaaaaaaa", outcome=ContactOutcome.YES)


def a_call(**fields: object) -> ActivityDetails:
    values = {"kind": ActivityKind.CALL, "contacts": (ADA,), "campaigns": ("cccccccccc",), **fields}
    return ActivityDetails(**values)  # type: ignore[arg-type]


def problems(details: ActivityDetails) -> list[tuple[str, str]]:
    return [(problem.field, problem.message) for problem in check(details, TODAY)]


def test_a_call_with_somebody_for_a_campaign_is_fine() -> None:
    assert problems(a_call()) == []


@pytest.mark.parametrize("text", ["2026-11-21", "2026-12", "2027"])
def test_what_is_still_to_come_is_not_logged(text: str) -> None:
    assert problems(a_call(occurred_on=PartialDate(text))) == [("occurred_on", rules.IN_THE_FUTURE)]


@pytest.mark.parametrize("text", ["", "2026", "2026-11", "2026-11-20", "2014-08"])
def test_a_date_that_may_have_been_is_fine(text: str) -> None:
    assert problems(a_call(occurred_on=PartialDate(text))) == []


def test_a_call_needs_somebody_and_words_will_do() -> None:
    assert problems(a_call(contacts=())) == [("contacts", rules.WITH_WHOM)]
    assert problems(a_call(contacts=(ContactDetails(words="an aide"),))) == []


def test_testimony_needs_somebody_or_a_line_and_a_rally_neither() -> None:
    nobody = {"contacts": ()}
    assert problems(a_call(kind=ActivityKind.TESTIMONY, **nobody)) == [("summary", rules.WHAT_HAPPENED)]
    assert problems(a_call(kind=ActivityKind.TESTIMONY, summary="Three of us spoke", **nobody)) == []
    assert problems(a_call(kind=ActivityKind.EVENT, **nobody)) == []


def test_nobody_is_named_twice() -> None:
    us = (ParticipantDetails("uuuuuuuuuu"), ParticipantDetails("uuuuuuuuuu"))
    assert problems(a_call(contacts=(ADA, ADA))) == [("contacts", rules.TWICE)]
    assert problems(a_call(participants=us)) == [("participants", rules.TWICE)]
    same_words = (ContactDetails(words="a tenant"), ContactDetails(words="a tenant"))
    assert problems(a_call(contacts=same_words)) == []


def test_a_campaign_is_chosen_or_expressly_none() -> None:
    assert problems(a_call(campaigns=())) == [("campaigns", rules.CHOOSE_A_CAMPAIGN)]
    assert problems(a_call(campaigns=(), without_campaign=True)) == []
    assert problems(a_call(without_campaign=True)) == [("without_campaign", rules.CAMPAIGN_OR_NONE)]


@given(st.integers(-(10**9), 10**9))
def test_minutes_fit_the_column_or_are_refused(minutes: int) -> None:
    fits = 0 <= minutes <= rules.MOST_MINUTES
    assert ("minutes" in [field for field, _ in problems(a_call(minutes=minutes))]) is not fits
    us = (ParticipantDetails("uuuuuuuuuu", minutes),)
    assert ("participants" in [field for field, _ in problems(a_call(participants=us))]) is not fits


def test_what_workflows_write_is_not_logged_by_hand() -> None:
    for kind in set(ActivityKind) - set(LOGGED_BY_HAND):
        assert ("kind", rules.NOT_BY_HAND) in problems(a_call(kind=kind))


def test_a_class_needs_its_reason() -> None:
    assert problems(a_call(lobbying=LobbyingClass.DIRECT)) == [("lobbying_note", rules.WHY_THIS_CLASS)]
    assert problems(a_call(lobbying=LobbyingClass.DIRECT, lobbying_note="She is a councilor")) == []


def test_a_follow_up_says_what_and_is_not_due_before_today() -> None:
    assert problems(a_call(follow_up=FollowUp(due_on=date(2026, 11, 20)))) == [("follow_up_what", rules.WHAT_TO_DO)]
    late = FollowUp("Call again", due_on=date(2026, 11, 19))
    assert problems(a_call(follow_up=late)) == [("follow_up_due", rules.DUE_IN_THE_PAST)]
    amendment = AmendmentDetails(follow_up=late)
    assert [problem.field for problem in check_amendment(amendment, TODAY)] == ["follow_up_due"]


def test_the_outcome_of_the_whole_is_the_one_that_all_share() -> None:
    bo = ContactDetails("bbbbbbbbbb", outcome=ContactOutcome.NO)
    assert a_call().outcome is ContactOutcome.YES
    assert a_call(contacts=(ADA, bo)).outcome is None
    assert a_call(contacts=()).outcome is None
