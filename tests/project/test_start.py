"""The entry script, with stand-ins for the system's own programs: each writes down how it was called."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

if sys.platform == "win32":
    pytest.skip("the entry script is for a POSIX shell", allow_module_level=True)

PYTHON = """#!/bin/sh
# A Python that is new enough, makes a .venv like itself, and installs programs that say how they were called.
case "$1 $2" in
    "-c import PySide6"*) [ "$FAILS" != qt ] ;;
    "-c "*) exit 0 ;;
    "-m venv") echo "python -m venv" >>"$LOG"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python" ;;
    "-m pip")
        echo "pip $*" >>"$LOG"
        for tool in hipcoach ruff mypy lint-imports vulture codespell pytest; do
            printf '#!/bin/sh\\necho "%s $*" >>"$LOG"\\n[ "$FAILS" != %s ]\\n' $tool $tool >"${0%/*}/$tool"
            chmod +x "${0%/*}/$tool"
        done ;;
esac
"""
SAYS_CALL = '#!/bin/sh\necho "${0##*/} $*" >>"$LOG"\n'
STANDINS = {
    "python3": PYTHON,
    "dpkg-query": '#!/bin/sh\nprintf "$INSTALLED"\n',
    "apt-get": SAYS_CALL + '[ "$1" = update ] || printf "apt installs\\n"\n',
    "apt-cache": '#!/bin/sh\ncase "$2" in $NEW_NAMES) exit 0 ;; *) exit 1 ;; esac\n',
    "sudo": SAYS_CALL + '[ -n "$MAY" ] || exit 1\n[ "$1" != -n ] || shift\n"$@"\n',
    "id": '#!/bin/sh\necho "$USER_ID"\n',
}


@dataclass
class Machine:
    """A made-up machine with a checkout on it."""

    root: Path
    user_id: int = 0
    may_sudo: str = ""
    installed: str = ""
    new_names: str = "none"
    fails: str = ""

    def start(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the entry script with no terminal."""
        return subprocess.run(
            [str(self.root / "checkout/start"), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={
                "PATH": f"{self.root / 'bin'}:/usr/bin:/bin",
                "LOG": str(self.root / "log"),
                "USER_ID": str(self.user_id),
                "MAY": self.may_sudo,
                "INSTALLED": self.installed,
                "NEW_NAMES": self.new_names,
                "FAILS": self.fails,
            },
        )

    def calls(self) -> list[str]:
        """Give what was called since the last look."""
        log = self.root / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "bin").mkdir()
    (tmp_path / "checkout").mkdir()
    for name, text in STANDINS.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    shutil.copy(CHECKOUT / "start", tmp_path / "checkout")
    (tmp_path / "checkout/pyproject.toml").write_text("[project]\n")
    return Machine(tmp_path)


def installs(calls: list[str]) -> str:
    return next((call for call in calls if call.startswith("apt-get install")), "")


def test_one_command_sets_up_everything_and_opens_the_program(machine: Machine) -> None:
    answer = machine.start()
    calls = machine.calls()
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.index("Installing what is missing") < answer.stdout.index("Setting up")
    assert "libxcb-cursor0" in answer.stdout
    assert "libxcb-cursor0" in installs(calls)
    assert "xvfb" not in installs(calls)
    assert calls[-1] == "hipcoach "


def test_the_second_time_it_only_opens_the_program(machine: Machine) -> None:
    machine.start()
    machine.calls()
    answer = machine.start("history", "--json")
    assert machine.calls() == ["hipcoach history --json"]
    assert answer.stdout == ""


def test_a_changed_pyproject_is_installed_anew(machine: Machine) -> None:
    machine.start()
    (machine.root / "checkout/pyproject.toml").write_text("[project]\nname = 'hipcoach'\n")
    machine.calls()
    machine.start()
    assert any(call.startswith("pip ") for call in machine.calls())


def test_packages_that_are_there_are_not_asked_for(machine: Machine) -> None:
    machine.installed = "installed libxcb-cursor0\\ninstalled libglib2.0-0t64\\nconfig-files libgl1\\n"
    machine.start()
    wanted = installs(machine.calls()).split()
    assert "libxcb-cursor0" not in wanted
    assert not [name for name in wanted if name.startswith("libglib2.0")]
    assert "libgl1" in wanted


def test_a_newer_debians_names_are_used(machine: Machine) -> None:
    machine.new_names = "libasound2t64"
    machine.start()
    wanted = installs(machine.calls()).split()
    assert "libasound2t64" in wanted
    assert "libasound2" not in wanted
    assert "libglib2.0-0" in wanted


def test_an_ordinary_user_installs_with_sudo_and_is_never_asked_without_a_terminal(machine: Machine) -> None:
    machine.user_id, machine.may_sudo = 1000, "yes"
    assert machine.start().returncode == 0
    calls = machine.calls()
    assert calls[0] == "sudo -n true"
    assert "libgl1" in installs(calls)


def test_where_nothing_may_be_installed_it_says_so_and_goes_on(machine: Machine) -> None:
    machine.user_id = 1000
    answer = machine.start()
    assert answer.returncode == 0
    assert "As root: apt-get install ca-certificates" in answer.stdout
    assert machine.calls()[-1] == "hipcoach "


def test_the_test_command_runs_every_check_and_pytest_last(machine: Machine) -> None:
    answer = machine.start("test", "-k", "engine")
    calls = machine.calls()
    assert answer.returncode == 0
    assert "xvfb" in installs(calls)
    assert [call.split()[0] for call in calls[-7:]] == [
        "ruff",
        "ruff",
        "mypy",
        "lint-imports",
        "vulture",
        "codespell",
        "pytest",
    ]
    assert calls[-1].startswith("pytest --numprocesses auto ")
    assert calls[-1].endswith(" -k engine")


@pytest.mark.parametrize("tool", ["ruff", "mypy", "lint-imports", "vulture", "codespell", "pytest"])
def test_one_failing_check_fails_the_command_and_the_others_still_run(machine: Machine, tool: str) -> None:
    machine.fails = tool
    answer = machine.start("test")
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[-1].split()[:2] == ["FAILED:", tool]
    assert machine.calls()[-1].startswith("pytest ")


def test_without_qts_libraries_one_line_says_so_and_the_command_fails(machine: Machine) -> None:
    machine.fails = "qt"
    answer = machine.start("test")
    assert answer.returncode == 1
    assert answer.stdout.splitlines()[-2:] == [
        "No test was run: Qt cannot be loaded without the packages named above.",
        "FAILED: pytest",
    ]
    assert machine.calls()[-1] == "codespell "


def test_without_a_python_it_says_what_is_needed(machine: Machine) -> None:
    (machine.root / "bin/python3").write_text("#!/bin/sh\nexit 1\n")
    for version in ("python3.11", "python3.12", "python3.13"):
        (machine.root / "bin" / version).write_text("#!/bin/sh\nexit 1\n")
        (machine.root / "bin" / version).chmod(0o755)
    answer = machine.start()
    assert answer.returncode == 1
    assert "python3 python3-venv" in installs(machine.calls())
    assert "Python 3.11 or newer" in answer.stderr
