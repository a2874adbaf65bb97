"""Links of ours in text that came back: found however they were wrapped, and nothing else is taken out."""

import quopri

import pytest

from advocacy.domain.our_links import PATHS, secrets_in, without_links

SECRET = "a1_-" * 16
HOST = "our-cabildo.example.org"
LINK = f"https://{HOST}/sign/{SECRET}"
LINES = f"https://{HOST}/sign/{SECRET[:30]}\n> {SECRET[30:]}"


@pytest.mark.parametrize(
    "text",
    [
        f"Read it at {LINK}\n\nPlease answer.",
        f"<a href='{LINK}'>here</a>",
        quopri.encodestring(f"Léelo aquí, en esta dirección tan larga: {LINK}".encode()).decode(),
        f"> {LINES}\n>\n> Please",
        f"https://safe.example.com/?url=https%3A%2F%2F{HOST}%2Fsign%2F{SECRET}&data=05",
        f"https://defense.example.com/v2/url?u=https-3A__our-2Dcabildo.example.org_sign_{SECRET}&d=D",
        f"HTTPS://{HOST.upper()}:8443/Sign/{SECRET}",
    ],
    ids=["plain", "page", "quoted-printable", "wrapped", "redirected", "defended", "loud"],
)
@pytest.mark.parametrize("host", [HOST, ""])
def test_a_link_of_ours_is_taken_out_however_it_was_wrapped(text: str, host: str) -> None:
    assert secrets_in(text, host)
    left = without_links(text, host)
    assert secrets_in(left, host) == []
    assert SECRET[:12] not in left
    assert SECRET[-12:] not in left


@pytest.mark.parametrize("path", PATHS)
def test_every_address_with_a_secret_is_known(path: str) -> None:
    assert without_links(f"See https://{HOST}/{path}/{SECRET} now.", HOST) == f"See https://{HOST}/{path}/… now."


@pytest.mark.parametrize(
    "text",
    [
        "https://city.example/unsubscribe/0123456789abcdef0123456789",
        f"https://{HOST}/letters/0123456789abcdef0123456789",
        f"https://{HOST}/sign/short",
        f"We read {HOST} and will sign/decline as_soon_as_the_board_has_met_again.",
    ],
)
def test_what_is_no_link_of_ours_stays(text: str) -> None:
    assert secrets_in(text, HOST) == []
    assert without_links(text, HOST) == text


def test_the_line_after_a_whole_link_stays() -> None:
    assert without_links(f"{LINK}\nPlease answer.", HOST) == f"https://{HOST}/sign/…\nPlease answer."
