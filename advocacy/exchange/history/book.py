"""The book of a load: what the ids of the file are here, what was loaded before, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from advocacy.db import db
from advocacy.domain.campaigns import RunBy
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.text import slugify
from advocacy.exchange.history import mapping
from advocacy.exchange.history.doubles import PossibleDouble
from advocacy.exchange.history.matching import Matches
from advocacy.exchange.history.records import CampaignEntry, Entry, HistoryFile
from advocacy.exchange.history.vocabulary import PersonKind
from advocacy.models import Campaign, CampaignCounter, ImportLink, Post, Target
from advocacy.models.base import utc_now
from advocacy.policy import Actor

Plain = Any
"""A value as it is kept in an import link: text, number, truth value, None, or lists and maps of these."""

DEFAULT_COLLECTION = "history"
RAISES_NOTHING_AFTER_DAYS = 90
"""A fact older than this when it is loaded raises no task, no reminder and no overdue mark."""


@dataclass(frozen=True)
class Difference:
    """A field that the file changed since it was last loaded, and that was left alone: somebody here changed it too."""

    section: str
    external_id: str
    field: str
    file_says: Plain
    here: Plain
    why: str = ""
    """Why it was left alone for another reason; in English, for the terminal."""


@dataclass
class LoadReport:
    """What a load did: records by section, and what it left alone."""

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)
    doubles: list[PossibleDouble] = field(default_factory=list)

    @property
    def changed_something(self) -> bool:
        """Whether the database is another one than before."""
        return bool(self.created or self.updated)


class Book:
    """Keeps the ids of the file and of the database together during one load."""

    def __init__(self, actor: Actor, file: HistoryFile, *, today: date) -> None:
        self.actor = actor
        self.file = file
        self.today = today
        self.namespace = file.meta.collection or DEFAULT_COLLECTION
        self.matches = Matches(file)
        self.report = LoadReport()
        self._ids: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._counters: dict[tuple[int, RecordKind], CampaignCounter] = {}
        self._targets: dict[int, dict[tuple[int | None, int | None], int]] = {}
        self._slugs: set[str] = set()
        self._posts: dict[tuple[int | None, int | None], dict[str, Post | int]] = {}
        self.new_posts: list[tuple[tuple[int | None, int | None], str]] = []
        self._covered: dict[str, dict[str, None]] = {}
        for article in file.media_coverage.values():
            for source in article.source:
                self._covered.setdefault(source, {}).update(dict.fromkeys(article.campaigns))
        self._carried: dict[str, list[str]] = {}
        for ask in file.asks.values():
            if ask.carried_by is not None:
                self._carried.setdefault(ask.carried_by, []).append(ask.id)

    # --- ids ---

    def remember(self, external_id: str, record_id: int) -> None:
        """Note which record an id of the file is; the first id of a record is its name in comparisons."""
        self._ids[external_id] = record_id
        self._names.setdefault(record_id, external_id)

    def id_of(self, external_id: str | None) -> int | None:
        """Return the record's id; None for no id."""
        return None if external_id is None else self.known_id(external_id)

    def known_id(self, external_id: str) -> int:
        """Return the record's id. The file was checked: whatever it names has been loaded by now."""
        return self._ids[external_id]

    def is_known(self, external_id: str) -> bool:
        """Whether the record of an id has been loaded by now."""
        return external_id in self._ids

    def name_of(self, record_id: int | None) -> str | None:
        """Return the id in the file of a record; one that the file does not know is named by its number."""
        return None if record_id is None else self._names.get(record_id, f"#{record_id}")

    # --- parties: "@id" for a person or an organization of the file, else words ---

    def party(self, plain: str) -> dict[str, Any]:
        """Return the columns of a person, an organization, or words of attribution."""
        if not plain.startswith("@"):
            return {"attribution": plain}
        column = "person_id" if plain[1:] in self.file.people else "organization_id"
        return {column: self._ids[plain[1:]]}

    def party_of(self, row: Any) -> str:
        """Return what names the person or organization of a row, as `party` takes it."""
        record_id = row.person_id if row.person_id is not None else row.organization_id
        return str(row.attribution) if record_id is None else f"@{self.name_of(record_id)}"

    # --- what the entries of the file have to do with each other ---

    def asks_of(self, carrier: Entry, named: Iterable[str] = ()) -> list[str]:
        """Return the ids of the asks that a letter, resolution or event carries, in the order of the file."""
        return list(dict.fromkeys([*named, *self._carried.get(carrier.id, ())]))

    def campaigns_of(self, entry: Any) -> list[str]:
        """Return the ids of the campaigns that an entry names, else of those that its sources report on."""
        if entry.campaigns:
            return list(entry.campaigns)
        covered = (campaign for source in entry.source for campaign in self._covered.get(source, ()))
        return list(dict.fromkeys(covered))

    def is_history(self, known: PartialDate) -> bool:
        """Whether a fact is older than 90 days or not dated: then nothing is due because of it."""
        limit = self.today - timedelta(days=RAISES_NOTHING_AFTER_DAYS)
        return known.last_day is None or known.last_day < limit

    def is_ours(self, campaign_id: str | None) -> bool:
        """Whether the campaign is run by us; without a campaign it is not."""
        campaign = self.file.campaigns.get(campaign_id) if campaign_id is not None else None
        return campaign is not None and self.run_by(campaign) is RunBy.US

    def run_by(self, campaign: CampaignEntry) -> RunBy:
        """Return who runs a campaign: as the file says, else us, unless it names supporters and no advocate."""
        if campaign.run_by is not None:
            return mapping.RUN_BY.find(campaign.run_by) or RunBy.US
        if campaign.supporter_ids is None or any(map(self._is_advocate, campaign.supporter_ids)):
            return RunBy.US
        return RunBy.OTHERS

    def _is_advocate(self, supporter_id: str) -> bool:
        person = self.file.people.get(supporter_id)
        kind = None if person is None else mapping.PERSON_KINDS.find(person.kind)
        return kind is PersonKind.ADVOCATE

    # --- what was loaded before ---

    def links(self, external_ids: Iterable[str]) -> dict[str, ImportLink]:
        """Return what these ids became when they were loaded before, and remember their records."""
        rows = db.session.scalars(
            select(ImportLink).where(
                ImportLink.namespace == self.namespace, ImportLink.external_id.in_(list(external_ids))
            )
        )
        found = {link.external_id: link for link in rows}
        for link in found.values():
            if link.record_id is not None:
                self.remember(link.external_id, link.record_id)
        return found

    def write_links(self, rows: list[dict[str, Any]]) -> None:
        """Note what new ids became."""
        now = utc_now()
        blank = {"record_id": None, "activity_id": None, "child_ref": "", "loaded_at": now}
        store(ImportLink, [{**blank, "namespace": self.namespace, **row} for row in rows])

    def differs(self, section: str, external_id: str, name: str, file_says: Plain, here: Plain, why: str = "") -> None:
        """Note a field that both sides changed, or that may not be changed, with the reason; what stands here stays."""
        self.report.differences.append(Difference(section, external_id, name, file_says, here, why))

    # --- numbers, slugs and targets ---

    def next_number(self, campaign_id: int, kind: RecordKind) -> int:
        """Return the next readable number of a kind of record in a campaign."""
        counter = self._counters.get((campaign_id, kind))
        if counter is None:
            counter = self._counters[campaign_id, kind] = self._counter(campaign_id, kind)
        counter.last_number += 1
        return counter.last_number

    def _counter(self, campaign_id: int, kind: RecordKind) -> CampaignCounter:
        found = db.session.scalar(
            select(CampaignCounter)
            .where(CampaignCounter.campaign_id == campaign_id, CampaignCounter.kind == kind)
            .with_for_update()
        )
        if found is None:
            found = CampaignCounter(campaign_id=campaign_id, kind=kind, last_number=0)
            db.session.add(found)
        return found

    def new_slug(self, title: str) -> str:
        """Return a slug that no campaign has yet."""
        wanted = slugify(title)
        slug, number = wanted, 1
        while slug in self._slugs or _is_taken(slug):
            number += 1
            slug = f"{wanted}-{number}"
        self._slugs.add(slug)
        return slug

    def posts_at(self, body_id: int | None, jurisdiction_id: int | None) -> dict[str, Post | int]:
        """Return the posts of a body at a place by their labels; who makes a new one puts it in.

        A post that is stored is given by its id.
        """
        known = self._posts.get((body_id, jurisdiction_id))
        if known is None:
            rows = db.session.execute(
                select(Post.label, Post.id)
                .where(
                    Post.body_id.is_not_distinct_from(body_id),
                    Post.jurisdiction_id.is_not_distinct_from(jurisdiction_id),
                )
                .order_by(Post.id.desc())
            )
            known = self._posts[body_id, jurisdiction_id] = {row.label: row.id for row in rows}
        return known

    def settle_posts(self) -> None:
        """Let go of the new posts, which are stored by now, and keep their ids."""
        for key, label in self.new_posts:
            post = self._posts[key][label]
            if isinstance(post, Post):
                self._posts[key][label] = post.id
        self.new_posts.clear()

    def target_of(self, campaign_id: int, party: Mapping[str, Any]) -> int | None:
        """Return the target that a campaign has in a person or organization."""
        known = self._targets.get(campaign_id)
        if known is None:
            rows = db.session.execute(
                select(Target.person_id, Target.organization_id, Target.__table__.c.id).where(
                    Target.campaign_id == campaign_id
                )
            )
            known = self._targets[campaign_id] = {(row[0], row[1]): row[2] for row in rows}
        return known.get((party.get("person_id"), party.get("organization_id")))

    def forget_targets(self, campaign_id: int) -> None:
        """Look again when the targets of a campaign are next asked for."""
        self._targets.pop(campaign_id, None)


def store(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of one table at once; all have the same keys."""
    if rows:
        db.session.connection().execute(insert(model.__table__), rows)


def _is_taken(slug: str) -> bool:
    return db.session.scalar(select(Campaign.slug).where(Campaign.slug == slug)) is not None
