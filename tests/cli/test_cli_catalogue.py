"""`hipcoach list`, `show` and `check`, as their user meets them."""

import io
import json
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipcoach.cli.context import Context
from hipcoach.errors import InputError
from hipcoach.paths import find_paths
from tests.catalogue.conftest import EXERCISE, PLAN


@pytest.fixture
def home(tmp_path: Path) -> Path:
    find_paths(tmp_path / "home").create()
    return tmp_path / "home"


def run(home: Path, command: str, *words: str) -> SimpleNamespace:
    module = import_module(f"hipcoach.cli.{command}")
    parser = ArgumentParser()
    module.add_arguments(parser)
    out, err = io.StringIO(), io.StringIO()
    status = module.run(parser.parse_args(words), Context(find_paths(home), io.StringIO(), out, err))
    return SimpleNamespace(status=status, out=out.getvalue(), err=err.getvalue())


def test_the_list_names_shipped_plans_and_mine_and_goes_on_past_a_bad_one(home: Path) -> None:
    (home / "data/plans/mine.toml").write_text(PLAN)
    (home / "data/plans/bad.toml").write_text("titel = 1\n")
    found = run(home, "list")
    assert found.status == 0
    assert "first-steps" in found.out
    assert "mine" in found.out
    assert "(your own)" in found.out
    assert f"{home}/data/plans/bad.toml:1: expected a known key" in found.err
    data = json.loads(run(home, "list", "--json").out)
    assert [plan["id"] for plan in data["plans"] if plan["own"]] == ["mine"]
    assert len(data["exercises"]) == 36
    assert data["problems"] == found.err.splitlines()


def test_an_exercise_and_a_plan_can_be_shown(home: Path) -> None:
    assert "Your buttocks will rise slowly" in run(home, "show", "bridge").out
    assert "Knee rolls" in run(home, "show", "first-steps").out
    assert json.loads(run(home, "show", "bridge", "--json").out)["position"] == "supine"
    assert json.loads(run(home, "show", "evening", "--json").out)["surface"] == "bed"


def test_a_wrong_name_is_one_line_with_what_was_meant(home: Path) -> None:
    with pytest.raises(InputError) as caught:
        run(home, "show", "brigde")
    assert caught.value.problems == (
        'expected the id of an exercise or a plan, found "brigde" (did you mean "bridge"?)',
    )


def test_check_tells_plans_from_exercises_and_prints_every_problem(home: Path, tmp_path: Path) -> None:
    good, exercise, bad = tmp_path / "mine.toml", tmp_path / "new_one.toml", tmp_path / "bad.toml"
    good.write_text(PLAN)
    exercise.write_text(EXERCISE)
    bad.write_text(PLAN.replace("title", "titel").replace("bridge", "brige"))
    found = run(home, "check", str(good), str(exercise))
    assert (found.status, found.out, found.err) == (0, f"{good}: fine\n{exercise}: fine\n", "")
    found = run(home, "check", str(bad), str(good))
    assert found.status == 1
    assert found.out == f"{good}: fine\n"
    assert found.err.splitlines() == [
        f'{bad}:1: expected "title": a text of 1 to 60 characters',
        f'{bad}:1: expected a known key, found "titel" (did you mean "title"?)',
        f'{bad}:3: expected the id of an exercise, found "brige" (did you mean "bridge"?)',
    ]


@pytest.mark.parametrize(
    ("start", "hint"),
    [
        ("supin", ' (did you mean "supine"?)'),
        ("as_shown", "; positions: supine, "),
        ("walking", ""),
        ("brigde", ' (did you mean "bridge"?)'),
    ],
)
def test_check_refuses_a_drawn_body_that_starts_from_nothing_known(
    start: str, hint: str, home: Path, tmp_path: Path
) -> None:
    press = tmp_path / "press.toml"
    press.write_text(f'name = "Press"\n\n[drawn]\nfrom = "{start}"\n')
    found = run(home, "check", str(press))
    expected = f'{press}:4: expected a position or the id of a shipped exercise, found "{start}"{hint}'
    assert found.status == 1
    assert found.err.startswith(expected)
    assert found.err.count("\n") == 1


def test_check_refuses_the_name_of_a_shipped_plan(home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "evening.toml"
    mine.write_text(PLAN)
    assert run(home, "check", str(mine)).err == (
        f'{mine}:1: expected another file name: there is a plan "evening" already\n'
    )


def test_check_finds_every_shipped_file_fine(home: Path) -> None:
    shipped = find_paths(home).shipped
    files = [*shipped.glob("sessions/*.toml"), *shipped.glob("sessions/exercises/*.toml")]
    found = run(home, "check", *map(str, files), str(shipped / "assets/phrases/en.toml"))
    assert (found.status, found.err) == (0, "")
    assert found.out.count(": fine\n") == len(files) + 1


def test_check_says_so_where_there_is_no_such_file(home: Path) -> None:
    found = run(home, "check", "nowhere.toml")
    assert (found.status, found.err) == (1, "nowhere.toml:1: expected a file that can be read\n")
