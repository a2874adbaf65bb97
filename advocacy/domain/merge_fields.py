"""Merge fields: {{recipient.name}} in a letter is filled in from the records for each recipient.

Only the fields below exist; nothing is ever computed from what stands between the braces.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

FIELDS: dict[str, str] = {
    "recipient.name": N_("The recipient’s name"),
    "recipient.given_name": N_("Given name"),
    "recipient.family_name": N_("Family name"),
    "recipient.honorific": N_("Honorific, such as Dr."),
    "recipient.office": N_("Office, such as Mayor"),
    "recipient.ward": N_("Ward or district of the office"),
    "recipient.address": N_("Postal address"),
    "campaign.title": N_("The campaign’s title"),
    "campaign.goal": N_("The campaign’s goal"),
    "letter.date": N_("The letter’s date"),
    "letter.sender": N_("The sender"),
    "signers.count": N_("How many signed"),
    "demands": N_("The numbered demands, in a paragraph of their own"),
}
"""Field and what it stands for (a message id)."""
DEMANDS = "demands"
LONGEST_CLOSING = 60
"""Signs of a line such as "With kind regards,"."""
_ON_THEIR_PAGE = N_("Add it on their page.")
_OFFICE = N_("Write down on their page which office they hold.")
_CAMPAIGN = N_("Write it down on the campaign’s page.")
WAYS: dict[str, str] = {
    **dict.fromkeys(("recipient.name", "recipient.given_name", "recipient.family_name"), _ON_THEIR_PAGE),
    "recipient.honorific": _ON_THEIR_PAGE,
    **dict.fromkeys(("recipient.office", "recipient.ward"), _OFFICE),
    "recipient.address": N_("Add a postal address on their page."),
    **dict.fromkeys(("campaign.title", "campaign.goal"), _CAMPAIGN),
    "letter.date": N_("Give the letter a date."),
    "letter.sender": N_("Name the sender, or choose a letterhead."),
    DEMANDS: N_("Choose the demands that the letter carries."),
}
"""What to do about a field that has no value (a message id)."""
_FIELD = re.compile(r"\{\{\s*([^{}\n]{0,60}?)\s*\}\}")


def fields_in(text: str) -> list[str]:
    """Return what stands between double braces, each once, in order; also what is no field of ours."""
    return list(dict.fromkeys(match.group(1) for match in _FIELD.finditer(text)))


def check_fields(field: str, text: str) -> Iterator[Problem]:
    """Yield a problem, at a form's field, for each merge field that does not exist, with the nearest that does."""
    for name in fields_in(text):
        if name in FIELDS:
            continue
        near = get_close_matches(name, FIELDS, n=1, cutoff=0.5)
        if near:
            yield Problem(
                field, N_("There is no field {{%(name)s}}. Did you mean {{%(near)s}}?"), {"name": name, "near": near[0]}
            )
        else:
            yield Problem(field, N_("There is no field {{%(name)s}}."), {"name": name})


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields filled in; one without a value, or unknown, stays as written."""
    return _FIELD.sub(lambda match: values.get(match.group(1)) or match.group(0), text)


def told(text: str, values: Mapping[str, str], say: Callable[[str], str]) -> str:
    """Return a line of text as it is told to people: what has no value stands there as words in square brackets."""
    return fill(text, {name: f"[{say(words)}]" for name, words in FIELDS.items()} | _known(values))


def has_fields(text: str) -> bool:
    """Tell whether something in the text is filled in."""
    return "{{" in text


def _known(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def as_written(value: str) -> str:
    """Return a value that stands in Markdown as it is: a star in somebody's name makes nothing bold."""
    return re.sub(r"([\\`*_\[\]<>#~|])", r"\\\1", value)


def with_place_of_demands(text: str) -> str:
    """Return the text with the field of the demands in a paragraph of its own: before words like "Sincerely,"."""
    if DEMANDS in fields_in(text):
        return text
    parts = [part for part in re.split(r"\n[ \t\r]*\n", text.strip()) if part.strip()]
    ends = [place for place in range(max(1, len(parts) - 3), len(parts)) if _closes(parts[place])]
    parts.insert(ends[0] if ends else len(parts), "{{" + DEMANDS + "}}")
    return "\n\n".join(parts)


def _closes(part: str) -> bool:
    first = part.strip().splitlines()[0].strip()
    return first.endswith(",") and len(first) <= LONGEST_CLOSING


def missing(text: str, values: Mapping[str, str]) -> list[str]:
    """Return the fields of ours in the text that have no value: "Dear {{recipient.office}}" must not go out."""
    return [name for name in fields_in(text) if name in FIELDS and name != DEMANDS and not values.get(name)]
