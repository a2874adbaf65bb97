"""Statements: writing down what was said in public, correcting it, retracting it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind
from advocacy.domain.problems import Refused, refuse_if
from advocacy.domain.statements import StatementDetails, check_statement
from advocacy.domain.words import N_
from advocacy.models import (
    Activity,
    Campaign,
    Demand,
    MediaItem,
    Organization,
    Person,
    Statement,
    StatementDemand,
    StatementSpeaker,
)
from advocacy.policy import Action, Actor, ensure, sees
from advocacy.queries.clock import today
from advocacy.services import activities, records, retracting, search
from advocacy.services.activities import Contact, Happening

Party = Person | Organization


@dataclass(frozen=True)
class Around:
    """Who said it (on file, or in words), about which campaigns and demands, and where it stands."""

    speakers: tuple[Party, ...] = ()
    in_words: str = ""
    campaigns: tuple[Campaign, ...] = ()
    demands: tuple[Demand, ...] = ()
    sources: tuple[MediaItem, ...] = ()


def create(actor: Actor, details: StatementDetails, around: Around, *, is_sample: bool = False) -> Statement:
    """Write a statement down and put it on the timelines of its campaigns and speakers."""
    ensure(actor, Action.WORK_STATEMENT)
    _check(actor, details, around)
    statement = Statement(is_sample=is_sample)
    _fill(statement, details, around)
    records.cite(statement, around.sources)  # before it is stored: who may read it depends on that
    records.add(actor, statement, "statement.created", campaigns=around.campaigns)
    activities.record(actor, statement, ActivityKind.STATEMENT, _happening(statement, around))
    search.refresh(statement)
    return statement


def edit(
    actor: Actor, statement: Statement, details: StatementDetails, around: Around, *, version: int | None = None
) -> None:
    """Correct a statement; its line on the timelines follows."""
    ensure(actor, Action.WORK_STATEMENT, statement)
    records.expect_version(statement, version)
    retracting.refuse_retracted(statement)
    _check(actor, details, around)
    _fill(statement, details, around)
    records.set_campaigns(actor, statement, around.campaigns)
    records.set_sources(statement, around.sources)
    records.saved(actor, statement, "statement.edited")
    for activity in _told(statement):
        _follow(activity, statement, around)


def retract(actor: Actor, statement: Statement, reason: str, *, version: int | None = None) -> None:
    """Take a statement out of lists, timelines and search, and say why. Its page stays, with the reason.

    Stances that were entered from it stay in their ledger: whoever retracts decides about each.
    """
    retracting.retract(actor, statement, "statement.retracted", reason, version=version, action=Action.WORK_STATEMENT)
    for activity in _told(statement):
        activities.retract(actor, activity, statement.retracted_reason)


def _check(actor: Actor, details: StatementDetails, around: Around) -> None:
    named = len(around.speakers) + bool(around.in_words.strip())
    refuse_if(check_statement(details, on=today(), speakers=named))
    records.refuse_never_stored(
        summary=details.summary, quote=details.quote, note=details.note, in_words=around.in_words
    )
    if any(not sees(actor, party) for party in around.speakers):
        raise Refused.at("speakers", N_("Choose from the list."))
    known = {campaign.id for campaign in around.campaigns}
    if any(demand.campaign_id not in known for demand in around.demands):
        raise Refused.at("demands", N_("Choose demands of the campaigns above."))


def _fill(statement: Statement, details: StatementDetails, around: Around) -> None:
    for name in _FIELDS:
        setattr(statement, name, getattr(details, name))
    statement.place()
    kept = {(row.person_id, row.organization_id, row.attribution): row for row in statement.speakers}
    wanted = [_columns(party) for party in around.speakers]
    if around.in_words.strip():
        wanted.append((None, None, around.in_words.strip()))
    statement.speakers = [kept.get(key) or _speaker(key) for key in wanted]
    links = {link.demand_id: link for link in statement.demand_links}
    statement.demand_links = [links.get(each.id) or StatementDemand(demand_id=each.id) for each in around.demands]


_FIELDS = (
    "summary", "quote", "said_on", "date_note", "not_before", "not_after", "channel", "side", "shows", "shows_words",
    "note",
)  # fmt: skip
_Key = tuple[int | None, int | None, str]


def _columns(party: Party) -> _Key:
    return (party.id, None, "") if isinstance(party, Person) else (None, party.id, "")


def _speaker(key: _Key) -> StatementSpeaker:
    return StatementSpeaker(person_id=key[0], organization_id=key[1], attribution=key[2])


def _told(statement: Statement) -> Sequence[Activity]:
    return db.session.scalars(
        select(Activity).where(
            Activity.record_id == statement.id,
            Activity.kind == ActivityKind.STATEMENT,
            Activity.retracted_at.is_(None),
        )
    ).all()


def _contacts(around: Around) -> tuple[Contact, ...]:
    words = around.in_words.strip()
    return (*(Contact(party) for party in around.speakers), *([Contact(None, attribution=words)] if words else ()))


def _happening(statement: Statement, around: Around) -> Happening:
    return Happening(
        occurred_on=statement.said_on,
        date_note=statement.date_note,
        not_before=statement.not_before,
        not_after=statement.not_after,
        summary=statement.summary,
        note=quoted(statement.quote),
        side=statement.side,
        contacts=_contacts(around),
        sources=around.sources,
    )


def quoted(quote: str) -> str:
    """Return a quote in quotation marks, or nothing."""
    return f"“{quote}”" if quote else ""


def _follow(activity: Activity, statement: Statement, around: Around) -> None:
    """Let the line on the timelines say what the statement says now. Its campaigns follow the record's own."""
    now = _happening(statement, around)
    for name in ("not_before", "not_after", "summary", "note", "side"):
        setattr(activity, name, getattr(now, name))
    activities.set_contacts(activity, now.contacts)
    records.set_sources(activity, around.sources)
    activities.move(activity, now.occurred_on, now.date_note)
