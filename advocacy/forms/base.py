"""What all forms share: a submission id, the version they were drawn from, and the never-stored guard."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flask import g, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from wtforms import (
    DateField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from advocacy.domain.never_stored import check_never_stored
from advocacy.domain.partial_dates import NO_SUCH_DAY, PartialDate, PartialDateError
from advocacy.domain.text import fold, refuse_nul, without_controls
from advocacy.domain.words import Word

EARLIEST_YEAR, LATEST_YEAR = 1000, 9000


def new_submission() -> str:
    """Return the id of one filling in of a form: sent twice, it is taken once."""
    return secrets.token_urlsafe(16)


class Form(FlaskForm):
    """A form of ours: accepted once (`submission`), never holding what must never be stored."""

    submission = HiddenField(default=new_submission, validators=[Length(max=64)])
    guarded = True

    class Meta(FlaskForm.Meta):
        """What every form reads."""

        def wrap_formdata(self, _form: Any, formdata: Any) -> Any:
            """Read the fields of the form that was sent: no file and no JSON that a script sends in their place."""
            if formdata is not _Auto:
                return formdata
            return request.form if request.method == "POST" and request.form else None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Draw it, and let the page of a conflict know its words."""
        super().__init__(*args, **kwargs)
        g.setdefault("drawn_forms", []).append(self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then refuse NUL and what is never stored, at the field where it stands."""
        valid = bool(super().validate(extra_validators))
        return self._texts_are_clean() and valid

    def _texts_are_clean(self) -> bool:
        clean = True
        for field in self:
            if isinstance(field, StringField) and isinstance(field.data, str):
                problems = self._problems_of(field)
                if problems:
                    field.errors = [*field.errors, *problems]
                    clean = False
        return clean

    def _problems_of(self, field: Field) -> list[str]:
        try:
            refuse_nul(field.data)
        except ValueError as error:
            return [gettext(str(error))]
        if not self.guarded or isinstance(field, PasswordField) or _is_too_long(field):
            return []
        return [gettext(problem.message) % problem.params for problem in check_never_stored(field.name, field.data)]

    @property
    def is_only_finding(self) -> bool:
        """Whether "Find" of a picker was pressed: the page is drawn again with matches, and nothing is saved."""
        return request.method == "POST" and "_find" in request.form


def _is_too_long(field: Field) -> bool:
    """Whether a text is refused for its length already: then nobody reads it through for what is never stored."""
    return any(isinstance(each, Length) and each.max != -1 and len(field.data) > each.max for each in field.validators)


def number_carried(field: HiddenField) -> int | None:
    """Return the number that a page carries in a hidden field; None where there is none, or no number of ours."""
    text = str(field.data or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class VersionedForm(Form):
    """A form drawn from a record: it carries the version, so that a stale edit is refused and not lost."""

    version = HiddenField(validators=[Optional()])

    def drawn_version(self) -> int | None:
        """Return the version that the form was drawn from, or None when it says none."""
        return number_carried(self.version)


class StepForm(VersionedForm):
    """A button that takes a step."""


class FilterForm(Form):
    """A form that only asks, by GET: it changes nothing and needs no token."""

    class Meta:
        """No token against forgery."""

        csrf = False


def words_choices(words: Iterable[Word], *, blank: Any = None) -> list[SelectChoice]:
    """Return the choices for a select of our words, labelled in the reader's language."""
    choices = [SelectChoice(value=word.value, label=gettext(word.label)) for word in words]
    return choices if blank is None else [SelectChoice(value="", label=str(blank)), *choices]


class WordField(SelectField):
    """A select of one enumeration of ours; `word` is the member chosen, or None."""

    def __init__(self, label: Any, words: Sequence[Word] | type[Word], *, blank: Any = None, **kwargs: Any) -> None:
        """`blank` is the text of the empty choice; without it one word must be chosen."""
        self.words = list(words)
        self.blank = blank
        kwargs.setdefault("validators", [Optional()] if blank is not None else [InputRequired()])
        super().__init__(label, choices=lambda: words_choices(self.words, blank=self.blank), **kwargs)

    @property
    def word(self) -> Any:
        """The chosen word, or None."""
        return next((word for word in self.words if word.value == self.data), None)

    def process_data(self, value: Any) -> None:
        """Take a word or its code."""
        self.data = value.value if isinstance(value, Word) else value


class ManyField(SelectMultipleField):
    """Several of a list; the data is a list of values, and an empty one asks for nothing.

    Without `Optional`: that one looks at the first value alone, and would let any others pass unchecked.
    """

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was chosen, and pass over what is blank."""
        super().process_formdata([value for value in valuelist if value.strip()])


class TickField(ManyField):
    """Check boxes; the data is a list of values."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


AS_EXACT = _l("As exact as you know it: 2017, Feb 2017 or 2017-02-02.")
AS_EXACT_OR_EMPTY = _l("As exact as you know it: 2017, Feb 2017 or 2017-02-02. Leave it empty if not known.")


class PartialDateField(StringField):
    """A date as far as it is known: 2017, Feb 2017, 2017-02-02; `value` is a PartialDate."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Explain the forms in the hint unless one is given; only one that is not needed may be left empty."""
        is_needed = any(isinstance(each, InputRequired) for each in kwargs.get("validators", ()))
        kwargs.setdefault("description", AS_EXACT if is_needed else AS_EXACT_OR_EMPTY)
        super().__init__(label, **kwargs)
        self.value = PartialDate()

    def process_data(self, value: Any) -> None:
        """Take a PartialDate or its text."""
        self.data = str(value) if value else ""

    def pre_validate(self, form: Any) -> None:
        """Read it; refuse what is no date or could be two."""
        try:
            self.value = PartialDate.parse_typed(self.data or "")
        except PartialDateError as error:
            raise ValidationError(gettext(error.message) % error.params) from error


class DayField(DateField):
    """A day of the calendar, in years that people write with four digits: others cannot be counted on from."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read it; raise ValueError for what is no day, and for a year such as 17."""
        super().process_formdata(valuelist)
        if self.data is not None and not EARLIEST_YEAR <= self.data.year <= LATEST_YEAR:
            self.data = None
            raise ValueError(gettext(NO_SUCH_DAY) % {"text": valuelist[0]})


class CountField(IntegerField):
    """A whole number that a database column holds."""

    def __init__(self, label: Any, *, most: int = 1_000_000, **kwargs: Any) -> None:
        """`most` is the greatest number taken; the least is 0."""
        self.most = most
        kwargs.setdefault("validators", [Optional()])
        super().__init__(label, **kwargs)

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Refuse what is out of range."""
        if not validation_stopped and self.data is not None and not 0 <= self.data <= self.most:
            raise ValidationError(gettext("Write a number from 0 to %(most)s.", most=f"{self.most:,}"))


class Option:
    """One thing that a picker offers."""

    def __init__(self, value: str, label: str, hint: str = "") -> None:
        """`value` is a ref, `hint` tells people of one name apart."""
        self.value, self.label, self.hint = value, label, hint


Finder = Callable[[str], list[Option]]
Getter = Callable[[list[str]], list[tuple[Option, Any]]]


class PickerField(Field):
    """Search-as-you-type for records; without JavaScript a "Find" button searches. Never a select of thousands.

    The page binds it to `find` (typed words to options) and `get` (refs to options with their records, for what
    the viewer may see). `records` holds what was chosen.
    """

    def __init__(
        self,
        label: Any,
        *,
        pick: str,
        multiple: bool = False,
        required: bool = False,
        **kwargs: Any,
    ) -> None:
        """`pick` names what is offered: people, parties, bodies, places, campaigns, demands, sources, users."""
        super().__init__(label, **kwargs)
        self.pick = pick
        self.multiple = multiple
        self.required = required
        self.flags.required = required
        self.data: list[str] = []
        self.query = ""
        self.chosen: list[Option] = []
        self.matches: list[Option] | None = None
        self.records: list[Any] = []

    @property
    def pick_url(self) -> str:
        """The address that answers as one types."""
        return url_for("pick.matches", what=self.pick, name=self.name, multiple=int(self.multiple))

    @property
    def record(self) -> Any:
        """The one chosen, or None."""
        return self.records[0] if self.records else None

    def process_data(self, value: Any) -> None:
        """Take records (or one record, or None)."""
        items = [] if value is None else list(value) if isinstance(value, (list, tuple)) else [value]
        self.data = [item.ref for item in items if item is not None]

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the chosen refs and what was typed."""
        if valuelist or f"{self.name}-q" in request.values:
            unique = list(dict.fromkeys(ref for ref in valuelist if ref))
            self.data = unique if self.multiple else unique[-1:]

    def bind(self, find: Finder, get: Getter) -> None:
        """Look up what is chosen and, when somebody pressed "Find", what matches."""
        self.query = request.values.get(f"{self.name}-q", "").strip()[:200]
        pairs = get(self.data[:200])
        self.records = [record for _, record in pairs]
        self.chosen = [option for option, _ in pairs]
        pressed = request.values.get("_find") == self.name
        if pressed or (self.query and not self.chosen):
            taken = {option.value for option in self.chosen}
            self.matches = [option for option in find(self.query) if option.value not in taken]
            if not pressed and not self.data:
                self._take_namesake(get)

    def _take_namesake(self, get: Getter) -> None:
        """Take the one that bears exactly the name that was typed as chosen; where two bear it, a person chooses."""
        named = [option for option in self.matches or () if fold(option.label) == fold(self.query)]
        if len(named) == 1:
            pairs = get([named[0].value])
            self.data, self.records = [option.value for option, _ in pairs], [record for _, record in pairs]
            self.chosen, self.matches, self.query = [option for option, _ in pairs], None, ""

    def pre_validate(self, form: Any) -> None:
        """Refuse a ref that is not to be had, and words typed without choosing."""
        if len(self.records) != len(self.data):
            raise ValidationError(gettext("Choose from the list."))
        is_only_asking = request.method == "GET" and request.args.get("_find") == self.name
        if self.query and not self.records and not is_only_asking:
            raise ValidationError(self._not_chosen())
        if self.required and not self.records:
            raise ValidationError(gettext("Choose at least one.") if self.multiple else gettext("Choose one."))

    def _not_chosen(self) -> str:
        """Say what to do with words of which nothing was chosen."""
        if self.matches:
            return str(gettext("Choose one of the matches below, or clear the words."))
        if self.required:
            return str(gettext("Nobody and nothing by that name. Check the spelling or try fewer letters."))
        nobody = gettext(
            "Nobody and nothing is called “%(words)s”. Try fewer letters, or clear the words to leave it empty.",
            words=self.query[:60],
        )
        return str(nobody)


def text_field(label: Any, *, most: int, required: bool = False, **kwargs: Any) -> StringField:
    """Return a one-line field with the length of its column."""
    return StringField(label, validators=_text_validators(most, required), filters=[_strip], **kwargs)


def zone_field() -> StringField:
    """Return a field for another time zone than that of the place."""
    return text_field(
        _l("Another time zone"),
        most=60,
        description=_l("Only where the clock of the place is not meant. Such as America/Chicago."),
    )


def long_field(label: Any, *, most: int, required: bool = False, **kwargs: Any) -> TextAreaField:
    """Return a field for several lines."""
    return TextAreaField(label, validators=_text_validators(most, required), filters=[_strip], **kwargs)


def _text_validators(most: int, required: bool) -> list[Any]:
    first = InputRequired(_l("This is needed.")) if required else Optional()
    return [first, Length(max=most, message=_l("At most %(max)d characters."))]


def _strip(value: str | None) -> str:
    return without_controls((value or "").replace("\r\n", "\n")).strip()
