"""Phones, e-mail addresses and websites in their one spelling."""

import pytest

from advocacy.domain.contact_points import NotReadable, address_of, normalized, shown
from advocacy.domain.directory import ContactKind as Kind


@pytest.mark.parametrize("typed", ["(413) 555-0100", "413.555.0100", "+1 413 555 0100", " 4135550100 "])
def test_every_way_to_type_a_phone_is_one_number(typed: str) -> None:
    value = normalized(Kind.PHONE, typed)
    assert value == "+14135550100"
    assert shown(Kind.PHONE, value) == "(413) 555-0100"
    assert address_of(Kind.PHONE, value) == "tel:+14135550100"


def test_an_extension_is_kept() -> None:
    value = normalized(Kind.PHONE, "413 555 0100 ext 12")
    assert value == "+14135550100;ext=12"
    assert shown(Kind.PHONE, value) == "(413) 555-0100 ext. 12"


def test_a_phone_of_another_country_shows_its_country() -> None:
    assert shown(Kind.PHONE, normalized(Kind.PHONE, "+52 55 1234 5678")) == "+52 55 1234 5678"


def test_the_domain_of_an_address_is_lower_case_and_nobody_is_asked_for_it() -> None:
    value = normalized(Kind.EMAIL, "Mayor.Office@Example.ORG")
    assert value == "Mayor.Office@example.org"
    assert address_of(Kind.EMAIL, value) == "mailto:Mayor.Office@example.org"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.PHONE, "555-0100"),
        (Kind.PHONE, "City Hall"),
        (Kind.EMAIL, "mayor"),
        (Kind.EMAIL, "mayor@localhost"),
        (Kind.WEBSITE, "javascript:alert(1)"),
        (Kind.WEBSITE, "example.org"),
    ],
)
def test_what_cannot_be_used_is_refused(kind: Kind, typed: str) -> None:
    with pytest.raises(NotReadable):
        normalized(kind, typed)


def test_an_address_in_words_stays_as_typed_and_is_no_link() -> None:
    assert normalized(Kind.ADDRESS, " 36 Court Street ") == "36 Court Street"
    assert address_of(Kind.ADDRESS, "36 Court Street") == ""
    assert address_of(Kind.SOCIAL, "javascript:alert(1)") == ""
