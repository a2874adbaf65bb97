"""Whip counts: for which day and motion, who asks whom, who steps aside, what if."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from advocacy.domain.counts import Mark
from advocacy.domain.measures import MotionKind
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, FilterForm, Form, VersionedForm, WordField, text_field
from advocacy.models import Person, User


class BoardForm(FilterForm):
    """For which day and which motion the seats are counted."""

    on = DayField(_l("Vote on"), validators=[Optional()])
    motion = WordField(_l("Kind of motion"), MotionKind, blank=_l("The next one"))


class AskForm(Form):
    """Who of us asks which member for a vote, until when."""

    person = SelectField(_l("Whom"), validators=[InputRequired(_l("Choose one."))])
    asker = SelectField(_l("Who asks"), validators=[InputRequired(_l("Choose one."))])
    due_on = DayField(_l("Until"), validators=[InputRequired(_l("Choose a day."))])

    def __init__(self, people: Sequence[tuple[Person, str]], askers: Sequence[User], **kwargs: Any) -> None:
        """`people`: the members with their seats, the next one to ask first."""
        super().__init__(**kwargs)
        self._people = {person.ref: person for person, _seat in people}
        self._askers = {user.ref: user for user in askers}
        self.person.choices = [SelectChoice(value=each.ref, label=f"{each.name}, {seat}") for each, seat in people]
        self.asker.choices = [SelectChoice(value=user.ref, label=user.display_name) for user in askers]

    @property
    def chosen_person(self) -> Person:
        """The member."""
        return self._people[self.person.data]

    @property
    def chosen_asker(self) -> User:
        """Who asks."""
        return self._askers[self.asker.data]


class RecusalForm(VersionedForm):
    """Who steps aside."""

    person = SelectField(_l("Member"), validators=[InputRequired(_l("Choose one."))])
    reason = text_field(
        _l("Why, and how we know"), most=Limits.MAX_SHORT, description=_l("Everybody who sees the resolution reads it.")
    )

    def __init__(self, people: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        """`people`: the members who may still step aside, with their seats."""
        super().__init__(**kwargs)
        self._people = {person.ref: person for person, _seat in people}
        blank = SelectChoice(value="", label=gettext("Choose one"))
        choices = [SelectChoice(value=each.ref, label=f"{each.name}, {seat}") for each, seat in people]
        self.person.choices = [blank, *choices]

    @property
    def chosen(self) -> Person:
        """The member."""
        return self._people[self.person.data]


MARK_PREFIX = "if-"


def marks_asked() -> dict[str, Mark]:
    """Return what the address supposes of seats: by the person's ref. What is none of ours is left out."""
    words = {mark.value: mark for mark in Mark}
    return {
        name.removeprefix(MARK_PREFIX): words[value]
        for name, value in request.args.items()
        if name.startswith(MARK_PREFIX) and value in words
    }
