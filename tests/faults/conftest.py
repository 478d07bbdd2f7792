"""One home and one warm process for all tests of faults that a process runs: both take seconds to make."""

from collections.abc import Iterator

import pytest

from tests.faults.commands import COMMANDS, SLOW
from tests.faults.homes import Homes
from tests.faults.runs import ForkServer


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    made = Homes(tmp_path_factory.mktemp("worlds"))
    yield made
    made.remove()


@pytest.fixture(scope="session")
def server(homes: Homes) -> Iterator[ForkServer]:
    root = homes.fresh()
    started = ForkServer(root.parent)
    started.warm([command.words(root) for command in COMMANDS if command.each < SLOW])
    yield started
    started.close()
