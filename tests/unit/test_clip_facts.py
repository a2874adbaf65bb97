"""Dates, figures, people, organizations and places on the clip desk."""

from datetime import date

import pytest

from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.reading import read

THURSDAY = date(2026, 3, 19)


def dates(text: str, day: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in read(text, published=day).dates]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met on Monday.", [("Monday", "2026-03-16")]),
        ("They met Thursday night.", [("Thursday night", "2026-03-19")]),
        ("The council will vote on Monday.", [("Monday", "2026-03-23")]),
        ("She said the union would meet on Friday.", [("Friday", "2026-03-20")]),
        (
            "The hearing is Monday; comments come by Friday.",
            [("Monday", "2026-03-23"), ("Friday", "2026-03-20")],
        ),
        ("Se reúnen mañana por la mañana.", [("mañana", "2026-03-20")]),
        ("It passed last Tuesday.", [("last Tuesday", "2026-03-17")]),
        ("It begins next Thursday.", [("next Thursday", "2026-03-26")]),
        ("Yesterday it rained.", [("Yesterday", "2026-03-18")]),
        ("It rose last year.", [("last year", "2025")]),
        ("It rose last month.", [("last month", "2026-02")]),
        ("It rose last week.", [("last week", None)]),
        ("They met in December.", [("December", "2025-12")]),
        ("The order was signed Dec. 20.", [("Dec. 20", "2025-12-20")]),
        ("The hearing will be on Jan. 5.", [("Jan. 5", "2027-01-05")]),
        ("It began in March 2019.", [("March 2019", "2019-03")]),
        ("It began in 2019, she wrote.", [("2019", "2019")]),
        ("It was signed 3/19/2026 and 2/3/2026.", [("3/19/2026", "2026-03-19"), ("2/3/2026", None)]),
        ("They sued three years ago.", [("three years ago", "2023")]),
        ("Se reunieron el lunes por la noche.", [("lunes por la noche", "2026-03-16")]),
        ("La junta será el 5 de junio.", [("5 de junio", "2026-06-05")]),
        ("Empezó en marzo de 2019.", [("marzo de 2019", "2019-03")]),
        ("Subió el año pasado.", [("el año pasado", "2025")]),
        ("Llegaron hace dos años.", [("hace dos años", "2024")]),
        ("The bill passed Feb. 30.", []),
        ("“I will go tomorrow,” he said.", [("tomorrow", None)]),
    ],
)
def test_dates_are_partial_and_count_from_the_day_of_the_article(
    text: str, found: list[tuple[str, str | None]]
) -> None:
    assert dates(text) == found


def test_without_a_day_only_what_is_written_out_is_known() -> None:
    text = "They met Monday, on March 3 and in March 2019."
    assert dates(text, None) == [("Monday", None), ("March 3", None), ("March 2019", "2019-03")]


def test_the_day_printed_above_the_article_serves_when_nobody_gives_one() -> None:
    text = "Council votes\n\nPublished March 19, 2026\n\nThe council met Monday and voted.\n\nIt was long."
    assert read(text).published == "2026-03-19"
    assert ("Monday", "2026-03-16") in dates(text, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("About 240 people came.", [("240", 240, "people")]),
        ("It cost $3.2 million.", [("$3.2 million", 3_200_000, "dollars")]),
        ("Rents rose 12% in Ward 3.", [("12%", 12, "percent")]),
        ("Some 75 percent of tenants pay more.", [("75 percent", 75, "percent of tenants")]),
        ("Two dozen neighbors met at 7 p.m.", [("Two dozen", 24, "neighbors")]),
        ("Twenty-one homes burned.", [("Twenty-one", 21, "homes")]),
        ("One in four renters moved.", [("One in four", 0.25, "renters")]),
        ("The council voted 9-4.", [("9-4", None, "votes")]),
        ("Más de 2.000 familias esperan.", [("2.000", 2000, "familias")]),
        ("Costará 9 millones de dólares.", [("9 millones de dólares", 9_000_000, "dólares")]),
        ("Call 555-0142 or come to 12 Main Street, Room 4, on May 3, 2026.", []),
        ("Linda Park, 43, spoke.", []),
    ],
)
def test_figures_have_a_value_and_what_they_count(text: str, found: list[tuple[str, object, str]]) -> None:
    assert [(figure.text, figure.value, figure.what) for figure in read(text).figures] == found


def people(text: str, known: Known = Known()) -> list[tuple[str, str, str]]:  # noqa: B008
    return [(person.name, person.office, person.affiliation) for person in read(text, known).people]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police Chief Ray Dunleavy spoke.", [("Ray Dunleavy", "Police Chief", "")]),
        (
            "Lucia Ferrante, an organizer with the Sampleville Tenants Union, spoke.",
            [("Lucia Ferrante", "organizer", "Sampleville Tenants Union")],
        ),
        (
            "Sampleville Tenants Union president Ana Ruiz spoke.",
            [("Ana Ruiz", "president", "Sampleville Tenants Union")],
        ),
        (
            "La presidenta del Sindicato de Inquilinos, Ana Ruiz, habló.",
            [("Ana Ruiz", "presidenta", "Sindicato de Inquilinos")],
        ),
        ("J. Thomas Manglund spoke.", [("J. Thomas Manglund", "", "")]),
        ("Bishop Rowe of the Diocese of Sampleville spoke.", [("Rowe", "Bishop", "Diocese of Sampleville")]),
        ("The Main Street Bridge closed in Safe Harbor.", []),
        ("Monday Morning Coffee is a good show.", []),
    ],
)
def test_people_nobody_knows_yet_are_proposed_with_office_and_affiliation(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert people(text) == found


def test_known_people_are_found_by_name_alias_and_office_with_accents_folded() -> None:
    known = Known((KnownPerson("Héctor Prado", ("Tito Prado",), "City Councilor, Ward 4", "Sampleville City Council"),))
    row = [("Héctor Prado", "City Councilor, Ward 4", "Sampleville City Council")]
    for text in (
        "Hector Prado spoke.",
        "Tito Prado spoke.",
        "Councilman Prado spoke.",
        "La concejala y el concejal Prado.",
    ):
        assert people(text, known) == row


def organizations(text: str, known: Known = Known()) -> list[str]:  # noqa: B008
    return [group.name for group in read(text, known).organizations]


def test_organizations_are_known_or_have_a_head_word() -> None:
    known = Known(
        organizations=(KnownOrganization("Sampleville City Council"), KnownOrganization("Ice Watch", ("ICE",)))
    )
    assert organizations("The City Council met. The Council for Peace did, too.", known) == [
        "Sampleville City Council",
        "Council for Peace",
    ]
    assert organizations("The Eastbrook City Council met.", known) == ["Eastbrook City Council"]
    assert organizations("There was ice, and ICE.", known) == ["Ice Watch"]
    assert organizations("The Valley Workers Center (VWC) spoke; VWC is old. Local 88 is not.") == [
        "Valley Workers Center",
        "Local 88",
    ]


def test_the_newspaper_itself_is_no_organization_of_the_story() -> None:
    text = "Officials told the Sampleville Courier and the Tenants Union."
    assert [group.name for group in read(text, publisher="Sampleville Courier").organizations] == ["Tenants Union"]


def test_places_are_shown_by_what_stands_around_them() -> None:
    text = "SAMPLEVILLE, Mass. — Buses run in Eastbrook, Northfield and Carver, on Canal Street and in the West End."
    names = {place.name for place in read(text).places}
    assert names == {"Sampleville", "Eastbrook", "Northfield", "Carver", "Canal Street", "West End"}
