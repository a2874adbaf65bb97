"""Conditions by which lists of records are narrowed: to a campaign, and to words."""

from typing import Any

from sqlalchemy import ColumnElement, or_, select

from advocacy.domain.text import fold
from advocacy.models import Campaign, RecordCampaign, SearchEntry

MOST_WORDS = 6
"""Of what was typed; more are passed over."""


def with_words(model: Any, words: str) -> list[ColumnElement[bool]]:
    """Return the conditions that each of the words stands somewhere in what search knows of the record."""
    return [model.id.in_(_holding(word)) for word in fold(words).split()[:MOST_WORDS]]


def _holding(word: str) -> Any:
    columns = (SearchEntry.title_folded, SearchEntry.body_folded)
    return select(SearchEntry.record_id).where(or_(*(column.contains(word, autoescape=True) for column in columns)))


def of_campaign(model: Any, campaign: Campaign | None) -> list[ColumnElement[bool]]:
    """Return the condition that the record belongs to the campaign; none where no campaign is asked for."""
    if campaign is None:
        return []
    links = RecordCampaign.__table__.alias()
    return [model.id.in_(select(links.c.record_id).where(links.c.campaign_id == campaign.id))]
