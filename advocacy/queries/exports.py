"""The rows of the tables that go out: one SELECT each, with what the reader may see and nothing that was retracted.

A record for everybody may belong to a hidden campaign, and be matched to a hidden demand: those are left out of cells.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import aliased

from advocacy.db import db
from advocacy.domain.exports import Export
from advocacy.domain.proceedings import ProceedingPart
from advocacy.models import (
    Campaign,
    Claim,
    ClaimAnswer,
    Claimant,
    Demand,
    Jurisdiction,
    Measure,
    MediaItem,
    Organization,
    Person,
    Precedent,
    PrecedentDemand,
    Proceeding,
    ProceedingParty,
    ProceedingStep,
    Record,
    RecordCampaign,
    Stance,
    Statement,
    StatementDemand,
    StatementSpeaker,
)
from advocacy.models.records import Citation
from advocacy.policy import Actor, visible_campaign_ids, visible_work
from advocacy.queries.cells import joined, party_name, person_name, place_name
from advocacy.queries.narrowing import of_campaign

MODELS: dict[Export, Any] = {
    Export.STATEMENTS: Statement,
    Export.STANCES: Stance,
    Export.CLAIMS: Claim,
    Export.PRECEDENTS: Precedent,
    Export.PROCEEDINGS: Proceeding,
}


def rows_statement(actor: Actor, export: Export, campaign: Campaign | None = None) -> Select[Any]:
    """Return the SELECT of a table's rows. Columns are named as the file's columns."""
    return _SELECTS[export](actor).where(*_shown(actor, export, campaign))


def count(actor: Actor, export: Export, campaign: Campaign | None = None) -> int:
    """Return how many rows a table has."""
    statement = select(func.count()).select_from(MODELS[export]).where(*_shown(actor, export, campaign))
    return db.session.scalar(statement) or 0


def _shown(actor: Actor, export: Export, campaign: Campaign | None) -> list[ColumnElement[bool]]:
    model = MODELS[export]
    conditions = [visible_work(actor, model), model.retracted_at.is_(None), *of_campaign(model, campaign)]
    if model is Stance:  # an entry about what the reader does not see says too much
        conditions.append(_seen_id(actor, Stance.about_id))
    return conditions


def _seen_id(actor: Actor, column: Any) -> ColumnElement[bool]:
    record = aliased(Record)
    return select(literal(1)).where(record.id == column, visible_work(actor, record)).exists()


def _statements(actor: Actor) -> Select[Any]:
    return select(
        Statement.ref,
        Statement.said_on.label("date"),
        Statement.date_note,
        _parties(StatementSpeaker, StatementSpeaker.statement_id == Statement.id).label("speakers"),
        Statement.summary,
        Statement.quote,
        Statement.channel,
        Statement.side,
        Statement.shows.label("position"),
        Statement.shows_words.label("position_words"),
        _demands(actor, StatementDemand, StatementDemand.statement_id == Statement.id).label("demands"),
        *_common(actor, Statement),
    ).order_by(Statement.sort_on.desc(), Statement.id.desc())


def _stances(actor: Actor) -> Select[Any]:
    person, group = Person.__table__.alias(), Organization.__table__.alias()
    about = aliased(Record)
    campaign, demand, measure = (each.__table__.alias() for each in (Campaign, Demand, Measure))
    return (
        select(
            Stance.ref,
            party_name(Stance, person.c, group.c).label("who"),
            about.kind.label("about_kind"),
            func.coalesce(campaign.c.title, demand.c.text, measure.c.title).label("about"),
            Stance.stated_on.label("date"),
            Stance.score,
            Stance.confidence,
            Stance.quote,
            Stance.evidence,
            case((Stance.superseded_by_id.is_not(None), True), else_=False).label("replaced"),
            *_common(actor, Stance, note=False),
        )
        .join(about, about.id == Stance.about_id)
        .outerjoin(person, person.c.id == Stance.person_id)
        .outerjoin(group, group.c.id == Stance.organization_id)
        .outerjoin(campaign, campaign.c.id == Stance.about_id)
        .outerjoin(demand, demand.c.id == Stance.about_id)
        .outerjoin(measure, measure.c.id == Stance.about_id)
        .order_by(Stance.stated_on.desc(), Stance.id.desc())
    )


def _claims(actor: Actor) -> Select[Any]:
    return select(
        Claim.ref,
        Claim.text,
        Claim.figure,
        Claim.unit,
        Claim.subject,
        _parties(Claimant, Claimant.claim_id == Claim.id).label("said_by"),
        Claim.basis,
        Claim.stated_on.label("date"),
        _answers().label("answered_by"),
        *_common(actor, Claim),
    ).order_by(Claim.id.desc())


def _answers() -> Any:
    link, answer = ClaimAnswer.__table__.alias(), aliased(Claim)
    return (
        select(joined(answer.ref, link.c.id))
        .join(link, link.c.answer_id == answer.id)
        .where(link.c.claim_id == Claim.id, answer.retracted_at.is_(None))
        .scalar_subquery()
    )


def _precedents(actor: Actor) -> Select[Any]:
    place, agency, official = (each.__table__.alias() for each in (Jurisdiction, Organization, Person))
    return (
        select(
            Precedent.ref,
            place_name(place.c).label("place"),
            Precedent.instrument,
            Precedent.instrument_words,
            Precedent.title,
            Precedent.standing,
            Precedent.happened_on.label("date"),
            Precedent.date_note,
            Precedent.provisions,
            _demands(actor, PrecedentDemand, PrecedentDemand.precedent_id == Precedent.id).label("demands"),
            Precedent.aftermath,
            agency.c.title.label("agency"),
            case((official.c.id.is_not(None), person_name(official.c))).label("official"),
            *_common(actor, Precedent),
        )
        .join(place, place.c.id == Precedent.jurisdiction_id)
        .outerjoin(agency, agency.c.id == Precedent.organization_id)
        .outerjoin(official, official.c.id == Precedent.official_id)
        .order_by(place.c.title, Precedent.happened_on.desc(), Precedent.id)
    )


def _proceedings(actor: Actor) -> Select[Any]:
    step = ProceedingStep.__table__.alias()
    latest = select(func.max(step.c.occurred_on)).where(step.c.proceeding_id == Proceeding.id).scalar_subquery()
    return select(
        Proceeding.ref,
        Proceeding.title,
        *(_side(part).label(part.value) for part in ProceedingPart),
        Proceeding.court,
        Proceeding.case_number,
        Proceeding.asks,
        Proceeding.status,
        latest.label("latest_step"),
        *_common(actor, Proceeding),
    ).order_by(Proceeding.title, Proceeding.id)


def _side(part: ProceedingPart) -> Any:
    mine = (ProceedingParty.proceeding_id == Proceeding.id, ProceedingParty.part == part)
    return _parties(ProceedingParty, *mine)


_SELECTS: dict[Export, Callable[[Actor], Select[Any]]] = {
    Export.STATEMENTS: _statements,
    Export.STANCES: _stances,
    Export.CLAIMS: _claims,
    Export.PRECEDENTS: _precedents,
    Export.PROCEEDINGS: _proceedings,
}


def _common(actor: Actor, model: Any, *, note: bool = True) -> list[Any]:
    """Return the cells that every table ends with."""
    cells = [
        _campaigns(actor, model).label("campaigns"),
        _sources(model, func.coalesce(*(func.nullif(each, "") for each in _SOURCE_NAMES))).label("sources"),
        _sources(model, func.nullif(MediaItem.__table__.c.url, "")).label("links"),
    ]
    return [*cells, *([model.note] if note else []), model.is_sample.label("sample")]


_SOURCE_NAMES = tuple(MediaItem.__table__.c[name] for name in ("headline", "publisher", "author", "note"))
"""What a source is called by: the first of these that is known, as MediaItem.name has it."""


def _campaigns(actor: Actor, model: Any) -> Any:
    link, campaign = RecordCampaign.__table__.alias(), Campaign.__table__.alias()
    return (
        select(joined(campaign.c.title, link.c.position))
        .select_from(link.join(campaign, campaign.c.id == link.c.campaign_id))
        .where(link.c.record_id == model.id, campaign.c.id.in_(visible_campaign_ids(actor)))
        .scalar_subquery()
    )


def _sources(model: Any, words: Any) -> Any:
    citation, source = Citation.__table__, MediaItem.__table__
    return (
        select(joined(words, citation.c.id))
        .select_from(citation.join(source, source.c.id == citation.c.media_item_id))
        .where(citation.c.record_id == model.id)
        .scalar_subquery()
    )


def _demands(actor: Actor, link: Any, own: ColumnElement[bool]) -> Any:
    demand = Demand.__table__.alias()
    return (
        select(joined(demand.c.text, link.id))
        .select_from(link)
        .join(demand, demand.c.id == link.demand_id)
        .where(own, _seen_id(actor, demand.c.id))
        .scalar_subquery()
    )


def _parties(rows: Any, *own: ColumnElement[bool]) -> Any:
    """Return the names of the rows of one record, joined. Places are named too where the rows know of places."""
    person, group, place = (each.__table__.alias() for each in (Person, Organization, Jurisdiction))
    name = party_name(rows, person.c, group.c)
    statement = select(rows).outerjoin(person, person.c.id == rows.person_id)
    statement = statement.outerjoin(group, group.c.id == rows.organization_id)
    if hasattr(rows, "jurisdiction_id"):
        name = func.coalesce(name, place_name(place.c))
        statement = statement.outerjoin(place, place.c.id == rows.jurisdiction_id)
    return statement.with_only_columns(joined(name, rows.id)).where(*own).scalar_subquery()
