"""The user's own plans appear beside the shipped ones, and never stop them."""

import os
import shutil
from pathlib import Path

import pytest

from hipcoach.catalogue.loader import MOST_OWN_PLANS, load
from hipcoach.errors import InputError
from tests.catalogue.conftest import PLAN, SHIPPED


def test_my_plan_appears_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "my-plan.toml").write_text(PLAN)
    loaded = load(SHIPPED, tmp_path)
    plan = loaded.catalogue.plans["my-plan"]
    assert loaded.problems == ()
    assert plan.own
    assert plan.path == str(tmp_path / "my-plan.toml")
    assert list(loaded.catalogue.plans)[-1] == "my-plan"
    assert not loaded.catalogue.plans["first-steps"].own


def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path) -> None:
    (tmp_path / "evening.TOML").write_text(PLAN)
    (tmp_path / "PLAN.TOML").write_text(PLAN)
    loaded = load(SHIPPED, tmp_path)
    assert "evening" in loaded.catalogue.plans
    assert "PLAN" not in loaded.catalogue.plans
    assert loaded.problems[0].startswith(f"{tmp_path}/PLAN.TOML:1: expected a file name of small letters")


def test_what_is_wrong_in_mine_is_told_and_all_else_stays(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("title = ")
    (tmp_path / "first-steps.toml").write_text(PLAN)
    (tmp_path / "good.toml").write_text(PLAN)
    (tmp_path / "notes.txt").write_text("not a plan")
    (tmp_path / "folder.toml").mkdir()
    loaded = load(SHIPPED, tmp_path)
    assert {plan.id for plan in loaded.catalogue.plans.values() if plan.own} == {"good"}
    assert list(loaded.problems) == [
        f"{tmp_path}/bad.toml:1: expected valid TOML: invalid value",
        f'{tmp_path}/first-steps.toml:1: expected another file name: there is a plan "first-steps" already',
        f"{tmp_path}/folder.toml:1: expected a file that can be read",
    ]


def test_a_name_that_no_terminal_can_print_is_still_one_line(tmp_path: Path) -> None:
    for name in (b"two\nlines.toml", b"\xff.toml"):
        (tmp_path / os.fsdecode(name)).write_text(PLAN)
    for problem in load(SHIPPED, tmp_path).problems:
        assert problem.encode().count(b"\n") == 0
        assert "expected a file name of small letters" in problem


def test_no_folder_of_mine_is_no_problem(tmp_path: Path) -> None:
    assert load(SHIPPED, tmp_path / "none") == load(SHIPPED)


def test_too_many_plans_of_mine_are_cut_off(tmp_path: Path) -> None:
    for number in range(MOST_OWN_PLANS + 1):
        (tmp_path / f"p{number:03}.toml").write_text(PLAN)
    loaded = load(SHIPPED, tmp_path)
    assert sum(plan.own for plan in loaded.catalogue.plans.values()) == MOST_OWN_PLANS
    assert loaded.problems == (f"{tmp_path}:1: expected at most 200 plans, found 201",)


def test_problems_in_shipped_files_are_all_raised(tmp_path: Path) -> None:
    copy = tmp_path / "sessions"
    shutil.copytree(SHIPPED, copy)
    for name in ("bridge", "hip_hike"):
        file = copy / "exercises" / f"{name}.toml"
        file.write_text(file.read_text().replace("sources", "sorces"))
    with pytest.raises(InputError) as caught:
        load(copy)
    assert {Path(problem.split(":")[0]).name for problem in caught.value.problems} == {"bridge.toml", "hip_hike.toml"}
