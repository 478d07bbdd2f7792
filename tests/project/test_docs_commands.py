"""What docs/commands.md and the README say can be typed, can be typed."""

import re
import subprocess
from collections.abc import Callable

import pytest

from hipcoach.cli import COMMANDS
from hipcoach.coach.keys import DEFAULT_KEYS, general_rows, markdown_table
from hipcoach.history.export_formats import FORMATS
from hipcoach.ui.page_table import PAGES as RAIL
from tests.project.doc_pages import CHECKOUT, page, section, table

README = (CHECKOUT / "README.md").read_text("utf-8")
PAGES = {path.name: path.read_text("utf-8") for path in [CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md")]}
TEXT = page("commands.md")

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]


def rows() -> dict[str, tuple[str, str]]:
    """Each command of the table: what is typed, and what it does."""
    found = [(row[0].strip("`"), row[1]) for row in table(TEXT, "command")]
    return {typed.split()[1]: (typed, does) for typed, does in found}


def written(command: str) -> set[str]:
    """The options that any page names for a command."""
    spans = [text for each in PAGES.values() for text in re.findall(rf"(?:hipcoach|\./start) {command}\b[^`\n]*", each)]
    if command == "play":
        spans += [row[0] for row in table(TEXT, "option of `play --text`")]
    if command == "simulate":
        spans += re.findall(r"`simulate` takes ([^.]*)\.", TEXT)
    if command == "export":
        spans.append(section(page("your_data.md"), "Out and in"))
    return {option for text in spans for option in re.findall(r"--[a-z-]+", text)}


def test_every_command_has_its_row_with_the_words_of_its_help() -> None:
    assert {command: does for command, (_, does) in rows().items()} == {
        name: entry.summary for name, entry in COMMANDS.items()
    }


def test_every_command_that_a_page_names_is_there() -> None:
    named = {name for text in PAGES.values() for name in re.findall(r"`(?:hipcoach|\./start) ([a-z]+)\b", text)}
    assert named - {"test"} == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_that_a_page_names_is_taken(command: str, hipcoach: Hipcoach) -> None:
    answer = hipcoach(command, "--help")
    assert answer.returncode == 0, answer.stderr
    assert written(command) - {"--help", "--home"} <= set(re.findall(r"--[a-z-]+", answer.stdout))


def test_the_options_are_looked_for_where_they_are_written() -> None:
    assert {"--text", "--screen", "--before", "--worse", "--rest"} <= written("play")
    assert {"--before", "--worse", "--rest", "--after", "--next", "--json"} == written("simulate")
    assert {"--format", "--out", "--since", "--until", "--paper"} <= written("export")
    assert written("doctor") == {"--json"}


def test_every_answer_that_can_be_given_beforehand_is_named(hipcoach: Hipcoach) -> None:
    takes = set(re.findall(r"--[a-z-]+", hipcoach("play", "--help").stdout))
    assert takes - {"--help", "--home"} == written("play")


def test_the_forms_of_export_are_those_of_the_table() -> None:
    typed, _ = rows()["export"]
    assert f"--format {'|'.join(each.name for each in FORMATS)} " in typed


def test_the_two_commands_come_first_and_ci_runs_the_second() -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", README, re.S)
    assert blocks[:2] == ["./start", "./start test"]
    assert (CHECKOUT / ".ci" / "run").read_text("utf-8").rstrip().endswith('/start" test')


def test_the_keys_in_the_readme_and_on_their_page_are_those_of_the_table() -> None:
    assert markdown_table(DEFAULT_KEYS.every_session_key()) in README
    assert markdown_table(general_rows([each.label for each in RAIL])) in PAGES["keys_and_voice.md"]


def test_the_readme_is_one_screen_and_a_half() -> None:
    """What is too much goes to a page of `docs/`, and the README leads there."""
    assert len(README.splitlines()) <= 90
