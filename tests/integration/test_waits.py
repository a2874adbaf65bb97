"""How the wait for an answer stands, wherever people look: by the business days of the place."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from advocacy.db import db
from advocacy.domain.letters import LetterWait, ReplyOutcome
from advocacy.domain.partial_dates import PartialDate
from advocacy.models import Letter, OwnHoliday, User
from advocacy.policy import Actor
from advocacy.queries import letter_lists
from advocacy.queries.letter_lists import LetterFilters
from advocacy.services import letters
from tests.factories import add, make_campaign, make_place
from tests.letters import reply, sent
from tests.queries import count_queries
from tests.web import Web


def on(day: int, month: int = 11) -> time_machine.travel:
    """Be at noon of a day of 2026."""
    return time_machine.travel(datetime(2026, month, day, 17, tzinfo=UTC), tick=False)


def found(actor: Actor, wait: LetterWait) -> list[Letter]:
    return [line.letter for line in letter_lists.letters_page(actor, LetterFilters(wait=wait)).lines]


def test_a_wait_is_seen_on_the_letter_the_list_home_and_the_campaign_until_the_clock_stops(
    web: Web, organizer: User, as_organizer: Actor
) -> None:
    around = make_place("Sample State")
    campaign = make_campaign(jurisdiction_id=make_place(holidays="US-MA", parent_id=around.id).id)
    with on(2):
        letter = sent(as_organizer, campaign, to=2, on=PartialDate("2026-11-02"))
        db.session.commit()
    assert {each.reply_due for each in letter.recipients} == {date(2026, 11, 17)}  # Veterans Day is free
    web.sign_in(organizer)
    pages = {
        "letter": f"/letters/{letter.ref}", "list": "/letters", "home": "/", "campaign": f"/campaigns/{campaign.slug}",
    }  # fmt: skip

    def seen() -> dict[str, str]:
        web.sign_in(organizer)
        return {name: web.get(address).text for name, address in pages.items()}

    with on(12):
        shown = seen()
        assert "Reply by Tuesday, November 17" in shown["letter"]
        assert "In time" in shown["home"]
        assert "Due soon" not in "".join(shown.values())
        assert found(as_organizer, LetterWait.WAITING) == [letter]
        assert found(as_organizer, LetterWait.DUE_SOON) == []
        add(OwnHoliday(jurisdiction_id=around.id, day=date(2026, 11, 16)))
        db.session.commit()
        assert found(as_organizer, LetterWait.DUE_SOON) == [letter]  # Friday and Tuesday are left
        shown = seen()
        assert "Due soon" in shown["list"]
        assert "Due soon: Tuesday, November 17" in shown["letter"]
        assert "Answers we wait for Due soon 2 answers" in shown["campaign"]
        assert "one reply due soon" in shown["home"]
    with on(18):
        shown = seen()
        assert "One day overdue" in shown["letter"]
        assert "Overdue" in shown["list"]
        assert "Answers we wait for Overdue 2 answers" in shown["campaign"]
        assert "one letter past its reply date" in shown["home"]
        assert found(as_organizer, LetterWait.OVERDUE) == [letter]
        assert found(as_organizer, LetterWait.LONG_OVERDUE) == []
        first = reply(as_organizer, letter, letter.recipients[0], on=PartialDate("2026-11-18"),
                      outcome=ReplyOutcome.NEEDS_CLARIFICATION)  # fmt: skip
        assert first
        db.session.commit()
        assert found(as_organizer, LetterWait.CLARIFYING) == [letter]
        assert "The clock stands still" in seen()["letter"]
        assert "Answers we wait for Overdue 1 answer" in seen()["campaign"]
    with on(18, 12):
        assert found(as_organizer, LetterWait.LONG_OVERDUE) == [letter] == found(as_organizer, LetterWait.OVERDUE)
        shown = seen()
        assert "Long overdue: 31 days" in shown["letter"]
        assert "Answers we wait for Overdue 1 answer Of these long overdue 1 answer" in shown["campaign"]
        letters.withdraw(as_organizer, letter)
        db.session.commit()
        for text in seen().values():
            assert "overdue" not in text.casefold().replace("answer is long overdue", "").replace(
                "answer is overdue", ""
            )
        assert not any(found(as_organizer, wait) for wait in LetterWait)


@pytest.mark.sqlite_only
def test_the_clock_asks_one_query_however_many_places_and_letters(as_organizer: Actor) -> None:
    with on(12):
        counted = []
        for number in range(3):
            for _each in range(number):
                place = make_place(f"Place {number} {_each}", holidays="US-MA")
                sent(as_organizer, make_campaign(f"C {number} {_each}", jurisdiction_id=place.id),
                     on=PartialDate("2026-11-02"))  # fmt: skip
            db.session.commit()
            with count_queries() as seen:
                letter_lists.letters_page(as_organizer, LetterFilters(wait=LetterWait.DUE_SOON))
            counted.append(len(seen))
        assert counted[1] == counted[2]
