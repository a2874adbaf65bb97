"""A bucket of any store that speaks S3, for installations of several hosts.

boto3 is an extra (`pip install 'cabildo[s3]'`) and loaded when the first file is asked for.
"""

import contextlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO, cast

from advocacy.config import BucketSettings
from advocacy.services.files.storage import Missing, StoreAway, checked_name

_NOT_THERE = {"404", "NoSuchKey", "NotFound"}
_ANSWER_WITHIN = 30
_CONNECT_WITHIN = 5


class BucketStorage:
    """A bucket; the names of files stand below a prefix."""

    def __init__(self, settings: BucketSettings) -> None:
        """Ask nothing yet."""
        self.settings = settings

    def put(self, name: str, data: bytes) -> None:
        """Send the bytes; what is there already with this name and length is not sent again."""
        with _answering(name):
            if self._length(name) != len(data):
                self._client.put_object(**self._at(name), Body=data, ContentType="application/octet-stream")

    def open(self, name: str) -> BinaryIO:
        """Return the bytes as they come."""
        with _answering(name):
            return cast("BinaryIO", self._client.get_object(**self._at(name))["Body"])

    def remove(self, name: str) -> None:
        """Delete the bytes. In a bucket that keeps versions, older ones stay: its life cycle must end them."""
        with _answering(name):
            self._client.delete_object(**self._at(name))

    def names(self) -> Iterator[str]:
        """Name every file below the prefix."""
        with _answering(""):
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.settings.bucket, Prefix=self.settings.prefix
            )
            for page in pages:
                for each in page.get("Contents", ()):
                    yield str(each["Key"]).removeprefix(self.settings.prefix)

    @property
    def _client(self) -> Any:
        return _client_of(self.settings)

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.settings.bucket, "Key": self.settings.prefix + checked_name(name)}

    def _length(self, name: str) -> int:
        """Return the length of what is there, or -1."""
        try:
            with _answering(name):
                return int(self._client.head_object(**self._at(name))["ContentLength"])
        except Missing:
            return -1


@lru_cache(maxsize=4)
def _client_of(settings: BucketSettings) -> Any:
    """Return one client for all threads, which boto3 allows. Checksums of newer kinds confuse older stores."""
    import boto3
    from botocore.config import Config

    return boto3.session.Session().client(
        "s3",
        endpoint_url=settings.endpoint or None,
        region_name=settings.region,
        aws_access_key_id=settings.key_id,
        aws_secret_access_key=settings.secret,
        config=Config(
            connect_timeout=_CONNECT_WITHIN,
            read_timeout=_ANSWER_WITHIN,
            retries={"mode": "standard", "total_max_attempts": 2},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": "path" if settings.endpoint else "auto"},
        ),
    )


@contextlib.contextmanager
def _answering(name: str) -> Iterator[None]:
    """Tell what is not there from a store that does not answer, or refuses."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _NOT_THERE:
            raise Missing(name) from None
        raise StoreAway(f"The store of files refused: {code}.") from None
    except BotoCoreError as error:
        raise StoreAway(f"The store of files does not answer: {type(error).__name__}.") from None
