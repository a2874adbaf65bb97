"""Words, icons and tones of activities, as rows and heads show them."""

from functools import lru_cache
from typing import NamedTuple

from flask import current_app
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.lobbying import LobbyingClass
from advocacy.views.activities.blueprint import bp
from advocacy.views.language import locale_code

KIND_ICONS = {
    ActivityKind.CALL: "telephone",
    ActivityKind.IN_PERSON: "person-walking",
    ActivityKind.MEETING: "people",
    ActivityKind.EMAIL: "envelope",
    ActivityKind.TEXT_MESSAGE: "chat-dots",
    ActivityKind.TESTIMONY: "mic",
    ActivityKind.CANVASS: "door-open",
    ActivityKind.SOCIAL_MEDIA: "broadcast",
    ActivityKind.OTHER: "pin-angle",
    ActivityKind.EVENT: "megaphone",
    ActivityKind.LETTER_SENT: "envelope-paper",
    ActivityKind.REPLY_RECEIVED: "reply",
    ActivityKind.MEETING_REQUESTED: "calendar-plus",
    ActivityKind.MEETING_DECLINED: "calendar-x",
    ActivityKind.MEETING_HELD: "calendar-check",
    ActivityKind.MEASURE_ACTION: "bank",
    ActivityKind.VOTE: "check2-square",
    ActivityKind.STATEMENT: "chat-quote",
    ActivityKind.PROCEEDING: "journal-text",
}
OUTCOME_TONES = {
    ContactOutcome.YES: ("good", "check2-circle"),
    ContactOutcome.LEANING_YES: ("good", "hand-thumbs-up"),
    ContactOutcome.UNDECIDED: ("", "dash-circle"),
    ContactOutcome.LEANING_NO: ("warn", "hand-thumbs-down"),
    ContactOutcome.NO: ("bad", "x-circle"),
    ContactOutcome.NO_ANSWER: ("ghost", "telephone"),
    ContactOutcome.LEFT_MESSAGE: ("ghost", "voicemail"),
    ContactOutcome.INFORMATION_GIVEN: ("info", "info-circle"),
    ContactOutcome.OTHER: ("", "dash-circle"),
}
LOBBYING_SHORT = {
    LobbyingClass.DIRECT: lazy_gettext("Direct"),
    LobbyingClass.GRASSROOTS: lazy_gettext("Grassroots"),
    LobbyingClass.NOT_LOBBYING: lazy_gettext("Not lobbying"),
    LobbyingClass.NOT_CLASSIFIED: lazy_gettext("Not classified"),
}
SAVED = {
    ActivityKind.CALL: lazy_gettext("Call saved."),
    ActivityKind.IN_PERSON: lazy_gettext("Conversation saved."),
    ActivityKind.MEETING: lazy_gettext("Meeting saved."),
    ActivityKind.EMAIL: lazy_gettext("E-mail saved."),
    ActivityKind.TEXT_MESSAGE: lazy_gettext("Message saved."),
    ActivityKind.EVENT: lazy_gettext("Event saved."),
}
ADD_TO = {
    ActivityKind.CALL: lazy_gettext("Add to this call"),
    ActivityKind.IN_PERSON: lazy_gettext("Add to this conversation"),
    ActivityKind.MEETING: lazy_gettext("Add to this meeting"),
    ActivityKind.EMAIL: lazy_gettext("Add to this e-mail"),
    ActivityKind.TEXT_MESSAGE: lazy_gettext("Add to this message"),
    ActivityKind.EVENT: lazy_gettext("Add to this event"),
}


class RowWords(NamedTuple):
    """What the cells of the log print for each word of ours, made once per language."""

    kinds: dict[ActivityKind, Markup]
    outcomes: dict[ContactOutcome, Markup]
    lobbying: dict[LobbyingClass, str]
    nobody: str
    lock: Markup
    kind_choices: tuple[tuple[str, str], ...]
    side_choices: tuple[tuple[str, str], ...]


@bp.app_template_global()
def activity_words() -> RowWords:
    """Return them in the reader's language."""
    return _words(locale_code())


@lru_cache(maxsize=8)
def _words(_locale: str) -> RowWords:
    """Return them in the language spoken now."""
    return RowWords(
        kinds={kind: _with_icon(kind) for kind in ActivityKind},
        outcomes={word: _pill(word) for word in ContactOutcome},
        lobbying={word: str(short) for word, short in LOBBYING_SHORT.items()},
        nobody=gettext("Nobody named"),
        lock=_icon("lock-fill", label=gettext("Confidential: team only")) + " ",
        kind_choices=tuple((kind.value, gettext(kind.label)) for kind in ActivityKind),
        side_choices=tuple((side.value, gettext(side.label)) for side in Side),
    )


@bp.app_template_global()
@lru_cache(maxsize=512)
def select_options(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Return the options of a select: lists of campaigns and people are long and seldom change."""
    plain, picked = Markup('<option value="{}">{}</option>'), Markup('<option value="{}" selected>{}</option>')
    return Markup("").join((picked if value == chosen else plain).format(value, words) for value, words in choices)


def _with_icon(kind: ActivityKind) -> Markup:
    return Markup("{} {}").format(_icon(KIND_ICONS[kind], "i mute"), gettext(kind.label))


def _icon(name: str, cls: str = "i", label: str = "") -> Markup:
    drawn: Markup = current_app.jinja_env.globals["icon_markup"](name, label, cls)  # type: ignore[operator]
    return drawn


def _pill(word: ContactOutcome) -> Markup:
    tone, icon = OUTCOME_TONES[word]
    return Markup('<span class="pill {}">{}{}</span>').format(tone, _icon(icon), gettext(word.label))


def saved_words(kind: ActivityKind) -> str:
    """Return the toast after an entry was saved."""
    return str(SAVED.get(kind) or gettext("Entry saved."))


def add_to_words(kind: ActivityKind) -> str:
    """Return the heading over what may be added to an entry."""
    return str(ADD_TO.get(kind) or gettext("Add to this entry"))
