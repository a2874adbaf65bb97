"""Words, icons and tones of activities, as rows and heads show them."""

from functools import lru_cache
from typing import Any, NamedTuple

from flask import current_app
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup

from advocacy.domain.activity_kinds import ActivityKind, ContactOutcome, Side
from advocacy.domain.lobbying import LobbyingClass

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
    kind_choices: list[tuple[str, str]]
    side_choices: list[tuple[str, str]]


@lru_cache(maxsize=8)
def row_words(locale: str) -> RowWords:
    """Return them in the language of the present request, which must be `locale`."""
    return RowWords(
        kinds={kind: _with_icon(kind) for kind in ActivityKind},
        outcomes={word: _pill(word) for word in ContactOutcome},
        lobbying={word: str(short) for word, short in LOBBYING_SHORT.items()},
        kind_choices=[(kind.value, gettext(kind.label)) for kind in ActivityKind],
        side_choices=[(side.value, gettext(side.label)) for side in Side],
    )


def _with_icon(kind: ActivityKind) -> Markup:
    return Markup("{} {}").format(icon_markup(KIND_ICONS[kind], "mute"), gettext(kind.label))


def icon_markup(name: str, cls: str = "") -> Markup:
    """Return an icon of the sprite as decoration."""
    asset: Any = current_app.jinja_env.globals["asset"]
    classes = f"i {cls}".strip()
    return Markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>').format(
        classes, asset("vendor/icons/icons.svg"), name
    )


def _pill(word: ContactOutcome) -> Markup:
    tone, icon = OUTCOME_TONES[word]
    return Markup('<span class="pill {}">{}{}</span>').format(tone, icon_markup(icon), gettext(word.label))


def saved_words(kind: ActivityKind) -> str:
    """Return the toast after an entry was saved."""
    return str(SAVED.get(kind) or gettext("Entry saved."))


def add_to_words(kind: ActivityKind) -> str:
    """Return the heading over what may be added to an entry."""
    return str(ADD_TO.get(kind) or gettext("Add to this entry"))
