"""Quotes on the clip desk: what is a quote, where it ends, and who said it."""

from datetime import date

import pytest

from advocacy.domain.clips.findings import Clip, Riddle
from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.proposals import proposals_of
from advocacy.domain.clips.reading import read

KNOWN = Known(
    people=(
        KnownPerson("Walter Osgood", office="Mayor", body="City of Sampleville"),
        KnownPerson("Adam Gómez", office="City Councilor, Ward 1", body="Sampleville City Council"),
        KnownPerson("Rosa Gómez", office="School Committee Member", body="Sampleville School Committee"),
        KnownPerson("Teresa Molina", aliases=("Terry Molina",), office="City Councilor, Ward 2"),
    ),
    organizations=(KnownOrganization("Sampleville City Council"), KnownOrganization("Sampleville Tenants Union")),
)
DAY = date(2026, 3, 19)


def clip(text: str) -> Clip:
    return read(text, KNOWN, DAY)


def said(text: str) -> list[tuple[str, str]]:
    return [(quote.text, quote.speaker) for quote in clip(text).quotes]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("“We will vote,” Molina said.", [("We will vote", "Teresa Molina")]),
        ("“We will vote,” said Councilor Terry Molina.", [("We will vote", "Teresa Molina")]),
        ("Molina said: “We will vote.”", [("We will vote.", "Teresa Molina")]),
        ("Said Molina: “Pay people.”", [("Pay people.", "Teresa Molina")]),
        ('"We can\'t wait," Councilor Gomez said Monday. "Not now."', [("We can't wait. Not now.", "Adam Gómez")]),
        ("“This,” said Osgood, “is the line.”", [("This is the line.", "Walter Osgood")]),
        ("“Is it?” asked Osgood. “Yes.”", [("Is it? Yes.", "Walter Osgood")]),
        (
            "“Better,” according to a statement from the Sampleville Tenants Union.",
            [("Better", "Sampleville Tenants Union")],
        ),
        ("“It's simple,” Councilor Teresa Molina (Ward 2) said.", [("It's simple", "Teresa Molina")]),
        ("Molina was blunt. “They lied to us.”", [("They lied to us.", "Teresa Molina")]),
        (
            "Osgood, in a rare rebuke, called the report “an insult to taxpayers.”",
            [("an insult to taxpayers.", "Walter Osgood")],
        ),
        ("“I don't know,” Linda Park, 43, a mother of three, said Saturday.", [("I don't know", "Linda Park")]),
        ("“It is late,” said Imani Brooks, who leads the Sampleville Tenants Union.", [("It is late", "Imani Brooks")]),
        (
            "“We need both,” said Walter Osgood and Teresa Molina.",
            [("We need both", "Walter Osgood and Teresa Molina")],
        ),
        ("Molina thinks it is, in her words, “a bridge to nowhere.”", [("a bridge to nowhere.", "Teresa Molina")]),
        ("So did Molina, who said: “Let them vote.”", [("Let them vote.", "Teresa Molina")]),
    ],
)
def test_the_speaker_is_found_before_after_and_between_the_words(text: str, quotes: list[tuple[str, str]]) -> None:
    assert said(text) == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("«No», dijo el alcalde Osgood. «Nunca».", [("No. Nunca", "Walter Osgood")]),
        ("“No”, afirmó Gómez, concejal del Distrito 1, “ni un paso”.", [("No ni un paso", "Adam Gómez")]),
        (
            "—No vamos a esperar —dijo la concejala Molina—. Ya es hora.",
            [("No vamos a esperar. Ya es hora.", "Teresa Molina")],
        ),
        ("La concejala Molina llegó tarde. “Perdón”, dijo.", [("Perdón", "Teresa Molina")]),
        ("Para Sonia Vega, alcaldesa, no basta. “Es poco”, explicó Vega.", [("Es poco", "Sonia Vega")]),
    ],
)
def test_spanish_is_read_with_its_own_marks_and_verbs(text: str, quotes: list[tuple[str, str]]) -> None:
    assert said(text) == quotes


def test_a_quote_over_several_paragraphs_is_one() -> None:
    text = "“They knew,” said Molina.\n\n“They knew in May.\n\n“They knew in June.\n\n“And they did nothing.”"
    assert said(text)[-1] == ("They knew in May. They knew in June. And they did nothing.", "Teresa Molina")


def test_a_spokesman_speaks_for_himself() -> None:
    assert said("“He is away,” said Carl Dent, a spokesman for Osgood.") == [("He is away", "Carl Dent")]
    assert said("Osgood's spokesman Carl Dent wrote: “He is away.”") == [("He is away.", "Carl Dent")]
    assert said("Osgood's spokesman, Carl Dent, said: “He is away.”") == [("He is away.", "Carl Dent")]
    assert said("“He is away,” a spokesman for the mayor said.") == [("He is away", "a spokesman for the mayor")]


def test_he_who_speaks_for_the_mayor_is_not_the_mayor() -> None:
    text = "A spokesman for Mayor Osgood said no. “He is away,” he said.\n\n“He is back soon,” the spokesman added."
    assert {speaker for _words, speaker in said(text)} == {"A spokesman for Mayor Osgood"}
    assert said("Osgood left. “He is ill,” his spokesman said.") == [("He is ill", "spokesman for Walter Osgood")]
    assert said("Osgood left. “No,” said the mayor's press secretary, June Hall.") == [("No", "June Hall")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Nobody told us.” Molina shook her head.", "Teresa Molina"),
        ("Osgood issued this statement:\n\n“I have asked for a review.”", "Walter Osgood"),
        ("Osgood's message to landlords: “Fix it.”", "Walter Osgood"),
        ("“It's over,” said Councilor-at-Large Pia Stein.", "Pia Stein"),
        ("“Good,” Molina deadpanned.", "Teresa Molina"),
        ("“Good,” Sampleville Tenants Union President Nora Quill said.", "Nora Quill"),
        ("Evander Pike drove for two hours. “Fix it,” he said.", "Evander Pike"),
        ("“No,” Dr. Orsolya Van Buren said. Van Buren left. “Never,” Van Buren said.", "Orsolya Van Buren"),
    ],
)
def test_many_turns_of_phrase_lead_to_the_speaker(text: str, speaker: str) -> None:
    assert {found for _words, found in said(text)} == {speaker}


def test_two_officials_of_one_last_name_are_told_apart_by_office() -> None:
    text = "“No,” said School Committee member Gomez. “Yes,” said Councilor Gomez. “Why?” asked Rosa Gomez."
    assert [speaker for _words, speaker in said(text)] == ["Rosa Gómez", "Adam Gómez", "Rosa Gómez"]


def test_a_last_name_that_two_have_is_asked_about() -> None:
    found = clip("“We will vote,” Gomez said.")
    assert found.quotes == ()
    assert {unclear.riddle for unclear in found.unclear} == {Riddle.TWO_PEOPLE}


def test_she_and_he_are_who_was_named_before() -> None:
    text = "Molina met Osgood at noon. “I asked twice,” she said. “I answered once,” he said."
    assert [speaker for _words, speaker in said(text)] == ["Teresa Molina", "Walter Osgood"]


@pytest.mark.parametrize(
    "text",
    [
        "One sign read “No more raids.”",
        "“No more raids,” the crowd chanted.",
        "“If you see something, say something,” the poster says.",
        "The new “sanctuary city” label worries some.",
        "Osgood praised a program called “Safe Streets.”",
        "Molina said the so-called “owl bus” is back.",
        "“Tenemos miedo”, confesó una madre que pidió no ser identificada.",
        "“It will rain,” a neighbor said.",
        "The garden is a “success story” of the kind cities like.",
    ],
)
def test_signs_titles_winks_and_nameless_voices_are_no_quotes(text: str) -> None:
    assert said(text) == []


def test_what_nobody_is_seen_to_say_is_told() -> None:
    found = clip("“Somebody ought to do something about it.”\n\nIt was a cold day in the city.")
    assert [unclear.riddle for unclear in found.unclear] == [Riddle.NO_SPEAKER]


def test_a_quote_knows_where_it_stands() -> None:
    found = clip("On Monday, “We will vote,” Molina said.")
    quote = found.quotes[0]
    assert found.passage(quote) == "We will vote,"
    assert found.passage(quote, around=6) == "day, “We will vote,” Moli"
    assert quote.person is not None
    assert quote.person.known is KNOWN.people[3]


def test_a_headline_is_no_quote() -> None:
    text = "Mayor: ‘We are done’\n\nMayor Walter Osgood left early.\nHe waved."
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Osgood said he would sign it.", [("he would sign it", "Walter Osgood")]),
        ("The vote was a mistake, Molina said.", [("The vote was a mistake", "Teresa Molina")]),
        ("The vote, Molina said, was a mistake.", [("The vote was a mistake", "Teresa Molina")]),
        ("According to Molina, rents rose.", []),
        ("According to Molina, rents rose fast.", [("rents rose fast", "Teresa Molina")]),
        ("Osgood, who is ill, told reporters that he would rest.", [("he would rest", "Walter Osgood")]),
        ("Molina urged the council to wait.", [("the council to wait", "Teresa Molina")]),
        ("Según Molina, la renta subió mucho.", [("la renta subió mucho", "Teresa Molina")]),
        ("La concejala Molina aseguró que la renta subió.", [("la renta subió", "Teresa Molina")]),
        ("Osgood would not say whether he will run.", []),
        ("Osgood was told that he had lost.", []),
        ("Osgood declined to comment.", []),
        ("A neighbor said the noise was awful.", []),
        ("The mayor's office said he was away.", [("he was away", "The mayor's office")]),
    ],
)
def test_reported_speech_has_the_clause_and_the_speaker(text: str, reported: list[tuple[str, str]]) -> None:
    assert [(words.text, words.speaker) for words in clip(text).reported] == reported


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We fix boilers,” added Bridgepoint's Managing Attorney, Ana Ruiz.", "Ana Ruiz"),
        ("“We fix boilers,” said one of the tenants, Ana Ruiz.", "Ana Ruiz"),
        ("A 34-year-old line cook named Ana Ruiz rents there. “We fix boilers,” she said.", "Ana Ruiz"),
        ("Fourteen-year-old Ana Ruiz was first. “We fix boilers,” the eighth-grader said.", "Ana Ruiz"),
        ("Robert “Bobby” Ellis runs the diner. “We open at six,” Ellis said.", "Robert Ellis"),
        ("“We fix boilers,” she said. Ana Ruiz has worked there since 2011.", "Ana Ruiz"),
        ("Ana Ruiz was not so sure. “We fix boilers,” said the mother of four.", "Ana Ruiz"),
        ("Ana Ruiz, a nurse, said she is tired. “We fix boilers ourselves,” the statement said.", "Ana Ruiz"),
        ("Wei-Ling Hsu, a mother of three, came. “We fix boilers,” she said.", "Wei-Ling Hsu"),
        ("“We play to win,” said Coach Rivera.", "Coach Rivera"),
        ("“We fix boilers,” said the group's executive director, Ana Ruiz.", "Ana Ruiz"),
        ("“We fix boilers,” said 34-year-old Ana Ruiz.", "Ana Ruiz"),
        ("Ana Ruiz, a nurse, urged the council to act “before another winter comes.”", "Ana Ruiz"),
        ("Ana Ruiz, a nurse, referred to the plan as “a slap in the face.”", "Ana Ruiz"),
        ("In Ana Ruiz's words, the heat was “never on for a single day.”", "Ana Ruiz"),
        ("“Arreglamos las calderas”, les dijo Ana Ruiz a los vecinos.", "Ana Ruiz"),
        ("A juicio de Ana Ruiz, enfermera, el plan “nunca fue para los inquilinos”.", "Ana Ruiz"),
    ],
)
def test_somebody_introduced_in_an_unusual_way_is_still_the_speaker(text: str, speaker: str) -> None:
    assert [who for _quote, who in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, a nurse, was there. One woman cried. “We are not going anywhere,” she said.",
        "Ana Ruiz, a nurse, was there. A man in a red hat was, too. “We are not going anywhere,” the man said.",
        "Ana Ruiz, a nurse, sued her landlord. “We are not going anywhere,” the landlord said.",
        "According to the report, the program is “a textbook case of bad planning.” Ana Ruiz agreed.",
        "Ana Ruiz spoke.\n\n“We are not going anywhere,” added the other one's friend Something. “We stay.”",
    ],
)
def test_words_of_somebody_without_a_name_go_to_nobody_who_was_named_before(text: str) -> None:
    assert said(text) == []


def test_a_headline_that_repeats_a_quote_has_its_speaker_and_proposes_no_second_statement() -> None:
    found = clip("‘We fix boilers’: tenants wait\n\n“We fix boilers ourselves,” said Ana Ruiz, a nurse, on Monday.")
    assert [(quote.text, quote.speaker, quote.is_headline) for quote in found.quotes] == [
        ("We fix boilers", "Ana Ruiz", True),
        ("We fix boilers ourselves", "Ana Ruiz", False),
    ]
    assert len(proposals_of(found).statements) == 1


def test_who_wrote_the_text_is_named_and_not_proposed_as_somebody_new() -> None:
    found = clip("Boilers fail\n\nBy DORA FINCH and Eli Marsh\n\n“We fix boilers,” said Ana Ruiz, a nurse, on Monday.")
    assert [(person.name, person.is_reporter) for person in found.people] == [
        ("Dora Finch", True),
        ("Eli Marsh", True),
        ("Ana Ruiz", False),
    ]
    assert [person.family_name for person in proposals_of(found).people] == ["Ruiz"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("The last strike, Ana Ruiz pointed out, was in 1979.", "The last strike was in 1979"),
        ("Still, Ana Ruiz said, the boiler works again.", "Still the boiler works again"),
        ("Ana Ruiz habló. Los fondos, añadió, saldrán de donaciones.", "Los fondos saldrán de donaciones"),
        (
            "Según Ana Ruiz, una enfermera que vive ahí, la caldera no sirve desde mayo.",
            "la caldera no sirve desde mayo",
        ),
    ],
)
def test_what_is_reported_around_an_inserted_attribution_is_one_clause(text: str, clause: str) -> None:
    assert [(words.text, words.speaker) for words in clip(text).reported] == [(clause, "Ana Ruiz")]


def test_a_clause_that_holds_a_quote_is_not_listed_again_as_reported() -> None:
    found = clip("Ana Ruiz said that the boiler was old and the plan was “a very bad joke on tenants.”")
    assert [quote.speaker for quote in found.quotes] == ["Ana Ruiz"]
    assert found.reported == ()
