"""One record by its ref, if the reader may see it; its history; what it is called."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import aliased, joinedload, selectin_polymorphic
from sqlalchemy.orm.interfaces import ORMOption

from advocacy.db import db
from advocacy.models import (
    Commitment,
    Demand,
    Influence,
    Letter,
    MeetingRequest,
    Recipient,
    Record,
    Signature,
    Stance,
    Step,
    Target,
    User,
)
from advocacy.policy import Actor, visible_records
from advocacy.policy.readers import Reader, parameters, reader

R = TypeVar("R", bound=Record)


def by_ref(actor: Actor, model: type[R], ref: str, *options: ORMOption) -> R | None:
    """Return the record of this kind with this ref, or None when it is missing or hidden: both look the same."""
    statement = _by_ref(reader(actor), model).options(*options)
    found: R | None = db.session.scalar(statement, parameters(actor, ref=ref))
    return found


@lru_cache(maxsize=128)
def _by_ref(viewer: Reader, model: type[R]) -> Select[R]:
    """Every record's page asks this, and for people the condition is long: it is built once."""
    return select(model).where(model.ref == bindparam("ref"), visible_records(viewer, model))


def any_by_ref(actor: Actor, ref: str) -> Record | None:
    """Return the record of any kind with this ref, as its own class, ready to be named and linked, or None."""
    record_id = db.session.scalar(select(Record.id).where(Record.ref == ref, visible_records(actor)))
    return by_ids(actor, [record_id]).get(record_id or 0)


def by_ids(actor: Actor, ids: Iterable[int | None]) -> dict[int, Record]:
    """Return the visible records of these ids, ready to be named and linked: one query per kind among them."""
    wanted = {record_id for record_id in ids if record_id is not None}
    if not wanted:
        return {}
    kinds = [mapper.class_ for mapper in Record.__mapper__.self_and_descendants if mapper.class_ is not Record]
    parties: list[ORMOption] = [
        joinedload(relation)
        for model in (Target, Stance, MeetingRequest, Commitment)
        for relation in (model.person, model.organization)
    ]
    ends: list[ORMOption] = [
        joinedload(relation)
        for relation in (
            Influence.from_person, Influence.from_organization, Influence.to_person, Influence.to_organization
        )
    ]  # fmt: skip
    statement = (
        select(Record)
        .where(Record.id.in_(wanted), visible_records(actor))
        .options(
            selectin_polymorphic(Record, kinds),
            joinedload(Demand.campaign),
            joinedload(Target.campaign),
            *parties,
            *ends,
        )
    )
    return {record.id: record for record in db.session.scalars(statement).unique()}


def number_of(record: Record) -> int | None:
    """Return the readable number in its leading campaign: the 3 of "Letter 3"."""
    return next((link.number for link in record.campaign_links if link.number is not None), None)


def history(record: Record) -> list[tuple[Step, User | None]]:
    """Return every step of the record, its recipients and signatures, newest first, with who took it."""
    taker = aliased(User)
    rows: Any = db.session.execute(
        select(Step, taker)
        .outerjoin(taker, taker.id == Step.actor_id)
        .where(Step.record_id == record.id)
        .order_by(Step.id.desc())
        .limit(200)
    )
    return [(step, user) for step, user in rows]


def parties_of(record: Record) -> list[Recipient | Signature]:
    """Return a letter's recipients and signatures with whom they name, in two queries; nothing for other kinds."""
    if not isinstance(record, Letter):
        return []
    return [*_with_party(Recipient, record), *_with_party(Signature, record)]


def _with_party(model: Any, letter: Letter) -> list[Any]:
    loaded = joinedload(model.person), joinedload(model.organization)
    return list(db.session.scalars(select(model).where(model.letter_id == letter.id).options(*loaded)).all())
