"""Failed sign-ins are counted before the password is looked at, so that guesses side by side count too."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from typing import Any

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from advocacy.db import db
from advocacy.domain.sign_in_delays import FORGOTTEN_AFTER, Budget, delay_after
from advocacy.domain.text import fold
from advocacy.models import SignInDelay
from advocacy.models.base import utc_now

SHARED = frozenset(Budget) - {Budget.ACCOUNT, Budget.DEVICE}
IPV6_NETWORK_BITS = 64


@dataclass(frozen=True)
class Key:
    """One budget that an attempt is counted in; what it stands for is stored as a keyed hash only."""

    budget: Budget
    digest: str


def keys_of(email: str, address: str, known_device: str = "") -> list[Key]:
    """Return the budgets of an attempt: of the device alone if it signed in to this account before, else of all three.

    `known_device` is the device's token, and only given when the device is known for this account.
    """
    if known_device:
        return [_key(Budget.DEVICE, f"{fold(email)}\0{known_device}")]
    return [
        _key(Budget.ACCOUNT, fold(email)),
        _key(Budget.ADDRESS, _network(address)),
        _key(Budget.INSTALLATION, ""),
    ]


def keys_of_no_link(address: str) -> list[Key]:
    """Return the budget of what is sent by a link that there is not: a made-up token is nothing to count by."""
    return [_key(Budget.LINKS_AT_ADDRESS, _network(address))]


def keys_of_link(token: str, address: str) -> list[Key]:
    """Return the budgets of what is sent by a link without an account: at this address, of all such, of the link.

    Whoever has used up their own must wait, and what waits is not counted: so one stranger does not use up the link's.
    They are other ones than those of signing in, so that nobody who signs a letter slows a colleague's sign-in.
    """
    network = _network(address)
    return [
        _key(Budget.LINK_AT_ADDRESS, f"{token}\0{network}"),
        _key(Budget.LINKS_AT_ADDRESS, network),
        _key(Budget.LINK, token),
    ]


def _key(budget: Budget, text: str) -> Key:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return Key(budget, hmac.new(secret, f"{budget.value}\0{text}".encode(), hashlib.sha256).hexdigest())


def _network(address: str) -> str:
    """Return the address, of IPv6 its /64: one household or office has all of that."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> (128 - IPV6_NETWORK_BITS))
    return str(parsed)


def count_attempt(keys: Sequence[Key]) -> timedelta:
    """Count an attempt as failed, and return zero; or return how long to wait, and count nothing.

    The caller commits before it looks at the password. A sign-in that succeeds is given back with `forgive`.
    """
    now = utc_now()
    rows = _locked_rows(keys)
    waits = [row.blocked_until - now for row in rows.values() if row.blocked_until and row.blocked_until > now]
    if waits:
        return max(waits)
    for key in keys:
        row = rows[key.digest]
        row.failures = row.failures + 1 if now - row.last_failure_at < FORGOTTEN_AFTER else 1
        row.last_failure_at = now
        delay = delay_after(row.failures, key.budget)
        row.blocked_until = now + delay if delay else None
    return timedelta()


def failures_of(keys: Sequence[Key]) -> int:
    """Return how many failures in a row the first of the budgets has seen."""
    found = db.session.scalar(select(SignInDelay.failures).where(SignInDelay.key_hash == keys[0].digest))
    return int(found or 0)


def forgive(keys: Sequence[Key]) -> None:
    """Take the attempt back, because it succeeded: the account's or device's failures are over.

    Budgets that are shared with others only lose this one attempt, so that somebody with an account of their own
    cannot empty them.
    """
    rows = _locked_rows(keys)
    for key in keys:
        row = rows[key.digest]
        row.failures = max(0, row.failures - 1) if key.budget in SHARED else 0
        row.blocked_until = None


def _locked_rows(keys: Sequence[Key]) -> dict[str, SignInDelay]:
    """Return the rows of the budgets, made where missing, locked in one order; drop what is long forgotten."""
    table: Any = SignInDelay.__table__
    old = utc_now() - FORGOTTEN_AFTER
    digests = sorted(key.digest for key in keys)
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    db.session.execute(delete(SignInDelay).where(SignInDelay.last_failure_at < old))
    db.session.execute(
        insert(table)
        .values([{"key_hash": digest, "failures": 0, "last_failure_at": utc_now()} for digest in digests])
        .on_conflict_do_nothing(index_elements=["key_hash"])
    )
    rows = db.session.scalars(
        select(SignInDelay)
        .where(SignInDelay.key_hash.in_(digests))
        .order_by(SignInDelay.key_hash)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.key_hash: row for row in rows}
