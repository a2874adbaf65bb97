"""Deciding bodies: seats, who holds them, and rules."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from advocacy.domain.bodies import PostDetails, RuleDetails, TermDetails
from advocacy.domain.directory import RuleBase, RuleFraction, VotesRight
from advocacy.domain.measures import MotionKind
from advocacy.domain.people import PersonDetails, split_name
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    CountField,
    DayField,
    FilterForm,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)


class SeatsOnForm(FilterForm):
    """On which day the seats are shown."""

    on = DayField(_l("Seats on"), validators=[Optional()])


class PostForm(VersionedForm):
    """A seat or office."""

    label = text_field(
        _l("Name of the seat"), most=Limits.MAX_NAME, required=True, description=_l("City Councilor, Ward 1")
    )
    division = text_field(_l("District"), most=100, description=_l("Ward 1, At large"))
    votes = WordField(_l("Right to vote"), VotesRight)
    position = CountField(_l("Place in the list"), most=10_000)
    starts_on = PartialDateField(_l("Exists since"))
    ends_on = PartialDateField(_l("Abolished"))
    place = PickerField(_l("Place"), pick="places")

    def details(self) -> PostDetails:
        """Return what was typed."""
        return PostDetails(
            label=self.label.data or "",
            division=self.division.data or "",
            votes=self.votes.word,
            starts_on=self.starts_on.value,
            ends_on=self.ends_on.value,
            position=self.position.data,
        )


class TermForm(VersionedForm):
    """When somebody holds a seat."""

    starts_on = PartialDateField(_l("Term began"))
    ends_on = PartialDateField(
        _l("Term ends"), description=_l("The end of the term, even if it lies ahead. Empty: not known.")
    )
    is_confirmed = BooleanField(
        _l("Confirmed: holds the seat now"),
        description=_l("Needed only when no beginning is known. Without it such a term seats nobody."),
    )
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self) -> TermDetails:
        """Return what was typed."""
        return TermDetails(
            starts_on=self.starts_on.value,
            ends_on=self.ends_on.value,
            is_confirmed=bool(self.is_confirmed.data),
            note=self.note.data or "",
        )


class SeatTermForm(TermForm):
    """Who holds a seat, and when."""

    person = PickerField(_l("Who"), pick="people")
    new_name = text_field(
        _l("Or add this person"),
        most=Limits.MAX_NAME,
        description=_l("The name of somebody who is not on file yet. They are added with the term."),
    )
    is_somebody_else = BooleanField(_l("It is somebody else: add this person too"))

    def name_details(self) -> PersonDetails:
        """Return who is added, as far as a name says."""
        given, family = split_name(self.new_name.data or "")
        return PersonDetails(given_name=given, family_name=family)


class OfficeTermForm(TermForm):
    """Which office a person holds, and when: one on file, or a new one that belongs to no body."""

    post = PickerField(_l("Office"), pick="posts", description=_l("A seat of a council, or an office on file."))
    new_label = text_field(_l("Or a new office"), most=Limits.MAX_NAME, description=_l("For example: Mayor."))
    place = PickerField(_l("Place of the new office"), pick="places")


class EndTermForm(VersionedForm):
    """When somebody left a seat."""

    ends_on = PartialDateField(_l("Last day"))


class EndRuleForm(VersionedForm):
    """Until when a rule held."""

    ends_on = PartialDateField(_l("Held until"))


class RuleForm(VersionedForm):
    """How the body decides one kind of motion, from a day on."""

    motion_kind = WordField(_l("Kind of motion"), MotionKind)
    valid_from = PartialDateField(_l("In force since"))
    ends_on = PartialDateField(
        _l("Held until"), description=_l("Only if it ended and no other rule of this kind followed at once.")
    )
    fraction = WordField(_l("Needed to pass"), RuleFraction)
    base = WordField(_l("Counted of"), RuleBase)
    quorum = CountField(_l("Quorum"), most=10_000, description=_l("How many must be there."))
    chair_breaks_ties = BooleanField(_l("The chair votes only to break a tie"))
    readings = CountField(_l("Readings"), most=20)
    notice_hours = CountField(_l("Notice before a meeting, in hours"), most=10_000)
    comment_deadline_hours = CountField(
        _l("Sign up to speak, hours before"), most=10_000, description=_l("When public comment sign-up closes.")
    )
    comment_minutes = CountField(_l("Minutes for each speaker"), most=1_000)
    veto = text_field(_l("Veto"), most=Limits.MAX_SHORT, description=_l("Who may veto, and within how many days."))
    citation = text_field(
        _l("Where it stands"), most=Limits.MAX_SHORT, description=_l("Charter, ordinance or rule, with its section.")
    )

    def details(self) -> RuleDetails:
        """Return what was typed."""
        return RuleDetails(
            motion_kind=self.motion_kind.word,
            fraction=self.fraction.word,
            base=self.base.word,
            valid_from=self.valid_from.value,
            ends_on=self.ends_on.value,
            quorum=self.quorum.data,
            chair_breaks_ties=bool(self.chair_breaks_ties.data),
            notice_hours=self.notice_hours.data,
            comment_deadline_hours=self.comment_deadline_hours.data,
            comment_minutes=self.comment_minutes.data,
            readings=self.readings.data,
            veto=self.veto.data or "",
            citation=self.citation.data or "",
        )
