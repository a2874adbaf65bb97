"""Precedents: the matrix of places and demands, one precedent, and what might be one for a demand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from advocacy.db import db
from advocacy.domain.campaigns import CampaignStatus, Instrument, RunBy
from advocacy.domain.precedents import Standing, likeness
from advocacy.models import Campaign, Demand, Jurisdiction, Precedent, PrecedentDemand
from advocacy.policy import Actor, visible_records
from advocacy.queries import keyset, records
from advocacy.queries.keyset import Place, Slice

MOST_CANDIDATES = 20
_SEARCHED = 1_000
"""How many unmatched precedents are compared with a demand's words; the newest."""
_STATUS_FIRST = (CampaignStatus.ACTIVE, CampaignStatus.PLANNING, CampaignStatus.PAUSED)


@dataclass(frozen=True)
class Wanted:
    """What the matrix is narrowed to; None means all."""

    place: Jurisdiction | None = None
    instrument: Instrument | None = None
    standing: Standing | None = None


@dataclass(frozen=True)
class Row:
    """One place: its precedents by the id of the demand that they are matched to, and those matched to none here."""

    place: Jurisdiction
    is_ours: bool
    cells: dict[int, list[Precedent]] = field(default_factory=dict)
    others: list[Precedent] = field(default_factory=list)

    @property
    def known(self) -> int:
        """How many demands somebody has looked into here."""
        return sum(bool(each) for each in self.cells.values())


@dataclass(frozen=True)
class Matrix:
    """A page of the matrix: the demands across, the places down."""

    demands: list[Demand]
    rows: list[Row]
    places: Slice[Jurisdiction]

    @property
    def cells(self) -> int:
        """How many cells there are on this page."""
        return len(self.demands) * len(self.rows)

    @property
    def known(self) -> int:
        """In how many of them something is known."""
        return sum(row.known for row in self.rows)


def usual_campaign(actor: Actor) -> Campaign | None:
    """Return the campaign whose demands are shown when nobody asks for another: ours, running, with most demands."""
    running = case((Campaign.status.in_(_STATUS_FIRST), 0), else_=1)
    demands = Demand.__table__.c
    count = select(func.count()).where(demands.campaign_id == Campaign.__table__.c.id).scalar_subquery()
    statement = (
        select(Campaign)
        .where(visible_records(actor, Campaign), Campaign.run_by == RunBy.US, count > 0)
        .order_by(Campaign.is_sample, running, count.desc(), Campaign.id)
        .limit(1)
    )
    found: Campaign | None = db.session.scalar(statement)
    return found


def matrix(actor: Actor, campaign: Campaign | None, wanted: Wanted, place: Place = keyset.START) -> Matrix:
    """Return a page of what places have done about the demands of a campaign, in a constant number of queries.

    Every place with a precedent has a row, by name, and so has the campaign's own place.
    """
    demands = _demands_of(actor, campaign)
    home = campaign.jurisdiction_id if campaign is not None else None
    narrowed = _narrowed(actor, wanted)
    if campaign is not None:  # what was invented for practice does not stand beside what happened
        narrowed.append(Precedent.is_sample == campaign.is_sample)
    there: ColumnElement[bool] = Jurisdiction.id.in_(select(Precedent.jurisdiction_id).where(*narrowed))
    if home is not None and wanted == Wanted():
        there = or_(there, Jurisdiction.id == home)
    places = keyset.page_of(Jurisdiction, Jurisdiction.title_key, [visible_records(actor, Jurisdiction), there], place)
    found = _load(*narrowed, Precedent.jurisdiction_id.in_([each.id for each in places.rows]))
    by_place: dict[int, list[Precedent]] = defaultdict(list)
    for precedent in found:
        by_place[precedent.jurisdiction_id].append(precedent)
    rows = [_row(each, each.id == home, demands, by_place[each.id]) for each in places.rows]
    return Matrix(demands, sorted(rows, key=lambda row: not row.is_ours), places)


def _row(place: Jurisdiction, is_ours: bool, demands: Sequence[Demand], found: Sequence[Precedent]) -> Row:
    row = Row(place, is_ours, {demand.id: [] for demand in demands})
    for precedent in found:
        here = [link.demand_id for link in precedent.demand_links if link.demand_id in row.cells]
        for demand_id in here:
            row.cells[demand_id].append(precedent)
        if not here:
            row.others.append(precedent)
    return row


def _demands_of(actor: Actor, campaign: Campaign | None) -> list[Demand]:
    if campaign is None:
        return []
    statement = select(Demand).where(Demand.campaign_id == campaign.id, visible_records(actor, Demand))
    return list(db.session.scalars(statement.order_by(Demand.number).limit(40)))


def _narrowed(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [visible_records(actor, Precedent), Precedent.retracted_at.is_(None)]
    if wanted.place is not None:
        conditions.append(Precedent.jurisdiction_id == wanted.place.id)
    if wanted.instrument is not None:
        conditions.append(Precedent.instrument == wanted.instrument)
    if wanted.standing is not None:
        conditions.append(Precedent.standing == wanted.standing)
    return conditions


def _load(*conditions: ColumnElement[bool]) -> list[Precedent]:
    statement = (
        select(Precedent)
        .where(*conditions)
        .options(selectinload(Precedent.demand_links), selectinload(Precedent.citations))
        .order_by(Precedent.happened_on.desc(), Precedent.id)
    )
    return list(db.session.scalars(statement))


def by_ref(actor: Actor, ref: str) -> Precedent | None:
    """Return one precedent with all that its page shows, or None when it is missing."""
    return records.by_ref(
        actor,
        Precedent,
        ref,
        joinedload(Precedent.organization),
        joinedload(Precedent.official),
        selectinload(Precedent.demand_links).joinedload(PrecedentDemand.demand).joinedload(Demand.campaign),
        selectinload(Precedent.citations),
        selectinload(Precedent.campaign_links),
    )


def demands_of(actor: Actor, precedent: Precedent) -> list[Demand]:
    """Return the demands that it is matched to, as far as the actor sees them."""
    ids = [link.demand_id for link in precedent.demand_links]
    seen = set(db.session.scalars(select(Demand.id).where(Demand.id.in_(ids), visible_records(actor, Demand))))
    return [link.demand for link in precedent.demand_links if link.demand_id in seen]


def in_place(actor: Actor, place: Jurisdiction) -> list[Precedent]:
    """Return what a place has done, the latest first."""
    return _load(*_narrowed(actor, Wanted(place=place)))


@dataclass(frozen=True)
class ForDemand:
    """What is known for a demand, and what might be matched to it."""

    matched: list[Precedent]
    candidates: list[Precedent]


def for_demand(actor: Actor, demand: Demand) -> ForDemand:
    """Return the precedents of a demand, and others whose words are like its words, the likest first."""
    links = select(PrecedentDemand.precedent_id).where(PrecedentDemand.demand_id == demand.id)
    alive = _narrowed(actor, Wanted())
    matched = _load(*alive, Precedent.id.in_(links))
    rest: Any = db.session.execute(
        select(Precedent.id, Precedent.title, Precedent.instrument_words, Precedent.provisions, Precedent.instrument)
        .where(*alive, Precedent.id.not_in(links))
        .order_by(Precedent.id.desc())
        .limit(_SEARCHED)
    )
    words = f"{demand.text} {demand.text_es}"
    rated = [(likeness(words, f"{row.title} {row.instrument_words} {row.provisions}"), row.id) for row in rest]
    best = [precedent_id for score, precedent_id in sorted(rated, reverse=True) if score][:MOST_CANDIDATES]
    found = {each.id: each for each in _load(Precedent.id.in_(best))} if best else {}
    return ForDemand(matched, [found[each] for each in best])
