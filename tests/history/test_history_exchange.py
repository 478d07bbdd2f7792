"""Out and in again: the same bytes, merged in any order, and wrong files refused with their line."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipcoach.coach.diary import open_diary_in
from hipcoach.errors import InputError
from hipcoach.history import read_json
from hipcoach.history.export_json import json_export
from hipcoach.history.merge import merge
from hipcoach.history.read_json import parse_diary, read_diary
from hipcoach.store import Store
from hipcoach.store.rows import NoteRow
from tests.history.filling import LATER, WRONG, fill
from tests.recorder.driving import MORNING
from tests.store.inside import faults_of


def test_out_into_an_empty_home_and_out_again_gives_the_same_bytes(store: Store, empty: Store) -> None:
    fill(store)
    out = json_export(store)
    merge(empty, parse_diary(out, "out.json", LATER))
    assert json_export(empty) == out
    assert [row.kind for row in empty.pain_rests.in_force()] == ["hold"]


def test_the_second_time_nothing_is_new(store: Store, empty: Store) -> None:
    fill(store)
    diary = parse_diary(json_export(store), "out.json", LATER)
    assert sum(merge(empty, diary).values()) > 5
    assert sum(merge(empty, diary).values()) == 0
    assert sum(merge(store, diary).values()) == 0


def test_an_editor_s_white_space_changes_nothing(store: Store, empty: Store) -> None:
    fill(store)
    out = json_export(store)
    merge(empty, parse_diary(json.dumps(json.loads(out), indent=4).encode(), "out.json", LATER))
    assert json_export(empty) == out


def test_a_hold_outlives_an_import_that_says_it_is_over(store: Store, empty: Store) -> None:
    fill(store)
    merge(empty, parse_diary(json_export(store), "out.json", LATER))
    for hold in store.pain_rests.in_force():
        store.pain_rests.release(hold.id, MORNING + timedelta(days=3))
    merge(empty, parse_diary(json_export(store), "out.json", LATER))
    assert len(empty.pain_rests.in_force()) == 1


# -- merging

SCORES = st.none() | st.integers(0, 10)


@st.composite
def diaries(draw: st.DrawFn) -> dict[str, object]:
    """A small document; ids are few, so that two of them meet."""
    names = draw(st.lists(st.sampled_from("abcd"), unique=True))
    at = st.integers(0, 30).map(lambda hours: (MORNING + timedelta(hours=hours)).isoformat().replace("+00:00", "Z"))
    dose = {"sets": 1, "reps": 5, "hold_s": 5.0, "rest_s": 0.0, "minutes": 0.0, "form": "full"}
    sessions = [
        {
            **{"id": name, "plan": "p", "title": "P", "started_at": draw(at), "zone": "UTC", "offset_min": 0},
            **{"local_date": "2026-03-02", "app_version": "1", "rule_version": "1", "base": draw(st.integers(0, 3))},
            **{"ended_at": draw(at), "duration_s": 60.0, "hold": "none"},
            "finish": draw(st.sampled_from(["completed", "stopped"])),
            "exercises": [
                {
                    **{"ord": 0, "exercise": "bridge", "name": "Bridge", "dose": dose, "dose_right": None},
                    **{"outcome": "done", "response": draw(st.sampled_from([None, "same"])), "note": ""},
                }
            ],
            "sets": [
                {
                    **{"ord": 0, "exercise": "bridge", "set_no": 1, "side": "", "reps_target": 5},
                    **{"reps_done": draw(st.integers(0, 5)), "hold_s_target": 25.0, "hold_s_done": 25.0},
                }
            ],
            "events": [{"seq": 0, "at_s": 0.0, "kind": "Started", "payload": {}}],
        }
        for name in names
    ]
    pains = [
        {
            **{"id": f"pain-{name}", "question": "before", "at": draw(at), "score": draw(SCORES), "session": name},
            **{"exercise": None, "also": "", "kind": None, "area": None, "side": None, "soreness": None},
            **{"stiffness": None, "effort": None, "at_s": None, "open": False},
        }
        for name in names
        if draw(st.booleans())
    ]
    holds = [
        {
            **{"id": name, "kind": draw(st.sampled_from(["soft", "hold"])), "started_at": draw(at)},
            **{"triggers": sorted(draw(st.sets(st.sampled_from(["x", "y"])))), "side": None, "base": 2},
            **{"peak": draw(SCORES), "rule_version": "1", "session": None, "corrected_at": None},
            **{"released_at": draw(st.none() | at), "advice": None, "advice_at": None},
        }
        for name in draw(st.lists(st.sampled_from("hi"), unique=True))
    ]
    rest: dict[str, object] = {"screens": [], "doses": [], "profile": [], "notes": []}
    return {"format": "hipcoach diary", "version": 1, "sessions": sessions, "pains": pains, "holds": holds, **rest}


@settings(max_examples=40, deadline=None)
@given(st.lists(diaries(), min_size=1, max_size=3))
def test_merging_knows_no_order_and_no_repetition(
    tmp_path_factory: pytest.TempPathFactory, documents: list[dict[str, object]]
) -> None:
    files = [parse_diary(json.dumps(document).encode(), "some.json", LATER) for document in documents]
    home = tmp_path_factory.mktemp("merge")
    with open_diary_in(home / "a", MORNING) as one, open_diary_in(home / "b", MORNING) as other:
        for diary in files:
            merge(one, diary)
        for diary in reversed(files):
            merge(other, diary)
        assert json_export(one) == json_export(other)
        assert sum(sum(merge(one, diary).values()) for diary in files) == 0
        in_force = {hold.id for diary in files for hold in diary.holds if hold.released_at is None}
        assert {row.id for row in one.pain_rests.in_force()} == in_force
        assert faults_of(one) == ()


# -- refused


def changed(store: Store, old: bytes, new: bytes) -> bytes:
    out = json_export(store)
    assert old in out
    return out.replace(old, new, 1)


@pytest.mark.parametrize(("old", "new", "said"), WRONG)
def test_what_is_wrong_is_said_with_its_line(store: Store, old: bytes, new: bytes, said: str) -> None:
    fill(store)
    wrong = changed(store, old, new)
    line = wrong[: wrong.index(new) if new else json_export(store).index(old)].count(b"\n") + 1
    with pytest.raises(InputError, match=said) as told:
        parse_diary(wrong, "diary.json", LATER)
    assert str(told.value).startswith(f"diary.json:{line}: ")
    assert len(told.value.problems) == 1


def test_an_id_used_twice_and_a_session_that_is_not_there_are_refused(store: Store) -> None:
    fill(store)
    document = json.loads(json_export(store))
    document["sessions"].append(document["sessions"][0])
    with pytest.raises(InputError, match="each id once"):
        parse_diary(json.dumps(document, indent=1).encode(), "diary.json", LATER)
    del document["sessions"][1:]
    with pytest.raises(InputError, match="a session of this file"):
        parse_diary(json.dumps(document).encode(), "diary.json", LATER)


def test_a_large_diary_is_read_line_by_line_with_the_same_answers(
    store: Store, empty: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    out = json_export(store)
    path = tmp_path / "out.json"
    path.write_bytes(out)
    monkeypatch.setattr(read_json, "LARGEST_AT_ONCE", 100)
    assert read_diary(path, LATER) == parse_diary(out, "out.json", LATER)
    merge(empty, read_diary(path, LATER))
    assert json_export(empty) == out
    for old, new, said in WRONG:
        wrong = changed(store, old, new)
        path.write_bytes(wrong)
        line = wrong[: wrong.index(new) if new else out.index(old)].count(b"\n") + 1
        with pytest.raises(InputError, match=rf"out\.json:{line}: .*({said})"):
            read_diary(path, LATER)
    path.write_bytes(out + b"{}")
    with pytest.raises(InputError, match=r"expected nothing after the diary"):
        read_diary(path, LATER)
    path.write_bytes(out[:-40])
    with pytest.raises(InputError, match="expected"):
        read_diary(path, LATER)


def test_nothing_is_taken_from_a_merge_that_fails(store: Store, empty: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    diary = parse_diary(json_export(store), "out.json", LATER)

    def fail(row: NoteRow) -> None:
        raise RuntimeError("stop here")

    monkeypatch.setattr(empty.notes, "add", fail)
    with pytest.raises(RuntimeError):
        merge(empty, diary)
    assert empty.sessions.all() == ()
