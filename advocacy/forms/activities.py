"""Forms that log and change activities."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional, ValidationError

from advocacy.domain.activities import (
    MINUTES_RANGE,
    MOST_MINUTES,
    ActivityDetails,
    AmendmentDetails,
    ContactDetails,
    FollowUp,
    ParticipantDetails,
)
from advocacy.domain.activity_kinds import LOGGED_BY_HAND, ContactOutcome, Side
from advocacy.domain.lobbying import (
    CALL_TO_ACT,
    TO_WHOM,
    VIEW_TAKEN,
    WAS_IT_SPECIFIC,
    Audience,
    ContactFacts,
    LobbyingClass,
    Proposal,
    propose,
)
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    CountField,
    DayField,
    Form,
    PartialDateField,
    PickerField,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)
from advocacy.models import Activity, Participation

MOST_WORDS_ROWS = 20
"""How many people without a record one entry may name in words."""


class KeyedField(Field):
    """One small answer for each thing chosen elsewhere in the form: `name-key` for every key; data is a dict."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Collect what was sent; without a form take the data given."""
        self.process_errors: list[str] = []
        self.object_data = self.data = dict(data) if isinstance(data, dict) else {}
        if formdata:
            start = f"{self.name}-"
            self.data = {key.removeprefix(start): formdata[key] for key in formdata if key.startswith(start)}


class OutcomesField(KeyedField):
    """How it ended with each contact, where that differs from the rest."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no outcome."""
        if any(code and code not in {word.value for word in ContactOutcome} for code in self.data.values()):
            raise ValidationError(gettext("Choose from the list."))

    def of(self, key: str) -> ContactOutcome | None:
        """The outcome for one contact, or None."""
        return ContactOutcome(self.data[key]) if self.data.get(key) else None


class MinutesField(KeyedField):
    """How many minutes each of us gave; nothing: the whole time."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what is no number of minutes."""
        if any(text.strip() and _minutes(text) is None for text in self.data.values()):
            raise ValidationError(gettext(MINUTES_RANGE))

    def of(self, key: str) -> int | None:
        """The minutes of one participant, or None."""
        return _minutes(self.data.get(key, ""))


def _minutes(text: str) -> int | None:
    digits = text.strip()
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
    return number if number is not None and number <= MOST_MINUTES else None


class AnswerField(SelectField):
    """Yes, no, or not answered yet; `answer` is True, False or None."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer the three."""
        super().__init__(label, choices=self._answers, validators=[Optional()], **kwargs)

    @staticmethod
    def _answers() -> list[SelectChoice]:
        words = {"": gettext("Not answered"), "yes": gettext("Yes"), "no": gettext("No")}
        return [SelectChoice(value=value, label=label) for value, label in words.items()]

    @property
    def answer(self) -> bool | None:
        """What was answered."""
        return {"yes": True, "no": False}.get(self.data or "")


class LobbyingFields(VersionedForm):
    """Questions whose answers propose a class; the organizer decides."""

    stored_reason = ""
    """The reason on file; one of ours is shown translated, and stays as it is when it comes back untouched."""
    specific_legislation = AnswerField(
        _l(WAS_IT_SPECIFIC),
        description=_l("A bill, ordinance, resolution, appointment or ballot measure. Not an executive order."),
    )
    view_taken = AnswerField(_l(VIEW_TAKEN))
    audience = WordField(_l(TO_WHOM), Audience, blank=_l("Not answered"))
    call_to_act = AnswerField(
        _l(CALL_TO_ACT),
        description=_l("Only matters for the public and our own members."),
    )
    lobbying = WordField(_l("How it counts"), LobbyingClass, blank=_l("As proposed"))
    lobbying_note = text_field(
        _l("Why"), most=Limits.MAX_SHORT, description=_l("Leave it empty to keep the reason proposed.")
    )

    @property
    def proposal(self) -> Proposal:
        """The class that follows from the answers, and why."""
        return propose(self.facts)

    @property
    def facts(self) -> ContactFacts:
        """What was answered."""
        return ContactFacts(
            specific_legislation=self.specific_legislation.answer,
            view_taken=self.view_taken.answer,
            audience=self.audience.word,
            call_to_act=self.call_to_act.answer,
        )

    def lobbying_decision(self) -> tuple[LobbyingClass, str]:
        """The class decided and its reason: the organizer's, else those proposed."""
        proposal = self.proposal
        decided = self.lobbying.word or proposal.lobbying_class
        if decided is LobbyingClass.NOT_CLASSIFIED:
            return decided, ""
        proposed = proposal.reason if decided is proposal.lobbying_class else ""
        typed = self.lobbying_note.data or ""
        if self.stored_reason and typed == gettext(self.stored_reason):
            typed = self.stored_reason
        return decided, typed or proposed


class AmendmentForm(LobbyingFields):
    """Note, minutes and lobbying class of what a workflow wrote."""

    note = long_field(_l("Note"), most=Limits.MAX_NOTE)
    minutes = CountField(_l("Minutes"), most=MOST_MINUTES)

    def details(self) -> AmendmentDetails:
        """Return what was filled in."""
        lobbying, why = self.lobbying_decision()
        return AmendmentDetails(
            note=self.note.data or "",
            minutes=self.minutes.data,
            lobbying=lobbying,
            lobbying_note=why,
            facts=self.facts,
        )


class FollowUpFields(VersionedForm):
    """The task that follows."""

    follow_up_what = text_field(_l("What is to be done"), most=Limits.MAX_SHORT)
    follow_up_due = DayField(_l("By when"), validators=[Optional()])
    follow_up_assignee = PickerField(_l("Who does it"), pick="users")

    def follow_up(self) -> FollowUp:
        """Return the task wanted, if any."""
        chosen = self.follow_up_assignee.record
        return FollowUp(
            what=self.follow_up_what.data or "",
            assignee=chosen.ref if chosen is not None and self.follow_up_what.data else "",
            due_on=self.follow_up_due.data,
        )


class MoreForm(FollowUpFields):
    """What is added on the page after a quick log: a note, minutes, a task that follows."""

    note = long_field(_l("Note"), most=Limits.MAX_NOTE)
    minutes = CountField(_l("Minutes"), most=MOST_MINUTES)

    def details(self, activity: Activity) -> AmendmentDetails:
        """Return what was filled in; the lobbying class stays."""
        return AmendmentDetails(
            note=self.note.data or "",
            minutes=self.minutes.data,
            lobbying=activity.lobbying,
            lobbying_note=activity.lobbying_note,
            facts=activity.facts,
            follow_up=self.follow_up(),
        )


class ActivityForm(FollowUpFields, LobbyingFields):
    """The full entry: several contacts, who of us took part, campaigns, lobbying, what follows."""

    kind = WordField(_l("What did you do?"), LOGGED_BY_HAND)
    side = WordField(_l("Who did it"), Side, default=Side.OURS)
    contacts = PickerField(_l("With whom"), pick="parties", multiple=True)
    words = long_field(
        _l("Somebody who is not on file"),
        most=Limits.MAX_NOTE,
        description=_l("In words, one per line: “two tenants of Main Street”."),
    )
    outcome = WordField(_l("How did it go?"), ContactOutcome, blank=_l("Not known yet"))
    outcomes = OutcomesField(_l("How it went with each"))
    occurred_on = PartialDateField(_l("When"))
    date_note = text_field(_l("When, in words"), most=Limits.MAX_SHORT, description=_l("Such as “Monday night”."))
    minutes = CountField(_l("Minutes"), most=MOST_MINUTES)
    participants = PickerField(
        _l("Who of us took part"),
        pick="participants",
        multiple=True,
        description=_l("People with an account, volunteers, or a whole organization."),
    )
    participant_minutes = MinutesField(_l("Minutes of each"))
    participant_paid = KeyedField(_l("Paid"))
    participant_for = KeyedField(_l("For which organization"))
    organizations_offered: tuple[tuple[str, str], ...] = ()
    """Ref and name of the organizations that somebody may have spoken for: whoever draws the form gives them."""
    campaigns = PickerField(_l("Campaigns"), pick="campaigns", multiple=True)
    without_campaign = BooleanField(_l("It belongs to no campaign"))
    summary = text_field(_l("In one line"), most=Limits.MAX_SHORT, description=_l("What the log and the timeline say."))
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def validate_words(self, field: Any) -> None:
        """Refuse a crowd in words, and words too long for a name."""
        lines = self.lines
        if len(lines) > MOST_WORDS_ROWS or any(len(line) > Limits.MAX_SHORT for line in lines):
            raise ValidationError(gettext("At most 20 lines of 300 characters."))

    @property
    def lines(self) -> list[str]:
        """The people named in words."""
        return [line.strip() for line in (self.words.data or "").splitlines() if line.strip()]

    @property
    def contact_rows(self) -> list[tuple[str, str]]:
        """Key and name of everybody who can have an outcome of their own."""
        chosen = [(option.value, option.label) for option in self.contacts.chosen]
        return [*chosen, *((f"words{place}", line) for place, line in enumerate(self.lines[:MOST_WORDS_ROWS]))]

    @property
    def participant_rows(self) -> list[tuple[str, str]]:
        """Ref and name of everybody of us who took part."""
        return [(option.value, option.label) for option in self.participants.chosen]

    def details(self) -> ActivityDetails:
        """Return what was filled in."""
        lobbying, why = self.lobbying_decision()
        return ActivityDetails(
            kind=self.kind.word,
            side=self.side.word,
            occurred_on=self.occurred_on.value,
            date_note=self.date_note.data or "",
            summary=self.summary.data or "",
            note=self.note.data or "",
            contacts=tuple(self._contacts()),
            participants=tuple(
                ParticipantDetails(
                    ref,
                    self.participant_minutes.of(ref),
                    ref in self.participant_paid.data,
                    self.participant_for.data.get(ref, ""),
                )
                for ref, _name in self.participant_rows
            ),
            campaigns=tuple(campaign.ref for campaign in self.campaigns.records),
            without_campaign=bool(self.without_campaign.data),
            minutes=self.minutes.data,
            lobbying=lobbying,
            lobbying_note=why,
            facts=self.facts,
            follow_up=self.follow_up(),
        )

    def _contacts(self) -> list[ContactDetails]:
        everybody = self.outcome.word
        refs = {option.value for option in self.contacts.chosen}
        return [
            ContactDetails(key if key in refs else "", "" if key in refs else name, self.outcomes.of(key) or everybody)
            for key, name in self.contact_rows
        ]


def activity_as_data(activity: Activity) -> dict[str, Any]:
    """Return what the full form shows of an activity that is to be edited."""
    words = [contact for contact in activity.contacts if contact.party is None]
    keyed = {contact.party.ref: contact for contact in activity.contacts if contact.party is not None}
    keyed.update({f"words{place}": contact for place, contact in enumerate(words)})
    differing = keyed.items() if activity.outcome is None else ()
    ours = {(each.user or each.person or each.organization).ref: each for each in activity.participations}
    return {
        **{
            name: getattr(activity, name)
            for name in ("kind", "side", "occurred_on", "date_note", "minutes", "summary", "note", "outcome")
        },
        "contacts": [contact.party for contact in activity.contacts if contact.party is not None],
        "words": "\n".join(contact.attribution for contact in words),
        "outcomes": {key: contact.outcome.value for key, contact in differing if contact.outcome},
        "participants": [each.user or each.person or each.organization for each in activity.participations],
        "participant_minutes": {ref: str(each.minutes or "") for ref, each in ours.items()},
        "participant_for": {ref: each.organization.ref for ref, each in ours.items() if _speaks_for_another(each)},
        "participant_paid": {ref: "on" for ref, each in ours.items() if each.is_paid},
        "campaigns": activity.campaigns,
        "without_campaign": not activity.campaigns,
        "lobbying": activity.lobbying,
        "lobbying_note": gettext(activity.lobbying_note) if activity.lobbying_note else "",
        **facts_as_data(activity),
        "version": str(activity.version),
    }


def _speaks_for_another(participation: Participation) -> bool:
    who = participation.user or participation.person
    spoken_for = participation.organization_id
    return who is not None and spoken_for is not None and spoken_for != who.organization_id


def facts_as_data(activity: Activity) -> dict[str, str]:
    """Return what the form shows of the answers on file."""
    return dict(activity.facts.answers())


class RetractForm(VersionedForm):
    """Why an entry is taken out."""

    reason = text_field(_l("Why is it taken out?"), most=Limits.MAX_SHORT, required=True)


class QuickForm(Form):
    """The three taps, and a name for somebody new. What was tapped before travels in hidden fields."""

    kind = HiddenField()
    who = HiddenField()
    campaign = HiddenField()
    name = text_field(_l("Name"), most=Limits.MAX_NAME)
    office = text_field(
        _l("Office or group"), most=Limits.MAX_SHORT, description=_l("As they said it: “aide of Ward 5”.")
    )
    outcome = HiddenField()

    @property
    def is_last_tap(self) -> bool:
        """Whether an outcome was tapped: this one saves."""
        return request.method == "POST" and "outcome" in request.form
