"""What the history page does with the diary as a whole: deletion with a way back, export, import and backups."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipcoach.gallery.demo_world import NOW, World, to_now
from hipcoach.history.export_formats import format_named
from hipcoach.history.export_json import json_export, write_json
from hipcoach.history.progress import Progress
from hipcoach.store import Store
from hipcoach.store.rows import PainRow
from hipcoach.ui.history import data_view
from hipcoach.ui.history.history_page import HistoryPage
from hipcoach.ui.widgets.page_frame import PageFrame
from hipcoach.ui.widgets.progress_bar import ProgressBar
from tests.ui import audit
from tests.ui.history.history_world import DAY, Chosen, open_session, read, show_history
from tests.ui.pages_world import world as a_world
from tests.ui.user import back, press, press_opening, settled, show


def test_a_session_is_deleted_and_comes_back(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    last = full.store.sessions.all()[-1]
    assert isinstance(page.overview, PageFrame)
    page.overview.verticalScrollBar().setValue(300)
    open_session(page, last)
    press(page, "Delete this session")
    assert page.detail is None
    assert len(full.store.sessions.all()) == 10
    assert "Strength day of Friday 20 March 2026 is deleted." in read(page)
    assert page.becomes_final().startswith("Strength day of Friday 20 March 2026 is deleted.")
    assert full.store.pain_rests.in_force() != ()
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Undo"
    assert page.overview.verticalScrollBar().value() == 0, "what is said of it is seen"
    press(page, "Undo")
    settled()
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Find a session", "and nobody is thrown out of the page"
    page.refresh()  # as Ctrl+Z does from another page
    assert "Strength day of Friday 20 March 2026 is back." in read(page)
    assert full.store.sessions.all()[-1] == last
    assert "is deleted" not in read(page)
    assert page.becomes_final() == ""


def test_deleting_the_only_session_hides_no_number_that_was_given_in_a_rest(qtbot: QtBot, world: World) -> None:
    done = world.do("first-steps", NOW - DAY, before=2, after=6)
    to_now(world)
    with world.store.transaction():
        world.store.pains.add(PainRow("eight", "now", NOW, score=8))
    page = show_history(qtbot, world)
    open_session(page, world.store.sessions.get(done))
    press(page, "Delete this session")
    assert "during a rest for pain: 8 of 10." in read(page)
    assert "Nothing here yet" not in read(page)


def test_everything_is_deleted_after_a_second_word_and_comes_back(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    before = json_export(full.store)
    press(page, "Take it with you")
    press(page, "Delete everything…")
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Keep everything", "Enter is harmless"
    assert len(full.store.sessions.all()) == 11
    press(page, "Delete everything")
    assert full.store.sessions.all() == ()
    assert full.store.pain_rests.in_force() != ()
    back(page)
    press(page, "Undo")
    assert json_export(full.store) == before


def test_what_came_in_after_deleting_everything_is_kept_as_a_backup(qtbot: QtBot, world: World) -> None:
    world.do("first-steps", NOW - 5 * DAY)
    to_now(world)
    page = show_history(qtbot, world)
    press(page, "Take it with you")
    press(page, "Delete everything…")
    press(page, "Delete everything")
    world.clock.jump(86_400)
    world.do("daily-mobility", NOW + DAY)
    copies = len(world.store.backups())
    world.clock.jump(60)
    back(page)
    press(page, "Undo")
    assert [row.plan for row in world.store.sessions.all()] == ["first-steps"]
    assert len(world.store.backups()) == copies + 1


def test_out_and_into_an_empty_diary(qtbot: QtBot, full: World, tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "diary.json"
    chosen = Chosen(path)
    page = show(qtbot, HistoryPage(full.context, chosen))
    press(page, "Take it with you")
    press(page, "Everything (JSON)")
    assert path.read_bytes() == json_export(full.store)
    assert chosen.asked == ["hipcoach-json-2026-03-20.json"]
    press(page, "Open the folder")
    assert chosen.shown == [tmp_path]
    assert path.stat().st_mode & 0o777 == 0o600
    with a_world(qapp, tmp_path / "other") as other:
        there = show_history(qtbot, other, path)
        empty = json_export(other.store)
        there.take_file(path)  # as it is dropped on the window
        press(there, "Leave it")
        assert json_export(other.store) == empty
        there.take_file(path)
        press(there, "Take it in")
        assert json_export(other.store) == path.read_bytes()
        press(there, "Take in a diary")
        assert "Nothing in it was new." in read(there)
        back(there)
        assert "Friday 20 March 2026" in read(there)


def test_what_takes_long_is_said_before_it_begins(
    qtbot: QtBot, full: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show_history(qtbot, full, tmp_path / "diary.json")
    seen: list[str] = []

    def write(store: Store, out: Path, progress: Progress) -> Sequence[Path]:
        seen.append(audit.words(page))
        return write_json(store, out, progress)

    monkeypatch.setattr(data_view, "FORMATS", (replace(format_named("json"), write=write),))
    press(page, "Take it with you")
    press(page, "Everything (JSON)")
    assert "The diary is being written…" in seen[0]
    assert "being written" not in read(page)


@pytest.mark.parametrize(
    ("way", "height_px"),
    [
        ("Everything (JSON)", 800),
        ("Tables (CSV)", 800),
        ("Health record (FHIR)", 800),
        ("Take in a diary", 800),
        ("Take in a diary", 560),  # what is pressed stands at the lower edge
    ],
)
def test_a_bar_shows_how_far_it_is(
    qtbot: QtBot, full: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, height_px: int
) -> None:
    path = tmp_path / "diary"
    if way == "Take in a diary":
        path.write_bytes(json_export(full.store))
    page = show_history(qtbot, full, path)
    page.window().resize(1100, height_px)
    press(page, "Take it with you")
    values: list[int] = []
    painted = ProgressBar.paintEvent

    def paint(bar: ProgressBar, event: QPaintEvent) -> None:
        values.append(bar.value())
        painted(bar, event)

    monkeypatch.setattr(ProgressBar, "paintEvent", paint)
    press(page, way)
    assert len(set(values)) > 5
    assert values == sorted(values)
    assert not any(bar.isVisible() for bar in page.findChildren(ProgressBar))


def test_a_file_where_the_backups_go_is_said_and_stays(qtbot: QtBot, world: World) -> None:
    backups = world.context.paths.backups
    backups.touch()
    page = show_history(qtbot, world)
    press(page, "Take in a diary or a backup")
    assert "None yet." in read(page)
    press(page, "Make one now")
    assert "No backup was made." in read(page)
    assert str(backups) in read(page)
    back(page)
    assert backups.is_file()


def test_the_other_forms_are_written(qtbot: QtBot, full: World, tmp_path: Path) -> None:
    page = show_history(qtbot, full, tmp_path / "tables")
    press(page, "Take it with you")
    press(page, "Tables (CSV)")
    assert (tmp_path / "tables" / "sessions.csv").read_text().count("\n") == 12
    page = show_history(qtbot, full, tmp_path / "fhir.json")
    press(page, "Take it with you")
    press(page, "Health record (FHIR)")
    assert json.loads((tmp_path / "fhir.json").read_text())["resourceType"] == "Bundle"


def test_a_wrong_file_is_refused_with_its_line(qtbot: QtBot, full: World, tmp_path: Path) -> None:
    path = tmp_path / "wrong.json"
    path.write_text('{\n"format": "hipcoach diary",\n"version": 9\n}\n')
    page = show_history(qtbot, full, path)
    before = json_export(full.store)
    press(page, "Take it with you")
    press(page, "Take in a diary")
    assert "Nothing was taken in." in read(page)
    assert f"{path}:" in read(page)
    assert json_export(full.store) == before


def test_a_backup_is_made_and_restored_and_the_present_is_kept(qtbot: QtBot, full: World) -> None:
    page = show_history(qtbot, full)
    press(page, "Take it with you")
    press(page, "Make one now")
    copies = full.store.backups()
    before = json_export(full.store)
    full.clock.jump(60)
    open_session(page, full.store.sessions.all()[0])
    press(page, "Delete this session")
    press(page, "Take it with you")
    press_opening(page, "Restore ")  # the newest
    assert json_export(full.store) != before, "it asks first"
    press(page, "Bring it back")
    assert json_export(full.store) == before
    assert len(full.store.backups()) == len(copies) + 1
    back(page)
    assert "is deleted" not in read(page)
