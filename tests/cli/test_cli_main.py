import io
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from hipcoach import cli
from hipcoach.cli.context import Context
from hipcoach.coach.session_settings import timing
from hipcoach.engine.types import Timing
from hipcoach.errors import EnvironmentProblem, InputError
from hipcoach.paths import find_paths
from hipcoach.settings import Settings

Hipcoach = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Callable[[Context], int]], None]]:
    """Put a command `probe` beside the real ones that does what the test says."""
    umask = os.umask(0o022)

    def install(does: Callable[[Context], int]) -> None:
        module = ModuleType("hipcoach.cli.probe")
        vars(module).update(add_arguments=lambda _parser: None, run=lambda _args, context: does(context))
        monkeypatch.setitem(sys.modules, "hipcoach.cli.probe", module)
        monkeypatch.setitem(cli.COMMANDS, "probe", cli.CommandEntry("a test's own"))

    yield install
    os.umask(umask)


def raises(error: Exception) -> Callable[[Context], int]:
    def does(_context: Context) -> int:
        raise error

    return does


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_of_the_help_has_a_module_that_runs(name: str, hipcoach: Hipcoach) -> None:
    assert find_spec(f"hipcoach.cli.{cli.COMMANDS[name].module or name}") is not None
    answer = hipcoach(name, "--help")
    assert answer.returncode == 0, answer.stderr
    assert "--home DIR" in answer.stdout


@pytest.mark.parametrize("words", [["--help"], ["-h", "today"], ["--speed", "2", "-h"]])
def test_the_help_names_every_command(words: list[str], hipcoach: Hipcoach) -> None:
    answer = hipcoach(*words)
    assert answer.returncode == 0
    assert all(re.search(rf"^    {name} ", answer.stdout, re.M) for name in cli.COMMANDS)


def test_an_unknown_command_is_answered_with_those_that_are_known(hipcoach: Hipcoach) -> None:
    answer = hipcoach("nonsense")
    assert all(re.search(rf"\b{name}\b", answer.stderr) for name in cli.COMMANDS)


def test_every_module_that_is_a_command_stands_in_the_help() -> None:
    modules = {
        path.stem
        for path in Path(cli.__file__).parent.glob("*.py")
        if re.search(r"^def add_arguments\(", path.read_text("utf-8"), re.M)
    }
    assert modules - {"window"} == {command.module or name for name, command in cli.COMMANDS.items()}


@pytest.mark.parametrize("words", [["--home", "{}", "probe"], ["probe", "--home", "{}"], ["probe", "--home={}"]])
def test_home_may_stand_before_or_after_the_command(
    words: list[str], tmp_path: Path, command: Callable[[Callable[[Context], int]], None]
) -> None:
    seen = []
    command(lambda context: seen.append(context.paths) or 0)
    assert cli.main([word.format(tmp_path) for word in words]) == 0
    assert seen == [find_paths(tmp_path)]


def test_a_homes_name_is_not_taken_for_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["--home", "list", "doctor", "--json"]) in (0, 1)
    assert (tmp_path / "list" / "data").is_dir()


def test_each_problem_of_the_users_input_is_one_line(
    tmp_path: Path, command: Callable[[Callable[[Context], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raises(InputError(["a.toml:1: expected a title", "a.toml:9: expected a whole number"])))
    assert cli.main(["probe", "--home", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", "a.toml:1: expected a title\na.toml:9: expected a whole number\n")


def test_what_the_machine_lacks_is_one_line(
    tmp_path: Path, command: Callable[[Callable[[Context], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raises(EnvironmentProblem("No display. Instead: hipcoach play first-steps --text")))
    assert cli.main(["probe", "--home", str(tmp_path)]) == 1
    assert capsys.readouterr() == ("", "No display. Instead: hipcoach play first-steps --text\n")


def test_a_fault_of_ours_is_one_line_and_the_story_is_in_the_log(
    tmp_path: Path, command: Callable[[Callable[[Context], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raises(RuntimeError("two lines\nof it")))
    assert cli.main(["probe", "--home", str(tmp_path)]) == 70
    log = find_paths(tmp_path).log
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"A fault in hipcoach (RuntimeError: two lines). The details are in {log}\n"
    assert "Traceback" in log.read_text()
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_home_that_cannot_be_made_is_the_users_to_mend(
    tmp_path: Path, command: Callable[[Callable[[Context], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(lambda _context: 0)
    (tmp_path / "file").touch()
    assert cli.main(["probe", "--home", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_with_no_log_to_write_the_line_says_where_it_happened(
    tmp_path: Path, command: Callable[[Callable[[Context], int]], None], capsys: pytest.CaptureFixture[str]
) -> None:
    command(raises(RuntimeError("words")))
    log = find_paths(tmp_path).log
    log.mkdir(parents=True)
    assert cli.main(["probe", "--home", str(tmp_path)]) == 70
    said = capsys.readouterr().err
    assert re.fullmatch(
        rf"A fault in hipcoach \(RuntimeError: words\)\. It happened in \S+:\d+; .*: {re.escape(str(log))}\n", said
    )


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("list >/dev/full", 1, "the output: expected room for it (No space left on device)\n"),
        ("list --json >/dev/full", 1, "the output: expected room for it (No space left on device)\n"),
        ("list >&-", 0, ""),
        ("play first-steps --text <&-", 1, "the questions about signs"),
        ("show nonsense 2>&-", 1, ""),
    ],
)
def test_a_full_or_closed_stream_is_no_fault(tmp_path: Path, words: str, status: int, said: str) -> None:
    program = f"{sys.executable} -m hipcoach {words} --home {tmp_path}"
    answer = subprocess.run(["sh", "-c", program], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr.count("\n") <= 1) == (status, True)
    assert said in answer.stderr


def test_a_terminal_that_knows_ascii_only_gets_what_it_can_show(hipcoach: Hipcoach) -> None:
    answer = hipcoach("show", "bridge", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "bridge ? Strength" in answer.stdout


def test_pictures_cannot_go_into_a_file(hipcoach: Hipcoach, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    answer = hipcoach("gallery", "--out", str(tmp_path / "file"))
    assert (answer.returncode, answer.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("history --since yesterday", "argument --since: expected a day such as 2026-03-02, not yesterday"),
        ("export --until 2026-13-01", "argument --until: expected a day such as 2026-03-02, not 2026-13-01"),
        ("today --at noon", "argument --at: expected a time such as 2026-03-02T09:00, not noon"),
    ],
)
def test_a_day_that_is_none_is_wrong_usage_with_an_example(hipcoach: Hipcoach, words: str, said: str) -> None:
    done = hipcoach(*words.split())
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith(said)


def test_a_copy_that_is_not_there_is_not_called_damaged(hipcoach: Hipcoach) -> None:
    done = hipcoach("backup", "--restore", "none.sqlite3")
    assert (done.returncode, done.stderr) == (
        1,
        "none.sqlite3: expected one of the copies that `hipcoach backup` lists\n",
    )


def test_wrong_usage_is_status_2(hipcoach: Hipcoach) -> None:
    for words in (
        ["nonsense"],
        ["doctor", "--jso"],
        ["--speed", "0"],
        ["--speed", "fast"],
        ["--voice", "loud"],
        ["--home", ""],
    ):
        answer = hipcoach(*words)
        assert answer.returncode == 2, words
        assert answer.stdout == ""


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    program = f"{sys.executable} -m hipcoach doctor --home {tmp_path}"
    answer = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} | true"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in answer.stderr
    assert answer.returncode in (0, 1)


def test_bad_settings_are_said_once_and_the_defaults_used(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    paths.settings_file.write_text("[voice]\nrate_wpm = 10\n")
    err = io.StringIO()
    context = Context(paths, io.StringIO(), io.StringIO(), err)
    assert context.settings == context.settings == Settings()
    assert err.getvalue() == f"{paths.settings_file}:2: voice.rate_wpm: expected a whole number from 110 to 190\n"


def test_a_bad_plan_of_the_users_is_said_once_and_the_shipped_ones_go_on(tmp_path: Path) -> None:
    paths = find_paths(tmp_path)
    paths.create()
    (paths.user_plans / "mine.toml").write_text("nonsense")
    err = io.StringIO()
    context = Context(paths, io.StringIO(), io.StringIO(), err)
    assert "first-steps" in context.catalogue.plans
    assert context.catalogue is context.catalogue
    assert err.getvalue().startswith(f"{paths.user_plans}/mine.toml:1: expected ")
    assert err.getvalue().count("\n") == 1


def test_the_engine_is_given_every_time_that_can_be_set() -> None:
    names = {field.name for field in fields(Timing)} & {field.name for field in fields(Settings)}
    assert len(names) >= 11
    for name in names:
        value = getattr(Settings(), name)
        other = not value if isinstance(value, bool) else value + 1
        assert getattr(timing(Settings(**{name: other})), name) == other
    assert timing(Settings()) == Timing()
