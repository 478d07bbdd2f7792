import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.settings import CAUTIOUS, REMINDER_DAYS, SettingRule, Settings, SpeechAmount, ThemeChoice, setting_rules
from hipcoach.settings_file import LoadedSettings, load, save


def values(rule: SettingRule) -> st.SearchStrategy[object]:
    if rule.letter:
        return st.sampled_from("ABCDEFGHIJKLMNORSTUVWXYZ")  # P is the pain key's, Q ends a session in the terminal
    if rule.times:
        return st.sampled_from(["", "18:00", "07:05, 23:59"])
    if rule.choices:
        return st.sampled_from(rule.choices)
    if rule.kind is bool:
        return st.booleans()
    if rule.kind is int:
        return st.integers(int(rule.low), int(rule.high))
    if rule.kind is float:
        return st.floats(rule.low, rule.high)
    return st.text(st.characters(exclude_categories=["C", "Z"]), max_size=300)


all_settings = st.fixed_dictionaries({name: values(rule) for name, rule in setting_rules().items()}).map(
    lambda chosen: Settings(**chosen)
)


@given(all_settings)
def test_what_is_saved_is_read_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    assert save(path, settings) is None
    assert load(path) == LoadedSettings(settings)


@given(st.binary(max_size=200))
def test_no_file_whatever_it_holds_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    loaded = load(path)
    assert isinstance(loaded.settings, Settings)
    assert all(problem.startswith(f"{path}:") for problem in loaded.problems)


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == LoadedSettings(Settings())


def test_every_problem_is_said_with_its_line_and_what_fits_is_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[voice]\nrate_wpm = 300\nspeed = 2\n[look]\ntheme = "dark"\ntext_scale = nan\n[colour]\nred = 1\n')
    loaded = load(path)
    assert loaded.settings == Settings(theme=ThemeChoice.DARK)
    assert [problem.removeprefix(f"{path}:") for problem in loaded.problems] == [
        "2: voice.rate_wpm: expected a whole number from 110 to 190",
        "3: voice.speed: expected only the settings voice_id, rate_wpm, voice_volume, tone_volume, word_gap, speech, "
        "full_instructions_times, who_speaks, lower_others",
        "6: look.text_scale: expected a number from 1 to 2",
        "7: colour: expected only the tables [answers], [keys], [look], [pain], [reminders], [times], [voice]",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[voice\nrate_wpm = 150\n", 1),
        (b"[voice]\nrate_wpm = 150\nrate_wpm = 160\n", 3),
        (b"[voice]\n\nvoice_id = \xff\n", 3),
        (b"[pain]\npain_stop = 4\n", 2),
        (b"[pain]\npain_stop = true\n", 2),
        (b"x" * 70_000, 1),
    ],
)
def test_where_the_pain_stop_cannot_be_known_the_lower_one_is_used(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    loaded = load(path)
    assert [problem.startswith(f"{path}:{line}: ") for problem in loaded.problems] == [True]
    assert loaded.settings.pain_stop == 5


def test_a_bad_file_is_set_aside_and_never_overwritten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "settings.toml"
    for number in (1, 2):
        path.write_text(f"what is this {number}")
        aside = save(path, Settings(rate_wpm=120))
        assert aside == tmp_path / f"settings.toml.bad-{number}"
        assert aside.read_text() == f"what is this {number}"
        assert load(path) == LoadedSettings(Settings(rate_wpm=120))
    aside_as = "the settings file had problems: it is set aside as settings.toml.bad-{}, a new one is written"
    assert [aside_as.format(number) for number in (1, 2)] == [
        record.getMessage() for record in caplog.records if "set aside" in record.getMessage()
    ]


def test_the_users_own_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("# mine\n[voice]\nrate_wpm = 130 # slower\n")
    save(path, Settings(rate_wpm=125, speech=SpeechAmount.SHORT))
    assert path.read_text().startswith("# mine\n[voice]\nrate_wpm = 125 # slower\n")


def test_the_file_is_private_and_leaves_no_half_written_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        save(path, Settings(rate_wpm=190))
    assert [file.name for file in tmp_path.iterdir()] == ["settings.toml"]
    assert load(path) == LoadedSettings(Settings())


def test_reminder_times_of_an_older_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[reminders]\nreminders = true\nreminder_weekday_min = 1095\nreminder_weekend_min = 540\n")
    loaded = load(path)
    assert loaded.problems == ()
    assert [getattr(loaded.settings, name) for name in REMINDER_DAYS] == ["18:15"] * 5 + ["09:00"] * 2
    assert save(path, replace(loaded.settings, reminder_friday="")) is None
    assert load(path).settings.reminder_friday == ""
    assert load(path).settings.reminder_sunday == "09:00"


def test_times_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[reminders]\nreminder_monday = "noon"\n')
    assert load(path).problems == (
        f'{path}:2: reminders.reminder_monday: expected times of day such as "18:00" or "8:00, 18:00", or "" for none',
    )


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("a." * 20_000 + "a = 1\n", 1, "at most 8 parts"),
        ("[voice]\nrate_wpm = " + "1" * 10_000 + "\n", 1, "beyond what can be read"),
        ("[voice]\nrate_wpm = " + "[" * 30_000 + "\n", 2, "at most 8 levels"),
        ('[voice]\n"\\u001b[31m\\u202e" = 1\n', 2, "expected only the settings"),
        (f'"{"x" * 60_000}" = 1\n', 1, "x...: expected only the tables"),
    ],
)
def test_a_hostile_file_is_one_short_line_without_escapes(tmp_path: Path, content: str, line: int, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content)
    [problem] = load(path).problems
    assert problem.startswith(f"{path}:{line}: ")
    assert said in problem
    assert len(problem) < 500
    assert problem.isprintable()


def test_a_byte_order_mark_that_an_editor_wrote_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("\ufeff# mine\n[voice]\nrate_wpm = 130\n", "utf-8")
    assert load(path) == LoadedSettings(Settings(rate_wpm=130))
    assert save(path, Settings(rate_wpm=120)) is None
    assert "# mine" in path.read_text("utf-8")
    assert load(path) == LoadedSettings(Settings(rate_wpm=120))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes in its folders")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        assert load(path) == LoadedSettings(CAUTIOUS, (f"{path}:1: expected a file",))


def test_the_first_versions_times_move_to_todays_where_they_were_its_defaults(tmp_path: Path) -> None:
    """It wrote every setting, so such a number was nobody's choice; a file of today's version has `reach_s`."""
    path = tmp_path / "settings.toml"
    old = "[times]\nup_s = 2.0\ndown_s = 4.0\nbreath_s = 5.0\ncheck_s = 5.0\n"
    path.write_text(old)
    loaded = load(path)
    assert loaded.problems == ()
    times = loaded.settings
    assert (times.up_s, times.down_s, times.breath_s, times.check_s) == (3.0, 4.0, 8.0, 12.0)
    path.write_text(old.replace("check_s = 5.0", "reach_s = 5.0"))
    assert (load(path).settings.up_s, load(path).settings.breath_s) == (2.0, 5.0)
