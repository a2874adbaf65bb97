"""The confidential campaign of the demo: its words, its records, who is outside, and a world in which it never was."""

import contextlib
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.campaigns import Access
from advocacy.models import Activity, ActivityCampaign, Campaign, Letter, Record, RecordCampaign
from advocacy.models.base import new_ref

WORDS = (
    "sheriff",
    "notices to families",
    "quiet team",
    "quiet agreement",
    "second proposal",
    "chief’s deputy",
    "coffee with the chief",
    "a first proposal",
    "sample-quiet",
)
"""Words that only the confidential campaign of the demo uses, in small letters."""

DRAWN = re.compile(r'(name="(?:csrf_token|submission)"[^>]*?value=")[^"]*')
"""What is drawn anew for every page."""
AGO = re.compile(r"\bjust now\b|\b\d+ (?:min|h) ago\b", re.IGNORECASE)
"""How long ago something was: a minute may pass between two pages."""


@dataclass(frozen=True)
class Hidden:
    """Refs of everything that belongs to the campaign, by blueprint, and one ref that nothing has."""

    slug: str
    refs: dict[str, str]
    recipient: str
    unknown: str

    @property
    def secrets(self) -> set[str]:
        """What must stand on no page but the administrators' list of labels: refs."""
        return {*self.refs.values(), self.recipient, self.slug}


def find_hidden() -> Hidden:
    """Return the demo's confidential campaign."""
    campaign = db.session.scalars(select(Campaign).where(Campaign.access == Access.RESTRICTED)).one()
    records = db.session.scalars(select(Record).join(RecordCampaign).where(RecordCampaign.campaign_id == campaign.id))
    refs = {f"{record.kind.value}s": record.ref for record in records}
    activities = select(Activity).join(ActivityCampaign).where(ActivityCampaign.campaign_id == campaign.id)
    refs["activities"] = db.session.scalars(activities.where(Activity.step == "")).all()[0].ref
    letter = db.session.scalars(select(Letter).where(Letter.ref == refs["letters"])).one()
    return Hidden(campaign.slug, refs, letter.recipients[0].ref, new_ref())


def words_in(text: str) -> set[str]:
    """Return which of the campaign's words stand in a text."""
    folded = text.casefold().replace("&#39;", "’").replace("'", "’")
    return {word for word in WORDS if word in folded}


def forget_it(database: Path) -> None:
    """Take the campaign and everything of it out of an SQLite file, as if it had never been."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        run = connection.execute
        run("PRAGMA foreign_keys = OFF")
        run(
            "DELETE FROM activities WHERE id IN (SELECT activity_id FROM activity_campaigns "
            "WHERE campaign_id IN (SELECT id FROM campaigns WHERE access = 'restricted'))"
        )
        run(
            "DELETE FROM records WHERE id IN (SELECT record_id FROM record_campaigns "
            "WHERE campaign_id IN (SELECT id FROM campaigns WHERE access = 'restricted'))"
        )
        while orphans := run("PRAGMA foreign_key_check").fetchall():
            for table, row, _parent, _key in orphans:
                run(f"DELETE FROM {table} WHERE rowid = ?", (row,))  # noqa: S608 (SQLite names its own tables)
        run("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
        connection.commit()
        run("PRAGMA wal_checkpoint(TRUNCATE)")


def as_drawn(html: str) -> str:
    """Return a page without what is drawn anew each time."""
    return AGO.sub("", DRAWN.sub(r"\1", html))
