"""Handing work over: what, and to whom."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice

from advocacy.forms.base import Form, PickerField, TickField


class HandOverForm(Form):
    """Which work goes to whom."""

    work = TickField(_l("What is handed over"))
    to = PickerField(_l("To whom?"), pick="users", required=True, description=_l("Whoever may see what it is about."))

    @classmethod
    def of(cls, refs: list[str], **values: Any) -> "HandOverForm":
        """Return the form for what there is, everything ticked."""
        form = cls(work=refs, **values)
        form.work.choices = [SelectChoice(value=ref, label=ref) for ref in refs]
        return form
