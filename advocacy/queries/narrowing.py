"""Conditions by which lists of records are narrowed: to a campaign, and to words."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from advocacy.db import db
from advocacy.domain.not_in_print import NOBODY
from advocacy.domain.text import fold
from advocacy.models import Campaign, RecordCampaign, SearchEntry
from advocacy.policy import Actor
from advocacy.queries.not_in_print import unprinted_for

MOST_WORDS = 6
"""Of what was typed; more are passed over."""


def with_words(actor: Actor, model: Any, words: str) -> list[ColumnElement[bool]]:
    """Return the conditions that each of the words stands somewhere in what search knows of the record.

    Members do not find by the name of somebody "not in print" what shows them initials.
    """
    asked = fold(words).split()[:MOST_WORDS]
    found = [model.id.in_(_holding(word)) for word in asked]
    entry = SearchEntry.__table__.c
    texts = select(entry.record_id, entry.title_folded, entry.body_folded)
    hidden = found_by_names_alone(actor, asked, texts.where(*(entry.record_id.in_(_holding(word)) for word in asked)))
    return [*found, model.id.not_in(hidden)] if hidden else found


def with_words_in_title(actor: Actor, model: Any, words: str) -> list[ColumnElement[bool]]:
    """Return the conditions that each of the words stands in the name of an organization or a place."""
    asked = fold(words).split()[:MOST_WORDS]
    found = [model.title_key.contains(word, autoescape=True) for word in asked]
    hidden = found_by_names_alone(actor, asked, select(model.id, model.title_key).where(*found))
    return [*found, model.id.not_in(hidden)] if hidden else found


def found_by_names_alone(actor: Actor, asked: Sequence[str], rows: Select[Any]) -> list[int]:
    """Return the ids of the rows (an id, then texts) that hold all the words only with names that the reader does
    not read.
    """
    names = unprinted_for(actor) if asked else NOBODY
    if not any(map(names.may_hold, asked)):
        return []
    names = names.saying(" ")
    return [
        row_id
        for row_id, *texts in db.session.execute(rows)
        if not _holds_all(fold(names.withheld("\n".join(texts))), asked)
    ]


def _holds_all(text: str, asked: Sequence[str]) -> bool:
    return all(word in text for word in asked)


def _holding(word: str) -> Any:
    columns = (SearchEntry.title_folded, SearchEntry.body_folded)
    return select(SearchEntry.record_id).where(or_(*(column.contains(word, autoescape=True) for column in columns)))


def of_campaign(model: Any, campaign: Campaign | None) -> list[ColumnElement[bool]]:
    """Return the condition that the record belongs to the campaign; none where no campaign is asked for."""
    if campaign is None:
        return []
    links = RecordCampaign.__table__.alias()
    return [model.id.in_(select(links.c.record_id).where(links.c.campaign_id == campaign.id))]
