"""The settings of mail: each mistake is named with the setting it stands in."""

from pathlib import Path

import pytest

from advocacy.config import SettingsError, read_settings
from advocacy.config.mail import Security

WHOLE = {
    "ADVOCACY_SMTP_HOST": "smtp.example.org",
    "ADVOCACY_MAIL_FROM": "Our Coalition <cabildo@example.org>",
    "ADVOCACY_BASE_URL": "https://cabildo.example.org/",
}


def test_without_a_server_no_mail_goes_out() -> None:
    assert read_settings({}).mail is None


def test_a_server_alone_is_asked_for_starttls_on_587() -> None:
    settings = read_settings(WHOLE)
    assert settings.base_url == "https://cabildo.example.org"
    assert settings.mail is not None
    assert (settings.mail.port, settings.mail.security) == (587, Security.STARTTLS)
    assert (settings.mail.from_name, settings.mail.from_address) == ("Our Coalition", "cabildo@example.org")
    assert settings.mail.domain == "example.org"


def test_a_demo_writes_to_nobody() -> None:
    assert read_settings(WHOLE, demo=True).mail is None


@pytest.mark.parametrize(
    ("named", "changes"),
    [
        ("ADVOCACY_SMTP_HOST", {"ADVOCACY_SMTP_HOST": "smtp://mail.example.org"}),
        ("ADVOCACY_SMTP_PORT", {"ADVOCACY_SMTP_PORT": "70000"}),
        ("ADVOCACY_SMTP_PORT", {"ADVOCACY_SMTP_PORT": "smtp"}),
        ("ADVOCACY_SMTP_SECURITY", {"ADVOCACY_SMTP_SECURITY": "ssl"}),
        ("ADVOCACY_SMTP_SECURITY", {"ADVOCACY_SMTP_SECURITY": "none"}),
        ("ADVOCACY_SMTP_USER", {"ADVOCACY_SMTP_USER": "cabildo"}),
        ("ADVOCACY_SMTP_PASSWORD_FILE", {"ADVOCACY_SMTP_PASSWORD_FILE": "/nowhere/at/all"}),
        ("both set", {"ADVOCACY_SMTP_PASSWORD": "x", "ADVOCACY_SMTP_PASSWORD_FILE": "/nowhere"}),
        ("ADVOCACY_MAIL_FROM", {"ADVOCACY_MAIL_FROM": ""}),
        ("ADVOCACY_MAIL_FROM", {"ADVOCACY_MAIL_FROM": "nobody"}),
        ("ADVOCACY_MAIL_FROM", {"ADVOCACY_MAIL_FROM": "a@example.org\r\nBcc: b@example.org"}),
        ("ADVOCACY_BASE_URL", {"ADVOCACY_BASE_URL": ""}),
        ("ADVOCACY_BASE_URL", {"ADVOCACY_BASE_URL": "cabildo.example.org"}),
        ("ADVOCACY_BASE_URL", {"ADVOCACY_BASE_URL": "http://cabildo.example.org"}),
        ("ADVOCACY_BASE_URL", {"ADVOCACY_BASE_URL": "https://cabildo.example.org/app"}),
        ("ADVOCACY_BASE_URL", {"ADVOCACY_BASE_URL": "https://cabildo.example.org:port"}),
    ],
)
def test_a_wrong_setting_is_named(named: str, changes: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=named):
        read_settings(WHOLE | changes)


def test_a_setting_without_the_server_is_named() -> None:
    with pytest.raises(SettingsError, match="ADVOCACY_SMTP_PORT is set without ADVOCACY_SMTP_HOST"):
        read_settings({"ADVOCACY_SMTP_PORT": "25"})


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_only_a_server_on_this_machine_may_be_spoken_to_in_the_clear(host: str) -> None:
    settings = read_settings(WHOLE | {"ADVOCACY_SMTP_HOST": host, "ADVOCACY_SMTP_SECURITY": "none"})
    assert settings.mail is not None
    assert settings.mail.port == 25


def test_a_password_is_read_from_a_file_and_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("correct horse\n")
    settings = read_settings(
        WHOLE
        | {"ADVOCACY_SMTP_USER": "cabildo", "ADVOCACY_SMTP_PASSWORD_FILE": str(file), "ADVOCACY_SMTP_PORT": "2525"}
    )
    assert settings.mail is not None
    assert (settings.mail.password, settings.mail.port) == ("correct horse", 2525)
    assert "correct horse" not in repr(settings)
    file.write_text("")
    with pytest.raises(SettingsError, match="first line is empty"):
        read_settings(WHOLE | {"ADVOCACY_SMTP_PASSWORD_FILE": str(file)})


def test_the_address_to_answer_to_has_a_place_for_the_key() -> None:
    settings = read_settings({"ADVOCACY_REPLY_ADDRESS": "replies+{key}@example.org"})
    assert settings.inbox.reply_address == "replies+{key}@example.org"
    for wrong in ("replies@example.org", "replies@{key}.example.org", "{key}", "a{key}b{key}@example.org"):
        with pytest.raises(SettingsError, match="ADVOCACY_REPLY_ADDRESS"):
            read_settings({"ADVOCACY_REPLY_ADDRESS": wrong})


def test_a_folder_for_answers_must_be_a_maildir(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="ADVOCACY_MAILDIR"):
        read_settings({"ADVOCACY_MAILDIR": str(tmp_path)})
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    assert read_settings({"ADVOCACY_MAILDIR": str(tmp_path)}).inbox.maildir == tmp_path


IMAP = {
    "ADVOCACY_IMAP_HOST": "imap.example.org",
    "ADVOCACY_IMAP_USER": "replies@example.org",
    "ADVOCACY_IMAP_PASSWORD": "correct horse",
}


def test_a_mailbox_is_read_over_tls_unless_somebody_says_otherwise() -> None:
    assert read_settings({}).inbox.imap is None
    assert read_settings(IMAP, demo=True).inbox.imap is None
    imap = read_settings(IMAP).inbox.imap
    assert imap is not None
    assert (imap.port, imap.security, imap.folder, imap.processed) == (993, Security.TLS, "INBOX", "")
    assert "correct horse" not in repr(imap)
    changed = read_settings(IMAP | {"ADVOCACY_IMAP_SECURITY": "starttls"}).inbox.imap
    assert changed is not None
    assert changed.port == 143


@pytest.mark.parametrize(
    ("named", "changes"),
    [
        ("ADVOCACY_IMAP_USER is set without", {"ADVOCACY_IMAP_HOST": ""}),
        ("ADVOCACY_IMAP_HOST", {"ADVOCACY_IMAP_HOST": "imaps://imap.example.org"}),
        ("ADVOCACY_IMAP_PORT", {"ADVOCACY_IMAP_PORT": "0"}),
        ("ADVOCACY_IMAP_SECURITY", {"ADVOCACY_IMAP_SECURITY": "none"}),
        ("ADVOCACY_IMAP_SECURITY", {"ADVOCACY_IMAP_SECURITY": "ssl"}),
        ("ADVOCACY_IMAP_PASSWORD", {"ADVOCACY_IMAP_PASSWORD": ""}),
        ("ADVOCACY_IMAP_PASSWORD_FILE", {"ADVOCACY_IMAP_PASSWORD": "", "ADVOCACY_IMAP_PASSWORD_FILE": "/nowhere"}),
        ("ADVOCACY_IMAP_FOLDER", {"ADVOCACY_IMAP_FOLDER": "IN\r\nBOX"}),
        ("ADVOCACY_IMAP_PROCESSED", {"ADVOCACY_IMAP_PROCESSED": "inbox"}),
    ],
)
def test_a_wrong_setting_of_the_mailbox_is_named(named: str, changes: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match=named):
        read_settings(IMAP | changes)
