"""Lists that people paste: one person or organization a line, from a mail, a sheet or a chat."""

import re
from dataclasses import dataclass

from advocacy.domain.text import Limits, fold
from advocacy.domain.users import is_email
from advocacy.domain.words import N_

MOST_LINES = 300
HEADINGS = frozenset({"name", "nombre", "full name", "nombre completo", "signer", "firmante"})
_EMAIL = re.compile(r"<?(?:mailto:)?([^\s<>,;\t\"]{1,64}@[^\s<>,;\t\"]{1,190})\s*>?")
_GUESTS = re.compile(
    r"[(\[]?\s*(?:\+\s*(\d{1,2})(?![\d.-]|\s+\d)(?:\s*(?:guests?|invitad[oa]s?|personas?))?"
    r"|(?:(?:and|with|plus|y|con)\s+)?(\d{1,2})\s+(?:guests?|invitad[oa]s?))(?!\w)\s*[)\]]?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,4}[.)\]:]\s+|\(?\d{1,4}[.)]\t|[-–—•*·▪◦]\s+)")

NO_NAME = N_("No name was found on this line.")
LOOKS_LIKE_HEADINGS = N_("This looks like the headings of a sheet.")
TOO_LONG = N_("This line is too long for a name, a title and an organization.")
NO_EMAIL = N_("What stands there is no e-mail address, and was left out.")


@dataclass(frozen=True)
class PastedLine:
    """One line that says something: its number in the text (from 1), and what was read from it."""

    number: int
    text: str
    name: str = ""
    title: str = ""
    organization: str = ""
    email: str = ""
    guests: int = 0
    """Whom they bring: "+2", "and 2 guests", "y 2 invitados"."""
    problem: str = ""
    """Why it should not be taken as it stands (a message id), or ""."""


def read_lines(text: str) -> list[PastedLine]:
    """Return every line that is not blank: "Name, title, organization", with an e-mail address anywhere.

    Columns are parted by tabs, else semicolons, else commas; numbers and bullets before a line and quotation marks
    around a column are dropped; what follows the third column belongs to the organization. Nothing is thrown away: a
    line that cannot be read comes back with its problem.
    """
    return [_read(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]


def spellings(name: str) -> set[str]:
    """Return the folded ways in which a name may be filed: as written, and with the family name first."""
    words = fold(name).split()[:8]
    return {" ".join(words[cut:] + words[:cut]) for cut in range(max(len(words), 1))} - {""}


def _read(number: int, line: str) -> PastedLine:
    guests, unguested = _guests_of(_NUMBERED.sub("", line, count=1))
    email, rest, wrong = _email_of(unguested)
    columns = [column.strip().strip('"“”').strip() for column in _columns(rest)]
    columns += [""] * (3 - len(columns))
    name, title, organization = columns[0], columns[1], ", ".join(filter(None, columns[2:]))
    problem = wrong
    if fold(name) in HEADINGS:
        problem = LOOKS_LIKE_HEADINGS
    elif not any(sign.isalnum() for sign in name):
        problem = NO_NAME
    elif len(name) > Limits.MAX_NAME or len(title) > Limits.MAX_SHORT or len(organization) > Limits.MAX_NAME:
        problem = TOO_LONG
    return PastedLine(number, line.strip(), name, title, organization, email, guests, problem)


def _guests_of(line: str) -> tuple[int, str]:
    """Return how many guests a line tells of, and the line without them."""
    found = _GUESTS.search(line)
    if found is None:
        return 0, line
    return int(found.group(1) or found.group(2)), line[: found.start()].rstrip() + line[found.end() :]


def _email_of(line: str) -> tuple[str, str, str]:
    """Return the address on a line, the line without it, and what is wrong with it."""
    found = _EMAIL.search(line)
    if found is None:
        return "", line, ""
    address = found.group(1).rstrip(".:")
    rest = line[: found.start()] + line[found.end() :]
    return (address, rest, "") if is_email(address) else ("", rest, NO_EMAIL)


def _columns(line: str) -> list[str]:
    for sign in ("\t", ";"):
        if sign in line.strip(sign + " "):
            return line.split(sign)
    return line.strip(" \t;").split(",")
