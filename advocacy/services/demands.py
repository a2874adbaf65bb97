"""Demands: added, edited, put in order, and moved along their workflow."""

from typing import Any

from sqlalchemy import ColumnElement, func, select

from advocacy.db import db, one_at_a_time
from advocacy.domain.campaigns import DemandDetails, DemandEvent
from advocacy.domain.problems import Refused
from advocacy.domain.words import N_
from advocacy.models import Campaign, Demand, Step
from advocacy.policy import Action, Actor, ensure
from advocacy.queries.letter_texts import letters_with
from advocacy.services import records, steps
from advocacy.services.letters.drafting import changing


def add(actor: Actor, campaign: Campaign, details: DemandDetails) -> Demand:
    """Add a demand as the last of a campaign."""
    ensure(actor, Action.WORK_DEMAND, campaign)
    one_at_a_time(f"demands of {campaign.id}")
    last = db.session.scalar(select(func.max(Demand.number)).where(Demand.campaign_id == campaign.id)) or 0
    demand = Demand(campaign_id=campaign.id, number=last + 1, is_sample=campaign.is_sample)
    _write(demand, details)
    records.add(actor, demand, "demand.created", campaigns=[campaign], number=demand.number)
    return demand


def edit(actor: Actor, demand: Demand, details: DemandDetails, *, version: int | None = None) -> None:
    """Change the words of a demand.

    A letter that is still written says the new ones, as a new text; one that was approved keeps those it had.
    """
    ensure(actor, Action.WORK_DEMAND, demand)
    records.expect_version(demand, version)
    with changing(actor, *letters_with(demand)):
        _write(demand, details)
    records.saved(actor, demand, "demand.edited")


def move_up(actor: Actor, demand: Demand, *, version: int | None = None) -> None:
    """Change places with the demand before it."""
    _change_places(actor, demand, version, Demand.number < demand.number, Demand.number.desc())


def move_down(actor: Actor, demand: Demand, *, version: int | None = None) -> None:
    """Change places with the demand after it."""
    _change_places(actor, demand, version, Demand.number > demand.number, Demand.number)


def take_step(actor: Actor, demand: Demand, event: DemandEvent, *, note: str = "", version: int | None = None) -> Step:
    """Mark a demand as promised, partly met, met or refused; withdraw it; put it back to open."""
    ensure(actor, Action.WORK_DEMAND, demand)
    records.expect_version(demand, version)
    records.refuse_never_stored(note=note)
    return steps.take(actor, demand, event, note=note)


def _write(demand: Demand, details: DemandDetails) -> None:
    if not details.text.strip():
        raise Refused.at("text", N_("This is needed."))
    records.refuse_never_stored(text=details.text, text_es=details.text_es, note=details.note)
    demand.text, demand.text_es, demand.note = details.text, details.text_es, details.note
    demand.instrument = details.instrument


def _change_places(actor: Actor, demand: Demand, version: int | None, beside: ColumnElement[bool], order: Any) -> None:
    ensure(actor, Action.WORK_DEMAND, demand)
    records.expect_version(demand, version)
    one_at_a_time(f"demands of {demand.campaign_id}")
    other = db.session.scalar(
        select(Demand).where(Demand.campaign_id == demand.campaign_id, beside).order_by(order).limit(1)
    )
    if other is None:
        return
    here, there = demand.number, other.number
    demand.number = 0  # nobody has it: two demands never hold one number, not even between two statements
    db.session.flush()
    other.number = here
    db.session.flush()
    demand.number = there
    records.saved(actor, demand, "demand.moved", number=(here, there))
