"""Files: their bytes outside the database, by the hash of their content; and how they hang on records."""

from advocacy.services.files.keeping import install, is_used, keep, read, read_bytes, store, tidy
from advocacy.services.files.storage import Missing, Storage, storage

__all__ = [
    "Missing",
    "Storage",
    "install",
    "is_used",
    "keep",
    "read",
    "read_bytes",
    "storage",
    "store",
    "tidy",
]
