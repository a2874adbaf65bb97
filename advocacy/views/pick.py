"""Search as you type: the matches of a picker."""

from collections.abc import Iterable
from functools import partial
from types import SimpleNamespace
from typing import Any, TypeVar

from flask import Blueprint, abort, render_template_string, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from advocacy.forms.base import Form, Option, PickerField
from advocacy.models import Demand, Record
from advocacy.policy import Action
from advocacy.queries import picking, records
from advocacy.views.access import current_actor, requires
from advocacy.views.language import locale_code
from advocacy.views.rendering import partial_date

R = TypeVar("R", bound=Record)
bp = Blueprint("pick", __name__, url_prefix="/pick")

MOST_CHOSEN = 50
_ANSWER = '{% from "components/picker.html" import picker_matches %}{{ picker_matches(field) }}'


def bind_pickers(form: Form) -> None:
    """Give every picker of a form what it needs to look up records that the viewer may see."""
    for field in form:
        if isinstance(field, PickerField):
            field.bind(partial(_find, field.pick), partial(_get, field.pick))


def bind_together(fields: Iterable[PickerField]) -> None:
    """Bind many pickers at once: what all of them have chosen is looked up in one go for each kind."""
    by_kind: dict[str, list[PickerField]] = {}
    for field in fields:
        by_kind.setdefault(field.pick, []).append(field)
    for what, alike in by_kind.items():
        refs = list(dict.fromkeys(ref for field in alike for ref in field.data[:MOST_CHOSEN]))
        pairs = {option.value: (option, record) for option, record in _get(what, refs)}
        for field in alike:
            field.bind(partial(_find, what), partial(_chosen, pairs))


def asked_for(model: type[R], name: str) -> R | None:
    """Return the record that the address names for a new form, such as `?campaign=<ref>`, or None."""
    ref = request.args.get(name, "")[:10]
    return records.by_ref(current_actor(), model, ref) if ref else None


def _chosen(pairs: dict[str, tuple[Option, Any]], refs: list[str]) -> list[tuple[Option, Any]]:
    return [pairs[ref] for ref in refs if ref in pairs]


def _find(what: str, words: str) -> list[Option]:
    return _options(what, picking.find(current_actor(), what, words))


def _get(what: str, refs: list[str]) -> list[tuple[Option, Any]]:
    rows = picking.get(current_actor(), what, refs)
    return list(zip(_options(what, rows), (row[3] for row in rows), strict=True))


def _options(what: str, rows: list[picking.Row]) -> list[Option]:
    return [Option(ref, _label(label, record), _hint(what, hint, record)) for ref, label, hint, record in rows]


def _label(label: str, record: Any) -> str:
    """Return its name; of a demand the Spanish text to who reads Spanish, where there is one."""
    return record.text_es or label if isinstance(record, Demand) and locale_code() == "es" else label


def _hint(what: str, hint: str, record: Any) -> str:
    """Return the kind where kinds are mixed that could be taken for each other; of a source also its date."""
    if what in picking.MIXED:
        return str(gettext(record.kind.label))
    if what == "sources" and record.published_on:
        return ", ".join(each for each in (hint, partial_date(record.published_on)) if each)
    return hint


@bp.get("/<what>")
@requires(Action.READ)
def matches(what: str) -> ResponseReturnValue:
    """Answer the matches for what was typed, leaving out what is chosen already."""
    name = request.args.get("name", "")[:40]
    try:
        found = picking.find(current_actor(), what, request.args.get(f"{name}-q", "")[:200])
    except KeyError:
        abort(404)
    taken = set(request.args.getlist(name))

    field = SimpleNamespace(
        id=name,
        name=name,
        multiple=request.args.get("multiple") == "1",
        matches=[option for option in _options(what, found) if option.value not in taken],
    )
    return render_template_string(_ANSWER, field=field)
