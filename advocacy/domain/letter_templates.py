"""Texts that a coalition keeps to begin letters with."""

from collections.abc import Iterator
from dataclasses import dataclass

from advocacy.domain.letters import LetterKind
from advocacy.domain.merge_fields import check_fields
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

TEXTS = ("subject", "body", "subject_es", "body_es")
"""Where merge fields may stand."""


@dataclass(frozen=True)
class TemplateDetails:
    """A template as typed: a text in English, in Spanish, or in both."""

    title: str
    letter_kind: LetterKind = LetterKind.LETTER
    subject: str = ""
    body: str = ""
    subject_es: str = ""
    body_es: str = ""
    note: str = ""


def check_template(details: TemplateDetails) -> Iterator[Problem]:
    """Yield what is wrong: no title, no text, or a merge field that does not exist."""
    if not details.title.strip():
        yield Problem("title", N_("This is needed."))
    if not details.body.strip() and not details.body_es.strip():
        yield Problem("body", N_("Write the text, in English or in Spanish."))
    for name in TEXTS:
        yield from check_fields(name, getattr(details, name))
