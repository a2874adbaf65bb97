"""Claims that are marked, cases that move by their steps, precedents that are like a demand."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from advocacy.config import SettingsError, read_settings
from advocacy.domain.claims import ClaimMark, date_of, marks_of
from advocacy.domain.partial_dates import NOT_KNOWN, PartialDate
from advocacy.domain.precedents import likeness
from advocacy.domain.proceedings import ProceedingEvent, ProceedingStatus, status_after

TODAY = date(2026, 11, 21)
TWO_YEARS = timedelta(days=730)


@pytest.mark.parametrize(
    ("dated", "marks"),
    [
        ("2026-11-01", []),
        ("2024-11-21", []),
        ("2024-11-20", [ClaimMark.OLD]),
        ("2024", []),
        ("2023", [ClaimMark.OLD]),
        ("", [ClaimMark.NO_DATE]),
    ],
)
def test_a_claim_is_old_when_two_years_have_surely_gone_by(dated, marks):
    assert marks_of(PartialDate(dated), on=TODAY, old_after=TWO_YEARS, has_source=True, is_answered=False) == marks


def test_what_has_no_source_and_what_is_answered_says_so():
    marks = marks_of(PartialDate("2026"), on=TODAY, old_after=TWO_YEARS, has_source=False, is_answered=True)
    assert marks == [ClaimMark.NO_SOURCE, ClaimMark.ANSWERED]


def test_a_claim_is_as_old_as_itself_else_as_its_latest_source():
    sources = [PartialDate("2014"), PartialDate("2017-02"), NOT_KNOWN]
    assert date_of(PartialDate("2010"), sources) == PartialDate("2010")
    assert date_of(NOT_KNOWN, sources) == PartialDate("2017-02")
    assert date_of(NOT_KNOWN, []) == NOT_KNOWN


@dataclass(frozen=True)
class AStep:
    event: ProceedingEvent
    occurred_on: PartialDate
    position: int = 0


def test_a_case_stands_where_its_latest_step_says():
    filed = AStep(ProceedingEvent.FILE, PartialDate("2017"))
    decided = AStep(ProceedingEvent.DECIDE, PartialDate("2018-05"))
    ordered = AStep(ProceedingEvent.ORDER, PartialDate("2019"))
    assert status_after([decided, filed], ProceedingStatus.NOT_KNOWN) is ProceedingStatus.DECIDED
    assert status_after([filed, decided, ordered], ProceedingStatus.NOT_KNOWN) is ProceedingStatus.DECIDED
    assert status_after([ordered], ProceedingStatus.SETTLED) is ProceedingStatus.SETTLED


def test_a_precedent_is_like_a_demand_by_the_words_that_tell():
    demand = "Police may not carry out ICE detainers."
    assert likeness(demand, "The police honor no detainer without a warrant.") == 2
    assert likeness(demand, "More buses at night.") == 0
    assert likeness("Sí a la ordenanza de policía", "ORDENANZA municipal") == 1


@pytest.mark.parametrize("text", ["0", "two years", "-1", "36501", "9" * 30])
def test_an_age_that_is_none_is_refused_with_its_name(text):
    with pytest.raises(SettingsError, match="ADVOCACY_CLAIM_DAYS"):
        read_settings({"ADVOCACY_CLAIM_DAYS": text})
    assert read_settings({"ADVOCACY_CLAIM_DAYS": "90"}).claim_days == 90
    assert read_settings({}).claim_days == 730
