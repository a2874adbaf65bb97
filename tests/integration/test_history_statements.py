"""Statements of a history file: on pages of speakers, campaigns and sources, the same however often it is loaded."""

import pytest
from sqlalchemy import func, select

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, Side
from advocacy.exchange.demo import HISTORY
from advocacy.exchange.history.assembling import read_history
from advocacy.exchange.history.loading import load_file
from advocacy.models import Activity, Campaign, MediaItem, Organization, Person, Stance, Statement, User
from advocacy.policy import IMPORTER
from tests.history_files import TODAY, changed, problems_of, read, small_text
from tests.web import Web

ST_MAYOR = "stance: oppose, date: 2019-02, date_precision: month, summary: She says no., quote: Not this year.}"


def load(text: str = ""):
    file = read(text or small_text())
    report = load_file(file, actor=IMPORTER, today=TODAY)
    db.session.commit()
    db.session.expire_all()
    return report


@pytest.mark.usefixtures("app")
def test_a_statement_has_its_speaker_date_words_campaign_and_position():
    load()
    (statement,) = db.session.scalars(select(Statement)).all()
    assert (statement.summary, statement.quote) == ("She says no.", "Not this year.")
    assert (statement.said_on.text, statement.shows, statement.shows_words) == ("2019-02", -1, "")
    assert [campaign.title for campaign in statement.campaigns] == ["Open the library on Sundays"]
    assert statement.side is Side.THEIRS
    (speaker,) = statement.speakers
    assert db.session.get_one(Person, speaker.person_id).name == "Ada Example"
    (told,) = db.session.scalars(select(Activity).where(Activity.record_id == statement.id)).all()
    assert (told.kind, told.occurred_on.text, told.note) == (ActivityKind.STATEMENT, "2019-02", "“Not this year.”")
    assert db.session.scalar(select(func.count()).select_from(Stance)) == 0, "no stance is entered by itself"


@pytest.mark.usefixtures("app")
@pytest.mark.one_database
def test_words_organizations_and_asks_are_taken_and_other_words_of_a_position_stay_words():
    load(
        changed(
            ("speaker: mayor, campaign: library-hours, " + ST_MAYOR,
             "speaker_words: his spokesman, organizations: [friends], asks: [ask-sunday], campaign: library-hours, "
             "stance: no comment, summary: Has not seen it., source: [src-herald-2019-03-05]}"),
        )
    )  # fmt: skip
    (statement,) = db.session.scalars(select(Statement)).all()
    assert (statement.shows, statement.shows_words) == (None, "no comment")
    assert len(statement.demand_links) == 1
    assert sorted(each.attribution for each in statement.speakers) == ["", "his spokesman"]
    organization = next(each.organization_id for each in statement.speakers if each.organization_id)
    assert "Friends" in db.session.get_one(Organization, organization).name
    assert (statement.said_on.text, str(statement.not_after)) == ("", "2019-03-05")
    assert [citation.media_item.publisher for citation in statement.citations] == ["Sampleville Herald"]


@pytest.mark.usefixtures("app")
def test_loading_again_changes_nothing_and_a_changed_file_leaves_what_people_corrected():
    load()
    again = load()
    assert again.unchanged["statements"] == 1
    assert not again.changed_something
    (statement,) = db.session.scalars(select(Statement)).all()
    statement.quote = "Not now."
    db.session.commit()
    report = load(changed(("summary: She says no., quote: Not this year.", "summary: She said no., quote: Never.")))
    db.session.refresh(statement)
    assert (statement.summary, statement.quote) == ("She said no.", "Not now.")
    assert [(each.field, each.file_says) for each in report.differences] == [("quote", "Never.")]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("speaker: mayor, campaign: library-hours, stance", "campaign: library-hours, stance", "must have said it"),
        ("date: 2019-02, date_precision: month, summary: She", "date: 2027-02, summary: She", "has not come yet"),
        ("campaign: library-hours, stance: oppose", "asks: [ask-sunday], stance: oppose", "another campaign"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_line(before, after, words):
    (problem,) = problems_of(changed((before, after)))
    assert (problem.section, problem.record_id) == ("statements", "st-mayor")
    assert words in problem.sentence


def test_the_history_of_springfield_tells_who_said_what_with_its_source(web: Web, member: User, organizer: User):
    load_file(read_history(HISTORY, today=TODAY), actor=IMPORTER, today=TODAY)
    db.session.commit()
    mayor = db.session.scalars(select(Person).where(Person.family_name == "Sarno")).one()
    campaign = db.session.scalars(select(Campaign).where(Campaign.title.startswith("Springfield sanctuary"))).one()
    card = web.sign_in(member).get(f"/officials/{mayor.ref}").soup.select_one("section:has(#statements)")
    assert card is not None
    lines = card.select("ol > li")
    assert len(lines) == 6
    assert all("Source:" in line.get_text() for line in lines)
    assert "WWLP (22News)" in card.get_text()
    page = web.get(f"/campaigns/{campaign.slug}")
    (statements_tab,) = [each for each in page.links() if each.startswith("/statements?campaign=")]
    listed = web.get(statements_tab)
    assert len(listed.soup.select("section:has(#statements) ol > li")) == 11
    source = db.session.scalars(select(MediaItem).where(MediaItem.publisher == "WWLP (22News)")).first()
    assert source is not None
    assert "What was said in it" in web.get(f"/sources/{source.ref}").text
    everything = db.session.scalars(select(Statement)).all()
    assert len(everything) == 15
    for statement in everything:
        assert web.sign_in(organizer).get(f"/statements/{statement.ref}").status == 200
