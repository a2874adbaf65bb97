"""What a reading proposes to put on file."""

from datetime import date

from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.proposals import MOST_STATEMENTS, Proposals, passage_of, proposals_of
from advocacy.domain.clips.reading import read
from advocacy.domain.partial_dates import PartialDate

MAYOR = KnownPerson("Paula Placeholder", office="Mayor", ref="mayor")
CENTER = KnownOrganization("Harbor Workers Center", ref="center")
PUBLISHED = date(2017, 2, 2)


def proposed(text: str) -> Proposals:
    """Read a text of February 2, 2017 that knows one mayor and one organization."""
    return proposals_of(read(text, Known((MAYOR,), (CENTER,)), PUBLISHED))


def test_a_quote_has_the_date_that_its_sentence_gives_and_no_other() -> None:
    text = (
        "“The answer is no to all of it,” Mayor Paula Placeholder said on Jan. 30.\n\nThe hall closed on Jan. 12, 2017."
    )
    (statement,) = proposed(text).statements
    assert statement.said_on == PartialDate("2017-01-30")
    (undated,) = proposed("“The answer is no to all of it,” Mayor Paula Placeholder said.").statements
    assert undated.said_on == PartialDate()


def test_a_date_inside_the_words_is_not_the_day_they_were_said() -> None:
    (statement,) = proposed("“We said no on Jan. 12, 2017, to all of it,” Mayor Paula Placeholder said.").statements
    assert statement.said_on == PartialDate()


def test_only_short_quotes_of_somebody_on_file_are_sure() -> None:
    sure = proposed("“The answer is no to all of it,” Mayor Paula Placeholder said.").statements
    new = proposed("“We will keep coming every week,” said Julia Prueba, a tenant.").statements
    long = proposed(f"“{'No and no again ' * 30},” Mayor Paula Placeholder said.").statements
    reported = proposed("Mayor Paula Placeholder said that the city would not open a shelter.").statements
    assert [each.is_sure for each in (*sure, *new, *long, *reported)] == [True, False, False, False]
    assert (new[0].speaker, new[0].in_words) == (None, "Julia Prueba")


def test_a_dated_sentence_without_words_of_anybody_is_something_that_happened() -> None:
    text = "The Harbor Workers Center marched to City Hall on Jan. 28, 2017.\n\nThe council will vote on Feb. 20, 2017."
    (march,) = proposed(text).happenings
    assert march.occurred_on == PartialDate("2017-01-28")
    assert march.with_whom == (CENTER,)
    assert text[march.start : march.end] == march.summary


def test_a_sentence_with_a_figure_is_one_claim_of_whoever_says_it() -> None:
    said, told = proposed(
        "“The city turned away 240 families,” Mayor Paula Placeholder said.\n\nIt has 12 shelters and 300 beds."
    ).claims
    assert (said.figure, said.unit, said.speaker) == ("240", "families", MAYOR)
    assert (told.figure, told.speaker, told.in_words) == ("12", None, "")


def test_somebody_new_comes_with_role_and_group() -> None:
    text = "“We will keep coming every week,” said Julia Prueba, an organizer with the Harbor Workers Center."
    (person,) = proposed(text).people
    assert (person.given_name, person.family_name, person.role) == ("Julia", "Prueba", "organizer")
    assert person.organization == CENTER


def test_what_is_too_much_is_counted() -> None:
    text = "\n\n".join(f"“Plan number {n} is not for this city,” Mayor Paula Placeholder said." for n in range(50))
    found = proposed(text)
    assert (len(found.statements), found.left_out) == (MOST_STATEMENTS, 50 - MOST_STATEMENTS)


def test_a_text_in_which_nobody_speaks_proposes_nothing() -> None:
    assert not proposed("The weather stays cold.")


def test_a_passage_shows_its_paragraph_around_it_and_stays_inside_the_text() -> None:
    found = passage_of("One.\nTwo three four.\nFive.", 9, 14)
    assert (found.before, found.words, found.after) == ("Two ", "three", " four.")
    far = passage_of("a b", 400, 900)
    assert (far.words, far.after) == ("", "")
    long = passage_of("word " * 200, 500, 504)
    assert long.before.startswith("…word")
    assert long.after.endswith("word…")
