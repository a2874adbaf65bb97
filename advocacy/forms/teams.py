"""The team of a campaign, and joining a confidential one."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.campaigns import Access
from advocacy.domain.text import Limits
from advocacy.forms.base import Form, PickerField, VersionedForm, WordField, long_field


class MemberForm(VersionedForm):
    """Somebody for the team."""

    user = PickerField(_l("Who joins the team?"), pick="users", required=True)


class LeaveForm(VersionedForm):
    """Somebody leaves; the last one of a confidential campaign names who takes over."""

    successor = PickerField(_l("Who takes over?"), pick="users")


class AccessForm(VersionedForm):
    """Who sees the campaign."""

    access = WordField(_l("Who sees it"), Access)


class JoinForm(Form):
    """Why an administrator joins a confidential campaign."""

    reason = long_field(_l("Why do you join?"), most=Limits.MAX_SHORT, required=True)
