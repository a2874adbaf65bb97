"""Every role at every address. The expected answers are written by hand, from the table of rights, not from the app."""

import pytest

from tests.addresses import every_file, every_page, every_write, get_rules
from tests.everybody import ROLES, Everybody
from tests.rights import MAY_OPEN, MAY_SEND

ANSWERS = {
    "s": {303},  # sent to sign in
    "y": {200},
    "n": {403},
    "4": {404},
    "r": {303},  # sent on: nothing to see
}
TAKEN = {200, 303, 404, 409, 422}
"""How a form may be answered by who may send it, though it is empty: never by a failure, never by a refusal."""
FILES = {
    "static": "/static/css/app.css",
    "health.healthz": "/healthz",
    "health.readyz": "/readyz",
    "pick.matches": "/pick/parties?name=x&x-q=muestra",
    "exports.csv": "/reports/tables/claims.csv",
    "exports.xlsx": "/reports/tables/claims.xlsx",
    "reports.activities_csv": "/reports/activities.csv",
    "reports.activities_xlsx": "/reports/activities.xlsx",
    "calendar_feeds.feed": "/feeds/" + "a" * 30 + ".ics",
    "auth.first_run": "/first-run/" + "a" * 30,
    "auth.invitation": "/invitation/" + "a" * 30,
    "auth.reset": "/reset/" + "a" * 30,
    "sign_on.show": "/sign/" + "a" * 30,
    "unsubscribing.show": "/unsubscribe/" + "a" * 30,
}
"""What is no page of a record."""


@pytest.fixture(scope="module")
def pages(everybody: Everybody) -> dict[str, str]:
    """An address of each endpoint that answers GET."""
    found = {address.endpoint: address.path for address in (*every_page(everybody.app), *every_file(everybody.app))}
    return found | {name: path for name, path in FILES.items() if name in everybody.app.view_functions}


@pytest.fixture(scope="module")
def forms(everybody: Everybody) -> dict[str, str]:
    """An address of each endpoint that takes POST."""
    return {address.endpoint: address.path for address in every_write(everybody.app)}


def test_the_tables_name_every_route_and_no_other(everybody: Everybody) -> None:
    routes = {rule.endpoint for rule in get_rules(everybody.app)}
    writes = {rule.endpoint for rule in everybody.app.url_map.iter_rules() if "POST" in (rule.methods or set())}
    assert set(MAY_OPEN) ^ routes == set(), "tests/rights.py: PAGES lacks a route, or names one that does not exist"
    assert set(MAY_SEND) ^ writes == set(), "tests/rights.py: FORMS lacks a route, or names one that does not exist"


@pytest.mark.parametrize("endpoint", MAY_OPEN)
def test_a_page_opens_for_whom_it_should(endpoint: str, everybody: Everybody, pages: dict[str, str]) -> None:
    expected = MAY_OPEN[endpoint]
    path = pages[endpoint]
    answers = {role: everybody.get(role, path) for role in ROLES}
    wrong = {role: got.status_code for role, got in answers.items() if got.status_code not in ANSWERS[expected[role]]}
    assert wrong == {}, path
    for role, got in answers.items():
        if expected[role] == "s":
            assert got.location.startswith("/login")


@pytest.mark.parametrize("endpoint", MAY_SEND)
def test_a_form_is_taken_from_whom_it_should_be(endpoint: str, everybody: Everybody, forms: dict[str, str]) -> None:
    expected = MAY_SEND[endpoint]
    path = forms[endpoint]
    wrong = {}
    for role in ROLES:
        got = everybody.post(role, path)
        may = TAKEN if expected[role] == "y" else ANSWERS[expected[role]]
        sent_to_sign_in = (got.location or "").startswith("/login")
        if got.status_code not in may or (sent_to_sign_in is not (expected[role] == "s") and endpoint != "auth.logout"):
            wrong[role] = (got.status_code, got.location)
        if expected[role] == "y" and got.status_code == 303:
            everybody.restore()
    assert wrong == {}, path
