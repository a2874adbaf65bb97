"""What templates may use: translated labels, dates, Markdown, static addresses, and what the viewer may do."""

import hashlib
from collections.abc import MutableMapping
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, current_app, g, render_template, url_for
from flask.templating import Environment
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from jinja2 import StrictUndefined
from markupsafe import Markup

from advocacy.domain.bodies import RULE_WORDS
from advocacy.domain.meetings import promise_waits as waiting_of_promise
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.sources import in_a_sentence
from advocacy.domain.stances import SCORE_LABELS
from advocacy.domain.tasks import CLOSINGS, TITLES
from advocacy.domain.text import initials
from advocacy.domain.words import Word
from advocacy.exchange.papers.blocks import markdown_reader
from advocacy.forms.base import new_submission
from advocacy.policy import Action, Actor, allows, may_ever
from advocacy.queries import notices
from advocacy.queries.clock import today
from advocacy.views import dates
from advocacy.views.access import actor_if_any
from advocacy.views.chrome import chrome, csrf_token, drawn
from advocacy.views.icons import icon_drawer
from advocacy.views.language import locale_code
from advocacy.views.translating import init_translating

_TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "hr", "i", "li", "ol", "p", "pre", "strong",
    "ul",
}  # fmt: skip


@lru_cache(maxsize=2048)
def markdown(text: str) -> Markup:
    """Return Markdown as clean HTML: no raw HTML, no images, links only to http, https, mailto and tel."""
    import nh3

    html = markdown_reader().render(text)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704 (nh3 has cleaned it)


def label(word: Word | None) -> str:
    """Return a word of ours in the reader's language; nothing for None."""
    return gettext(word.label) if word is not None and word.label else ""


def task_title(task: Any) -> str:
    """Return what a task is called: a rule's in the reader's language, another as somebody typed it."""
    if not task.rule_subject:
        return str(task.what)
    return str(gettext(TITLES[task.rule]) % {"subject": task.rule_subject})


def promise_waits(due_on: date | None) -> str:
    """Return the code of how a promise that is open stands today; "" without a day."""
    found = waiting_of_promise(due_on, today())
    return found.value if found is not None else ""


def closing_note(note: str) -> str:
    """Return why a task was dropped: what a rule says in the reader's language, other words as typed."""
    return gettext(note) if note in CLOSINGS else note


def score_words(score: int) -> str:
    """Return a score of the stance scale in the reader's language."""
    return str(gettext(SCORE_LABELS[score]))


def rule_words(rule: Any) -> str:
    """Return what passes a motion under a rule: "Two thirds of the filled seats"."""
    return str(gettext(RULE_WORDS[rule.base]) % {"fraction": gettext(rule.fraction.label)})


def partial_date(value: PartialDate, note: str = "") -> str:
    """Return a date as far as it is known, in the reader's language."""
    return dates.partial_date(value, locale_code(), note)


def day(value: date | None) -> str:
    """Return a day in words: Today, Yesterday, a weekday when near."""
    return dates.day(value, locale_code(), today()) if value is not None else ""


def day_in_full(value: date) -> str:
    """Return a day as paper wants it: "Feb 2, 2017", never Today."""
    return dates.partial_date(PartialDate.of(value), locale_code())


def moment(value: datetime | None, zone: str) -> str:
    """Return a moment as day and time in a zone."""
    return dates.moment(value, zone, locale_code()) if value is not None else ""


def day_and_time(value: datetime | None, zone: str) -> str:
    """Return the moment of an appointment in a zone, its day in words when near."""
    return dates.day_and_time(value, zone, locale_code(), today()) if value is not None else ""


def day_parts(value: date) -> tuple[str, str, str]:
    """Return month, day and weekday for a date box, in the reader's language."""
    return dates.day_parts(value, locale_code())


def time_of_day(value: datetime, zone: str) -> str:
    """Return the time that the clock of a zone shows: "6:30 pm"."""
    return dates.time_of_day(value, zone, locale_code())


def zone_words(zone: str) -> str:
    """Return what people call a time zone, in the reader's language."""
    return dates.zone_words(zone, locale_code())


def holiday_words(codes: str) -> str:
    """Return whose holidays a place keeps, in the reader's language."""
    return dates.holiday_words(codes, locale_code())


def ago(value: datetime | None) -> str:
    """Return how long ago a moment was, up to a day; before that, its day."""
    if value is None:
        return ""
    return dates.ago(value, datetime.now(UTC), current_app.config["TIME_ZONE"], locale_code())


class Templates(Environment):
    """Flask's templates, whose globals are one plain dictionary.

    Jinja lays an empty layer over the globals for each template, and compares names through it at every import of a
    macro: a tenth of the time of a page.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals themselves, as no template of ours has its own."""
        return super().make_globals(d) if d else self.globals


class Assets:
    """Addresses of static files with a hash of their content, so that browsers may keep them forever."""

    def __init__(self, folder: Path) -> None:
        """Hash each file once, at its first use."""
        self.folder = folder
        self.known: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """Return the address of a file below static/."""
        if path not in self.known:
            digest = hashlib.sha256((self.folder / path).read_bytes()).hexdigest()[:8]
            self.known[path] = f"/static/{path}?{digest}"
        return self.known[path]


def may(action: str) -> bool:
    """Tell whether the viewer's roles ever allow the action."""
    actor = actor_if_any()
    return actor is not None and may_ever(actor, Action(action))


def can(action: str, subject: Any) -> bool:
    """Tell whether the viewer may do this to this record."""
    actor = actor_if_any()
    return actor is not None and allows(actor, Action(action), subject)


def page(template: str, *, status: int = 200, **context: Any) -> ResponseReturnValue:
    """Render a page; 422 when a form in it has errors."""
    form = context.get("form")
    if status == 200 and form is not None and form.errors:
        status = 422
    return render_template(template, **context), status


def is_viewer(user_id: int | None) -> bool:
    """Tell whether this is the user who looks at the page (imported macros do not know `viewer`)."""
    actor = actor_if_any()
    return actor is not None and actor.user_id == user_id


def _viewer(actor: Actor | None) -> Any:
    if actor is None or actor.who is None:
        return None
    return SimpleNamespace(
        display_name=actor.display_name,
        initials=initials(actor.display_name),
        role_names=[gettext(role.label) for role in sorted(actor.roles)],
        ref=actor.who.ref,
        id=actor.user_id,
        has_language=actor.who.language is not None,
    )


def waiting(actor: Actor | None) -> notices.Waiting:
    """Return what waits for the reader, asked once for a page."""
    if actor is None:
        return notices.Waiting()
    if "waiting" not in g:
        g.waiting = notices.waiting(actor)
    counts: notices.Waiting = g.waiting
    return counts


def init_rendering(app: Flask) -> None:
    """Give the templates their filters and globals."""
    init_translating(app)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(markdown=markdown, label=label, partial_date=partial_date, day=day, moment=moment)
    app.jinja_env.filters.update(day_parts=day_parts, day_and_time=day_and_time, time_of_day=time_of_day, ago=ago)
    app.jinja_env.filters.update(score_words=score_words, task_title=task_title, closing_note=closing_note)
    app.jinja_env.filters["promise_waits"] = promise_waits
    app.jinja_env.filters["in_a_sentence"] = in_a_sentence
    app.jinja_env.filters.update(rule_words=rule_words)
    app.jinja_env.filters.update(zone_words=zone_words, holiday_words=holiday_words, day_in_full=day_in_full)
    assets = Assets(Path(app.static_folder or ""))
    app.jinja_env.globals["icon_markup"] = icon_drawer(assets)
    app.jinja_env.globals.update(
        asset=assets,
        may=may,
        can=can,
        today=today,
        record_url=record_url,
        is_viewer=is_viewer,
        submission_id=new_submission,
    )
    app.jinja_env.globals.update(spoken=locale_code, chrome=chrome, drawn=drawn, csrf_token=csrf_token)

    @app.context_processor
    def shared() -> dict[str, Any]:
        code = locale_code()
        actor = actor_if_any()
        counts = waiting(actor)
        return {
            "site_name": current_app.config["SITE_NAME"],
            "demo_mode": current_app.config["DEMO"],
            "viewer": _viewer(actor),
            "locale": code,
            "other_locale": "es" if code == "en" else "en",
            "open_task_count": counts.tasks,
            "unread_count": counts.notices,
            "nav_current": g.get("nav_current", ""),
        }


def record_url(record: Any) -> str:
    """Return the address of any record's page, or "" for a kind that has none."""
    if record.kind.value == "demand":
        return url_for("demands.show", slug=record.campaign.slug, ref=record.ref)
    endpoint, argument, value = _address(record)
    if endpoint not in current_app.view_functions:
        return ""
    values: dict[str, Any] = {argument: value}
    return url_for(endpoint, **values)


def _address(record: Any) -> tuple[str, str, str]:
    kind = record.kind.value
    if kind == "campaign":
        return "campaigns.show", "slug", record.slug
    if kind == "target":
        return "campaigns.show", "slug", record.campaign.slug
    return _PAGES[kind], "ref", record.ref


_PAGES = {
    "person": "people.show",
    "organization": "organizations.show",
    "jurisdiction": "places.show",
    "media_item": "sources.show",
    "letter": "letters.show",
    "meeting": "meetings.show",
    "commitment": "commitments.show",
    "measure": "measures.show",
    "event": "events.show",
    "task": "tasks.show",
    "stance": "stances.show",
    "influence": "influences.show",
    "statement": "statements.show",
    "precedent": "precedents.show",
    "proceeding": "proceedings.show",
    "claim": "claims.show",
}
