"""Timelines: what is on them, in which order, page by page, and for whom."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from flask_babel import force_locale

from advocacy.db import db
from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.timelines import Cursor, Wanted
from advocacy.models import Activity, Campaign, MediaItem, Record, User
from advocacy.policy import OPERATOR, Actor
from advocacy.queries import timeline
from advocacy.queries.timeline import Linked, Timeline, TimelineContact, TimelineEntry
from advocacy.services import activities, records
from advocacy.services.activities import Contact, Happening
from tests.factories import add, link, make_campaign, make_letter, make_person, make_restricted_campaign
from tests.queries import count_queries


def happened(
    campaign: Campaign, on: str, summary: str = "", *, kind: ActivityKind = ActivityKind.CALL, **fields: Any
) -> Activity:
    """Something that happened in a campaign."""
    happening = Happening(occurred_on=PartialDate(on), summary=summary or on, **fields)
    return activities.record(OPERATOR, None, kind, happening, campaigns=[campaign])


def summaries(page: Timeline) -> list[str]:
    """What the lines of a page say."""
    return [entry.summary for entry in page.entries]


@pytest.mark.one_database
def test_a_timeline_is_newest_first_by_partial_date_and_what_is_not_dated_comes_last(
    as_organizer: Actor,
) -> None:
    campaign = make_campaign()
    for on in ("2017", "", "2017-02-02", "2014-08", "2017-02"):
        happened(campaign, on, on or "not dated")
    page = timeline.of_campaign(as_organizer, campaign)
    assert summaries(page) == ["2017-02-02", "2017-02", "2017", "2014-08", "not dated"]


def test_pages_go_older_and_come_back_newer_without_losing_or_doubling_a_line(as_organizer: Actor) -> None:
    campaign = make_campaign()
    for number in range(7):
        happened(campaign, "2017-02-02" if number % 2 else "", f"line {number}")
    first = timeline.of_campaign(as_organizer, campaign, Wanted(size=3))
    second = timeline.of_campaign(as_organizer, campaign, Wanted(size=3, after=first.older))
    third = timeline.of_campaign(as_organizer, campaign, Wanted(size=3, after=second.older))
    assert len({*summaries(first), *summaries(second), *summaries(third)}) == 7
    assert (first.newer, third.older) == (None, None)
    back = timeline.of_campaign(as_organizer, campaign, Wanted(size=3, before=third.newer))
    assert summaries(back) == summaries(second)
    top = timeline.of_campaign(as_organizer, campaign, Wanted(size=3, before=back.newer))
    assert (summaries(top), top.newer) == (summaries(first), None)


@pytest.mark.parametrize("text", ["", "~", "2017-02-02", "2017-13~abcdefghjk", "x~y", "2017~abc", "~" * 500])
def test_a_place_that_makes_no_sense_is_no_place(text: str) -> None:
    assert Cursor.read(text) is None


def test_a_place_is_read_as_it_is_written() -> None:
    place = Cursor(PartialDate("2017-02"), "abcdefghjk")
    assert Cursor.read(str(place)) == place


def test_a_timeline_is_filtered_by_kind_and_by_side(as_organizer: Actor) -> None:
    campaign = make_campaign()
    happened(campaign, "2017", "our call")
    happened(campaign, "2016", "their call", side=Side.THEIRS)
    happened(campaign, "2015", "our vote", kind=ActivityKind.VOTE)
    calls = timeline.of_campaign(as_organizer, campaign, Wanted(kinds=(ActivityKind.CALL,)))
    theirs = timeline.of_campaign(as_organizer, campaign, Wanted(side=Side.THEIRS))
    assert summaries(calls) == ["our call", "their call"]
    assert summaries(theirs) == ["their call"]


@pytest.mark.one_database
def test_what_was_retracted_is_on_no_timeline(as_organizer: Actor) -> None:
    campaign = make_campaign()
    activities.retract(OPERATOR, happened(campaign, "2017"), "never happened")
    assert timeline.of_campaign(as_organizer, campaign).entries == ()


@pytest.mark.one_database
def test_what_also_belongs_to_a_confidential_campaign_is_hidden_from_outsiders(
    organizer: User, as_organizer: Actor, coordinator: User, as_coordinator: Actor
) -> None:
    campaign, quiet = make_campaign(), make_restricted_campaign(team=(coordinator,))
    activities.record(OPERATOR, None, ActivityKind.CALL, Happening(summary="quiet call"), campaigns=[campaign, quiet])
    db.session.commit()
    assert summaries(timeline.of_campaign(as_organizer, campaign)) == []
    assert summaries(timeline.of_campaign(as_coordinator, campaign)) == ["quiet call"]


@pytest.mark.one_database
def test_a_line_names_its_record_only_to_who_may_see_the_record(
    coordinator: User, as_coordinator: Actor, as_organizer: Actor
) -> None:
    campaign, quiet = make_campaign(), make_restricted_campaign(team=(coordinator,))
    letter = make_letter(subject="Quiet letter")
    link(letter, campaign, quiet)
    activities.record(OPERATOR, letter, ActivityKind.LETTER_SENT, Happening(summary="sent"), campaigns=[campaign])
    db.session.commit()
    (seen,) = timeline.of_campaign(as_coordinator, campaign).entries
    (unseen,) = timeline.of_campaign(as_organizer, campaign).entries
    assert seen.record == Linked(RecordKind.LETTER, letter.ref, "Quiet letter")
    assert unseen.record is None


@pytest.mark.one_database
def test_a_line_tells_who_it_is_about_with_each_outcome_and_where_it_is_known_from(as_organizer: Actor) -> None:
    campaign, ada, source = make_campaign(), make_person("Ada Example"), add(MediaItem(publisher="The Paper"))
    happened(
        campaign,
        "2017",
        contacts=(Contact(ada, ContactOutcome.NO), Contact(None, attribution="his spokesman")),
        sources=(source,),
    )
    (line,) = timeline.of_campaign(as_organizer, campaign).entries
    assert [(each.name, each.outcome) for each in line.contacts] == [
        ("Ada Example", ContactOutcome.NO),
        ("his spokesman", None),
    ]
    assert line.contacts[0].linked == Linked(RecordKind.PERSON, ada.ref, "Ada Example")
    assert line.contacts[1].linked is None
    assert [each.linked.name for each in line.sources] == ["The Paper"]


@pytest.mark.one_database
def test_a_person_has_a_timeline_across_campaigns(as_organizer: Actor) -> None:
    ada = make_person("Ada Example")
    happened(make_campaign("One"), "2017", "first", contacts=(Contact(ada),))
    happened(make_campaign("Two"), "2018", "second", contacts=(Contact(ada),))
    happened(make_campaign("Three"), "2019", "not hers")
    assert summaries(timeline.of_party(as_organizer, ada)) == ["second", "first"]


def test_a_record_has_a_timeline_of_its_own(as_organizer: Actor) -> None:
    campaign = make_campaign()
    letter = make_letter(campaign)
    activities.record(OPERATOR, letter, ActivityKind.LETTER_SENT, Happening(summary="sent"))
    happened(campaign, "2017", "something else")
    assert summaries(timeline.of_record(as_organizer, letter)) == ["sent"]


@pytest.mark.one_database
def test_a_longer_timeline_takes_no_more_queries(as_organizer: Actor) -> None:
    campaign, source = make_campaign(), add(MediaItem(publisher="The Paper"))
    counts = []
    for rounds in (1, 12):
        for number in range(rounds):
            person = make_person(f"Ada{number} Example")
            happened(campaign, "2017", contacts=(Contact(person, ContactOutcome.YES),), sources=(source,))
        db.session.commit()
        assert campaign.id  # loaded again before we count
        assert as_organizer.roles
        with count_queries() as queries:
            timeline.of_campaign(as_organizer, campaign)
        counts.append(len(queries))
    assert counts == [2, 2]


SENTENCE = "{% from 'timeline/_timeline.html' import sentence, line %}{{ sentence(entry) }}"


def entry_of(kind: ActivityKind, side: Side, **fields: Any) -> TimelineEntry:
    """An entry with nothing but what its sentence needs."""
    shown: dict[str, Any] = {
        "ref": "abcdefghjk",
        "occurred_on": PartialDate(),
        "date_note": "",
        "step": "",
        "outcome": None,
        "summary": "",
        "note": "",
        "minutes": None,
        "is_sample": False,
        "record": None,
        **fields,
    }
    return TimelineEntry(kind=kind, side=side, **shown)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("kind", ActivityKind)
def test_every_kind_of_activity_has_its_sentence_in_every_language(app: Flask, kind: ActivityKind) -> None:
    somebody = TimelineContact("Ada Example", None, None)
    letter = Linked(RecordKind.LETTER, "abcdefghjk", "Three points", "The Ward 6 committee")
    for side in Side:
        for fields in ({}, {"contacts": (somebody,)}, {"record": letter}, {"record": letter, "contacts": (somebody,)}):
            shown = {}
            for language in ("en", "es"):
                with app.test_request_context(), force_locale(language):
                    shown[language] = render_template_string(SENTENCE, entry=entry_of(kind, side, **fields)).strip()
            assert shown["en"].endswith(".")
            assert shown["es"].endswith(".")
            assert shown["en"] != shown["es"], shown["en"]
            if "contacts" in fields and "record" not in fields:
                assert "Ada Example" in shown["en"]
                assert "Ada Example" in shown["es"]


@pytest.mark.sqlite_only
def test_a_long_note_on_the_date_stands_under_the_sentence_and_a_short_one_beside_it(app: Flask) -> None:
    source = "{% from 'timeline/_timeline.html' import line %}{{ line(entry) }}"
    shown = {}
    for note in ("Monday night", "Brought on a Thursday; the text is of the same day."):
        with app.test_request_context(), force_locale("en"):
            entry = entry_of(ActivityKind.CALL, Side.OURS, date_note=note, occurred_on=PartialDate("2017-02-02"))
            shown[note] = BeautifulSoup(render_template_string(source, entry=entry), "html.parser")
    short, long = shown.values()
    assert short.select_one(".when").get_text() == "Feb 2, 2017 (Monday night)"
    assert short.select_one(".src") is None
    assert long.select_one(".when").get_text() == "Feb 2, 2017"
    assert long.select_one(".src").get_text().startswith("About the date: Brought on a Thursday")


@pytest.mark.sqlite_only
def test_names_are_listed_whole_up_to_four_and_then_counted(app: Flask) -> None:
    people = tuple(TimelineContact(name, None, None) for name in ("Ana", "Bo", "Cy", "Di", "Ed"))
    told = []
    for count in (2, 3, 4, 5):
        with app.test_request_context(), force_locale("en"):
            entry = entry_of(ActivityKind.CALL, Side.OURS, contacts=people[:count])
            told.append(render_template_string(SENTENCE, entry=entry).strip())
    assert told == [
        "Telephone call with Ana and Bo.",
        "Telephone call with Ana, Bo and Cy.",
        "Telephone call with Ana, Bo, Cy and 1 other.",
        "Telephone call with Ana, Bo, Cy and 2 others.",
    ]


@pytest.mark.sqlite_only
def test_a_name_with_markup_stays_text(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        entry = entry_of(ActivityKind.CALL, Side.OURS, contacts=(TimelineContact("<b>Ana</b>", None, None),))
        assert "&lt;b&gt;Ana" in render_template_string(SENTENCE, entry=entry)


@pytest.mark.one_database
def test_citing_twice_shows_a_source_once(as_organizer: Actor) -> None:
    campaign, source = make_campaign(), add(MediaItem(publisher="The Paper"))
    activity = happened(campaign, "2017", sources=(source,))
    records.cite(activity, [source])
    db.session.commit()
    (line,) = timeline.of_campaign(as_organizer, campaign).entries
    assert len(line.sources) == 1
    assert isinstance(db.session.get(Record, source.id), MediaItem)
