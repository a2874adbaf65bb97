"""What a letter says that chases another: in that letter's language, quoting its date, number, words and demands."""

from advocacy.domain.partial_dates import Precision
from advocacy.domain.text import Limits
from advocacy.domain.words import N_
from advocacy.exchange.dates import long_date
from advocacy.exchange.papers.docx import PLACE_OF_DEMANDS
from advocacy.exchange.papers.reading import Sheet, quotable, shown_number
from advocacy.languages import gettext_for
from advocacy.models import Letter

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


def body_of(sheet: Sheet) -> str:
    """Return the text, with the merge fields of the recipient and the demands in it.

    The first letter is told by its date, subject and number, without the hash of its paper: a reply that quotes ours
    would seem to answer both.
    """
    letter, words = sheet.letter, gettext_for(sheet.language)
    told = {"subject": sheet.subject, "number": shown_number(sheet)}
    days = sorted((each.sent_on for each in letter.recipients if each.sent_on), key=lambda day: day.text)
    if days and days[0].precision is Precision.DAY:
        about = N_("On %(day)s we wrote to you about “%(subject)s” (%(number)s). We have had no answer.")
        told["day"] = long_date(days[0], sheet.language)
    else:
        about = N_("We wrote to you about “%(subject)s” (%(number)s). We have had no answer.")
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
