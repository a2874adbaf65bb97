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
    waits = [delay_after(failures, budget) for failures in range(2_000)]
    assert waits == sorted(waits)
    assert waits[3] == NO_WAIT < waits[-1] <= timedelta(minutes=15)


def test_an_office_behind_one_address_has_more_tries_than_one_account() -> None:
    assert delay_after(30, Budget.ADDRESS) == NO_WAIT < delay_after(30, Budget.ACCOUNT)


def test_the_whole_installation_is_never_slowed_by_more_than_a_minute() -> None:
    assert delay_after(1_000_000, Budget.INSTALLATION) == timedelta(minutes=1)
