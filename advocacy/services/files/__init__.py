"""Files: their bytes outside the database, by the hash of their content; and how they hang on records."""

from advocacy.domain.files import AttachmentDetails, FilePurpose, RemovalReason
from advocacy.services.files.attaching import attach, may_attach, may_remove, remove
from advocacy.services.files.keeping import install, is_used, keep, look_over, read, read_bytes, store, tidy
from advocacy.services.files.storage import Missing, Storage, StoreAway, storage

__all__ = [
    "AttachmentDetails",
    "FilePurpose",
    "Missing",
    "RemovalReason",
    "Storage",
    "StoreAway",
    "attach",
    "install",
    "is_used",
    "keep",
    "look_over",
    "may_attach",
    "may_remove",
    "read",
    "read_bytes",
    "remove",
    "storage",
    "store",
    "tidy",
]
