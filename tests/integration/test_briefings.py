"""The briefing sheet of a meeting: made of the records, as far as its reader may see them."""

from datetime import datetime, time

from advocacy.domain.letters import LetterStatus, RecipientStatus
from advocacy.domain.meetings import AttendeeSide, MeetingStatus
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import MeetingAsk, MeetingAttendee, User
from advocacy.queries.clock import home_zone, today
from tests.factories import (
    commit,
    make_campaign,
    make_commitment,
    make_letter,
    make_meeting,
    make_official,
    make_person,
    make_recipient,
    make_restricted_campaign,
)
from tests.queries import count_queries
from tests.web import Web


def test_the_sheet_says_who_they_are_what_they_promised_and_what_we_asked(web: Web, member: User) -> None:
    campaign, mayor = make_campaign(), make_official("Ada Mayor")
    at = datetime.combine(today(), time(20), tzinfo=home_zone())
    meeting = make_meeting(campaign, status=MeetingStatus.CONFIRMED, of=mayor, starts_at=at)
    meeting.asks.append(MeetingAsk(text="Sign the order"))
    shy = make_person("Sol Shy", not_in_print=True)
    meeting.attendees.append(MeetingAttendee(side=AttendeeSide.US, person_id=shy.id))
    earlier = make_meeting(campaign, "Coffee in May", of=mayor, status=MeetingStatus.DEBRIEFED)
    earlier.asks.append(MeetingAsk(text="Meet the families", answer=-1, answer_words="Not this year"))
    make_commitment(campaign, "Answer in writing", of=mayor)
    letter = make_letter(
        campaign, "Five points on {{campaign.title}}", status=LetterStatus.SENT, dated_on=PartialDate("2017-03-04")
    )
    make_recipient(letter, mayor, status=RecipientStatus.SENT, sent_on=PartialDate("2017-02-02"))
    make_recipient(make_letter(campaign, "Still to go", status=LetterStatus.SENT), mayor)
    hidden = make_restricted_campaign()
    make_commitment(hidden, "A quiet promise", of=mayor)
    make_meeting(hidden, "A quiet talk", of=mayor)
    commit()
    page = web.sign_in(member).get(f"/meetings/{meeting.ref}/briefing")
    for words in ("Mayor", "Sign the order", "Coffee in May", "Not this year", "Answer in writing"):
        assert words in page.text
    assert f"Five points on {campaign.title}" in page.text
    assert f"{at:%b} {at.day}, {at.year}, 8:00 pm" in page.text  # a sheet on paper knows no "today"
    assert "Letter, Feb 2, 2017" in page.text  # the day on which it went to her, not the one that it bears
    for words in ("quiet", "Still to go"):
        assert words not in page.text
    assert "Sol Shy" not in page.text
    for place in (f"/meetings/{meeting.ref}", "/"):
        assert f"/meetings/{meeting.ref}/briefing" in web.get(place).source


def test_the_number_of_queries_does_not_grow_with_the_records(web: Web, organizer: User) -> None:
    campaign, mayor = make_campaign(), make_official("Ada Mayor")
    meeting = make_meeting(campaign, status=MeetingStatus.CONFIRMED, of=mayor)
    counts = []
    web.sign_in(organizer)
    for _again in range(2):
        for number in range(3):
            make_commitment(campaign, f"Promise {number}", of=mayor)
            make_recipient(make_letter(campaign, f"Letter {number}", dated_on=PartialDate("2017")), mayor)
            make_meeting(campaign, f"Talk {number}", of=mayor).asks.append(MeetingAsk(text="Why?"))
        commit()
        web.get(f"/meetings/{meeting.ref}/briefing")
        with count_queries() as queries:
            assert web.get(f"/meetings/{meeting.ref}/briefing").status == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
