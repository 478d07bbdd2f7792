"""Every command under a clock that is far off, and under a locale that knows no letters but ASCII."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from hipcoach.clock import SystemClock
from tests.faults.commands import COMMANDS, HEAVY, SLOW
from tests.faults.homes import Homes
from tests.faults.locale_names import LOCALES
from tests.faults.runs import ForkServer
from tests.faults.verdict import of_any_run

pytestmark = pytest.mark.long

YEARS = (1926, 1970, 2226, 9948)


@pytest.mark.parametrize("year", YEARS)
def test_every_command_while_the_machine_s_clock_is_off(year: int, homes: Homes, server: ForkServer) -> None:
    ahead_s = (datetime(year, 6, 1, tzinfo=UTC) - SystemClock().utc()).total_seconds()
    wrong = {}
    for number, command in enumerate(COMMANDS):
        if command.each >= HEAVY or (command.each >= SLOW and number % len(YEARS) != YEARS.index(year)):
            continue  # it starts Qt or a voice: one of these years will do
        root = homes.fresh()
        answer = server.run(command.words(root), limit_s=command.limit_s, ahead_s=ahead_s)
        found = of_any_run(answer)
        if answer.status != 0 and not command.refuses:
            found.append(f"status {answer.status}")
        if found:
            wrong[command.line] = found, answer.err
    assert wrong == {}


@pytest.fixture(scope="module")
def plain_server(homes: Homes) -> Iterator[ForkServer]:
    root = homes.fresh()
    started = ForkServer(root.parent, **LOCALES["C"])
    started.warm([command.words(root) for command in COMMANDS if command.each < SLOW])
    yield started
    started.close()


def test_every_command_where_the_locale_has_ascii_alone(homes: Homes, plain_server: ForkServer) -> None:
    """All other tests here run them under UTF-8."""
    wrong = {}
    for command in COMMANDS:
        if command.each >= HEAVY:
            continue
        answer = plain_server.run(command.words(homes.fresh()), limit_s=command.limit_s)
        found = of_any_run(answer)
        if not command.refuses and (answer.status, answer.err) != (0, ""):
            found.append(f"status {answer.status}")
        if found:
            wrong[command.line] = found, answer.err
    assert wrong == {}
