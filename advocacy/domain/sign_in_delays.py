"""How long somebody waits after failed sign-ins: a growing delay, never a lock-out.

Every failure counts in several budgets at once: the account that was named (whether it exists or not), the
address it came from, and the whole installation. A browser that signed in to the account before is counted in a
budget of its own instead, so that a stranger who keeps failing cannot shut the account's owner out.
Source: OWASP ASVS 5.0, 6.3.1; NIST SP 800-63B, 5.2.2.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

FORGOTTEN_AFTER = timedelta(days=1)
"""A budget without failures for this long is whole again."""


class Budget(StrEnum):
    """What failures are counted by."""

    ACCOUNT = "account"
    ADDRESS = "address"
    INSTALLATION = "installation"
    DEVICE = "device"
    LINK = "link"
    """What is sent by one link that works without an account, from wherever: so much that nobody at one address uses it
    up, and so little delay that whoever signs comes through when many do."""
    LINK_AT_ADDRESS = "link_at_address"
    """What is sent by one such link from one address: a hall full of people who sign on the same evening, each with a
    mistake, comes through."""
    LINKS_AT_ADDRESS = "links_at_address"
    """What is sent by all such links from one address."""


@dataclass(frozen=True)
class _Growth:
    """The first failures cost nothing; then the delay doubles from one second up to the most."""

    free: int
    most: timedelta


_GROWTH = {
    Budget.ACCOUNT: _Growth(free=5, most=timedelta(minutes=15)),
    Budget.DEVICE: _Growth(free=5, most=timedelta(minutes=15)),
    Budget.LINK: _Growth(free=2000, most=timedelta(seconds=10)),
    Budget.LINK_AT_ADDRESS: _Growth(free=120, most=timedelta(minutes=5)),
    Budget.LINKS_AT_ADDRESS: _Growth(free=300, most=timedelta(minutes=5)),
    Budget.ADDRESS: _Growth(free=30, most=timedelta(minutes=15)),
    Budget.INSTALLATION: _Growth(free=500, most=timedelta(minutes=1)),
}


def delay_after(failures: int, budget: Budget) -> timedelta:
    """Return how long to wait after so many failures in a row in this budget."""
    growth = _GROWTH[budget]
    beyond = failures - growth.free
    if beyond <= 0:
        return timedelta()
    return min(timedelta(seconds=2 ** min(beyond - 1, 20)), growth.most)
