"""How long somebody waits after failed sign-ins."""

from datetime import timedelta

import pytest

from advocacy.domain.sign_in_delays import Budget, delay_after

NO_WAIT = timedelta()


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (5, 0), (6, 1), (7, 2), (8, 4), (9, 8), (15, 512), (16, 900), (10_000, 900)]
)
def test_the_delay_of_an_account_doubles_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert delay_after(failures, Budget.ACCOUNT) == timedelta(seconds=seconds)


@pytest.mark.parametrize("budget", list(Budget))
def test_no_budget_ever_asks_for_more_than_a_quarter_of_an_hour(budget: Budget) -> None:
    waits = [delay_after(failures, budget) for failures in range(3_000)]
    assert waits == sorted(waits)
    assert waits[3] == NO_WAIT < waits[-1] <= timedelta(minutes=15)


def test_an_office_behind_one_address_has_more_tries_than_one_account() -> None:
    assert delay_after(30, Budget.ADDRESS) == NO_WAIT < delay_after(30, Budget.ACCOUNT)


def test_the_whole_installation_is_never_slowed_by_more_than_a_minute() -> None:
    assert delay_after(1_000_000, Budget.INSTALLATION) == timedelta(minutes=1)


def test_a_hall_of_sixty_signs_by_one_link_with_a_mistake_each_and_no_wait() -> None:
    assert delay_after(120, Budget.LINK_AT_ADDRESS) == delay_after(120, Budget.LINKS_AT_ADDRESS) == NO_WAIT


def test_a_stranger_at_one_address_never_uses_up_a_link_in_a_day() -> None:
    clock, tries = NO_WAIT, 0
    while clock < timedelta(days=1):
        tries += 1
        clock += max(timedelta(seconds=1), delay_after(tries, Budget.LINK_AT_ADDRESS))
    assert delay_after(3 * tries, Budget.LINK) == NO_WAIT


def test_whoever_signs_by_a_link_that_is_flooded_waits_for_seconds_only() -> None:
    assert delay_after(1_000_000, Budget.LINK) == timedelta(seconds=10)
