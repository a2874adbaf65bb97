"""Replies: logging, correcting and classifying one; answering a question."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from advocacy.domain.letter_details import AnswerDetails, ReplyDetails
from advocacy.domain.letters import ReplyChannel, ReplyFrom, ReplyOutcome
from advocacy.domain.text import Limits
from advocacy.forms.base import DayField, PartialDateField, TickField, VersionedForm, WordField, long_field, text_field
from advocacy.forms.files import WithFiles
from advocacy.models import Demand, Recipient

Answerable = Sequence[tuple[Recipient, Sequence[Demand]]]
"""Recipients, each with the demands on which it can be answered."""


class ReplyWordsForm(VersionedForm):
    """When it came, how, from whom, and its words."""

    received_on = PartialDateField(_l("Received on"))
    channel = WordField(_l("How it came"), ReplyChannel, default=ReplyChannel.LETTER)
    reply_from = WordField(_l("Who wrote it"), ReplyFrom, default=ReplyFrom.OFFICIAL)
    from_words = text_field(
        _l("Who, in words"), most=Limits.MAX_SHORT, description=_l("Such as “his spokesman”. May stay empty.")
    )
    words = long_field(_l("What it says"), most=Limits.MAX_TEXT, description=_l("The exact words, as far as needed."))
    note = long_field(_l("Note"), most=Limits.MAX_NOTE)

    def details(self, answers: Sequence[AnswerDetails] = ()) -> ReplyDetails:
        """Return what was typed, with these answers."""
        return ReplyDetails(
            received_on=self.received_on.value,
            channel=self.channel.word,
            reply_from=self.reply_from.word,
            from_words=self.from_words.data or "",
            words=self.words.data or "",
            note=self.note.data or "",
            answers=tuple(answers),
        )


class ReplyForm(ReplyWordsForm, WithFiles):
    """A new reply: whose letters it answers and, if it is plain at once, with what."""

    recipients = TickField(_l("Who is answering?"), choices=[])
    outcome = WordField(
        _l("What it says to our demands"),
        ReplyOutcome,
        blank=_l("To be classified later"),
        description=_l("For all that is ticked, and all demands. Tell recipients and demands apart on the next page."),
    )

    files = MultipleFileField(
        _l("The reply as a file"),
        description=_l(
            "A scan, a photo, or the e-mail saved as .eml: its day, sender and words are taken where you write none."
        ),
    )

    def __init__(self, offered: Sequence[Recipient], name: Callable[[Recipient], str], **kwargs: Any) -> None:
        """Offer the recipients to whom it went out, each by its name."""
        super().__init__(**kwargs)
        self.recipients.choices = [SelectChoice(value=each.ref, label=name(each)) for each in offered]

    def logged(self) -> ReplyDetails:
        """Return the reply with one answer per ticked recipient."""
        return self.details([AnswerDetails(ref, self.outcome.word) for ref in self.recipients.data or ()])


class ClassifyForm(VersionedForm):
    """What a reply answers, per recipient and demand: one select each, named after their refs."""

    @classmethod
    def over(cls, rows: Answerable) -> type["ClassifyForm"]:
        """Return the form for these recipients, each with its demands."""
        fields: dict[str, Any] = {"__doc__": cls.__doc__}
        for recipient, demands in rows:
            fields[field_name(recipient)] = WordField(_l("On the whole"), ReplyOutcome, blank=_l("Not said"))
            for demand in demands:
                fields[field_name(recipient, demand)] = WordField(demand.text, ReplyOutcome, blank=_l("Not said"))
        return type("ClassifyFormOver", (cls,), fields)

    def answers(self, rows: Answerable) -> list[AnswerDetails]:
        """Return the answers that were chosen; a recipient without any is left out."""
        told = []
        for recipient, demands in rows:
            choices: list[Demand | None] = [None, *demands]
            for demand in choices:
                outcome = self[field_name(recipient, demand)].word
                if outcome is not None:
                    told.append(AnswerDetails(recipient.ref, outcome, demand.ref if demand is not None else ""))
        return told


def field_name(recipient: Recipient, demand: Demand | None = None) -> str:
    """Return the name of the select for a recipient and a demand, or for the whole."""
    return f"a_{recipient.ref}_{demand.ref if demand is not None else 'all'}"


class RespondForm(VersionedForm):
    """The day on which we answered their question."""

    answered_on = DayField(_l("We answered on"), validators=[InputRequired(_l("Choose a day."))])
