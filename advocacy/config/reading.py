"""How single settings are read from the environment, and how a wrong one is told."""

from collections.abc import Mapping
from pathlib import Path


class SettingsError(Exception):
    """A setting is missing or wrong. The sentence names it and says what to do."""


def truth(environ: Mapping[str, str], name: str) -> bool:
    """Return whether a setting is switched on; raises SettingsError for a word that is neither."""
    text = environ.get(name, "").strip().lower()
    if text in {"", "0", "no", "false", "off"}:
        return False
    if text in {"1", "yes", "true", "on"}:
        return True
    raise SettingsError(f"{name} is “{text}”: write 1 or 0.")


def number(environ: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    """Return a whole number between two bounds; raises SettingsError for anything else."""
    text = environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise SettingsError(f"{name} is “{text}”: write a number from {least} to {most}.")
    return int(text)


def secret(environ: Mapping[str, str], name: str) -> str:
    """Return a password, given as it is or, with `_FILE` after the name, as the first line of a file."""
    given, file = environ.get(name, ""), environ.get(f"{name}_FILE", "").strip()
    if given and file:
        raise SettingsError(f"{name} and {name}_FILE are both set: keep one.")
    if not file:
        return given
    try:
        lines = Path(file).expanduser().read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{name}_FILE names “{file}”, which cannot be read.") from None
    if not lines or not lines[0]:
        raise SettingsError(f"{name}_FILE names “{file}”, whose first line is empty: it must hold the password.")
    return lines[0]
