"""What a letter says that chases another: in that letter's language, quoting its date, number, words and demands."""

from collections.abc import Sequence

from advocacy.domain.partial_dates import Precision
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.exchange.dates import long_date
from advocacy.exchange.papers.docx import PLACE_OF_DEMANDS
from advocacy.exchange.papers.reading import Sheet, quotable, shown_number
from advocacy.languages import gettext_for
from advocacy.models import Letter, Recipient

LONGEST_QUOTE = 10_000
"""Signs of the first letter that are quoted."""
REMINDER = N_("Reminder: %(subject)s")


def subject_of(letter: Letter) -> str:
    """Return the subject; a reminder of a reminder is no second one."""
    pattern = gettext_for(letter.language.value)(REMINDER)
    before = pattern.partition("%(subject)s")[0]
    if letter.subject.startswith(before):
        return letter.subject
    return (pattern % {"subject": letter.subject})[: Limits.MAX_TITLE]


def body_of(sheet: Sheet, chased: Sequence[Recipient]) -> str:
    """Return the text to those who are chased, with the merge fields of the recipient and the demands in it.

    It names the day on which the letter went to them, if that was one day for all of them.

    The first letter is told by its date, subject and number, without the hash of its paper: a reply that quotes ours
    would seem to answer both.
    """
    words = gettext_for(sheet.language)
    told = {"subject": sheet.subject, "number": shown_number(sheet)}
    days = {each.sent_on for each in chased}
    day = days.pop() if len(days) == 1 else None
    if day is not None and day.precision is Precision.DAY:
        about = N_("On %(day)s we wrote to you about “%(subject)s” (%(number)s). We are waiting for your answer.")
        told["day"] = long_date(day, sheet.language)
    else:
        about = N_("We wrote to you about “%(subject)s” (%(number)s). We are waiting for your answer.")
    quoted = _quotation(quotable(sheet))
    parts = [
        words(N_("Dear %(name)s,")) % {"name": "{{recipient.name}}"},
        words(about) % told,
        words(N_("This is what we wrote:")) if quoted else "",
        quoted,
        PLACE_OF_DEMANDS if sheet.demands else "",
        words(N_("Please tell us in writing what you will do. We would be glad to meet you about it.")),
    ]
    return "\n\n".join(filter(None, parts))


def _quotation(body: str) -> str:
    """Return Markdown as a quotation; a very long text is cut between two paragraphs."""
    kept: list[str] = []
    for part in body.strip().split("\n\n"):
        if kept and sum(map(len, kept)) + len(part) > LONGEST_QUOTE:
            kept.append("[…]")
            break
        kept.append(part)
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(kept).splitlines())
