"""The WSGI entry point, for servers that want one: `waitress-serve wsgi:app`."""

from advocacy.app import create_app

app = create_app()
