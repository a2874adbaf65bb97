"""Files: adding some to a record, and removing one."""

from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import CombinedMultiDict, FileStorage, MultiDict
from wtforms import MultipleFileField, ValidationError

from advocacy.domain.files import MEDIA_TYPES, AttachmentDetails, FilePurpose, RemovalReason
from advocacy.domain.text import Limits
from advocacy.forms.base import Form, WordField, text_field

MOST_FILES = 20
"""Files of one form."""
ACCEPTED = ",".join(f".{ending}" for ending in MEDIA_TYPES)
"""What the file dialog of a browser offers first."""


class WithFiles(Form):
    """A form that may bring files along."""

    class Meta(Form.Meta):
        """Reads files too."""

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Add the files that were sent to the fields, where files belong."""
            fields = super().wrap_formdata(form, formdata)
            sent = MultiDict([("files", file) for file in request.files.getlist("files")])
            return CombinedMultiDict([sent, fields]) if fields is not None else None

    files = MultipleFileField(_l("Files"))

    @property
    def sent(self) -> list[FileStorage]:
        """The files that were sent; a browser sends one without a name where none was chosen."""
        return [file for file in self.files.data or [] if isinstance(file, FileStorage) and file.filename]

    def validate_files(self, _field: Any) -> None:
        """Ask for no more than fit into one form."""
        if len(self.sent) > MOST_FILES:
            raise ValidationError(gettext("At most %(most)d files at once.", most=MOST_FILES))


class FilesForm(WithFiles):
    """One file or several, for one purpose."""

    files = MultipleFileField(
        _l("Files"),
        description=_l("Several at once if you like. Photos lose where, when and with what they were taken."),
    )
    purpose = WordField(_l("What is it?"), FilePurpose)
    note = text_field(_l("Note"), most=Limits.MAX_SHORT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Mark the files as needed: a browser says so only when there is a file."""
        super().__init__(*args, **kwargs)
        self.files.flags.required = True

    def validate_files(self, _field: Any) -> None:
        """Ask for at least one, and for no more than fit into one form."""
        if not self.sent:
            raise ValidationError(gettext("Choose a file."))
        super().validate_files(_field)

    def details(self) -> AttachmentDetails:
        """Return what was said about them."""
        return AttachmentDetails(purpose=self.purpose.word, note=str(self.note.data or ""))


class RemoveFileForm(Form):
    """Why a file is removed."""

    why = WordField(_l("Why is it removed?"), RemovalReason)
