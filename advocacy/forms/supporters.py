"""Supporters of a campaign."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.text import Limits
from advocacy.forms.base import PickerField, VersionedForm, long_field


class SupportersForm(VersionedForm):
    """Everybody who stands behind a campaign."""

    parties = PickerField(_l("People and organizations"), pick="parties", multiple=True)
    words = long_field(
        _l("Others, in words"),
        most=Limits.MAX_TEXT,
        description=_l("One to a line, for whom no source names: “eleven clergy of the North End”."),
    )

    @property
    def lines(self) -> list[str]:
        """The words, one line each, without doubles."""
        return list(dict.fromkeys(line.strip() for line in (self.words.data or "").splitlines() if line.strip()))
