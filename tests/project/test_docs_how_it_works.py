"""How it works, Terms and Contributing name the rooms, the contracts and the programs that there are."""

import re
import tomllib

from hipcoach.engine import events
from hipcoach.engine.questions import QUESTIONS, STEP_QUESTIONS, AnswerForm, SessionQuestion
from hipcoach.safety.types import Level
from hipcoach.ui.page_table import PAGES
from tests.project.doc_pages import CHECKOUT, names, page, section, table

TEXT = page("how_it_works.md")
CONTRACTS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
PACKAGE = CHECKOUT / "hipcoach"


def test_the_rooms_are_those_of_the_contract_from_the_ground_up() -> None:
    (layers,) = (each["layers"] for each in CONTRACTS if each.get("containers") == ["hipcoach"])
    levels = [layer.replace("|", ":").split(":") for layer in reversed(layers)]
    rooms = [names(row[0])[0] for row in table(section(TEXT, "The rooms"), "room")]
    at = 0
    for level in levels:  # rooms of one level come in any order
        assert sorted(rooms[at : at + len(level)]) == sorted(name.strip() for name in level)
        at += len(level)
    assert at == len(rooms)


def test_the_folders_of_the_window_are_those_there_are() -> None:
    text = section(TEXT, "The rooms").split("Within `ui`")[1]
    folders = {path.parent.name for path in (PACKAGE / "ui").glob("*/__init__.py")}
    assert set(names(text)) - features() == folders - features()
    assert set(names(text.split("Features do not")[0])) - {"ui"} == features()


def features() -> set[str]:
    """The features of the window, each a folder or one module, as the contract lists them."""
    (layers,) = (each["layers"] for each in CONTRACTS if each.get("containers") == ["hipcoach.ui"])
    (row,) = (layer for layer in layers if "today" in layer.split())
    return {name.strip() for name in row.split("|")}


def test_the_icon_of_each_page_is_there() -> None:
    icons = {path.stem for path in (CHECKOUT / "assets" / "icons").glob("*.svg")}
    assert {each.icon for each in PAGES} <= icons


def test_the_events_that_the_page_names_are_events() -> None:
    (line,) = re.findall(r"The main ones are\s+(.*?)\(all of them", TEXT, re.S)
    assert len(names(line)) >= 8
    assert all(issubclass(getattr(events, name), events.Event) for name in names(line))


def test_the_pages_of_the_rail_are_those_of_its_table() -> None:
    labels = [each.label for each in PAGES]
    listed = f"{', '.join(labels[:-1])} and {labels[-1]}"
    assert f"The pages of the rail are {listed}." in " ".join(section(TEXT, "The rooms").split())


def test_the_questions_of_a_session_are_those_of_its_table() -> None:
    rows = table(section(page("session_states.md"), "What is asked"), "state")
    asked = [(name.value, question) for table in (STEP_QUESTIONS, QUESTIONS) for name, question in table.items()]
    assert rows == [[f"`{state}`", each.words, _answers(each), each.unanswered] for state, each in asked]


def _answers(question: SessionQuestion) -> str:
    if question.form is AnswerForm.SCORE:
        return "a score from 0 to 10"
    if question.form is AnswerForm.WAIT:
        return "none: it is a wait"
    return ", ".join(f"{answer.words} ({answer.key})" for answer in question.answers)


def test_every_change_is_in_at_most_two_files_but_for_those_that_say_more() -> None:
    rows = table(section(page("contributing.md"), "Where to change what"), "to change")
    assert len(rows) >= 10
    for change, files in rows:
        new = files.count("its own new file")
        more = {
            "a new line of the rule": 3,
            "a key that asks": 5,
            "a question about pain": 3,
            "an exercise": 3,
            "a kind of work": 6,
        }
        most = next((most for begins, most in more.items() if change.startswith(begins)), 2)
        assert 1 <= len([name for name in names(files) if "." in name]) + new <= most, change


def test_how_it_works_is_two_pages() -> None:
    """1,200 words with its tables. What does not fit stands at the head of its room, in Terms or in Contributing."""
    words = [word for word in TEXT.split() if re.search(r"\w", word)]
    assert len(words) <= 1200


def test_the_levels_are_those_of_the_rule() -> None:
    (row,) = (row for row in table(page("terms.md"), "term") if row[0] == "level")
    assert [word.lower() for word in re.findall(r"OK|amber|red", row[1])] == [each.value for each in Level]


def test_the_contracts_are_all_named() -> None:
    text = section(page("contributing.md"), "Rooms and contracts")
    named = re.findall(r"^- (.+)\.$", text, re.M)
    assert named == [each["name"] for each in CONTRACTS if each.get("containers") != ["hipcoach"]]


def test_the_benchmarks_are_all_named() -> None:
    found = section(page("contributing.md"), "Benchmarks")
    named = [names(row[0])[0] for head in ("program", "trial", "part") for row in table(found, head)]
    assert sorted(named) == sorted(f"benchmarks/{path.name}" for path in (CHECKOUT / "benchmarks").glob("*.py"))


def test_the_checks_are_those_of_the_start_script_in_its_order() -> None:
    text = section(page("contributing.md"), "Checks and tests")
    said = re.search(r"runs, in this order: (.*?)\. ", text, re.S)
    assert said
    checks = re.findall(r"^ +check (.+)$", (CHECKOUT / "start").read_text("utf-8"), re.M)
    assert [name.split()[0] for name in names(said[1])] == [check.split()[0] for check in checks]
