"""Templates say their words in the language in force, also where a part is drawn in another one."""

from pathlib import Path

from flask import render_template_string

from advocacy.app import create_app
from advocacy.config import Settings
from advocacy.views.language import speaking

SOURCE = '{{ _("Save") }}|{{ _("Edit: %(title)s", title="<b>") }}|{{ ngettext("%(num)d entry", "%(num)d entries", 2) }}'


def test_each_part_of_a_request_speaks_the_language_in_force_and_escapes_what_fills_its_places(tmp_path: Path) -> None:
    app = create_app(
        Settings(database_url=f"sqlite:///{tmp_path}/x.db", data_dir=tmp_path, secret_key="x" * 40, testing=True)
    )
    app.context_processor(lambda: {"viewer": None})
    with app.test_request_context():
        with speaking("en"):
            english = render_template_string(SOURCE)
        with speaking("es"):
            spanish = render_template_string(SOURCE)
        with speaking("en"):
            again = render_template_string(SOURCE)
    assert english == "Save|Edit: &lt;b&gt;|2 entries"
    assert spanish == "Guardar|Editar: &lt;b&gt;|2 entradas"
    assert again == english
