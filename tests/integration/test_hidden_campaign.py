"""What is hidden looks like what does not exist: on every page, in search, pickers, reports, exports and refusals."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.routing import Rule

from advocacy.app import create_app
from advocacy.db import db
from advocacy.domain.users import Role
from advocacy.models import Event, Person, User
from tests import live
from tests.addresses import every_page, every_write, get_rules
from tests.everybody import Everybody
from tests.factories import make_user
from tests.hidden import WORDS, Hidden, as_drawn, find_hidden, forget_it, words_in

OUTSIDERS = ("member", "administrator", "outsider")
"""Who is not on the team; the outsider is a coordinator and an organizer at once, and may do the most."""
TEAM = ("organizer", "coordinator")
PARTS = 4
ABOUT_ALL = {"admin.audit", "admin.chain", "restricted.index", "restricted.join"}
"""Administrators see there that something was done, and that something exists: never what."""
ONE_BY_ONE = {"admin.user", "admin.users", "account.show"}
"""Pages with the moment of the last visit."""
NO_RECORDS = ("auth.", "pick.", "restricted.", "static")
"""Addresses with an argument that is no record's."""
NO_SLUG = "no-such-campaign"
LISTS = ("activities", "campaigns", "commitments", "events", "letters", "meetings", "organizations", "people", "tasks")


@dataclass(frozen=True)
class Worlds:
    """The demo as it is, and the demo in which the campaign never was; everybody has a browser in both."""

    real: Everybody
    without: Everybody
    hidden: Hidden
    chief: str
    month: str
    """When the check-in of its team is."""

    @property
    def looks(self) -> list[str]:
        """Addresses where something of the campaign would be likely to show."""
        words = [
            "sheriff",
            "notices",
            "families",
            "quiet",
            "proposal",
            "deputy",
            "coffee with the chief",
            "placeholder",
        ]
        kinds = ("parties", "campaigns", "demands", "measures", "sources", "people", "participants")
        picked = [f"/pick/{kind}?name=x&x-q={word}" for kind in kinds for word in ("sheriff", "families", "talks")]
        months = ["/events?when=past", "/tasks?whose=all", "/tasks?whose=all&status=done", "/letters?status=sent"]
        months += [f"/calendar?month={self.month}&view={view}" for view in ("month", "agenda")]
        chief = [
            f"/officials/{self.chief}",
            f"/officials/{self.chief}?kind=call",
            f"/activities/new?about={self.chief}",
        ]
        quick = [f"/activities/quick?kind=call&who={self.chief}", "/activities/quick?kind=call"]
        return [*(f"/search?q={word}" for word in words), *picked, *months, *chief, *quick]


@pytest.fixture(scope="module")
def worlds(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Both worlds, from one seeded file: every id and ref is the same in both."""
    folder = tmp_path_factory.mktemp("worlds")
    real, without = folder / "real.db", folder / "without.db"
    shutil.copyfile(seeded, real)
    app = create_app(live.settings_for(f"sqlite:///{real}", folder))
    with app.app_context():
        make_user("outsider", Role.COORDINATOR, Role.ORGANIZER)
        hidden = find_hidden()
        chief = db.session.scalars(select(Person.ref).where(Person.family_name == "Placeholder")).one()
        check_in = db.session.scalars(select(Event.first_day).where(Event.ref == hidden.refs["events"])).one()
        db.session.remove()
        db.engine.dispose()
    shutil.copyfile(real, without)
    forget_it(without)
    found = Worlds(_people_of(real), _people_of(without), hidden, chief, f"{check_in:%Y-%m}")
    with found.real.app.app_context():
        yield found


def _people_of(database: Path) -> Everybody:
    app = create_app(live.settings_for(f"sqlite:///{database}", database.parent))
    with app.app_context():
        everybody = Everybody(app, database, database.with_suffix(".clean"))
        everybody.join("outsider", db.session.scalars(select(User).where(User.display_name == "Outsider")).one())
        db.session.remove()
        db.engine.dispose()
    return everybody


def pages_of(worlds: Worlds) -> list[tuple[str, str]]:
    """Every page of the app, and where something would be likely to show."""
    pages = [(address.endpoint, address.path) for address in every_page(worlds.real.app)]
    return [*pages, *(("", path) for path in worlds.looks)]


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("role", OUTSIDERS)
def test_every_page_is_as_if_the_campaign_had_never_been(role: str, part: int, worlds: Worlds) -> None:
    problems = []
    for endpoint, path in pages_of(worlds)[part::PARTS]:
        real = worlds.real.get(role, path)
        told = words_in(real.text) - words_in(path.replace("+", " "))
        refs = set() if endpoint in ABOUT_ALL else {secret for secret in worlds.hidden.secrets if secret in real.text}
        if told | refs:
            problems.append(f"{path} tells {told | refs}")
        if endpoint not in ABOUT_ALL | ONE_BY_ONE:
            without = worlds.without.get(role, path)
            if (real.status_code, as_drawn(real.text)) != (without.status_code, as_drawn(without.text)):
                problems.append(f"{path} differs: {difference(real.text, without.text)}")
    assert problems == []


def difference(one: str, other: str) -> list[tuple[str, str]]:
    """Return the first lines that differ."""
    pairs = zip(as_drawn(one).splitlines(), as_drawn(other).splitlines(), strict=False)
    return [(a.strip(), b.strip()) for a, b in pairs if a != b][:3]


@pytest.mark.parametrize("query", ["", "?side=ours", "?kind=call&from=2020-01-01"])
def test_reports_and_exports_neither_tell_nor_count_it(query: str, worlds: Worlds) -> None:
    for suffix in ("", ".csv", ".xlsx"):
        real = worlds.real.get("outsider", f"/reports/activities{suffix}{query}")
        without = worlds.without.get("outsider", f"/reports/activities{suffix}{query}")
        assert real.status_code == without.status_code == 200
        assert as_drawn(text_of(real.data)) == as_drawn(text_of(without.data))
        assert words_in(text_of(real.data)) == set()


def text_of(data: bytes) -> str:
    """Return the text of a page or a CSV, or the rows of an XLSX."""
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/"))


def test_the_team_sees_it_everywhere(worlds: Worlds) -> None:
    refs, real = worlds.hidden.refs, worlds.real
    told = {
        f"/campaigns/{worlds.hidden.slug}": "sheriff",
        f"/letters/{refs['letters']}": "notices to families",
        f"/meetings/{refs['meetings']}": "notices to families",
        f"/events/{refs['events']}": "quiet team",
        f"/tasks/{refs['tasks']}": "second proposal",
        "/campaigns": "sheriff",
        "/tasks?whose=all": "second proposal",
        f"/officials/{worlds.chief}": "notices to families",
        "/search?q=sheriff": "second proposal",
        "/activities": "coffee with the chief",
        f"/calendar?month={worlds.month}&view=agenda": "quiet team",
    }
    for role in TEAM:
        lacking = [path for path, word in told.items() if word not in words_in(real.get(role, path).text)]
        assert lacking == []
    assert "chief’s deputy" in words_in(text_of(real.get("coordinator", "/reports/activities.csv").data))


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", OUTSIDERS)
def test_its_addresses_answer_as_addresses_of_nothing(role: str, method: str, worlds: Worlds) -> None:
    problems, asked = [], 0
    for rule in rules_of(worlds, method):
        mine, nobodys = (address_of(worlds, rule, real=real) for real in (True, False))
        if mine is None or nobodys is None:
            continue
        asked += 1
        answers = [getattr(worlds.real, method)(role, path) for path in (mine, nobodys)]
        alike = [nameless(worlds, got.text) for got in answers]
        codes = {got.status_code for got in answers}
        if len(codes) > 1 or alike[0] != alike[1] or not codes <= {403, 404} or words_in(alike[0]):
            problems.append(f"{rule.rule}: {codes} {difference(*alike)}")
    assert problems == []
    assert asked > 30


def nameless(worlds: Worlds, html: str) -> str:
    """Return a page without what is drawn anew and without what was asked for, which an answer may repeat."""
    for asked in (*worlds.hidden.secrets, worlds.hidden.unknown, NO_SLUG):
        html = html.replace(asked, "")
    return as_drawn(html)


def rules_of(worlds: Worlds, method: str) -> list[Rule]:
    """Return the rules that take an argument."""
    rules = [rule for rule in worlds.real.app.url_map.iter_rules() if method.upper() in (rule.methods or set())]
    return [rule for rule in rules if rule.arguments and not rule.endpoint.startswith(NO_RECORDS)]


def address_of(worlds: Worlds, rule: Rule, *, real: bool) -> str | None:
    """Return the rule's address with refs of the hidden campaign, or with refs that nothing has; None for neither."""
    hidden = worlds.hidden
    blueprint = {"rsvps": "events", "corrections": "letters"}.get(
        rule.endpoint.split(".")[0], rule.endpoint.split(".")[0]
    )
    known = {
        "slug": hidden.slug if real else NO_SLUG,
        "recipient_ref": hidden.recipient,
        "event": "win",
        "kind": "letter.pdf",
        "number": "1",
        "step": "keep" if blueprint == "commitments" else "chase",
    }
    for name in rule.arguments - known.keys():
        known[name] = hidden.unknown
    if "ref" in rule.arguments and "slug" not in rule.arguments:
        if blueprint not in hidden.refs:
            return None
        known["ref"] = hidden.refs[blueprint] if real else hidden.unknown
    adapter = worlds.real.app.url_map.bind("localhost")
    return str(adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments}))


def test_a_form_that_names_something_of_it_is_refused_like_one_that_names_nothing(worlds: Worlds) -> None:
    """Every picker of every page that a coordinator may open, with refs that they must not know."""
    problems, tried = [], 0
    writes = {address.endpoint for address in every_write(worlds.real.app)}
    for endpoint, path in pages_of(worlds):
        opened = worlds.real.webs["outsider"].get(path) if endpoint in writes else None
        if opened is None or opened.status != 200 or not opened.soup.select("main form.entry input[name$='-q']"):
            continue
        pickers = [str(node["name"])[:-2] for node in opened.soup.select("main form.entry input[name$='-q']")]
        for ref in (worlds.hidden.refs["campaigns"], worlds.hidden.refs["meetings"]):
            values = [dict.fromkeys(pickers, each) for each in (ref, worlds.hidden.unknown)]
            answers = [opened.send(each) for each in values]
            alike = [nameless(worlds, got.response.text) for got in answers]
            tried += 1
            if alike[0] != alike[1] or {got.status for got in answers} != {422}:
                problems.append(f"{path}: {[got.status for got in answers]} {difference(*alike)}")
    assert problems == []
    assert tried > 20


def test_filters_that_name_it_are_filters_that_name_nothing(worlds: Worlds) -> None:
    slug, refs, unknown = worlds.hidden.slug, worlds.hidden.refs, worlds.hidden.unknown
    questions = [(f"/{name}?campaign={slug}", f"/{name}?campaign={NO_SLUG}") for name in (*LISTS, "reports/activities")]
    for path in ("/activities/new?about=", "/tasks/new?about=", "/meetings/new?about=", "/commitments/new?meeting="):
        questions += [(path + ref, path + unknown) for ref in refs.values()]
    for path in ("/activities/new?campaign=", "/activities/quick?kind=call&campaign=", "/letters/new?campaign="):
        questions += [(path + slug, path + NO_SLUG), (path + refs["campaigns"], path + unknown)]
    problems = []
    for mine, nobodys in questions:
        answers = [worlds.real.get("outsider", path) for path in (mine, nobodys)]
        alike = [nameless(worlds, got.text) for got in answers]
        if answers[0].status_code != answers[1].status_code or alike[0] != alike[1]:
            problems.append(f"{mine}: {answers[0].status_code} {answers[1].status_code} {difference(*alike)}")
    assert problems == []


def test_the_words_are_the_campaigns_own(worlds: Worlds) -> None:
    """Each word stands on a page of the team: else the tests above would look for nothing."""
    refs = worlds.hidden.refs
    paths = [
        f"/campaigns/{worlds.hidden.slug}",
        *(f"/{name}/{refs[name]}" for name in ("letters", "meetings", "events", "tasks")),
    ]
    seen = set().union(*(words_in(worlds.real.get("coordinator", path).text) for path in paths))
    assert seen == set(WORDS)
    assert len(get_rules(worlds.real.app)) > 100
