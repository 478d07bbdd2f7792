"""What all tests share: no real home is touched, no window opens by itself, and a screen where one is asked for."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"  # what a desktop is used to: weeks from Monday, days of 24 hours
settings.register_profile(
    "same every time", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same every time")

CHECKOUT = Path(__file__).parent.parent

pytest_plugins = ["tests.turns"]

IN_MEMORY, LEAST_BYTES = Path("/dev/shm"), 2 * 1024**3


def pytest_configure() -> None:
    """Keep the tests' files in memory where there is room: a diary waits for its disk at every event, 5 ms each."""
    if not IN_MEMORY.is_dir() or not os.access(IN_MEMORY, os.W_OK) or "TMPDIR" in os.environ:
        return
    disk = os.statvfs(IN_MEMORY)
    if disk.f_bavail * disk.f_frsize >= LEAST_BYTES and not disk.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = str(IN_MEMORY)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say something in the summary at the end, from whichever process the test runs in."""
    return lambda text: request.node.user_properties.append(("told", text))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in terminalreporter.stats.get("passed", []):
        for name, text in report.user_properties:
            if name == "told":
                terminalreporter.write_line(text)


@pytest.fixture(autouse=True)
def _no_real_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets `--home` writes into a folder of its own, not into the user's diary.

    A patch of its own: `monkeypatch.undo()` in a test takes only that test's patches back.
    """
    elsewhere = tmp_path_factory.getbasetemp() / "elsewhere"
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(elsewhere / name))
        yield


@pytest.fixture
def hipcoach(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the program as its user does, with no terminal to ask on: `hipcoach("list", "--json")`."""

    def run(*words: str, home: Path | None = tmp_path / "home", **env: str) -> subprocess.CompletedProcess[str]:
        own = [] if home is None else ["--home", str(home)]
        return subprocess.run(
            [sys.executable, "-m", "hipcoach", *words, *own],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, **env},
        )

    return run


@pytest.fixture(scope="session")
def x11_display() -> Iterator[str]:
    """Give the name of a virtual screen of 1366x768."""
    if shutil.which("Xvfb") is None:
        pytest.skip("needs a virtual screen: apt-get install xvfb")
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as answer:
        number = answer.readline().strip()  # written when it is ready
    yield f":{number}"
    server.terminate()
    server.wait(10)
