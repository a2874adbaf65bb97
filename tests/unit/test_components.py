"""Each component, drawn alone with strict undefined values, has the structure people rely on."""

from pathlib import Path
from types import SimpleNamespace as Thing

import pytest
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from wtforms import (
    BooleanField,
    DateField,
    Field,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from advocacy.views.icons import icon_drawer

ROOT = Path(__file__).resolve().parents[2]


def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_null_translations(newstyle=True)
    env.globals["icon_markup"] = icon_drawer("/static/{}".format)
    env.globals.update(asset=lambda path: f"/static/{path}", csrf_token=lambda: "a-token")
    env.globals["submission_id"] = lambda: "only-once-and-never-again"
    return env


def draw(source: str, **values: object) -> BeautifulSoup:
    return BeautifulSoup(environment().from_string(source).render(**values), "html.parser")


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{len(found)} × {selector}"
    return found[0]


class Posted(dict[str, list[str]]):
    def getlist(self, name: str) -> list[str]:
        return self.get(name, [])


class Picker(Field):
    """What a picker field promises to its macro."""

    multiple = True
    pick_url = "/pick"
    query = ""
    matches: list[Thing] | None = None
    chosen: list[Thing] = []


def choices() -> list[SelectChoice]:
    return [SelectChoice("a", "Apples"), SelectChoice("b", "Bread")]


class Address(Form):
    street = StringField("Street", [InputRequired("Say which street.")])


class Everything(Form):
    submission = HiddenField(default="s-1")
    title = StringField("Title", [InputRequired("Give it a title.")], description="Short.")
    body = TextAreaField("Text", [InputRequired("Write something.")])
    kind = SelectField("Kind", [InputRequired("Choose a kind.")], choices=choices())
    side = RadioField("Side", [InputRequired("Choose a side.")], choices=choices(), description="Who did it?")
    days = SelectMultipleField(
        "Days", choices=choices(), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    day = DateField("Day", [InputRequired("Say which day.")])
    private = BooleanField("Keep it private", [InputRequired("Tick this.")])
    password = PasswordField("Password", [InputRequired("Type a password.")])
    people = Picker("People", [InputRequired("Choose somebody.")])
    address = FormField(Address, "Address")


WHOLE_FORM = (
    '{% from "components/forms.html" import form_for, field, submit_row %}'
    "{% call form_for(a) %}{% for f in a if f.name != 'submission' %}{{ field(f) }}{% endfor %}"
    '{{ submit_row("Save", "/back") }}{% endcall %}'
)


@pytest.fixture
def refused() -> BeautifulSoup:
    form = Everything(Posted(submission=["s-1"]))
    form.validate()
    return draw(WHOLE_FORM, a=form)


def labelled(page: BeautifulSoup, control: Tag) -> bool:
    return bool(page.select(f'label[for="{control.get("id", "")}"]')) or control.find_parent("label") is not None


def test_every_control_has_a_label_of_its_own(refused: BeautifulSoup) -> None:
    controls = refused.select("input:not([type=hidden]), select, textarea")
    assert len(controls) == 12
    assert [control for control in controls if not labelled(refused, control)] == []


def test_no_id_appears_twice(refused: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in refused.select("[id]")]
    assert len(ids) == len(set(ids))


def test_what_describes_a_control_exists(refused: BeautifulSoup) -> None:
    described = refused.select("[aria-describedby]")
    assert len(described) >= 8
    for tag in described:
        for name in str(tag["aria-describedby"]).split():
            assert refused.find(id=name) is not None, name


@pytest.mark.parametrize("name", ["title", "body", "kind", "day", "private", "password"])
def test_a_wrong_control_says_so_and_points_to_its_error(refused: BeautifulSoup, name: str) -> None:
    control = one(refused, f"#{name}")
    assert control["aria-invalid"] == "true"
    assert f"{name}-error" in str(control["aria-describedby"]).split()


@pytest.mark.parametrize("name", ["side", "people"])
def test_a_wrong_group_points_to_its_error_and_hint(refused: BeautifulSoup, name: str) -> None:
    group = one(refused, f"fieldset[aria-describedby~={name}-error]")
    assert group.find("legend") is not None
    assert one(refused, f"#{name}-error").get_text(strip=True).startswith("Choose")


def test_the_summary_links_to_a_control_for_every_wrong_field(refused: BeautifulSoup) -> None:
    summary = one(refused, ".summary[role=alert]")
    links = [str(link["href"])[1:] for link in summary.select("a")]
    assert links == [
        "title",
        "body",
        "kind",
        "side-0",
        "day",
        "private",
        "password",
        "people-q",
        "address-street",
    ]
    for target in links:
        assert one(refused, f"#{target}").name in ("input", "select", "textarea")


def test_a_form_carries_its_token_and_each_hidden_field_once(refused: BeautifulSoup) -> None:
    assert one(refused, "input[name=csrf_token]")["value"] == "a-token"
    assert one(refused, "input[name=submission]")["value"] == "s-1"


def test_a_form_without_faults_shows_no_summary() -> None:
    page = draw(WHOLE_FORM, a=Everything())
    assert page.select(".summary, .error, [aria-invalid]") == []


def test_needed_fields_are_marked_and_others_are_not() -> None:
    page = draw(WHOLE_FORM, a=Everything())
    assert one(page, "label[for=title]").select(".req")
    assert not one(page, "legend:-soup-contains(Days)").select(".req")


def test_a_password_can_be_shown() -> None:
    page = draw(WHOLE_FORM, a=Everything())
    assert one(page, "button[data-show]")["data-show"] == one(page, "input[type=password]")["id"]


def test_other_attributes_reach_the_control() -> None:
    source = '{% from "components/forms.html" import field %}{{ field(f, hint=False, autocomplete="off") }}'
    control = one(draw(source, f=Everything().title), "input")
    assert control["autocomplete"] == "off"
    assert "aria-describedby" not in control.attrs


def option(value: str, label: str) -> Thing:
    return Thing(value=value, label=label, hint="Ward 1")


def picker(*, multiple: bool, matches: list[Thing] | None) -> BeautifulSoup:
    field = Everything().people
    field.multiple, field.matches, field.query = multiple, matches, "sar"
    field.chosen = [option("p1", "Ana <b>")]
    return draw('{% from "components/forms.html" import field %}{{ field(f) }}', f=field)


def test_a_picker_keeps_what_was_chosen_and_offers_what_was_found() -> None:
    page = picker(multiple=True, matches=[option("p2", "Sara"), option("p3", "Sarita")])
    boxes = page.select("input[type=checkbox][name=people]")
    assert [(box["value"], box.has_attr("checked")) for box in boxes] == [
        ("p1", True),
        ("p2", False),
        ("p3", False),
    ]


def test_a_picker_finds_without_javascript() -> None:
    page = picker(multiple=False, matches=None)
    find = one(page, "button[name=_find]")
    assert (find["value"], find.has_attr("formnovalidate")) == ("people", True)
    assert one(page, "input[name=people-q]")["value"] == "sar"
    assert one(page, "input[type=radio][name=people]")["value"] == "p1"


def test_a_picker_asks_its_address_while_somebody_types() -> None:
    search = one(picker(multiple=True, matches=None), "input[name=people-q]")
    assert search["hx-get"] == "/pick"
    assert str(search["hx-target"])[1:] == one(picker(multiple=True, matches=None), ".matches[aria-live]")["id"]


def test_a_picker_that_found_nothing_says_so() -> None:
    assert "Check the spelling" in picker(multiple=True, matches=[]).get_text()


def test_names_are_escaped() -> None:
    page = picker(multiple=True, matches=None)
    assert "Ana <b>" in page.get_text()
    assert page.select(".picked b") == []


def test_a_button_that_changes_something_is_a_form_with_a_token() -> None:
    page = draw(
        '{% from "components/buttons.html" import post_button %}'
        '{{ post_button("Approve", "/go", hidden={"version": 3}, about="Letter 1") }}'
    )
    form = one(page, "form[method=post][action='/go']")
    sent = {str(tag["name"]): str(tag["value"]) for tag in form.select("input")}
    assert len(sent.pop("submission")) > 20
    assert sent == {"csrf_token": "a-token", "version": "3"}
    assert form.get_text(strip=True) == "Approve: Letter 1"


@pytest.mark.parametrize("tone", ["", "good", "warn", "bad", "info", "acc", "ghost"])
def test_a_pill_has_an_icon_and_a_word(tone: str) -> None:
    page = draw('{% from "components/pills.html" import pill %}{{ pill("Sent", tone) }}', tone=tone)
    assert one(page, ".pill").get_text(strip=True) == "Sent"
    assert one(page, ".pill svg")["aria-hidden"] == "true"


@pytest.mark.parametrize(("score", "place"), [(-2, 0), (-1, 1), (0, 2), (1, 3), (2, 4)])
def test_a_stance_stands_at_its_place(score: int, place: int) -> None:
    page = draw('{% from "components/stance.html" import stance %}{{ stance(s, "Words") }}', s=score)
    marks = page.select(".scale i")
    assert [index for index, mark in enumerate(marks) if "on" in mark.get("class", [])] == [place]


def test_an_unknown_stance_is_a_question_mark_with_words() -> None:
    page = draw('{% from "components/stance.html" import stance %}{{ stance(none, "Not known") }}')
    assert one(page, ".scale i.unk").get_text() == "?"
    assert page.get_text(strip=True) == "?Not known"


def test_the_line_of_a_whip_count_follows_the_last_needed_seat() -> None:
    page = draw('{% from "components/whip.html" import whip %}{{ whip(["p2", "z", "u"], "In words", 2) }}')
    drawn = [tag["class"][0] for tag in one(page, ".whip[role=img][aria-label='In words']").find_all(recursive=False)]
    assert drawn == ["seat", "seat", "whip-line", "seat"]


def test_a_stepper_says_which_step_is_now_and_which_are_done() -> None:
    steps = [
        {"name": name, "note": "", "state": state} for name, state in [("A", "done"), ("B", "current"), ("C", "todo")]
    ]
    page = draw('{% from "components/stepper.html" import stepper %}{{ stepper(steps, "Progress") }}', steps=steps)
    assert "B" in one(page, "[aria-current=step]").get_text()
    assert "(done)" in one(page, "li.done").get_text()


def test_a_card_is_named_by_its_heading() -> None:
    page = draw('{% from "components/cards.html" import sec %}{% call sec("Qué pasó", "All", "/all") %}x{% endcall %}')
    assert one(page, "h2")["id"] == one(page, "section")["aria-labelledby"]


def test_a_record_head_leaves_out_what_its_page_does_not_fill() -> None:
    page = draw('{% from "components/heads.html" import file_head %}{{ file_head("flag", "Campaign", "Title") }}')
    assert one(page, "h1").get_text() == "Title"
    assert page.select(".acts, .file-foot, .lead-line") == []


def test_a_record_head_puts_each_slot_in_its_place() -> None:
    page = draw(
        '{% from "components/heads.html" import file_head %}'
        '{% call(slot) file_head("flag", "Campaign", "Title") %}{{ slot }}{% endcall %}'
    )
    assert [one(page, place).get_text(strip=True) for place in (".acts", ".file-foot")] == ["actions", "foot"]


def test_a_missing_fact_is_never_blank() -> None:
    page = draw(
        '{% from "components/lists.html" import kv, fact %}{% call kv() %}{{ fact("Term") }}'
        '{{ fact("Phone", "", "Add", "/a") }}'
        '{{ fact("Count", 0) }}{% endcall %}'
    )
    assert [value.get_text(strip=True) for value in page.select("dd")] == ["Not known", "Add", "0"]


def test_a_timeline_entry_names_its_source_and_only_a_known_day() -> None:
    page = draw(
        '{% from "components/timeline.html" import timeline, entry %}{% call timeline() %}'
        '{% call entry("Feb 2, 2017", "reply", day="2017-02-02", source="WWLP") %}No.{% endcall %}'
        '{% call entry("Late January", "reply") %}Said.{% endcall %}{% endcall %}'
    )
    assert one(page, "time")["datetime"] == "2017-02-02"
    assert one(page, ".src").get_text() == "Source: WWLP"


def test_a_table_keeps_its_meaning_as_cards() -> None:
    page = draw(
        '{% from "components/tables.html" import table, tr, th, td %}'
        '{% call table(["Name", ("Calls", "num")]) %}'
        '{% call tr() %}{{ th("Ana") }}{{ td("Calls", 3, "num") }}{% endcall %}{% endcall %}'
    )
    assert {tag["role"] for tag in page.select("[role]")} == {
        "table", "rowgroup", "row", "columnheader", "rowheader", "cell",
    }  # fmt: skip
    assert one(page, "td")["data-l"] == "Calls"


def test_a_pager_has_no_link_where_there_is_no_page() -> None:
    page = draw('{% from "components/tables.html" import pager %}{{ pager("", "/older") }}')
    assert [link["rel"] for link in page.select("a")] == [["next"]]


@pytest.mark.parametrize(
    ("macro", "rows"),
    [
        ("bar_chart", [("Calls", 3), ("Visits", 0)]),
        ("column_chart", [("Jan", 3), ("Feb", 0)]),
        ("stacked_bar", [("Yes", 3, "p2"), ("No", 0, "m2")]),
        ("bar_chart", []),
        ("column_chart", []),
        ("stacked_bar", []),
    ],
)
def test_a_chart_says_its_numbers_three_times(macro: str, rows: list[tuple[object, ...]]) -> None:
    source = f'{{% from "components/charts.html" import {macro} %}}{{{{ {macro}("Contacts", rows) }}}}'
    page = draw(source, rows=rows)
    picture = one(page, "[role=img]")
    assert str(picture["aria-label"]).startswith("Contacts:")
    for words, number, *_ in rows:
        assert f"{words} {number}" in str(picture["aria-label"])
        assert one(page, f"table tr:-soup-contains({words}) td").get_text() == str(number)
    assert "viewBox" not in str(page)


def test_a_long_title_in_a_bar_chart_may_wrap() -> None:
    title = "Springfield sanctuary city / three-point executive order"
    page = draw(
        '{% from "components/charts.html" import bar_chart %}{{ bar_chart("By campaign", rows) }}', rows=[(title, 2)]
    )
    assert one(page, ".bars > div > span").get_text() == title
    assert page.select("svg text") == []


def test_a_filter_bar_counts_what_is_on() -> None:
    page = draw('{% from "components/filters.html" import filters %}{% call filters("Filter", 2) %}{% endcall %}')
    assert one(page, "details[open] > summary").get_text(strip=True) == "Filters (2)"
    assert one(page, "form")["method"] == "get"
