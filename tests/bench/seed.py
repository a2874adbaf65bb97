"""A large, invented installation for measuring: 50 campaigns (5 restricted), 2,000 officials, N activities."""

import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.db import db, upgrade
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.refs import new_ref
from advocacy.domain.search import place_of
from advocacy.domain.text import fold
from advocacy.domain.users import Role
from advocacy.models import (
    Activity,
    ActivityCampaign,
    ActivityContact,
    Campaign,
    Participation,
    Person,
    Post,
    Record,
    RecordCampaign,
    SearchEntry,
    TeamMember,
    Term,
    User,
)
from advocacy.services.accounts import hash_password

CAMPAIGNS, RESTRICTED, OFFICIALS = 50, 5, 2000
PASSWORD = "benchmark benchmark"
KINDS = ("call", "in_person", "meeting", "email", "text_message", "canvass", "letter_sent", "reply_received")
OUTCOMES = ("yes", "leaning_yes", "undecided", "leaning_no", "no", "no_answer", "left_message")
WORDS = [
    "asked",
    "about",
    "the",
    "ordinance",
    "and",
    "the",
    "timetable",
    "spoke",
    "with",
    "staff",
    "office",
    "answered",
    "question",
    "follow",
    "later",
    "council",
    "ward",
    "budget",
    "police",
    "order",
    "city",
    "clerk",
    "agenda",
    "hearing",
    "neighbors",
    "letter",
    "promise",
    "thanks",
]
RARE = "zanahoria"
"""A word that stands in one of a hundred activities."""
LAST_DAY = date(2026, 11, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
BATCH = 5000


def seed(activities: int) -> None:
    """Fill the (empty, migrated) database; call inside an app context."""
    chance = random.Random(7)
    users = _users()
    campaigns = _campaigns(users)
    people = _officials(chance)
    _activities(chance, activities, users, campaigns, people)
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text("INSERT INTO search_fts(search_fts) VALUES ('rebuild')"))
        db.session.execute(text("ANALYZE"))
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _users() -> list[int]:
    hashed = hash_password(PASSWORD)
    made = []
    for number in range(20):
        user = User(display_name=f"Organizer {number}", password_hash=hashed)
        user.set_email("bench@example.org" if number == 0 else f"bench{number}@example.org")
        user.set_roles({Role.COORDINATOR, Role.ORGANIZER})
        db.session.add(user)
        made.append(user)
    db.session.commit()
    return [user.id for user in made]


def _records(kind: str, audience: str, count: int) -> list[int]:
    """Insert the parent rows of `count` records and return their ids."""
    start = (db.session.scalar(text("SELECT coalesce(max(id), 0) FROM records")) or 0) + 1
    rows = [
        {
            "id": start + place, "ref": new_ref(), "kind": kind, "audience": audience, "version": 1,
            "is_sample": True, "created_at": NOW, "updated_at": NOW,
        }
        for place in range(count)
    ]  # fmt: skip
    db.session.execute(insert(Record.__table__), rows)
    return [row["id"] for row in rows]


def _campaigns(users: list[int]) -> list[int]:
    ids = _records("campaign", "campaigns", CAMPAIGNS)
    rows = [
        {
            "id": number, "title": f"Campaign {place}", "slug": f"campaign-{place}", "status": "active",
            "access": "restricted" if place >= CAMPAIGNS - RESTRICTED else "open", "run_by": "us",
            "summary": "", "goal": "Win.", "status_note": "", "started_on": "", "ended_on": "",
            "how_it_ended": "", "note": "",
        }
        for place, number in enumerate(ids)
    ]  # fmt: skip
    db.session.execute(insert(Campaign.__table__), rows)
    db.session.execute(
        insert(RecordCampaign.__table__),
        [{"record_id": number, "campaign_id": number, "kind": "campaign", "position": 0} for number in ids],
    )
    db.session.execute(
        insert(TeamMember.__table__),
        [
            {"campaign_id": number, "user_id": users[place % len(users)], "is_lead": True, "joined_at": NOW}
            for place, number in enumerate(ids)
        ],
    )
    db.session.commit()
    return ids


def _officials(chance: random.Random) -> list[int]:
    ids = _records("person", "linked", OFFICIALS)
    names = [(f"Given{place}", f"Family{chance.randrange(900)}") for place in range(OFFICIALS)]
    blank = dict.fromkeys(("title", "label", "party", "role", "languages", "photo_url", "note"), "")
    db.session.execute(
        insert(Person.__table__),
        [
            {
                "id": number, "given_name": given, "family_name": family, "name_key": fold(f"{family} {given}"),
                "not_in_print": False, **blank,
            }
            for number, (given, family) in zip(ids, names, strict=True)
        ],
    )  # fmt: skip
    db.session.execute(
        insert(Post.__table__),
        [
            {
                "id": place + 1, "ref": new_ref(), "label": f"Seat {place}", "division": "", "votes": "yes",
                "starts_on": "", "ends_on": "", "position": place,
            }
            for place in range(OFFICIALS)
        ],
    )  # fmt: skip
    db.session.execute(
        insert(Term.__table__),
        [
            {
                "ref": new_ref(), "post_id": place + 1, "person_id": number, "starts_on": "2020", "ends_on": "",
                "note": "",
            }
            for place, number in enumerate(ids)
        ],
    )  # fmt: skip
    db.session.commit()
    return ids


def _activities(chance: random.Random, count: int, users: list[int], campaigns: list[int], people: list[int]) -> None:
    numbers = iter(range(1, count + 1))
    while batch := list(islice(numbers, BATCH)):
        rows = list(_rows(chance, batch, users))
        db.session.execute(insert(Activity.__table__), rows)
        db.session.execute(
            insert(ActivityCampaign.__table__),
            [
                {"activity_id": row["id"], "campaign_id": chance.choice(campaigns), "sort_on": row["sort_on"]}
                for row in rows
            ],
        )
        db.session.execute(
            insert(ActivityContact.__table__),
            [
                {
                    "activity_id": row["id"], "person_id": chance.choice(people), "attribution": "",
                    "outcome": chance.choice(OUTCOMES), "sort_on": row["sort_on"],
                }
                for row in rows
            ],
        )  # fmt: skip
        db.session.execute(
            insert(Participation.__table__),
            [
                {"activity_id": row["id"], "user_id": row["author_id"], "minutes": row["minutes"], "is_paid": False}
                for row in rows
            ],
        )
        db.session.execute(insert(SearchEntry.__table__), [_entry(row) for row in rows])
        db.session.commit()
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{batch[-1]:,} of {count:,}")


def _rows(chance: random.Random, batch: list[int], users: list[int]) -> Iterator[dict[str, Any]]:
    for number in batch:
        day = LAST_DAY - timedelta(days=chance.randrange(2000))
        words = chance.sample(WORDS, 9)
        if number % 100 == 0:
            words[4] = RARE
        yield {
            "id": number, "ref": new_ref(), "version": 1, "kind": chance.choice(KINDS), "side": "ours",
            "occurred_on": day.isoformat(), "first_day": day, "last_day": day, "date_note": "",
            "sort_on": day.isoformat(), "summary": " ".join(words).capitalize(), "note": "", "step": "",
            "minutes": chance.choice((5, 10, 15, 30)), "lobbying": "not_classified", "lobbying_note": "",
            "author_id": chance.choice(users), "created_at": NOW, "updated_at": NOW, "is_sample": True,
            "retracted_reason": "",
        }  # fmt: skip


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "activity_id": row["id"], "kind": "activity", "sort_on": row["sort_on"], "title": row["summary"],
        "title_folded": fold(row["summary"]), "body": "", "body_folded": "",
        "place": place_of(PartialDate(row["sort_on"]), row["id"], is_activity=True),
    }  # fmt: skip


def main(settings: Settings, activities: int) -> None:
    """Migrate and fill the database of the settings."""
    app = create_app(settings)
    with app.app_context():
        upgrade()
        seed(activities)
        db.session.remove()
        db.engine.dispose()
