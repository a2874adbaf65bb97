"""The socket that all server processes share: where it may listen, and a sentence when it may not."""

import errno
import ipaddress
import os
import socket

from advocacy.cli.command import Sentence

BACKLOG = 1024


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return all(ipaddress.ip_address(str(found[4][0])).is_loopback for found in _addresses(host, 0))


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on the address. Raises Sentence when that cannot be."""
    family, kind, proto, _name, address = _addresses(host, port)[0]
    opened = socket.socket(family, kind, proto)
    if os.name == "posix":
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(address)
        opened.listen(BACKLOG)
    except OSError as error:
        opened.close()
        raise Sentence(_why_not(error, host, port)) from error
    return opened


def _addresses(host: str, port: int) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (socket.gaierror, UnicodeError) as error:
        raise Sentence(f"There is no address “{host}” on this machine. Try --host 127.0.0.1") from error
    return sorted(found, key=lambda each: each[0] != socket.AF_INET)


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program. Choose another one, for example: --port {port % 65535 + 1}"
    if error.errno in {errno.EACCES, errno.EPERM}:
        return f"This account may not listen on port {port}. Choose one above 1023, for example: --port 8000"
    return f"Cannot listen on {host} port {port}: {error.strerror or error}."


def web_address(bound: socket.socket) -> str:
    """Return the address for a browser on this machine."""
    host, port = bound.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
