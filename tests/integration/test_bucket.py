"""Files in a bucket: the same as in a folder, and a store that is away is told apart from a file that is lost."""

import dataclasses
from collections.abc import Iterator

import pytest
from flask import Flask

from advocacy.config import BucketSettings, SettingsError, read_settings
from advocacy.db import db
from advocacy.models import User
from advocacy.policy import Actor
from advocacy.services import files
from advocacy.services.files import checking
from advocacy.services.files.s3 import _client_of
from tests.bucket import BUCKET, KEY_ID, SECRET, Bucket, serving_bucket
from tests.factories import commit, make_campaign, make_letter
from tests.files import a_pdf
from tests.web import Web

PDF = a_pdf("Dear Mayor")
pytestmark = [pytest.mark.sqlite_only, pytest.mark.filterwarnings("ignore:datetime.datetime.utcnow:DeprecationWarning")]


@pytest.fixture
def bucket(app: Flask) -> Iterator[Bucket]:
    """A bucket that this test's app keeps its files in."""
    with serving_bucket() as running:
        place = BucketSettings(BUCKET, KEY_ID, SECRET, endpoint=running.address, prefix="cabildo/")
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = dataclasses.replace(settings, files=dataclasses.replace(settings.files, bucket=place))
        yield running
        db.session.remove()
        _client_of(place).close()
        _client_of.cache_clear()


def test_a_file_goes_into_the_bucket_once_is_read_from_it_and_leaves_it(bucket: Bucket, as_organizer: Actor) -> None:
    letter = make_letter(make_campaign())
    file = files.store(as_organizer, PDF, "letter.pdf")
    attachment = files.attach(as_organizer, letter, file, "letter.pdf")
    commit()
    assert bucket.held == {f"cabildo/{file.sha256}": PDF}
    assert files.read_bytes(file) == PDF
    files.store(as_organizer, PDF, "again.pdf")
    commit()
    assert [verb for verb, _ in bucket.asked].count("PUT") == 1
    files.remove(as_organizer, letter, attachment, files.RemovalReason.MISTAKE)
    commit()
    assert bucket.held == {}


def test_what_is_rolled_back_leaves_the_bucket_too(bucket: Bucket, as_organizer: Actor) -> None:
    files.store(as_organizer, PDF, "letter.pdf")
    assert len(bucket.held) == 1
    db.session.rollback()
    assert bucket.held == {}


def test_the_check_reads_a_list_of_several_pages(bucket: Bucket, as_organizer: Actor) -> None:
    kept = [files.keep(b"%d" % number, "text/plain") for number in range(5)]
    commit()
    bucket.held["another/prefix"] = b"not ours"
    del bucket.held[f"cabildo/{kept[0].sha256}"]
    bucket.held[f"cabildo/{kept[1].sha256}"] = b"changed"
    found = checking.check()
    assert (found.missing, found.changed) == ((kept[0].sha256,), (kept[1].sha256,))
    assert set(found.unused) == {file.sha256 for file in kept}


def test_a_store_that_refuses_is_503_and_a_file_that_is_lost_is_not(
    bucket: Bucket, web: Web, organizer: User, as_organizer: Actor
) -> None:
    letter = make_letter(make_campaign())
    attachment = files.attach(as_organizer, letter, files.store(as_organizer, PDF, "letter.pdf"), "letter.pdf")
    commit()
    address = f"/files/{attachment.ref}/letter.pdf"
    web.sign_in(organizer)
    got = web.get(address)
    assert (got.status, got.response.data) == (200, PDF)
    bucket.refuses = True
    refused = web.get(address)
    assert (refused.status, refused.response.headers["Retry-After"]) == (503, "30")
    assert web.get(f"/letters/{letter.ref}").status == 200
    bucket.refuses = False
    bucket.held.clear()
    assert (web.get(address).status, web.get(address).title) == (404, "This file is lost")


def test_a_bucket_needs_its_key_and_a_safe_way_to_it() -> None:
    given = {"ADVOCACY_S3_BUCKET": "b", "ADVOCACY_S3_KEY_ID": "k", "ADVOCACY_S3_SECRET": "hush"}
    found = read_settings({**given, "ADVOCACY_S3_ENDPOINT": "https://s3.example.org/"}).files.bucket
    assert found == BucketSettings("b", "k", "hush", endpoint="https://s3.example.org")
    assert "hush" not in repr(found)
    with pytest.raises(SettingsError, match="ADVOCACY_S3_SECRET"):
        read_settings({**given, "ADVOCACY_S3_SECRET": ""})
    with pytest.raises(SettingsError, match="https://"):
        read_settings({**given, "ADVOCACY_S3_ENDPOINT": "http://s3.example.org"})
    assert read_settings(given, demo=True).files.bucket is None
