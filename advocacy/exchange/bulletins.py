"""Mail that comes by itself, in its reader's language: the digest, reminders, and word of events that changed.

Text and simple HTML say the same. A mail leaves the program, so what is confidential, and who is not in print, is
behind its link and not in its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from flask import current_app
from markupsafe import Markup

from advocacy.domain.digests import Change, DigestPart, Told
from advocacy.domain.events import EventStatus
from advocacy.domain.mail import DigestRhythm, Mail, MailKind
from advocacy.domain.mail_choices import AutomaticMail
from advocacy.domain.partial_dates import PartialDate
from advocacy.domain.records import RecordKind
from advocacy.domain.tasks import TITLES
from advocacy.domain.users import Language
from advocacy.domain.words import N_
from advocacy.exchange import dates
from advocacy.languages import gettext_for
from advocacy.models import User
from advocacy.queries.clock import today
from advocacy.services.addresses import address_of
from advocacy.services.mail_choices import address_to_end

YOUR_DAY = N_("Your day at %(site)s")
YOUR_WEEK = N_("Your week at %(site)s")
TASKS_TODAY = N_("Due today at %(site)s")
EVENT_TOMORROW = N_("Tomorrow: %(what)s")
MOVED = N_("Another date: %(what)s")
CANCELLED = N_("Cancelled: %(what)s")
POSTPONED = N_("Postponed: %(what)s")
HELLO = N_("Hello %(name)s,")
CONFIDENTIAL = N_("Something of a confidential campaign")
UNNAMED = N_("Something about a person who is not named in mail")
AN_EVENT = N_("An event")
A_MEETING = N_("A meeting")
WITH_DATE = N_("%(what)s (%(when)s)")
PLACE = N_("Place: %(place)s")
IT_WAS_TO_BE = N_("It was to be on %(when)s.")
IT_IS_NOW = N_("It is now on %(when)s.")
NO_NEW_DATE = N_("There is no new date yet.")
WHY = N_("Why: %(reason)s")
END_IT = N_("No more of this mail:")
CHOOSE = N_("Which mail I get:")
_ENDPOINTS = {
    RecordKind.TASK: "tasks.show",
    RecordKind.LETTER: "letters.show",
    RecordKind.MEETING: "meetings.show",
    RecordKind.COMMITMENT: "commitments.show",
    RecordKind.MEASURE: "measures.show",
    RecordKind.EVENT: "events.show",
    None: "action_calls.show",
}
_CHANGES = {EventStatus.CANCELLED: CANCELLED, EventStatus.POSTPONED: POSTPONED}


@dataclass(frozen=True)
class Line:
    """A line of a mail with the page that it leads to."""

    words: str
    url: str
    more: tuple[str, ...] = ()
    """Sentences below it."""


@dataclass(frozen=True)
class Section:
    """Some lines under a heading."""

    title: str
    lines: tuple[Line, ...]


def digest(user: User, rhythm: DigestRhythm, told: Sequence[Told], key: str) -> Mail:
    """Return somebody's digest; `told` is in the order of its parts."""
    subject = YOUR_WEEK if rhythm is DigestRhythm.WEEKLY else YOUR_DAY
    return _mail(user, MailKind.DIGEST, AutomaticMail.DIGEST, subject, told, key)


def task_reminder(user: User, told: Sequence[Told], key: str) -> Mail:
    """Return a reminder of the tasks that are due today."""
    return _mail(user, MailKind.TASK_REMINDER, AutomaticMail.TASKS, TASKS_TODAY, told, key)


def event_reminder(user: User, told: Told, key: str) -> Mail:
    """Return a reminder of an event, or a meeting, of tomorrow."""
    return _mail(user, MailKind.EVENT_REMINDER, AutomaticMail.EVENTS, EVENT_TOMORROW, [told], key)


def event_changed(user: User, told: Told, status: EventStatus, key: str) -> Mail:
    """Return word of an event that has another date, or will not be."""
    return _mail(user, MailKind.EVENT_CHANGED, AutomaticMail.EVENTS, _CHANGES.get(status, MOVED), [told], key)


def language_of(user: User) -> Language:
    """Return the language in which mail is written to somebody; English to who leaves it to their browser."""
    return user.language or Language.EN


def _mail(user: User, kind: MailKind, ends: AutomaticMail, subject: str, told: Sequence[Told], key: str) -> Mail:
    language = language_of(user)
    say = gettext_for(language.value)
    what = _in_subject(told[0], language) if len(told) == 1 else ""
    sections = [
        Section(say(part.label), tuple(_line(each, language) for each in members))
        for part, members in groupby(told, key=lambda each: each.part)
    ]
    hello = say(HELLO) % {"name": user.display_name}
    end = address_to_end(user, ends)
    foot = (Line(say(END_IT), end), Line(say(CHOOSE), address_of("account.mail")))
    return Mail(
        kind=kind,
        unique_key=key,
        to_address=user.email,
        to_name=user.display_name,
        subject=say(subject) % {"site": current_app.config["SITE_NAME"], "what": what},
        body=as_text(hello, sections, foot),
        body_html=as_html(hello, sections, foot, language),
        language=language,
        unsubscribe_url=end,
    )


def _in_subject(told: Told, language: Language) -> str:
    """Return what a subject names: lists of mail are read over shoulders, so nothing that is only hinted at."""
    if told.is_confidential or told.is_unnamed:
        return gettext_for(language.value)(A_MEETING if told.part is DigestPart.MEETINGS else AN_EVENT)
    return told.title


def _line(told: Told, language: Language) -> Line:
    return Line(_words(told, language), address_of(_ENDPOINTS[told.kind], ref=told.ref), tuple(_more(told, language)))


def _more(told: Told, language: Language) -> Iterator[str]:
    """Yield what changed and why, and where it is; nothing of what stands behind the link alone."""
    if told.is_confidential or told.is_unnamed:
        return
    say = gettext_for(language.value)
    if told.was is not None:
        yield from _change(told, told.was, language)
    if told.place:
        yield say(PLACE) % {"place": told.place}


def _change(told: Told, was: Change, language: Language) -> Iterator[str]:
    say = gettext_for(language.value)
    before, now = (_in_full(each.on, each.at, told.zone, language) for each in (was, told))
    if before:
        yield say(IT_WAS_TO_BE) % {"when": before}
    if not was.is_called_off:
        yield say(IT_IS_NOW) % {"when": now} if now else say(NO_NEW_DATE)
    if was.reason:
        yield say(WHY) % {"reason": was.reason}


def _in_full(on: date | None, at: datetime | None, zone: str, language: Language) -> str:
    if at is not None:
        return dates.moment(at, zone, language.value)
    return dates.partial_date(PartialDate.of(on), language.value) if on is not None else ""


def _words(told: Told, language: Language) -> str:
    say = gettext_for(language.value)
    if told.is_confidential:
        return say(CONFIDENTIAL)
    if told.is_unnamed:
        return say(UNNAMED)
    title = told.title_es if language is Language.ES and told.title_es else told.title
    what = title if told.rule is None else say(TITLES[told.rule]) % {"subject": title}  # type: ignore[index]
    when = _when(told.on, told.at, told.zone, language) if told.was is None else ""
    return say(WITH_DATE) % {"what": what, "when": when} if when else what


def _when(on: date | None, at: datetime | None, zone: str, language: Language) -> str:
    if at is not None:
        return dates.moment_told(at, zone, language.value, today())
    return dates.day_told(on, language.value, today()) if on is not None else ""


def as_text(hello: str, sections: Sequence[Section], foot: Sequence[Line]) -> str:
    """Return the mail as plain text."""
    blocks = [hello]
    for section in sections:
        lines = ["\n  ".join([f"- {line.words}", *line.more, line.url]) for line in section.lines]
        blocks.append("\n".join([section.title, *lines]))
    blocks.append("\n".join(["-- ", *(f"{line.words} {line.url}" for line in foot)]))
    return "\n\n".join(blocks) + "\n"


def as_html(hello: str, sections: Sequence[Section], foot: Sequence[Line], language: Language) -> str:
    """Return the mail as HTML that loads nothing; everything that people wrote is escaped."""
    parts = [Markup("<p>{}</p>").format(hello)]
    for section in sections:
        items = Markup("").join(
            Markup('<li><a href="{}">{}</a>{}</li>').format(
                line.url, line.words, Markup("").join(Markup("<br>{}").format(each) for each in line.more)
            )
            for line in section.lines
        )
        parts.append(Markup("<h2>{}</h2><ul>{}</ul>").format(section.title, items))
    ends = Markup("<br>").join(Markup('{} <a href="{}">{}</a>').format(line.words, line.url, line.url) for line in foot)
    parts.append(Markup("<hr><p><small>{}</small></p>").format(ends))
    page = Markup('<!doctype html><html lang="{}"><head><meta charset="utf-8"></head><body>{}</body></html>')
    return str(page.format(language.value, Markup("\n").join(parts)))
