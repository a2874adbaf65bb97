"""Retracting: why what was written down by mistake counts no longer."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.text import Limits
from advocacy.forms.base import VersionedForm, text_field


class RetractForm(VersionedForm):
    """Why an entry is retracted."""

    reason = text_field(_l("Why is it retracted?"), most=Limits.MAX_SHORT, required=True)
