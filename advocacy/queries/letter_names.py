"""What letters are called where a statement reads their subject alone: fields in it are filled in."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from advocacy.db import db
from advocacy.domain.merge_fields import has_fields
from advocacy.models import Letter, RecordCampaign


def names_of(subjects: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what letters are called, by ref, from (ref, subject); only one with fields is looked up, all in one."""
    known = dict(subjects)
    refs = [ref for ref, subject in known.items() if has_fields(subject)]
    if refs:
        links = selectinload(Letter.campaign_links).joinedload(RecordCampaign.campaign)
        found = select(Letter).where(Letter.ref.in_(refs)).options(links)
        known |= {letter.ref: letter.name for letter in db.session.scalars(found)}
    return known


def with_names(rows: Iterable[Any]) -> Iterator[tuple[Any, str]]:
    """Yield each row that has `ref` and `subject` of a letter with what the letter is called."""
    read = list(rows)
    names = names_of((row.ref, row.subject) for row in read)
    for row in read:
        yield row, names[row.ref]
