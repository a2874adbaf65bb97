"""Links of ours that let whoever has them in: found in text that came back, and taken out before it is kept.

What we mailed comes back quoted in answers, whole in bounces, wrapped by other programs and by redirecting addresses.
"""

import re
from functools import lru_cache

PATHS = ("sign", "invitation", "reset", "first-run", "unsubscribe", "feeds")
"""Where the addresses begin whose next part is a secret."""
SHORTEST = 20
"""Signs of the shortest secret."""
WHOLE = 50
"""A piece of so many signs is a whole secret: what stands in the next line is something else."""
TAKEN_OUT = "…"

_SOFT = r"(?:=\r?\n[> \t]*)?"
"""A line end that quoted-printable put in (RFC 2045, 6.7)."""
_SLASH = r"(?:/|%2f|=2f|_|&#x2f;|&#47;)"
"""As it stands, inside of another address, in quoted-printable, as a mail gateway writes it, and in a page."""
_SIGNS = r"[A-Za-z0-9_.~%-]"
_BREAK = re.compile(r"=?\r?\n[> \t]*")


@lru_cache(maxsize=8)
def _links(host: str) -> re.Pattern[str]:
    """Return the pattern of a link of the installation at a host; "" for any host."""
    spelled = _SOFT.join("(?:-|[-%=]2d)" if sign == "-" else re.escape(sign) for sign in host)
    between = rf"{spelled}(?:[^\s<>\"'=]|=\r?\n[> \t]*|=){{0,60}}?" if host else ""
    paths = "|".join(_SOFT.join(map(re.escape, path)) for path in PATHS)
    return re.compile(
        rf"({between}{_SLASH}{_SOFT}(?:{paths}){_SOFT}{_SLASH}{_SOFT})"
        rf"({_SIGNS}++(?:=?\r?\n[> \t]*+{_SIGNS}++){{0,3}}+)",
        re.IGNORECASE,
    )


def without_links(text: str, host: str = "") -> str:
    """Return the text without the secret of any link to `host`, where the installation answers; "" for any host."""
    return _links(host).sub(_cut, text)


def secrets_in(text: str, host: str = "", most: int = 20) -> list[str]:
    """Return what looks like the secret of a link of ours, however it was wrapped, each once."""
    found = (_secret_of(each) for each in _links(host).finditer(text))
    return list(dict.fromkeys(secret for secret in found if secret))[:most]


def _cut(found: re.Match[str]) -> str:
    if not _secret_of(found):
        return found.group(0)
    rest = found.group(2)[len(_first_of(found)) :] if _ends_with_its_line(found) else ""
    return f"{found.group(1)}{TAKEN_OUT}{rest}"


def _secret_of(found: re.Match[str]) -> str:
    """Return the secret without line ends, or "" when it is too short to be one."""
    secret = _first_of(found) if _ends_with_its_line(found) else _BREAK.sub("", found.group(2))
    return secret if len(secret) >= SHORTEST else ""


def _first_of(found: re.Match[str]) -> str:
    return _BREAK.split(found.group(2), maxsplit=1)[0]


def _ends_with_its_line(found: re.Match[str]) -> bool:
    first = _first_of(found)
    return len(first) >= WHOLE and not found.group(2)[len(first) :].startswith("=")
