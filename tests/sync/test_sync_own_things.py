"""Settings, own plans and own exercises travel: the last change counts, the older is kept and named; some stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from hipcoach.settings import CAUTIOUS, SETTING_NAMES, Settings
from hipcoach.sync.fold import fold
from hipcoach.sync.own_things import MOST_BYTES, TRAVELS, OwnThings, TakenThing
from hipcoach.sync.result_words import result_lines
from hipcoach.sync.shared_record import OwnThing, RecordKind, record_of
from tests.sync.devices import START, SimulatedDevice, devices, settle

Both = tuple[SimulatedDevice, SimulatedDevice]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    with devices(tmp_path, [timedelta(), timedelta()]) as [one, two]:
        yield one, two


def own(device: SimulatedDevice, place: str) -> bytes | None:
    path = device.data / place
    return path.read_bytes() if path.exists() else None


def test_settings_and_files_travel_but_for_voice_window_and_taught_words(both: Both) -> None:
    one, two = both
    one.choose(up_s=4.0, reminders=True, text_scale=1.5, rate_wpm=120, taught_words=True, theme="dark")
    one.file("plans/mine.toml", b"a plan")
    one.file("exercises/clam.toml", b"an exercise")
    one.file("exercises/clam-1.jpg", bytes(range(256)))
    one.file("exercises/notes.txt", b"stays")
    settle([one, two])
    assert two.settings == Settings(up_s=4.0, reminders=True)
    assert own(two, "exercises/clam-1.jpg") == bytes(range(256))
    assert (own(two, "plans/mine.toml"), own(two, "exercises/notes.txt")) == (b"a plan", None)
    [taken] = [said for said in two.said if said.changed.get("own")]
    assert "Settings, plans or exercises are as on your other computer now." in result_lines(taken)
    two.choose(up_s=3.0)  # as it comes with the program
    two.file("plans/mine.toml", None)
    settle([one, two])
    assert (one.settings.up_s, own(one, "plans/mine.toml")) == (3.0, None)
    [kept] = [line for said in one.said for line in said.kept]
    assert kept.startswith("Your other computer took away mine.toml. The older is kept: ")
    assert {"voice_id", "who_speaks", "full_screen", "pain_stop"}.isdisjoint(TRAVELS)
    assert set(TRAVELS) <= SETTING_NAMES.keys(), "each is named as Settings names it"


def test_of_two_changes_made_apart_the_last_counts_and_the_older_is_kept_and_named(both: Both) -> None:
    one, two = both
    for number, device in enumerate(both):
        device.choose(up_s=4.0 + number)
        device.file("plans/mine.toml", b"%d" % number)
        device.exchange()
        device.world.now += timedelta(hours=1)
    settle([one, two])
    assert [(each.settings.up_s, own(each, "plans/mine.toml")) for each in both] == [(5.0, b"1")] * 2
    setting, plan = sorted((line for said in one.said for line in said.kept), key=len)
    assert setting == "Both computers changed “The way up”. The older was 4.", "as Settings names it"
    assert plan.startswith("Both computers changed mine.toml. The older is kept: ")
    kept = Path(plan.rpartition(": ")[2])
    assert (kept.read_bytes(), (kept.parent / "settings.txt").read_text("utf-8")) == (b"0", "The way up: 4\n")
    assert not [line for said in two.said for line in said.kept], "nothing was lost there"
    one.choose(up_s=2.0)  # made knowing both
    settle([one, two])
    assert two.settings.up_s == 2.0


def test_every_older_setting_is_in_the_list(both: Both) -> None:
    for number, device in enumerate(both):
        device.choose(up_s=4.0 + number, down_s=4.0 + number)
        device.exchange()
        device.world.now += timedelta(hours=1)
    settle([*both])
    (notes,) = both[0].data.rglob("settings.txt")
    assert sorted(line.rpartition(": ")[2] for line in notes.read_text("utf-8").splitlines()) == ["4", "4"]


@pytest.mark.parametrize(
    "thing",
    [
        OwnThing("plans", "../diary.toml", b"", START),
        OwnThing("plans", "mine.py", b"", START),
        OwnThing("data", "mine.toml", b"", START),
        OwnThing("plans", "mine.toml", bytes(5 * 1024 * 1024), START),
        OwnThing("setting", "up_s", None, START),
    ],
    ids=lambda thing: f"{thing.place}/{thing.name}",
)
def test_nothing_is_written_but_own_plans_and_exercises(thing: OwnThing) -> None:
    record = record_of("r", "other", 1, {}, START, RecordKind.OWN, msgspec.json.encode(thing))
    account = fold([record], START)
    assert (account.things, account.waiting) == ({}, 1)


def test_a_settings_file_that_cannot_be_read_changes_nothing_elsewhere(both: Both) -> None:
    one, two = both
    one.choose(up_s=4.0, reminders=True)
    settle([one, two])
    two.settings, two.in_doubt = CAUTIOUS, True
    one.choose(reach_s=7.0)
    settle([one, two])
    here = Settings(up_s=4.0, reminders=True, reach_s=7.0)
    assert one.settings == here
    assert two.settings == replace(here, pain_stop=5), "while hipcoach is open"
    two.settings, two.in_doubt = Settings(up_s=4.0, reminders=True), False  # the file, mended by hand
    settle([one, two])
    assert [one.settings, two.settings] == [here] * 2


def test_a_computer_that_joins_while_its_file_is_in_doubt_raises_no_stop(both: Both) -> None:
    one, two = both
    one.choose(pain_stop=5, up_s=4.0)
    two.in_doubt = True
    settle([one, two])
    two.settings, two.in_doubt = Settings(up_s=9.0), False
    settle([one, two])
    assert [each.settings for each in both] == [Settings(pain_stop=5, up_s=4.0)] * 2


def test_a_change_back_to_what_a_doubtful_file_gives_is_a_change(both: Both) -> None:
    one, two = both
    one.choose(pain_stop=5, up_s=4.0)
    settle([one, two])
    one.choose(up_s=Settings().up_s)
    settle([one, two])
    assert [each.settings for each in both] == [CAUTIOUS] * 2


def test_settings_that_could_not_be_saved_are_taken_again_and_no_change_of_the_users(both: Both) -> None:
    one, two = both
    settle([one, two])
    two.choose(pain_stop=5, up_s=4.0)
    one.is_full = True
    settle([one, two])
    assert {said.problem for said in one.said[-2:]} == {"full"}
    assert one.settings == Settings(), "as its file has them"
    one.is_full = False
    settle([one, two])
    assert [each.settings for each in both] == [Settings(pain_stop=5, up_s=4.0)] * 2


def test_for_a_computer_that_joins_the_settings_that_are_there_count_and_its_own_are_named(both: Both) -> None:
    one, two = both
    one.choose(up_s=4.0)
    one.exchange()
    two.choose(up_s=9.0, reminders=True)
    two.world.now += timedelta(hours=1)
    settle([one, two])
    assert [each.settings for each in both] == [Settings(up_s=4.0, reminders=True)] * 2
    assert [line for said in two.said for line in said.kept] == [
        "Both computers changed “The way up”. The older was 9."
    ]
    two.choose(up_s=3.5)
    settle([one, two])
    assert one.settings.up_s == 3.5


@pytest.mark.parametrize("value", [b"99", b"nonsense", b'"quick"'])
def test_a_setting_out_of_its_range_changes_nothing(tmp_path: Path, value: bytes) -> None:
    things = OwnThings(Settings(), tmp_path)
    taken = things.take([TakenThing(OwnThing("setting", "up_s", value, START))], tmp_path)
    assert (taken.settings, taken.changed) == (Settings(), 0)
    assert things.take([TakenThing(OwnThing("setting", "rate_wpm", b"120", START))], tmp_path).settings == Settings()


def test_a_file_that_is_too_large_stays(both: Both, caplog: pytest.LogCaptureFixture) -> None:
    one, two = both
    (one.data / "exercises").mkdir()
    with (one.data / "exercises" / "big.jpg").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    settle([one, two])
    assert own(two, "exercises/big.jpg") is None
    assert "a file of the user's own is too large for the other computer" in caplog.messages
