"""The turns of phrase of news, press releases, newsletters and radio, each in a sentence of its own."""

from datetime import date

import pytest

from advocacy.domain.clips.findings import Clip
from advocacy.domain.clips.known import Known, KnownOrganization, KnownPerson
from advocacy.domain.clips.reading import read

KNOWN = Known(
    people=(
        KnownPerson("Rosa Lima", office="City Councilor, Ward 3", body="Sampleville City Council"),
        KnownPerson("David Lima", office="School Committee Member", body="Sampleville School Committee"),
        KnownPerson("Walter Osgood", office="Mayor", body="City of Sampleville"),
    ),
    organizations=(KnownOrganization("Sampleville Tenants Union", ("STU",)),),
)
WEDNESDAY = date(2026, 3, 18)


def clip(text: str) -> Clip:
    return read(text, KNOWN, WEDNESDAY)


def speakers(text: str) -> list[str]:
    return [quote.speaker for quote in clip(text).quotes]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“Never,” Osgood snapped when asked if he would resign.", ["Walter Osgood"]),
        ("“It was,” Osgood said, pausing to find the word, “messy.”", ["Walter Osgood"]),
        ("“No,” said Osgood. “No?” asked Rosa Lima. “No,” said Osgood again.", ["Walter Osgood", "Rosa Lima"]),
        ("To cheers, Osgood, 71, said at a news conference at police headquarters: “No.”", ["Walter Osgood"]),
        ("“No more,” Osgood, 71, said at a news conference on Elm Street.", ["Walter Osgood"]),
        ("“You will,” was Osgood's answer.", ["Walter Osgood"]),
        ("“You will,” came the reply from Osgood.", ["Walter Osgood"]),
        ("“I never saw it,” the complaint quotes Osgood as saying.", ["Walter Osgood"]),
        ("Was Osgood angry? “You bet,” he said.", ["Walter Osgood"]),
        ("Osgood, who last week told staff that “we are done here,” left.", ["Walter Osgood"]),
        ("Lima, whom Osgood called “the Grinch of Ward 3,” laughed. Rosa Lima did.", ["Walter Osgood"]),
        ("“Nobody gets rich,” she told me. Nobody else spoke.", []),
        ("“It rewards neglect,” said the union's Pia Stone.", ["Pia Stone"]),
        ("“It pays more,” says the local's president, Dwayne Kimura, “and is safer.”", ["Dwayne Kimura"]),
        ("“I'm leaving,” Stone, a nurse, said.\n\nPia Stone has lived there since 1999.", ["Pia Stone"]),
        ("“Me too,” said her brother Carl.", ["Carl"]),
        ("“It is late.”\n\nThat's Pia Stone. She has waited for hours.", ["Pia Stone"]),
        ("Lima spoke.\n\n“This is no charity.”\n— Prof. Emeric Valdane, Bellwether School of Law", ["Emeric Valdane"]),
        ("“Yes,” the union said.\n\nThe Sampleville Tenants Union rallies Friday.", ["Sampleville Tenants Union"]),
        ("We reached out to Mayor Osgood. His office sent this statement:\n\n“I am fine.”", ["Walter Osgood"]),
    ],
)
def test_the_speaker_is_found_in_many_turns_of_phrase(text: str, names: list[str]) -> None:
    assert [name for name in dict.fromkeys(speakers(text)) if name] == names


@pytest.mark.parametrize(
    "text",
    [
        "Osgood left. “I was scared,” said one woman, who would not give her name. “I still am,” she said.",
        "Osgood left. “You lied,” someone shouted from the back.",
        "“We were never told,” one of the tenants said. Osgood nodded.",
        "According to one tenant, the landlord “just vanished.” Osgood agreed.",
        "City officials, including Osgood, have said the plan is “dead in the water.”",
        "Critics call it “a giveaway to developers.” Osgood signed it.",
        "Osgood saw a banner that said “Rent control kills.”",
        "Habló el alcalde Osgood. Una señora que no quiso dar su nombre comentó: «A mí ya me desalojaron».",
        "Osgood stopped the bus. “I had no idea,” the driver said.",
        "An unsigned letter to Osgood said “the time has come.”",
        "Osgood spoke. Prosecutors wrote that the officer “showed no remorse.”",
        "Osgood's book, “Forty Years of Snow,” came out in May.",
    ],
)
def test_words_of_somebody_without_a_name_are_nobodys(text: str) -> None:
    assert speakers(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marguerite Dunne met Imani Cross. Dunne said she was proud. “I stay,” she said.", "Marguerite Dunne"),
        (
            "Evelyn Wray met Philomena Darcy. She and Darcy had coffee for years. “Not one,” she says.",
            "Evelyn Wray",
        ),
        ("Quennie Holt spoke after Imani Cross left. Holt shook her head. “No,” she said.", "Quennie Holt"),
        ("Mayor Osgood praised Chief Tom Hale. “I thank him,” the mayor said.", "Walter Osgood"),
    ],
)
def test_a_pronoun_means_whom_the_sentence_before_was_about(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_marks_and_dashes_share_one_quote_in_spanish() -> None:
    text = "La concejala Ana Ruiz habló. «No es un regalo —subrayó—, es una regla. Y se cumple»."
    assert [(quote.text, quote.speaker) for quote in clip(text).quotes] == [
        ("No es un regalo es una regla. Y se cumple", "Ana Ruiz")
    ]
    text = "“Mi hijo pregunta”, relató en la escalinata del juzgado Bernarda Xicará, integrante del grupo."
    assert speakers(text) == ["Bernarda Xicará"]


def test_a_column_of_lines_at_many_widths_is_read_as_paragraphs() -> None:
    text = (
        "The gardeners of Elm Street have their\ngate back.\n\n"
        "After a summer of locks,\nthe city and the growers signed an\n"
        "agreement on the hood of a truck that was parked by the gate\nfor it.\n\n"
        "“I have paid more for a tomato,” said\nVincent Pell, who started the garden\nin 1979.\n\n"
        "They will\nmeet again."
    )
    assert [(quote.text, quote.speaker) for quote in clip(text).quotes] == [
        ("I have paid more for a tomato", "Vincent Pell")
    ]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Osgood told the crowd he had the votes.", "he had the votes"),
        ("Osgood reminded the council that the deadline was Friday.", "the deadline was Friday"),
        ("Osgood said in an interview Monday he would veto the measure.", "he would veto the measure"),
        ("Osgood conceded, when pressed, that there was no plan.", "there was no plan"),
        ("Osgood questioned whether the city could pay.", "whether the city could pay"),
        ("Osgood confirmed the city had received the letter.", "the city had received the letter"),
        ("If the vote fails, Osgood said, the city will sue.", "If the vote fails the city will sue"),
        ("The city would appeal, said Osgood, a former judge.", "The city would appeal"),
        ("Rents, according to Osgood, rose 30 percent.", "Rents rose 30 percent"),
        ("Osgood acknowledged the delay but said it was brief.", "it was brief"),
        ("Osgood said he backs the plan, while Rosa Lima called it too costly.", "he backs the plan"),
        ("Her colleague on the board, at-large Councilor Pete Lind, said he would vote no.", "he would vote no"),
        ("Rep. Dan Foley (D-Worcester), the sponsor, told reporters the bill was dead.", "the bill was dead"),
        ("El alcalde Osgood prometió reparar el techo antes de junio.", "reparar el techo antes de junio"),
        ("Hay acuerdo con la ciudad, informó la presidenta del gremio, Ana Ruiz.", "Hay acuerdo con la ciudad"),
        (
            "Osgood said the notice was “perfectly adequate” and that a delay would cost 22 jobs.",
            "a delay would cost 22 jobs",
        ),
    ],
)
def test_reported_speech_is_found_in_many_turns_of_phrase(text: str, clause: str) -> None:
    assert [words.text for words in clip(text).reported] == [clause]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The council will meet in closed session Thursday.", ["2026-03-19"]),
        ("“Ask me Thursday,” Osgood said.", ["2026-03-19"]),
        ("The law took effect Jan. 1.", ["2026-01-01"]),
        ("The contract, which ends Dec. 31, is late.", ["2026-12-31"]),
        ("The bonds go to voters on November 3.", ["2026-11-03"]),
        ("By February it was $61 million.", ["2026-02"]),
        ("In mid-April, the road will close.", ["2026-04"]),
        ("A hearing was put off from Monday to April 2.", ["2026-03-16", "2026-04-02"]),
        ("The council on Monday put off until May a vote on the plan.", ["2026-03-16", "2026-05"]),
        ("The pool reopens in the spring.", ["2026"]),
        ("Monday's vote ends two years of debate.", ["2026-03-16"]),
        ("They meet every Tuesday, and the first Tuesday of the month they vote.", []),
        ("They marched on the Fourth of July.", []),
        ("La votación será el próximo jueves 26 de marzo.", ["2026-03-26"]),
        ("Este sábado habrá una marcha.", ["2026-03-21"]),
    ],
)
def test_dates_look_ahead_or_back_with_their_clause(text: str, values: list[str]) -> None:
    assert [found.value for found in clip(text).dates] == values


def test_a_name_that_its_sentence_explains_is_an_organization() -> None:
    text = (
        "Open Counter, a nonprofit that tracks cards, met the group No Blank Checks, Proyecto Agua Sauceda (PAS) and "
        "Friends of the Dunmore Library. They joined Neighbors for Better Transit. "
        "La directora del hospital San Lucas habló en Facebook."
    )
    assert [group.name for group in clip(text).organizations] == [
        "Open Counter",
        "No Blank Checks",
        "Proyecto Agua Sauceda",
        "Friends of the Dunmore Library",
        "Neighbors for Better Transit",
        "hospital San Lucas",
        "Facebook",
    ]


def test_what_stands_before_or_after_a_name_makes_it_a_place() -> None:
    text = (
        "They met at First Baptist Church on Alder Street and drove down Route 17. "
        "State Rep. Dan Foley, D-New Haven, came.\n\n"
        "Vive en el barrio La Loma, cerca del parque Benito Salas."
    )
    assert {place.name for place in clip(text).places} == {
        "First Baptist Church",
        "Alder Street",
        "Route 17",
        "New Haven",
        "La Loma",
        "parque Benito Salas",
    }


def test_capitals_that_name_nobody_are_no_people() -> None:
    text = "Dear Editor: The 140-unit Mill Row project is late. BURN BAN — The board voted.\n\nI'm Theo Lindqvist."
    assert [person.name for person in clip(text).people] == ["Theo Lindqvist"]


def test_figures_in_words_joined_by_a_hyphen_and_votes_are_read() -> None:
    text = "A three-member panel voted for the ten-page deal; four of the seven members sued. The motion carried 8-3."
    assert [(found.text, found.value, found.what) for found in clip(text).figures] == [
        ("three-member", 3, "member panel"),
        ("ten-page", 10, "page deal"),
        ("four", 4, "of the seven members"),
        ("8-3", None, "votes"),
    ]
