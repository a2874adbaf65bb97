"""A stand-in for a store that speaks S3: the few requests that we send, on the loopback address."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY_ID, SECRET, BUCKET = "AKEXAMPLE", "only-for-tests", "files"
PAGE = 2
"""Names of one answer: a list comes in several."""


class Bucket(ThreadingHTTPServer):
    """What it holds, what it was asked, and whether it refuses."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.held: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.refuses = False

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Bucket
    protocol_version = "HTTP/1.1"

    def _answer(self, status: int, body: bytes = b"", length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _key(self) -> str | None:
        """Return what is asked for, if it is our bucket and our key signed the request."""
        path = urlsplit(self.path).path
        self.server.asked.append((self.command, path))
        signed = self.headers.get("Authorization", "").startswith(f"AWS4-HMAC-SHA256 Credential={KEY_ID}/")
        if self.server.refuses or not signed or path.split("/")[1] != BUCKET:
            self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
            return None
        return path.removeprefix(f"/{BUCKET}").removeprefix("/")

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        key = self._key()
        if key is not None:
            self.server.held[key] = data
            self._answer(200)

    def do_GET(self) -> None:
        key = self._key()
        if key == "":
            self._answer(200, self._list(parse_qs(urlsplit(self.path).query)))
        elif key is not None:
            self._one(key)

    def do_HEAD(self) -> None:
        key = self._key()
        if key is not None:
            self._one(key)

    def _one(self, key: str) -> None:
        if key in self.server.held:
            self._answer(200, self.server.held[key])
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_DELETE(self) -> None:
        key = self._key()
        if key is not None:
            self.server.held.pop(key, None)
            self._answer(204)

    def _list(self, asked: dict[str, list[str]]) -> bytes:
        prefix, after = asked.get("prefix", [""])[0], asked.get("continuation-token", [""])[0]
        names = [name for name in sorted(self.server.held) if name.startswith(prefix) and name > after]
        more = len(names) > PAGE
        rows = "".join(f"<Contents><Key>{name}</Key><Size>1</Size></Contents>" for name in names[:PAGE])
        token = f"<NextContinuationToken>{names[PAGE - 1]}</NextContinuationToken>" if more else ""
        truncated = f"<IsTruncated>{str(more).lower()}</IsTruncated>"
        return f"<ListBucketResult>{truncated}{rows}{token}</ListBucketResult>".encode()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextlib.contextmanager
def serving_bucket() -> Iterator[Bucket]:
    """Answer until the block ends."""
    bucket = Bucket()
    thread = threading.Thread(target=bucket.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield bucket
    finally:
        bucket.shutdown()
        bucket.server_close()
        thread.join()
