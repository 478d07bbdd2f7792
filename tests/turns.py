"""Who runs when several workers share the tests, a file each: `long` files come first, `alone` ones last, test by test.

A file of twenty seconds or more is marked `long`: begun late, it would keep one worker while the others have nothing
left. So would one that mostly waits, as real windows and real sound do: without one worker more than there are cores,
a third of them stood idle. One that is `alone` measures time; no other worker runs a test meanwhile. Mark whole files:
a single test would hold up its worker until the other files are done. With one worker only the order changes.
"""

import sys
import tempfile
from collections.abc import Generator
from typing import Any

import pytest

TURNS = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "long: (whole files) begins before the others")
    config.addinivalue_line("markers", "alone: (whole files) no other worker runs a test at the same time")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (_alone(item), item.get_closest_marker("long") is None))


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    return (yield) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Give every worker the name of the file that they lock in turn."""
    if TURNS not in node.config.stash:
        file = tempfile.NamedTemporaryFile(prefix="hipcoach-turns-")  # noqa: SIM115  # gone when the run ends
        node.config.add_cleanup(file.close)
        node.config.stash[TURNS] = file.name
    node.workerinput["turns"] = node.config.stash[TURNS]


@pytest.hookimpl(wrapper=True, tryfirst=True)  # outside the limit of time: a turn that is waited for costs no test
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    name = getattr(item.config, "workerinput", {}).get("turns")
    if name is None or sys.platform == "win32":
        return (yield)
    import fcntl

    with open(name) as turns:
        fcntl.flock(turns, fcntl.LOCK_EX if _alone(item) else fcntl.LOCK_SH)
        return (yield)


def _alone(item: pytest.Item) -> bool:
    return item.get_closest_marker("alone") is not None
