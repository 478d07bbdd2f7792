"""Nothing outside the program is its own fault: every command, in every broken world, ends with a status and a line.

Status 0, 1 or 2, no traceback, no hang, few lines, and nothing replaced that was not ours. The table of what is broken
stands in `worlds` and `hostile_worlds`, what is asked of every run in `verdict`, what does not hold yet in
`known_faults`. `benchmarks/faults.py` walks through the same tables at random, and for longer.
"""

import sys
from collections.abc import Iterator, Sequence

import pytest

from hipcoach import cli
from tests.faults.commands import COMMANDS, HEAVY, WINDOW, Command
from tests.faults.homes import Homes
from tests.faults.hostile_worlds import HOSTILE_WORLDS
from tests.faults.known_faults import NOT_YET
from tests.faults.runs import ForkServer
from tests.faults.verdict import faults, kinds
from tests.faults.worlds import WORLDS, World

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="uses Linux's own way to watch a process"),
]

HANGS_S = 1.5  # long enough to see that what is known to hang still does
ALL = (*WORLDS, *HOSTILE_WORLDS)
KNOWN = {world: (reason, commands) for reason, entries in NOT_YET.items() for world, commands in entries}


def meeting(world: World) -> tuple[Command, ...]:
    """Return the commands that are run in a world: all that it concerns, of the slow ones each in its turn."""
    number = ALL.index(world)
    return tuple(
        command
        for place, command in enumerate(COMMANDS)
        if world.touches & command.uses and (number + place) % command.each == 0
    )


def cases() -> Iterator[object]:
    """Yield each world with its commands; those that are known to fail stand apart."""
    for world in ALL:
        reason, failing = KNOWN.get(world.name, ("", ()))
        commands = meeting(world)
        bad = [command for command in commands if reason and (command.name in failing or not failing)]
        good = [command for command in commands if command not in bad]
        if good:
            yield pytest.param(world, good, None, id=world.name)
        if bad:
            marks = pytest.mark.xfail(strict=True, reason=reason, raises=AssertionError)
            yield pytest.param(world, bad, HANGS_S, id=f"{world.name} (not yet)", marks=marks)


@pytest.mark.parametrize("command", [each for each in COMMANDS if each.each < HEAVY], ids=lambda command: command.name)
def test_a_good_world_is_good(command: Command, homes: Homes, server: ForkServer) -> None:
    answer = server.run(command.words(homes.fresh()), limit_s=command.limit_s)
    if not command.refuses:
        assert (answer.status, answer.err) == (0, "")


@pytest.mark.parametrize(("world", "commands", "limit_s"), list(cases()))
def test_every_command_in_a_broken_world(
    world: World, commands: Sequence[Command], limit_s: float | None, homes: Homes, server: ForkServer
) -> None:
    for command in commands:
        root = homes.fresh(cut_off=world.cut_off)
        world.spoil(root)
        before = kinds(root)
        answer = server.run(command.words(root), limit_s=limit_s or command.limit_s)
        assert faults(answer, world, command, before, kinds(root), root / "home") == [], (command.line, answer)


def test_every_known_fault_is_of_a_world_and_a_command() -> None:
    names = {command.name for command in COMMANDS}
    assert set(KNOWN) <= {world.name for world in ALL}
    assert {name for _, commands in KNOWN.values() for name in commands} <= names


def test_every_command_of_the_program_is_run() -> None:
    assert {command.line.split()[0] for command in COMMANDS if command.name != WINDOW} == set(cli.COMMANDS)


def test_every_world_has_a_name_of_its_own_and_is_met() -> None:
    assert len({world.name for world in ALL}) == len(ALL)
    assert all(any(world.touches & command.uses for command in COMMANDS) for world in ALL)
