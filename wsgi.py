"""The WSGI entry point, for servers that want one: `granian --interface wsgi wsgi:app`."""

from advocacy.app import create_app

app = create_app()
