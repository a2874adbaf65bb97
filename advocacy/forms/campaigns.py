"""Campaigns: their facts, how they end, and their steps."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import InputRequired

from advocacy.domain.campaigns import Access, CampaignDetails, CampaignEvent, Ending, RunBy
from advocacy.domain.text import Limits
from advocacy.forms.base import (
    PartialDateField,
    PickerField,
    StepForm,
    VersionedForm,
    WordField,
    long_field,
    text_field,
)


class CampaignForm(VersionedForm):
    """What a campaign is about. Access is asked only when it is created; later it is set with the team."""

    title = text_field(_l("Title"), most=Limits.MAX_TITLE, required=True)
    summary = long_field(
        _l("Summary"), most=Limits.MAX_NOTE, description=_l("One or two sentences for somebody new to it.")
    )
    goal = long_field(_l("Goal"), most=Limits.MAX_NOTE, description=_l("When is it won?"))
    place = PickerField(_l("Place"), pick="places")
    run_by = WordField(_l("Run by"), RunBy)
    access = WordField(
        _l("Who sees it"),
        Access,
        description=_l("A confidential campaign is hidden from all but its team, also in search and counts."),
    )
    started_on = PartialDateField(_l("Started"))
    parent = PickerField(_l("Part of the campaign"), pick="campaigns")
    note = long_field(_l("Note"), most=Limits.MAX_TEXT)

    def details(self) -> CampaignDetails:
        """Return what was typed."""
        return CampaignDetails(
            title=self.title.data or "",
            summary=self.summary.data or "",
            goal=self.goal.data or "",
            run_by=self.run_by.word,
            started_on=self.started_on.value,
            note=self.note.data or "",
        )


class EndingForm(VersionedForm):
    """How a campaign ended."""

    story = long_field(
        _l("How did it end?"),
        most=Limits.MAX_TEXT,
        required=True,
        description=_l("What was won or lost, what turned it, what you would do again."),
    )
    ended_on = PartialDateField(_l("When did it end?"), validators=[InputRequired(_l("This is needed."))])

    def ending(self) -> Ending:
        """Return what was typed."""
        return Ending(story=self.story.data or "", ended_on=self.ended_on.value)


class CampaignStepForm(StepForm):
    """A button that takes a step of a campaign."""

    event = HiddenField()

    @property
    def step(self) -> CampaignEvent | None:
        """The step, or None when the button named none of ours."""
        return next((event for event in CampaignEvent if event.value == self.event.data), None)
