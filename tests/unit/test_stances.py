"""Which stance stands, and what an entry must say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.stances import (
    INFERRED_WAITS,
    Confidence,
    CurrentStance,
    StanceDetails,
    check_stance,
    current_of,
)

TODAY = date(2026, 5, 1)


def entry(score: int, on: str, confidence: Confidence = Confidence.PUBLIC, number: int = 1) -> CurrentStance:
    """A stance on a date."""
    return CurrentStance(score, confidence, PartialDate(on), number)


def test_the_latest_stance_stands_and_what_is_inferred_waits_ninety_days() -> None:
    said = entry(2, "2017-01-01")
    assert current_of([said, entry(-1, "2017-02-01", Confidence.INFERRED, 2)]) == said
    assert current_of([said, entry(-1, "2017-03-31", Confidence.INFERRED, 2)]) == said
    late = entry(-1, "2017-04-01", Confidence.INFERRED, 2)
    assert current_of([said, late]) == late
    changed = entry(-2, "2017-01-15", Confidence.SAID_TO_ONE, 3)
    assert current_of([said, changed]) == changed
    assert current_of([]) is None


def test_a_vague_inferred_date_does_not_displace_what_may_be_younger_than_ninety_days() -> None:
    said = entry(2, "2017-11")
    assert current_of([said, entry(-1, "2018", Confidence.INFERRED, 2)]) == said
    assert current_of([entry(2, "2016"), entry(-1, "2018", Confidence.INFERRED, 2)]) is not None


def test_of_one_day_the_entry_written_last_stands() -> None:
    assert current_of([entry(1, "2017-01-01", number=8), entry(-1, "2017-01-01", number=9)]) == entry(
        -1, "2017-01-01", number=9
    )


days = st.dates(date(2015, 1, 1), date(2020, 12, 31))
dates_known = st.one_of(
    days.map(lambda day: day.isoformat()),
    days.map(lambda day: day.isoformat()[:7]),
    days.map(lambda day: day.isoformat()[:4]),
    st.just(""),
)
ledgers = st.lists(
    st.tuples(st.integers(-2, 2), st.sampled_from(list(Confidence)), dates_known), min_size=1, max_size=12
).map(
    lambda rows: [
        CurrentStance(score, confidence, PartialDate(on), number)
        for number, (score, confidence, on) in enumerate(rows, start=1)
    ]
)


@given(ledgers, st.randoms())
def test_the_order_of_writing_them_down_changes_nothing(ledger: list[CurrentStance], chance: object) -> None:
    mixed = list(ledger)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert current_of(mixed) == current_of(ledger)
    assert current_of(ledger) in ledger


@given(ledgers)
def test_whatever_stands_nothing_that_is_not_inferred_is_later(ledger: list[CurrentStance]) -> None:
    stands = current_of(ledger)
    assert stands is not None
    firm = [each for each in ledger if each.confidence is not Confidence.INFERRED]
    assert all(each.stated_on.text <= stands.stated_on.text for each in firm)


@given(ledgers)
def test_an_inferred_entry_stands_only_when_no_firm_one_is_within_the_ninety_days_before_it(
    ledger: list[CurrentStance],
) -> None:
    stands = current_of(ledger)
    if stands is None or stands.confidence is not Confidence.INFERRED:
        return
    inferred = stands.stated_on.first_day
    for each in ledger:
        firm = each.stated_on.last_day
        if each.confidence is not Confidence.INFERRED and firm is not None and inferred is not None:
            assert inferred - firm >= INFERRED_WAITS


@given(ledgers)
def test_saying_it_firmly_today_always_stands(ledger: list[CurrentStance]) -> None:
    newest = CurrentStance(1, Confidence.PUBLIC, PartialDate("2026-05-01"), 99)
    assert current_of([*ledger, newest]) == newest


def problems(details: StanceDetails, *, points_at_evidence: bool = False) -> list[str]:
    """The fields that are refused."""
    return [problem.field for problem in check_stance(details, on=TODAY, points_at_evidence=points_at_evidence)]


@pytest.mark.parametrize(
    ("details", "refused"),
    [
        (StanceDetails(2, Confidence.PUBLIC, PartialDate("2026-05-01"), quote="Yes."), []),
        (StanceDetails(2, Confidence.PUBLIC, evidence="Said so at the hearing."), []),
        (StanceDetails(2, Confidence.PUBLIC), ["evidence"]),
        (StanceDetails(3, Confidence.PUBLIC, quote="Yes."), ["score"]),
        (StanceDetails(0, Confidence.PUBLIC, PartialDate("2026-06"), quote="Yes."), ["stated_on"]),
        (StanceDetails(0, Confidence.PUBLIC, PartialDate("2026"), quote="Yes."), []),
        (StanceDetails(0, Confidence.PUBLIC, quote="word " * 101), ["quote"]),
        (StanceDetails(0, Confidence.PUBLIC, quote="word " * 100), []),
    ],
)
def test_an_entry_needs_a_place_on_the_scale_evidence_and_a_day_that_has_come(
    details: StanceDetails, refused: list[str]
) -> None:
    assert problems(details) == refused


def test_a_source_or_a_record_is_evidence_enough() -> None:
    assert problems(StanceDetails(1, Confidence.IN_WRITING), points_at_evidence=True) == []
