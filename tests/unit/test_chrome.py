"""What is drawn once for many readers: found again by its content, with each reader's own token in its forms."""

from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import DictLoader
from markupsafe import Markup

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.views.chrome import Kept
from advocacy.views.language import speaking

PARTS = """{% macro greeting(name) %}<p>{{ _("Save") }} {{ name }}</p>{% endmacro %}
{% macro form(name) %}<form>{{ csrf_token() }}|{{ name }}</form>{% endmacro %}"""
GREETING = '{% from "parts.html" import greeting %}{{ drawn(greeting, name) }}'
FORM = '{% from "parts.html" import form %}{{ drawn(form, name) }}'


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An app that knows the macros above."""
    settings = Settings(database_url=f"sqlite:///{tmp_path}/x.db", data_dir=tmp_path, secret_key="x" * 40, testing=True)
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = True
    app.jinja_env.loader = DictLoader({"parts.html": PARTS})
    app.context_processor(lambda: {"viewer": None})
    return app


def drawn(app: Flask, source: str, name: str, language: str = "en") -> str:
    """Draw in a request of its own."""
    with app.test_request_context(), speaking(language):
        return render_template_string(source, name=name)


def test_what_is_drawn_once_follows_its_content_and_the_language(app: Flask) -> None:
    assert drawn(app, GREETING, "Ana") == "<p>Save Ana</p>"
    assert drawn(app, GREETING, "Ana") == "<p>Save Ana</p>"
    assert drawn(app, GREETING, "<Bo>") == "<p>Save &lt;Bo&gt;</p>"
    assert drawn(app, GREETING, "Ana", "es") == "<p>Guardar Ana</p>"


def test_each_reader_gets_their_own_token_in_a_form_that_was_drawn_once(app: Flask) -> None:
    first, second = drawn(app, FORM, "x"), drawn(app, FORM, "x")
    tokens = [text.removeprefix("<form>").partition("|")[0] for text in (first, second)]
    assert all(len(token) > 40 and "@@" not in token for token in tokens)
    assert tokens[0] != tokens[1]


def test_words_that_look_like_the_place_of_a_token_stay_words(app: Flask) -> None:
    assert drawn(app, FORM, "@@token@@").endswith("|@@token@@</form>")


def test_what_was_not_asked_for_longest_goes_first_when_there_is_too_much() -> None:
    kept = Kept(most=10)
    kept.add("a", Markup("12345"))
    kept.add("b", Markup("12345"))
    assert kept.get("a") == "12345"
    kept.add("c", Markup("1"))
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("12345", None, "1")
    kept.add("a", Markup("1"))
    assert kept.size == 2
