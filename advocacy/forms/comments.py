"""A comment on a record."""

from flask_babel import lazy_gettext as _l

from advocacy.domain.text import Limits
from advocacy.forms.base import Form, long_field


class CommentForm(Form):
    """What somebody remarks."""

    words = long_field(_l("Your comment"), most=Limits.MAX_NOTE, required=True)
