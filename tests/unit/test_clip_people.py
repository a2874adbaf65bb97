"""Who "she" and "he" are on the clip desk."""

from advocacy.domain.clips.known import Known
from advocacy.domain.clips.reading import read


def test_a_double_given_name_shows_its_gender_by_the_first_one() -> None:
    text = (
        "Councilor Rachel Sample said it goes too far.\n\n"
        "“We cannot wait,” said Mayor Gina-Louise Muestra. She added that the city had asked twice."
    )
    assert [each.speaker for each in read(text, Known(), None).reported][-1] == "Gina-Louise Muestra"
