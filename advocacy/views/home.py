"""Home: what needs you, the next decision, campaigns at a glance, what happened lately."""

from datetime import datetime

from babel.lists import format_list
from flask import Blueprint, g, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from advocacy.policy import Action
from advocacy.queries.clock import home_zone, today
from advocacy.queries.home import Home
from advocacy.queries.home import home as home_of
from advocacy.views.access import current_actor, requires
from advocacy.views.language import locale_code
from advocacy.views.rendering import page, record_url, waiting

bp = Blueprint("home", __name__)

NOON, EVENING = 12, 18


@bp.get("/")
@requires(Action.READ)
def index() -> ResponseReturnValue:
    """What needs you."""
    g.nav_current = "home"
    actor = current_actor()
    shown = home_of(actor)
    task_count = waiting(actor).tasks
    return page(
        "home/index.html",
        shown=shown,
        task_count=task_count,
        greeting=_greeting(actor.display_name),
        sentence=_sentence(shown, task_count),
    )


def _greeting(name: str) -> str:
    """Greet by the time of day where the coalition works, with the first name."""
    hour = datetime.now(home_zone()).hour
    first = name.split()[0] if name.split() else ""
    if hour < NOON:
        return str(_("Good morning, %(name)s.", name=first))
    if hour < EVENING:
        return str(_("Good afternoon, %(name)s.", name=first))
    return str(_("Good evening, %(name)s.", name=first))


def _sentence(shown: Home, task_count: int) -> Markup:
    """Say in one sentence what waits, each thing a link to where it is done."""
    things = _waiting_things(shown, task_count)
    if not things:
        return Markup.escape(_("Nothing waits for you today."))
    links = [str(Markup('<a href="{}">{}</a>').format(url, words)) for words, url in things]
    joined = Markup(format_list(links, locale=locale_code()))  # noqa: S704 (each link was escaped just above)
    return Markup.escape(_("Waiting for you: %(things)s.")) % {"things": joined}


def _waiting_things(shown: Home, task_count: int) -> list[tuple[str, str]]:
    """Return what waits as (words, address), the most pressing first."""
    meetings = url_for("meetings.index")
    debriefs, chases, replies = len(shown.to_debrief), len(shown.to_chase), shown.replies
    late, soon, lost = shown.overdue_letters, shown.letters_due_soon, shown.letters_lost
    decision = shown.next_decision
    things = [
        (replies, ngettext("one reply to classify", "%(num)d replies to classify", replies), "#replies"),
        (lost, ngettext("one letter that did not arrive", "%(num)d letters that did not arrive", lost), "#not-arrived"),
        (task_count, ngettext("one task", "%(num)d tasks", task_count), url_for("tasks.index")),
        (
            late,
            ngettext("one letter past its reply date", "%(num)d letters past their reply date", late),
            "#letters",
        ),
        (soon, ngettext("one reply due soon", "%(num)d replies due soon", soon), "#letters"),
        (debriefs, ngettext("one meeting to debrief", "%(num)d meetings to debrief", debriefs), meetings),
        (chases, ngettext("one meeting request to chase", "%(num)d meeting requests to chase", chases), meetings),
    ]
    found = [(words, url) for count, words, url in things if count]
    if decision is not None and decision.next_on == today():
        found.append((_("a decision today"), record_url(decision)))
    return found
