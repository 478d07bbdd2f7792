"""A full disk and every command: one clear line, nothing half-written, and nothing lost once there is room again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.commands import COMMANDS, SLOW, Command
from tests.faults.disks import SmallDisk, small_disk
from tests.faults.homes import Homes
from tests.faults.runs import ForkServer
from tests.faults.verdict import of_any_run

pytestmark = pytest.mark.long

A_LITTLE = 8 * 1024  # bytes: what is written begins, and does not end


@pytest.fixture(scope="module")
def disk(homes: Homes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallDisk]:
    with small_disk(tmp_path_factory.mktemp("full") / "disk", "24m") as mounted:
        yield mounted


@pytest.fixture
def world(homes: Homes, disk: SmallDisk) -> Iterator[Path]:
    made = disk.path / "world"
    shutil.copytree(homes.fresh(), made)
    yield made
    disk.make_room()
    shutil.rmtree(made)


def cases() -> Iterator[object]:
    """Yield each command with the room that is left; the slow ones meet one of the two."""
    for number, command in enumerate(COMMANDS):
        for left in (0, A_LITTLE) if command.each < SLOW else ((0, A_LITTLE)[number % 2],):
            yield pytest.param(command, left, id=f"{command.name}, {left} bytes left")


@pytest.mark.parametrize(("command", "left"), list(cases()))
def test_a_command_on_a_full_disk(
    command: Command, left: int, world: Path, disk: SmallDisk, server: ForkServer
) -> None:
    before = written(world)
    disk.fill(leaving=left)
    answer = server.run(command.words(world), limit_s=command.limit_s)
    found = of_any_run(answer)
    if answer.status == 1 and set(written(world)) != set(before):
        found.append("something is there that was not")
    disk.make_room()
    after = server.run(["history", "--home", str(world / "home")])
    assert (found, after.status, after.err) == ([], 0, ""), (command.line, answer, after)


def written(world: Path) -> list[Path]:
    """Return the files that commands write for others; folders may be made where none can be filled."""
    return sorted(path for path in (world / "out").rglob("*") if path.is_file())
