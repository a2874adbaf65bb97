"""The help page: short, for every role, in both languages."""

import pytest

from advocacy.domain.users import Language
from advocacy.models import User
from tests.factories import commit
from tests.web import Web


@pytest.mark.one_database
def test_help_shows_your_own_role_first_and_explains_the_words(web: Web, organizer: User) -> None:
    page = web.sign_in(organizer).get("/help")
    headings = [heading.get_text() for heading in page.soup.select("main h2")]
    assert headings[:4] == ["Organizer", "Member", "Coordinator", "Administrator"]
    words = [term.get_text() for term in page.soup.select("main dt")]
    for word in ("Demand", "Target", "Stance", "Confidence", "Correction", "Confidential"):
        assert word in words
    assert page.text.count("This is you") == 1


def test_every_link_of_the_help_leads_somewhere(web: Web, coordinator: User) -> None:
    links = [link for link in web.sign_in(coordinator).get("/help").links() if link.startswith("/")]
    statuses = {link: web.get(link).status for link in links if not link.startswith(("/static", "/admin"))}
    assert set(statuses.values()) == {200}, statuses


@pytest.mark.one_database
def test_help_speaks_spanish(web: Web, member: User) -> None:
    member.language = Language.ES
    commit()
    page = web.sign_in(member).get("/help")
    assert page.title == "Ayuda"
    assert "No inventes un día" in page.text


@pytest.mark.parametrize(("role", "opens"), [("member", 0), ("organizer", 2), ("administrator", 2)])
@pytest.mark.one_database
def test_help_links_only_to_pages_that_the_reader_may_open(web: Web, request, role: str, opens: int) -> None:
    page = web.sign_in(request.getfixturevalue(role)).get("/help")
    narrow = {"/activities/quick", "/tasks/new", "/reports/activities", "/admin/users", "/admin/audit"}
    links = narrow & set(page.links())
    assert len(links) == opens
    assert {web.get(link).status for link in links} <= {200}


@pytest.mark.one_database
def test_help_tells_of_what_is_new_with_links_that_the_reader_may_open(web: Web, member: User, organizer: User) -> None:
    page = web.sign_in(organizer).get("/help")
    for words in (
        "Signatures by link",
        "Letters on paper",
        "Holding pen",
        "Calls to action",
        "Public comment",
        "Checklists",
    ):
        assert words in page.text
    assert {"/inbox", "/notices", "/account/mail", "/checklists", "/account/calendars"} <= set(page.links())
    theirs = web.sign_in(member).get("/help")
    assert "Holding pen" not in theirs.text
    assert {"/notices", "/account/mail"} <= set(theirs.links())
