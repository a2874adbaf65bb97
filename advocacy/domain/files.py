"""Files kept on records: what they are for, which kinds are taken, what they are called."""

import unicodedata
from dataclasses import dataclass

from advocacy.domain.problems import Problem
from advocacy.domain.text import Limits
from advocacy.domain.words import N_, Word


class FilePurpose(Word):
    """What a file on a record is."""

    OTHER = "other", N_("Other file")
    PROOF_OF_DELIVERY = "proof_of_delivery", N_("Proof of delivery")
    REPLY = "reply", N_("The reply itself")
    MINUTES = "minutes", N_("Minutes")
    PHOTO = "photo", N_("Photo")
    SIGNED_LETTER = "signed_letter", N_("The letter as signed")


class RemovalReason(Word):
    """Why a file was removed. A code and no words: the audit trail keeps it when the file is gone."""

    MISTAKE = "mistake", N_("Wrong file, or wrong record")
    REPLACED = "replaced", N_("A better copy is here")
    ASKED = "asked", N_("Somebody it is about asked us to")
    PRIVATE = "private", N_("It holds what we should not keep")
    OLD = "old", N_("No longer needed")


MEDIA_TYPES: dict[str, str] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "txt": "text/plain",
    "csv": "text/csv",
    "ics": "text/calendar",
    "eml": "message/rfc822",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
}
"""Every kind of file that is taken, by the ending of its name. Nothing here runs in a browser."""

IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""What a browser may show; everything else is only downloaded."""

EMPTY = N_("“%(name)s” is empty.")
TOO_LARGE = N_("“%(name)s” is too large: a file may have %(most)s MB.")
NOT_TAKEN = N_(
    "Files such as “%(name)s” are not taken. Taken are PDF, JPEG, PNG, WebP, TXT, CSV, DOCX, XLSX, ODT, ODS, EML, "
    "ICS, MP3, M4A and MP4."
)
PHOTO_NOT_TAKEN = N_("“%(name)s” is a photo in a form that is not taken. Save it as JPEG and choose it again.")
DISAGREES = N_("“%(name)s” is not what the ending of its name says, or it is damaged.")
UNPACKS = N_("“%(name)s” unpacks to more than a document needs.")
HAS_MACROS = N_("“%(name)s” holds macros, which are programs. Save it without them and choose it again.")

_UNCONVERTED = frozenset({"heic", "heif", "avif", "tif", "tiff", "gif", "bmp", "dng"})
_NOT_IN_NAMES = dict.fromkeys('<>:"|?*\u2028\u2029', "_")
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


@dataclass(frozen=True)
class AttachmentDetails:
    """What somebody says about the files that they add."""

    purpose: FilePurpose = FilePurpose.OTHER
    note: str = ""


def ending_of(name: str) -> str:
    """Return what follows the last dot of a name, in small letters, or ""."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def why_not_taken(name: str) -> Problem:
    """Return why a file of this name is not taken."""
    message = PHOTO_NOT_TAKEN if ending_of(name) in _UNCONVERTED else NOT_TAKEN
    return Problem("files", message, {"name": name})


def clean_name(name: str) -> str:
    """Return the name of a file without folders and without signs that a system or a reader could mistake.

    At most 200 characters; the ending is kept. Invisible and turning signs go, so that no name reads backwards.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(
        _NOT_IN_NAMES.get(sign, sign) for sign in last if unicodedata.category(sign)[0] != "C" or sign in "\t\n"
    )
    tidy = " ".join(seen.split()).strip(". ")
    stem, dot, ending = tidy.rpartition(".")
    if not dot:
        stem, ending = tidy, ""
    stem = stem.strip() or "file"
    if stem.partition(".")[0].lower() in _DEVICES:
        stem = f"_{stem}"
    ending = f".{ending[:20]}" if ending else ""
    return stem[: Limits.MAX_NAME - len(ending)].rstrip() + ending
