"""Contact points: phones, e-mail addresses and the like, checked and written one way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advocacy.domain.directory import ContactKind
from advocacy.domain.organizations import NOT_A_WEB_ADDRESS, is_web_address
from advocacy.domain.problems import Problem
from advocacy.domain.words import N_

HOME_COUNTRY = "US"
NOT_A_PHONE = N_("This is no phone number. Write the area code too, such as (413) 555-0100.")
NOT_AN_EMAIL = N_("This is no e-mail address. It looks like name@example.org.")


@dataclass(frozen=True)
class ContactPointDetails:
    """How somebody can be reached, as typed."""

    contact_kind: ContactKind
    value: str
    note: str = ""
    is_public: bool = False
    source: str = ""


class NotReadable(ValueError):
    """The value is not what its kind says. `message` is a message id."""

    def __init__(self, message: str) -> None:
        """Remember the sentence."""
        self.message = message
        super().__init__(message)


def normalized(kind: ContactKind, value: str) -> str:
    """Return the value in its one spelling; raise NotReadable with a sentence.

    Phones: E.164 for what dials ("+14135550100"), with an extension as ";ext=5" (RFC 3966). E-mail: the
    domain in lower case; no look-up is made. Websites: http or https. Addresses and handles stay as typed.
    """
    text = value.strip()
    if kind is ContactKind.PHONE:
        return _phone(text)
    if kind is ContactKind.EMAIL:
        return _email(text)
    if kind is ContactKind.WEBSITE and not is_web_address(text):
        raise NotReadable(NOT_A_WEB_ADDRESS)
    return (
        "\n".join(filter(None, (line.strip() for line in text.splitlines()))) if kind is ContactKind.ADDRESS else text
    )


def _phone(text: str) -> str:
    import phonenumbers  # large, and few pages need it

    try:
        number = phonenumbers.parse(text, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        raise NotReadable(NOT_A_PHONE) from None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise NotReadable(NOT_A_PHONE)
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{dialled};ext={number.extension}" if number.extension else dialled


_CITY = re.compile(r"[A-Z]{2} \d{5}(-\d{4})?")


def postal_lines(address: str) -> list[str]:
    """Return an address as an envelope bears it: its own lines; one that was typed in one line is parted at commas.

    Then what was first stands alone, and so do city, state and ZIP: "Sampleville, MA 01103".
    """
    lines = [line.strip() for line in address.splitlines() if line.strip()]
    if len(lines) != 1:
        return lines
    parts = [part.strip() for part in lines[0].split(",") if part.strip()]
    city: list[str] = []
    if len(parts) > 1 and _CITY.fullmatch(parts[-1]):
        city, parts = [", ".join(parts[-2:])], parts[:-2]
    return [*parts[:1], *([", ".join(parts[1:])] if parts[1:] else []), *city]


def _email(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        raise NotReadable(NOT_AN_EMAIL) from None
    return found.normalized


def shown(kind: ContactKind, value: str) -> str:
    """Return the value for reading: a phone of this country as (413) 555-0100, others with their country."""
    if kind is not ContactKind.PHONE:
        return value
    import phonenumbers  # large, and few pages need it

    try:
        number = phonenumbers.parse(value.replace(";ext=", " ext. "), HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        return value
    home = number.country_code == phonenumbers.country_code_for_region(HOME_COUNTRY)
    wanted = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, wanted.NATIONAL if home else wanted.INTERNATIONAL)


def address_of(kind: ContactKind, value: str) -> str:
    """Return what a link leads to, or "" when the value is not for clicking."""
    if kind is ContactKind.PHONE:
        return f"tel:{value}" if value.startswith("+") else ""
    if kind is ContactKind.EMAIL:
        return f"mailto:{value}"
    return value if is_web_address(value) else ""


def checked(details: ContactPointDetails) -> ContactPointDetails:
    """Return the details with the value in its one spelling; raise NotReadable."""
    return replace(details, value=normalized(details.contact_kind, details.value))


def check_contact_point(details: ContactPointDetails) -> Iterator[Problem]:
    """Yield what is wrong with the value."""
    try:
        normalized(details.contact_kind, details.value)
    except NotReadable as error:
        yield Problem("value", error.message)
