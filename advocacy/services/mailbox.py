"""Noting how reading the mailbox goes, for administrators and for every worker."""

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from advocacy.db import db, one_at_a_time
from advocacy.models import Installation
from advocacy.models.base import utc_now
from advocacy.queries.mailbox import KEY, Reading, reading, row

OFTEN_ENOUGH = timedelta(minutes=10)
"""A look into a mailbox that can be read is noted this often."""


def may_try() -> bool:
    """Tell whether it is time to try: after a failure there is a pause."""
    at = reading().next_try_at
    return at is None or at <= utc_now()


def note_looked() -> None:
    """Note that the mailbox was read. The caller commits."""
    one_at_a_time(KEY)
    known, now = reading(), utc_now()
    if known.trouble or known.looked_at is None or now - known.looked_at >= OFTEN_ENOUGH:
        _keep(Reading(looked_at=now))


def note_trouble(words: str) -> None:
    """Note why the mailbox cannot be read (a message id). The caller commits."""
    one_at_a_time(KEY)
    known, now = reading(), utc_now()
    since = known.troubled_since or now
    _keep(replace(known, trouble=words, troubled_since=since, tried_at=now, failures=known.failures + 1))


def _keep(told: Reading) -> None:
    value = json.dumps(
        {name: each.isoformat() if isinstance(each, datetime) else each for name, each in asdict(told).items()}
    )
    kept = row()
    if kept is None:
        db.session.add(Installation(key=KEY, value=value))
    else:
        kept.value = value
