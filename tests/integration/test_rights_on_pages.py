"""What stands on a page depends on who reads it: drafts, notes, private evidence, names, private numbers."""

import re
from collections import Counter
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.users import Role
from advocacy.models import Activity, Letter, Person, Task
from tests.addresses import every_page
from tests.everybody import ROLES, Everybody
from tests.factories import make_user

READERS = (*ROLES[1:], "stranger")
"""The stranger is an organizer on no team."""
WORKERS = {"organizer", "coordinator", "stranger"}
SECRETS = {
    "Thank the councilors who moved the budget line": WORKERS,  # a draft
    "Ask the chief to put the promise in writing": WORKERS,  # a letter in review
    "Ask about the budget note first.": WORKERS,  # a note on a target
    "Said yes in the corridor.": WORKERS,  # a stance said to one of us
    "Left the hearing before testimony.": WORKERS,  # a stance inferred
    "Said on the phone that he will vote for it.": WORKERS,  # a stance in a count, said to one of us
    "Nodded while the pastor spoke.": WORKERS,  # one that is inferred
    "Choir of First Sample Church": WORKERS,  # a name among the answers to an event
    "(413) 555-0199": {"organizer", "coordinator"},  # a private number, for who works towards her and coordinators
}
EVERYBODYS = {
    "(413) 555-0111",
    "Rally for a welcoming city",
    "Spoke against it at the hearing.",
    "Wrote that the text goes too far.",
}
"""What all may read: else the pages above would show nothing to anybody."""
SINGLE = {
    "a draft": "s 4 y y 4",
    "a letter in review": "s 4 y y 4",
    "an entry of the coordinator, to edit": "s n n y n",
    "a task of the organizer, to snooze": "s n y y n",
    "a task of the administrator, to snooze": "s n y y y",
    "who was only met": "s y y y y",
    "who is linked to nothing": "s 4 y y 4",
}
CODES = {"s": 303, "y": 200, "n": 403, "4": 404}


@dataclass
class Reading:
    """All that each role can read, page by page."""

    everybody: Everybody
    pages: list[str]
    read: dict[str, dict[str, str]] = field(default_factory=dict)

    def all_of(self, role: str) -> dict[str, str]:
        """Return every page as the role reads it."""
        if role not in self.read:
            self.read[role] = {path: self.everybody.get(role, path).text for path in self.pages}
        return self.read[role]


@pytest.fixture(scope="module")
def reading(everybody: Everybody) -> Reading:
    """The demo, a stranger, and where to look."""
    everybody.join("stranger", make_user("stranger", Role.ORGANIZER))
    pages = [address.path for address in every_page(everybody.app)]
    records = [f"/letters/{ref}" for ref in db.session.scalars(select(Letter.ref))]
    people = [f"/officials/{ref}" for ref in db.session.scalars(select(Person.ref).where(Person.is_sample))]
    looks = [f"/search?q={word}" for word in ("budget", "corridor", "choir", "thank", "testimony", "0199", "promise")]
    return Reading(everybody, [*pages, *records, *people, *looks, "/letters?status=draft", "/letters?status=in_review"])


@pytest.mark.parametrize("role", READERS)
def test_each_reads_what_their_work_needs_and_no_more(role: str, reading: Reading) -> None:
    pages = reading.all_of(role)
    shown = {words for words in SECRETS if any(words in html for html in pages.values())}
    assert shown == {words for words, who in SECRETS.items() if role in who}
    assert {words for words in EVERYBODYS if any(words in html for html in pages.values())} == EVERYBODYS


def test_no_id_stands_twice_on_a_page(reading: Reading) -> None:
    doubled = {}
    for path, html in reading.all_of("coordinator").items():
        ids = Counter(re.findall(r'\sid="([^"]*)"', html))
        if twice := [name for name, count in ids.items() if count > 1]:
            doubled[path] = twice
    assert doubled == {}


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_who_does_not_want_to_be_in_print_is_in_no_export(suffix: str, reading: Reading) -> None:
    exported = reading.everybody.get("coordinator", f"/reports/activities.{suffix}").data
    assert b"Reservada" not in exported
    assert any("Reservada" in html for html in reading.all_of("coordinator").values())


@pytest.fixture(scope="module")
def singles(everybody: Everybody) -> dict[str, str]:
    """Addresses of single records, found in the demo."""
    one = db.session.scalars
    letter = select(Letter.ref).where(Letter.subject.startswith("Thank the councilors"))
    review = select(Letter.ref).where(Letter.subject.startswith("Ask the chief"))
    calls = select(Activity.ref).where(Activity.summary == "A round of calls to three offices.")
    task = select(Task.ref).where(Task.what.startswith("Call the Ward 6"))
    own = select(Task.ref).where(Task.what.startswith("Invite the new organizer"))
    met = select(Person.ref).where(Person.family_name == "Reservada")
    alone = Person(is_sample=True)
    alone.rename(given_name="Nobody", family_name="Knows")
    db.session.add(alone)
    db.session.commit()
    found = {
        "a draft": f"/letters/{one(letter).one()}",
        "a letter in review": f"/letters/{one(review).one()}",
        "an entry of the coordinator, to edit": f"/activities/{one(calls).one()}/edit",
        "a task of the organizer, to snooze": f"/tasks/{one(task).one()}/snooze",
        "a task of the administrator, to snooze": f"/tasks/{one(own).one()}/snooze",
        "who was only met": f"/officials/{one(met).one()}",
        "who is linked to nothing": f"/officials/{alone.ref}",
    }
    everybody.keep()
    return found


@pytest.mark.parametrize("what", SINGLE)
def test_a_single_record_opens_for_whom_it_should(what: str, everybody: Everybody, singles: dict[str, str]) -> None:
    expected = dict(zip(ROLES, (CODES[letter] for letter in SINGLE[what].split()), strict=True))
    assert {role: everybody.get(role, singles[what]).status_code for role in ROLES} == expected
