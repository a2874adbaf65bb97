"""Templates of letters and their merge fields: kept by coordinators, begun from by organizers."""

import pytest
from sqlalchemy import select

from advocacy.db import db
from advocacy.domain.letter_details import LetterDetails
from advocacy.domain.letter_templates import TemplateDetails
from advocacy.domain.users import Language
from advocacy.models import Letter, LetterTemplate, User
from advocacy.policy import Actor
from advocacy.queries.letter_translations import is_out_of_date, translation_of
from advocacy.services import letter_templates, letters
from tests.factories import commit, make_campaign, make_official
from tests.letters import draft
from tests.web import Web

BOTH = TemplateDetails(
    "Thanks",
    subject="Thank you, {{recipient.name}}",
    body="Dear {{recipient.office}} {{recipient.family_name}}, thank you.",
    subject_es="Gracias, {{recipient.name}}",
    body_es="Gracias.",
)


def kept(coordinator: User) -> LetterTemplate:
    template = letter_templates.create(Actor.of(coordinator), BOTH)
    commit()
    return template


def test_a_letter_begins_from_a_template_with_its_translation_beside_it(
    web: Web, organizer: User, coordinator: User
) -> None:
    template = kept(coordinator)
    mayor = make_official("Ada *Star* Example", "Mayor")
    commit()
    web.sign_in(organizer)
    page = web.get(f"/letter-templates/{template.ref}")
    assert f"/letters/new?template={template.ref}" in page.links()
    web.get(f"/letters/new?template={template.ref}&to={mayor.ref}").submit()
    letter = db.session.scalars(select(Letter)).one()
    assert letter.body == BOTH.body
    spanish = translation_of(letter)
    assert spanish is not None
    assert (spanish.language, spanish.body, is_out_of_date(letter, spanish)) == (Language.ES, "Gracias.", False)
    assert "Dear Mayor *Star* Example, thank you." in web.get(f"/letters/{letter.ref}/filled").text
    assert "Gracias, Ada *Star* Example" in web.get(f"/letters/{letter.ref}/filled?language=es").text
    web.get(f"/letters/new?template={template.ref}&language=es").submit({"body": "Muchas gracias."})
    second = db.session.scalars(select(Letter).where(Letter.language == Language.ES)).one()
    english = translation_of(second)
    assert english is not None
    assert is_out_of_date(second, english), "the letter no longer says what the template says"


@pytest.mark.one_database
def test_a_misspelt_field_is_refused_where_it_stands_with_the_nearest(
    web: Web, organizer: User, coordinator: User
) -> None:
    letter = draft(Actor.of(organizer), make_campaign())
    commit()
    web.sign_in(organizer)
    bad = web.get(f"/letters/{letter.ref}/edit").send({"body": "Dear {{recipient.nmae}}"})
    assert bad.status == 422
    assert "Did you mean {{recipient.name}}?" in " ".join(bad.errors)
    assert "{{recipient.nmae}}" in str(bad.soup.select_one("textarea[name=body]"))
    web.sign_in(coordinator)
    bad = web.get("/letter-templates/new").send({"title": "Thanks", "body": "x", "body_es": "{{recipient.oficce}}"})
    assert bad.status == 422
    assert "Did you mean {{recipient.office}}?" in " ".join(bad.errors)


def test_an_old_letter_with_a_misspelt_field_can_still_be_edited_elsewhere(as_organizer: Actor) -> None:
    letter = draft(as_organizer)
    letter.body = "Dear {{nobody}}"
    letters.edit(as_organizer, letter, LetterDetails(letter.subject, letter.body, note="Bring copies."))
    assert letter.note == "Bring copies."


def test_coordinators_keep_templates_and_organizers_read_them(
    web: Web, member: User, organizer: User, coordinator: User
) -> None:
    template = kept(coordinator)
    for user, answers in ((member, (403, 403, 403)), (organizer, (200, 200, 403)), (coordinator, (200, 200, 200))):
        web.sign_in(user)
        pages = ("/letter-templates", f"/letter-templates/{template.ref}", f"/letter-templates/{template.ref}/edit")
        assert tuple(web.get(page).status for page in pages) == answers
    old = web.get(f"/letter-templates/{template.ref}/edit")
    shown = web.get(f"/letter-templates/{template.ref}/edit").submit({"title": "Many thanks", "body_es": ""})
    assert shown.title == "Many thanks"
    assert "Begin a letter in Spanish" not in shown.text
    assert old.send({"title": "Late"}).status == 409
    shown.submit(action="/archive")
    assert "Many thanks" not in web.get("/letter-templates").soup.select_one("main").get_text()  # type: ignore[union-attr]
    assert web.get(f"/letters/new?template={template.ref}").status == 404


def test_on_the_way_over_the_templates_it_is_kept_to_whom_and_for_which_campaign(
    web: Web, organizer: User, coordinator: User
) -> None:
    kept(coordinator)
    mayor, campaign = make_official("Ada Example"), make_campaign()
    commit()
    page = web.sign_in(organizer).get(f"/letters/new?to={mayor.ref}&campaign={campaign.ref}")
    for part in ("/letter-templates?", "/letter-templates/", "/letters/new?"):
        page = web.get(next(link for link in page.links() if part in link and mayor.ref in link))
    assert page.soup.select_one(f'input[value="{mayor.ref}"]') is not None
    assert page.soup.select_one(f'[value="{campaign.ref}"]') is not None
