"""What a letter says that chases another: in that letter's language, quoting its date, subject and demands."""

from advocacy.domain.partial_dates import Precision
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.exchange.dates import long_date
from advocacy.exchange.papers.docx import PLACE_OF_DEMANDS
from advocacy.languages import gettext_for
from advocacy.models import Letter

REMINDER = N_("Reminder: %(subject)s")


def subject_of(letter: Letter) -> str:
    """Return the subject; a reminder of a reminder is no second one."""
    pattern = gettext_for(letter.language.value)(REMINDER)
    before = pattern.partition("%(subject)s")[0]
    if letter.subject.startswith(before):
        return letter.subject
    return (pattern % {"subject": letter.subject})[: Limits.MAX_TITLE]


def body_of(letter: Letter) -> str:
    """Return the text, with the merge fields of the recipient and the demands in it."""
    words = gettext_for(letter.language.value)
    days = sorted(each.sent_on.text for each in letter.recipients if each.sent_on)
    first = next((each.sent_on for each in letter.recipients if days and each.sent_on.text == days[0]), None)
    if first is not None and first.precision is Precision.DAY:
        told = words(N_("On %(day)s we wrote to you about “%(subject)s”. We have had no answer.")) % {
            "day": long_date(first, letter.language.value),
            "subject": letter.subject,
        }
    else:
        told = words(N_("We wrote to you about “%(subject)s”. We have had no answer.")) % {"subject": letter.subject}
    parts = [
        words(N_("Dear %(name)s,")) % {"name": "{{recipient.name}}"},
        told,
        PLACE_OF_DEMANDS if letter.demands else "",
        words(N_("Please tell us in writing what you will do. We would be glad to meet you about it.")),
    ]
    return "\n\n".join(filter(None, parts))
