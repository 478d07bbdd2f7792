"""What the README says can be typed, can be typed."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from hipcoach.cli import COMMANDS

CHECKOUT = Path(__file__).parents[2]
README = (CHECKOUT / "README.md").read_text("utf-8")

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]


def written(command: str) -> set[str]:
    """Give the options that the README names for a command (in its own code spans, or in the paragraph about it)."""
    spans = re.findall(rf"(?:hipcoach|\./start) {command}\b[^`\n]*", README)
    paragraphs = [p for p in README.split("\n\n") if p.startswith(f"`hipcoach {command} ")]
    return {option for text in spans + paragraphs for option in re.findall(r"--[a-z-]+", text)}


def test_every_command_is_in_the_readme_and_every_one_named_there_exists() -> None:
    named = set(re.findall(r"`(?:hipcoach|\./start) ([a-z]+)\b", README)) - {"test"}
    assert named == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_option_in_the_readme_is_one_that_the_command_takes(command: str, hipcoach: Hipcoach) -> None:
    answer = hipcoach(command, "--help")
    assert answer.returncode == 0, answer.stderr
    assert written(command) <= set(re.findall(r"--[a-z-]+", answer.stdout))


def test_the_options_are_looked_for_where_they_are_written() -> None:
    assert {"--text", "--screen", "--before", "--worse", "--rest"} <= written("play")
    assert written("doctor") == {"--json"}


def test_every_file_the_readme_points_to_is_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert "assets/screenshot.png" in targets
    assert [target for target in targets if not (CHECKOUT / target).exists()] == []


def test_the_two_commands_come_first_and_ci_runs_the_second() -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", README, re.S)
    assert blocks[:2] == ["./start", "./start test"]
    assert (CHECKOUT / ".ci" / "run").read_text("utf-8").rstrip().endswith('/start" test')
