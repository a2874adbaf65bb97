"""Whatever a person or a script sends: words at the field, nothing half done, and never a failure of the server."""

import io
import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests.addresses import every_page, every_write
from tests.everybody import Everybody
from tests.rights import MAY_OPEN, MAY_SEND
from tests.valid_forms import Filled, Values, filled
from tests.web import Page

REFUSED_AS_IT_STANDS = {
    "account.end_session": "a device that is none",
    "calendar_feeds.revoke": "an address that is none",
    "action_calls.undo": "not done by who sends it",
    "activities.undo": "not the author's",
    "admin.cancel_mail": "a message that is none",
    "admin.resend": "a message that is none",
    "admin.test_mail": "a demo sends no mail",
    "auth.first_run": "a link that is none",
    "auth.invitation": "a link that is none",
    "auth.reset": "a link that is none",
    "events.announce": "announced already",
    "events.hold": "it has not begun",
    "files.add": "no file comes with the form as it is drawn",
    "letters.invite_signers": "a demo sends no mail",
    "letters.approve_translation": "it is approved with its letter",
    "letters.mail": "a demo sends no mail",
    "letters.take_out": "nothing is in the outbox",
    "letters.recipient_step": "a reply waits to be classified",
    "letters.remind": "the demo sends no mail",
    "public_comment.step_back": "not on the list",
    "sign_on.show": "a link that is none",
    "tasks.reopen": "still open",
    "unsubscribing.show": "a token that is none",
    "tasks.undo": "not finished",
}
"""What the demo's record does not allow now: refused however good the form is."""
COUNTED = {"auth.login", "confirm.password", "account.email", "account.password", "sign_on.show"}
"""A password or a link is looked at: each try is counted, and too many are slowed."""
LONG = "x" * 30_000
VALUES = [
    "",
    LONG,
    "a\0b",
    "👩‍👩‍👧‍👦 \u202etfel ot thgir\u202c ٣ ％",
    str(2**70),
    "-1",
    "1e309",
    "NaN",
    "٣",
    "０５",
    "0000000000",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "9999-12-31",
    "2024-02-30",
    "10000-01-01",
    "0000",
    "25:61",
    "javascript:alert(1)",
    "@campaign",
    ["1", "2"],
    ["", "x"],
]
EACH, OF_ALL = 1, 3
"""How many values each field is tried with, and with how many all fields at once."""
ANSWERS = {200, 303, 404, 409, 413, 422}
SECRET = "Her number is 536-22-1234."


@pytest.fixture(scope="module")
def forms(everybody: Everybody) -> dict[str, str]:
    """An address of each endpoint that takes POST."""
    return {address.endpoint: address.path for address in every_write(everybody.app)}


@pytest.fixture(scope="module")
def drawn() -> dict[str, Filled]:
    """The forms that were drawn: the database is as it was seeded before each test, so each is drawn once."""
    return {}


@pytest.fixture
def form(
    request: pytest.FixtureRequest, everybody: Everybody, forms: dict[str, str], drawn: dict[str, Filled]
) -> Iterator[Filled]:
    """The valid form of an endpoint, on the demo as it was seeded."""
    if request.param not in drawn:
        drawn[request.param] = filled(everybody, request.param, forms[request.param])
    yield drawn[request.param]
    everybody.restore()


EVERY_FORM = pytest.mark.parametrize("form", MAY_SEND, indirect=True)


@EVERY_FORM
def test_a_good_form_is_taken(form: Filled, everybody: Everybody) -> None:
    """Else the bad ones below would be refused for another reason than theirs."""
    got = everybody.post(form.role, form.path, form.values)
    expected = {404, 422} if form.endpoint in REFUSED_AS_IT_STANDS else {303}
    assert got.status_code in expected, Page(everybody.webs[form.role], got).text[:500]


@EVERY_FORM
def test_a_spoilt_form_never_fails_and_never_half_changes(form: Filled, everybody: Everybody) -> None:
    dice = random.Random(form.endpoint)
    problems = []
    for values in [*_one_by_one(form, dice), *_all_at_once(form, dice)]:
        before = everybody.state()
        got = everybody.post(form.role, form.path, values)
        may = ANSWERS | {429} if form.endpoint in COUNTED else ANSWERS
        if got.status_code not in may:
            problems.append(f"{got.status_code} for {_shown(form, values)}")
        elif got.status_code == 303:
            everybody.restore()
        elif everybody.state() != before and form.endpoint not in COUNTED:
            problems.append(f"changed something and answered {got.status_code} for {_shown(form, values)}")
            everybody.restore()
    assert problems == []


def _one_by_one(form: Filled, dice: random.Random) -> Iterator[Values]:
    for name in form.values:
        for value in dice.sample(VALUES, EACH):
            yield {**form.values, name: value if isinstance(value, list) else [value]}


def _all_at_once(form: Filled, dice: random.Random) -> Iterator[Values]:
    names = list(form.values)
    yield {}
    yield {f"{name}-0-x": ["1"] for name in names} | {"__proto__": ["1"], "_find": ["nothing"]}
    for value in dice.sample(VALUES, OF_ALL):
        yield {name: value if isinstance(value, list) else [value] for name in names}


def _shown(form: Filled, values: Values) -> dict[str, str]:
    return {name: repr(value)[:60] for name, value in values.items() if value != form.values.get(name)}


@EVERY_FORM
def test_broken_encodings_and_files_in_fields_never_fail(form: Filled, everybody: Everybody) -> None:
    web, token = everybody.webs[form.role], everybody.tokens[form.role]
    raw = "&".join(f"{quote(name)}=%ff%fe%00" for name in form.values) + f"&csrf_token={quote(token)}"
    files: dict[str, Any] = {name: (io.BytesIO(b"\x89PNG"), "a.png") for name in form.values}
    answers = [
        web.ask(web.client.post, form.path, data=raw, content_type="application/x-www-form-urlencoded"),
        web.ask(web.client.post, form.path, data={**files, "csrf_token": token}),
        web.ask(web.client.post, form.path, data=b'{"a": [', content_type="application/json"),
    ]
    assert [got.status_code for got in answers if got.status_code not in ANSWERS | {429}] == []


@EVERY_FORM
def test_a_social_security_number_is_refused_at_every_field_that_takes_words(
    form: Filled, everybody: Everybody
) -> None:
    if not form.words:
        return
    before = everybody.state()
    got = everybody.post(form.role, form.path, {**form.values, **{name: [SECRET] for name in form.words}})
    page = Page(everybody.webs[form.role], got)
    said = {name for name in form.words if page.soup.select_one(f"[id='{_id_of(page, name)}-error']")}
    assert (got.status_code, said) == (422, set(form.words)), page.errors
    assert everybody.state() == before


def _id_of(page: Page, name: str) -> str:
    node = page.soup.select_one(f"main form.entry [name='{name}']")
    return str(node.get("id", "")) if node is not None else ""


LINE = b'--edge\r\nContent-Disposition: form-data; name="subject"\r\n\r\n'
BODIES = {
    "application/x-www-form-urlencoded": b"subject=" + b"x" * 5_000_000,
    "multipart/form-data; boundary=edge": LINE + b"x" * 5_000_000 + b"\r\n--edge--\r\n",
}


@pytest.mark.parametrize("path", ["/login", "/activities/new", "/letters/new", "/account/language", "/admin/users/new"])
@pytest.mark.parametrize("kind", BODIES)
def test_an_oversized_body_is_too_large(path: str, kind: str, everybody: Everybody) -> None:
    web = everybody.webs["coordinator"]
    before = everybody.state()
    assert web.ask(web.client.post, path, data=BODIES[kind], content_type=kind).status_code == 413
    assert everybody.state() == before


def test_a_form_of_too_many_parts_is_too_large(everybody: Everybody) -> None:
    many = {f"f{number}": "x" for number in range(6000)}
    assert everybody.post("organizer", "/letters/new", many).status_code in {413, 422}


QUESTIONS = (
    "about", "after", "before", "campaign", "change", "from", "kind", "meeting", "month", "next", "of", "on", "outcome",
    "part", "people", "place", "q", "role", "side", "since", "state", "status", "to", "until", "view", "when", "who",
    "whose", "with",
)  # fmt: skip
"""Every name that some page asks for in its address."""
ODD = (
    "0",
    "-1",
    "'\"--",
    str(2**70),
    "2024-13-45",
    "9999-12-31.0",
    "٣",
    "%ff",
    "👩‍👧",
    "x" * 3000,
    "0000000000",
    "10000-01-01",
)


@pytest.fixture(scope="module")
def pages(everybody: Everybody) -> dict[str, str]:
    """An address of each page."""
    found = {address.endpoint: address.path for address in every_page(everybody.app)}
    files = {f"reports.activities_{suffix}": f"/reports/activities.{suffix}" for suffix in ("csv", "xlsx")}
    return {**found, **files, "pick.matches": "/pick/parties"}


@pytest.mark.parametrize("endpoint", sorted(MAY_OPEN))
def test_odd_questions_in_an_address_never_fail(endpoint: str, everybody: Everybody, pages: dict[str, str]) -> None:
    if endpoint not in pages:
        return
    role = next(role for role in ("coordinator", "administrator", "nobody") if MAY_OPEN[endpoint][role] == "y")
    path = pages[endpoint] + ("&" if "?" in pages[endpoint] else "?")
    dice = random.Random(endpoint)
    asked = ["&".join(f"{name}={quote(value, safe='%')}" for name in QUESTIONS) for value in dice.sample(ODD, 2)]
    asked += [f"{name}={quote(dice.choice(ODD), safe='%')}" for name in dice.sample(QUESTIONS, 3)]
    wrong = []
    for question in asked:
        got = everybody.get(role, path + question)
        if got.status_code not in {200, 303, 404, 422}:
            wrong.append(f"{got.status_code} for {path + question[:200]}")
    assert wrong == []
