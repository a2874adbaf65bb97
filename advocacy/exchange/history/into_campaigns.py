"""Campaigns and asks of a history file become campaigns with targets and supporters, and demands."""

from __future__ import annotations

from advocacy.db import db
from advocacy.domain.campaigns import CampaignStatus, DemandStatus, RunBy, TargetPart
from advocacy.domain.records import RecordKind
from advocacy.exchange.history import mapping
from advocacy.exchange.history.book import Book, Plain
from advocacy.exchange.history.facets import (
    Facet,
    campaigns,
    column,
    dated,
    paragraphs,
    parties,
    points_at,
    sources,
    text,
)
from advocacy.exchange.history.into_directory import meaning
from advocacy.exchange.history.records import AskEntry, CampaignEntry
from advocacy.exchange.history.shapes import Shape
from advocacy.exchange.history.telling import many
from advocacy.models import Campaign, Demand, RecordCampaign, Supporter, Target, TargetDemand


def _make_campaign(entry: CampaignEntry, book: Book) -> Campaign:
    return Campaign(slug=book.new_slug(entry.name))


def _status(entry: CampaignEntry, _book: Book) -> CampaignStatus:
    """Return our state if the words are one of ours; else it is active, and the words are its note."""
    found: CampaignStatus | None = mapping.CAMPAIGN_STATUSES.find(entry.status)
    return found or CampaignStatus.ACTIVE


def _status_note(entry: CampaignEntry) -> str:
    return "" if mapping.CAMPAIGN_STATUSES.find(entry.status) else entry.status


def _put_itself(campaign: Campaign, _value: Plain, _book: Book) -> None:
    """A campaign belongs to itself, so that one rule of visibility serves every record."""
    if not campaign.campaign_links:
        campaign.campaign_links.append(RecordCampaign(campaign_id=campaign.id, kind=RecordKind.CAMPAIGN))


def _targets(entry: CampaignEntry, _book: Book) -> Plain:
    words = [entry.target_note] if entry.target_note else []
    return [*many(entry.target_ids), *words]


def _put_targets(campaign: Campaign, value: Plain, book: Book) -> None:
    """Add the targets that are not there yet; one that the file no longer names may have a history."""
    have = {book.party_of(target) for target in campaign.targets}
    for named in value:
        if named not in have:
            campaign.targets.append(new_target(campaign.id, named, book))


def new_target(campaign_id: int, named: str, book: Book) -> Target:
    """Return a new target of a campaign: somebody who decides."""
    target = Target(
        campaign_id=campaign_id,
        part=TargetPart.DECISION_MAKER,
        created_by_id=book.actor.user_id,
        **book.party(named),
    )
    target.campaign_links.append(RecordCampaign(campaign_id=campaign_id, kind=RecordKind.TARGET))
    db.session.add(target)
    book.forget_targets(campaign_id)
    return target


CAMPAIGNS: Shape[CampaignEntry] = Shape(
    Campaign,
    make=_make_campaign,
    facets=(
        text("title", lambda campaign: campaign.name),
        text("goal", lambda campaign: campaign.goal),
        points_at("jurisdiction_id", lambda campaign: campaign.jurisdiction),
        column(
            "run_by",
            lambda campaign, book: book.run_by(campaign),
            RunBy,
        ),
        column("status", _status, CampaignStatus),
        text("status_note", _status_note),
        dated("started_on", lambda campaign: campaign.start),
        dated("ended_on", lambda campaign: campaign.end),
        text("note", lambda campaign: campaign.note),
        parties("supporters", lambda campaign, _: many(campaign.supporter_ids or ()), Supporter),
        sources(lambda campaign, _: campaign.source),
        Facet("itself", lambda *_: True, lambda *_: True, _put_itself, late=True),
        Facet(
            "targets",
            _targets,
            lambda campaign, book: [book.party_of(target) for target in campaign.targets],
            _put_targets,
            late=True,
        ),
    ),
)


def _make_demand(entry: AskEntry, book: Book) -> Demand:
    return Demand(campaign_id=book.id_of(entry.campaign))


def _demand_note(entry: AskEntry) -> str:
    quote = f"“{entry.quote}”" if entry.quote else None
    return paragraphs(entry.exception, quote, entry.addressee_note, entry.note)


def _asked(demand: Demand, book: Book) -> Plain:
    rows = db.session.query(Target).join(TargetDemand, TargetDemand.target_id == Target.id)
    return sorted(book.party_of(target) for target in rows.filter(TargetDemand.demand_id == demand.id))


def _put_asked(demand: Demand, value: Plain, book: Book) -> None:
    """Whoever is asked for a demand is a target of its campaign."""
    for named in value:
        target_id = book.target_of(demand.campaign_id, book.party(named))
        if target_id is None:
            target = new_target(demand.campaign_id, named, book)
            db.session.flush()
            target_id = target.id
        db.session.add(TargetDemand(target_id=target_id, demand_id=demand.id))


ASKS: Shape[AskEntry] = Shape(
    Demand,
    make=_make_demand,
    facets=(
        column("number", lambda ask, _: ask.number),
        text("text", lambda ask: ask.text),
        column(
            "status",
            lambda ask, _: meaning(mapping.ASK_OUTCOMES, ask.outcome) or DemandStatus.OPEN,
            DemandStatus,
        ),
        text("note", _demand_note),
        campaigns(lambda ask: [ask.campaign], RecordKind.DEMAND),
        sources(lambda ask, _: ask.source),
        Facet(
            "asked_of",
            lambda ask, _: list(many([ask.addressee] if ask.addressee else [])),
            _asked,
            _put_asked,
            late=True,
        ),
    ),
)
