"""Every page that needs no record is found by following links from home."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.addresses import NOT_PAGES, ONE_TIME, get_rules
from tests.everybody import ROLES, Everybody
from tests.rights import MAY_OPEN

CLICKS = 3
"""From home, a page is at most this far, and a list one less."""
COME_BY_THEMSELVES = {"auth.login", "confirm.password"}


def followed(everybody: Everybody, role: str) -> dict[str, int]:
    """Return the endpoints of the pages without a record that the role reaches, with the clicks from home."""
    adapter = everybody.app.url_map.bind("localhost")
    reached, edge = {"home.index": 0}, {"/"}
    for clicks in range(1, CLICKS + 1):
        found: set[str] = set()
        for path in edge:
            page = everybody.get(role, path)
            links = BeautifulSoup(page.get_data(as_text=True), "html.parser").select("a[href^='/']")
            for address in {urlsplit(str(link["href"])).path for link in links}:
                try:
                    endpoint, arguments = adapter.match(address, method="GET")
                except (HTTPException, RequestRedirect):
                    continue
                if not arguments and endpoint not in reached and endpoint not in NOT_PAGES:
                    reached[str(endpoint)] = clicks
                    found.add(address)
        edge = found
    return reached


@pytest.mark.parametrize("role", [role for role in ROLES if role != "nobody"])
def test_every_page_without_a_record_is_found_by_following_links_and_every_list_soon(
    everybody: Everybody, role: str
) -> None:
    wanted = {
        rule.endpoint
        for rule in get_rules(everybody.app)
        if not rule.arguments
        and rule.endpoint not in NOT_PAGES | ONE_TIME | COME_BY_THEMSELVES
        and MAY_OPEN[rule.endpoint][role] == "y"
    }
    reached = followed(everybody, role)
    assert wanted - reached.keys() == set()
    assert {name for name in wanted if name.endswith(".index") and reached[name] == CLICKS} == set()
