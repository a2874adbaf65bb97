"""What somebody typed into a form that could not be saved, under the words of the form and not under its codes."""

from collections.abc import Iterable, Iterator
from typing import Any

from flask import g, request
from wtforms import Field, FieldList, FormField, HiddenField, PasswordField

from advocacy.domain.refs import is_ref
from advocacy.forms.base import PickerField

NOT_TYPED = ("csrf_token", "submission", "version", "_find", "password", "next")


def what_was_typed() -> list[tuple[str, str]]:
    """Return pairs of label and text for everything that this request's form holds; never a password."""
    fields = {field.name: field for form in g.get("drawn_forms", []) for field in _leaves(form)}
    return [
        (label, text)
        for name, values in request.form.lists()
        if not name.startswith(NOT_TYPED)
        for label, text in _pairs(fields.get(name), name, values)
        if text.strip()
    ]


def texts_typed() -> list[str]:
    """Return the texts that this request's form holds, where no form was drawn that knows their words; longest first.

    What another site sends in somebody's name is not repeated to them as theirs.
    """
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return []
    texts = [
        value.strip()
        for name, values in request.form.lists()
        if not name.startswith(NOT_TYPED) and "password" not in name and not name.endswith("-q")
        for value in values
    ]
    once = dict.fromkeys(text for text in texts if len(text) > 1 and not is_ref(text))
    return sorted(once, key=len, reverse=True)


def _leaves(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        if isinstance(field, FormField):
            yield from _leaves(field.form)
        elif isinstance(field, FieldList):
            yield from _leaves(field.entries)
        else:
            yield field


def _pairs(field: Field | None, name: str, values: list[str]) -> Iterator[tuple[str, str]]:
    if field is None:  # the words of a picker's search, or a field that no form knows
        yield from ((name, value) for value in values if not name.endswith("-q"))
    elif not isinstance(field, (HiddenField, PasswordField)):
        words = _words_of(field)
        yield from ((str(field.label.text), words.get(value, value)) for value in values)


def _words_of(field: Field) -> dict[str, str]:
    """Return what the reader saw instead of the values: labels of choices, names of what was picked."""
    if isinstance(field, PickerField):
        return {option.value: option.label for option in field.chosen}
    choices: Any = field.iter_choices() if hasattr(field, "iter_choices") else ()
    return {str(choice.value): str(choice.label) for choice in choices}
